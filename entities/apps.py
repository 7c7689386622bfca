from django.apps import AppConfig
from django.utils.translation import gettext_noop


class EntitiesConfig(AppConfig):
    name = "entities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The use cases make their kinds of acts known to the ledger."""
        import entities.admit
        import entities.affiliate
        import entities.alias
        import entities.bring_list
        import entities.create
        import entities.identify
        import entities.keep_apart
        import entities.merge
        import entities.relate
        import entities.rename  # noqa: F401
        from entities.ledger import register, show_at
        from entities.models import Entity

        register(
            "undo.several", label=gettext_noop("took several steps back"), permission="entities.see_ledger"
        )
        show_at(Entity, "entity")
