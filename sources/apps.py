from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The use cases make their kinds of acts known to the ledger, and sentences that come as words to who says them again."""
        import sources.answer_name
        import sources.begin_import
        import sources.change_outlet
        import sources.correct
        import sources.describe
        import sources.feeds
        import sources.follow_answer
        import sources.nod
        import sources.split_entity
        import sources.tell_apart
        import sources.utter
        import sources.watch  # noqa: F401
        from entities.ledger import show_at
        from entities.said import recognise
        from sources import gave_up
        from sources.models import Article, Import

        recognise(*gave_up.FROM_WORKERS, *gave_up.FROM_FETCHING, *gave_up.FROM_FILES, *gave_up.FROM_ROWS)
        show_at(Article, "article")
        show_at(Import, "import")
