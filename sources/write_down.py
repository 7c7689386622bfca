"""A person writes down a statement that they saw in an article."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.ledger import act, register
from entities.refused import Refused
from extraction import GAP
from matching.phrase import say
from sources.changed_statement import MAY, choose_speaker, look_again, settle, touch
from sources.models import Article, Maker, Modality, Polarity, Quotation, Statement
from sources.signals import CORRECTED, statement_changed

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Entity

Spans = Sequence[Sequence[int]]


@transaction.atomic
def add_statement(
    *,
    article: Article,
    by: AbstractBaseUser,
    spans: Spans,
    speaker: Entity | None,
    kind: str = Quotation.INDIRECT,
    polarity: str = Polarity.ASSERTED,
    modality: str = Modality.ASSERTS,
) -> Statement:
    """Writes down a statement that a person saw. ``spans`` are [start, end) offsets into the article's text.

    Raises Refused for a span outside the text, without words or overlapping another, or a statement that is there.
    """
    spans = checked_spans(article, spans)
    # Two people who write down the same words at one moment: the second finds the first one's statement.
    hold([f"statements of article {article.pk}"])
    row = article.statements.filter(spans=spans).first()
    if row is not None and row.struck_at is None:
        raise Refused(
            gettext("These words are a statement already. Correct that one instead."), field="spans"
        )
    check_choices(kind, polarity, modality)
    fresh = row is None
    row = row or _place(article, spans, kind=kind, by=by)
    with act(
        ADDED,
        by=by,
        words=say("wrote down a statement in “%(article)s”", article=article),
        about=[article],
        watch=[row],
    ):
        row.content = _content(article, spans)
        row.kind, row.polarity, row.modality = kind, polarity, modality
        row.struck_at = None
        choose_speaker(row, speaker)
        touch(row, by)
        if not fresh:
            statement_changed.send(Statement, statement=row, what=CORRECTED)
        look_again(article)
    return row


ADDED = register("statement.add", label=gettext_noop("added a statement"), permission=MAY, settle=settle)


def _place(article: Article, spans: list[list[int]], *, kind: str, by: AbstractBaseUser) -> Statement:
    """A row for a statement, as one that nobody made stands: struck. Then writing it down and taking that back are
    exact inverses, whatever hangs on the row by then.
    """
    return Statement.objects.create(
        article=article,
        spans=spans,
        content=_content(article, spans),
        kind=kind,
        made_by=Maker.PERSON,
        added_by_id=by.pk,
        touched_by_id=by.pk,
        touched_at=Now(),
        struck_at=Now(),
    )


def _content(article: Article, spans: Spans) -> str:
    return GAP.join(article.text[start:end] for start, end in spans)


def checked_spans(article: Article, spans: Spans) -> list[list[int]]:
    """The spans in order, their white space cut. Raises Refused for what is not in the text."""
    text, checked = article.text, []
    for span in spans:
        if len(span) != 2 or not 0 <= span[0] < span[1] <= len(text):  # noqa: PLR2004 - a start and an end
            raise Refused(gettext("The selected words are not in the article’s text."), field="spans")
        words = text[span[0] : span[1]]
        start = span[0] + len(words) - len(words.lstrip())
        end = span[1] - (len(words) - len(words.rstrip()))
        if not any(c.isalnum() for c in text[start:end]):
            raise Refused(gettext("Select the words that were said."), field="spans")
        checked.append([start, end])
    checked.sort()
    if not checked:
        raise Refused(gettext("Select the words that were said."), field="spans")
    if any(left[1] > right[0] for left, right in itertools.pairwise(checked)):
        raise Refused(gettext("The selected passages overlap."), field="spans")
    return checked


def check_choices(kind: str, polarity: str, modality: str) -> None:
    """Raises Refused, naming the field, for what is none of the choices."""
    for value, known, field in (
        (kind, Quotation.values, "kind"),
        (polarity, Polarity.values, "polarity"),
        (modality, Modality.values, "modality"),
    ):
        if value not in known:
            raise Refused(gettext("“%(value)s” cannot be chosen here.") % {"value": value}, field=field)
