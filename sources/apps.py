from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The use cases make their kinds of acts known to the ledger."""
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
        from sources.models import Article, Import

        show_at(Article, "article")
        show_at(Import, "import")
