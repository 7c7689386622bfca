"""What every change of a statement by a person goes with: who may, whom it was by, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Now

from entities.images import label
from matching.names import speaker_terms
from matching.phrase import say
from sources.compare import compare_again, ring_for_article
from sources.models import Article, Stage, Statement
from sources.signals import CORRECTED, RESTORED, STRUCK, statement_changed
from sources.stages import ring_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act, Entity

MAY = "sources.change_statement"


def settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
    """Whoever hears of changed statements hears of this one, and it is held against the claims again."""
    for row in done.rows.filter(model=label(Statement)).exclude(before={}):
        statement = Statement.objects.select_related("article", "speaker__canonical").get(pk=row.row)
        was_struck = (row.after or {}).get("struck_at") is not None
        terms = speaker_terms(statement.speaker.shown.name) if statement.speaker else []
        Statement.objects.filter(pk=statement.pk).update(speaker_terms=terms)
        if statement.struck_at is not None:
            compare_again(statement=statement)
        what = STRUCK if statement.struck_at is not None else RESTORED if was_struck else CORRECTED
        statement_changed.send(Statement, statement=statement, what=what)
        if statement.struck_at is None:
            look_again(statement.article)


def look_again(article: Article) -> None:
    """Lets a linked article wait for its last stage again, so that changed statements are held against the claims, and
    rings for comparing their words.
    """
    ring_for_article(article)
    # An attempt that is under way looked before the change: it is overtaken, and keeps nothing.
    again = Article.objects.filter(
        pk=article.pk, stage__in=[Stage.ATTRIBUTED, Stage.LINKED], set_aside_at=None
    ).update(stage=Stage.ATTRIBUTED, attempts=0, rung_at=None, taken_at=None, taken_by="")
    if again:
        article.refresh_from_db(fields=["stage"])
        ring_for(article)


def who_said(statement: Statement) -> str:
    """Whom the words are by, as the ledger says it."""
    return statement.shown_speaker or say("nobody named")


def choose_speaker(row: Statement, speaker: Entity | None) -> None:
    """Gives the row, not yet saved, the speaker that a person chose."""
    row.speaker = speaker
    row.speaker_chosen = True
    row.speaker_terms = speaker_terms(speaker.shown.name) if speaker else []


def touch(row: Statement, by: AbstractBaseUser) -> None:
    """Saves the row as one that this person has seen to."""
    row.touched_by_id = by.pk
    row.touched_at = Now()
    row.save()
    row.refresh_from_db(fields=["touched_at"])
