"""Statements whose speaker is another now: what follows from that, wherever many of them change at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.images import label
from matching.names import speaker_terms
from sources.changed_statement import look_again
from sources.models import Article, Outcome, Statement
from sources.signals import CORRECTED, statement_changed

if TYPE_CHECKING:
    from collections.abc import Collection

    from entities.models import Act


def tell_speakers(statements: Collection[int]) -> None:
    """Whoever hears of changed statements hears of these, and they are held against the claims again."""
    rows = Statement.objects.filter(pk__in=statements).select_related("article", "speaker__canonical")
    articles: dict[int, Article] = {}
    for statement in rows.order_by("pk"):
        statement_changed.send(Statement, statement=statement, what=CORRECTED)
        articles[statement.article_id] = statement.article
    for article in articles.values():
        look_again(article)


def settle_speakers(done: Act, undoing: Act) -> None:
    """The same when an act that gave statements their speakers is taken back or done again (see ``ledger.Kind``). A
    name that means nobody again may be asked about.
    """
    unnamed = Outcome.NONE if undoing.is_undoing else Outcome.NO_NAME
    pks = list(done.rows.filter(model=label(Statement)).values_list("row", flat=True))
    for statement in Statement.objects.filter(pk__in=pks).select_related("speaker__canonical"):
        statement.speaker_terms = speaker_terms(statement.speaker.shown.name) if statement.speaker else []
        if statement.speaker is None:
            statement.speaker_outcome = unnamed
        elif statement.speaker_chosen:
            statement.speaker_outcome = Outcome.CHOSEN
        else:
            statement.speaker_outcome = Outcome.MATCHED
        statement.save(update_fields=["speaker_terms", "speaker_outcome"])
    tell_speakers(pks)
