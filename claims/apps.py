from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keeps the groups of the roles in step with the permissions, whichever migration made those."""
        from claims.roles import make_groups

        post_migrate.connect(make_groups, dispatch_uid="claims.roles")
