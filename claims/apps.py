from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens for changed statements, and keeps the groups of the roles in step with the permissions."""
        from claims.another_look import notice_statement
        from claims.roles import make_groups
        from sources.signals import statement_changed

        statement_changed.connect(notice_statement, dispatch_uid="claims.another_look")
        post_migrate.connect(make_groups, dispatch_uid="claims.roles")
