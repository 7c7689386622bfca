from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens for changed statements, and keeps the groups of the roles in step with the permissions."""
        # The use cases make their kinds of acts known to the ledger.
        import claims.arrange
        import claims.bulk
        import claims.choose_model
        import claims.curate_topic
        import claims.decide
        import claims.discuss
        import claims.judge
        import claims.mark
        import claims.merge
        import claims.propose
        import claims.review
        import claims.save_view
        import claims.watch
        import claims.wire  # noqa: F401
        from claims.accounts import end_token
        from claims.another_look import notice_copies, notice_day, notice_group, notice_statement
        from claims.models import Claim
        from claims.roles import make_groups
        from claims.see import listen
        from entities.ledger import show_at
        from sources.signals import copies_changed, day_changed, group_changed, statement_changed

        show_at(Claim, "claim")
        listen()
        statement_changed.connect(notice_statement, dispatch_uid="claims.another_look")
        group_changed.connect(notice_group, dispatch_uid="claims.another_look.group")
        day_changed.connect(notice_day, dispatch_uid="claims.another_look.day")
        copies_changed.connect(notice_copies, dispatch_uid="claims.another_look.copies")
        user_logged_out.connect(end_token, dispatch_uid="claims.accounts")
        post_migrate.connect(make_groups, dispatch_uid="claims.roles")
