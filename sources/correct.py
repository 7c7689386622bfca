"""A person puts right what the machine wrote down: add a statement, correct one, strike one, and take that back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from entities.create import create_entity
from entities.hold import hold
from entities.lookup import look_up
from entities.models import Entity, Kind
from entities.refused import Refused
from extraction import GAP
from matching.names import normal_form, speaker_terms
from sources.compare import compare_again, ring_for_article
from sources.models import Article, Maker, Modality, Polarity, Quotation, Stage, Statement
from sources.signals import CORRECTED, RESTORED, STRUCK, statement_changed
from sources.stages import ring_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

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
    spans = _checked(article, spans)
    # Two people who write down the same words at one moment: the second finds the first one's statement.
    hold([f"statements of article {article.pk}"])
    there = article.statements.filter(spans=spans).first()
    if there is not None and there.struck_at is None:
        raise Refused("These words are a statement already. Correct that one instead.", field="spans")
    _check_words(kind, polarity, modality)
    row = there or Statement(article=article, spans=spans, made_by=Maker.PERSON, added_by_id=by.pk)
    row.content = GAP.join(article.text[start:end] for start, end in spans)
    row.kind, row.polarity, row.modality = kind, polarity, modality
    row.struck_at = None
    _choose_speaker(row, speaker)
    _touch(row, by)
    if there is not None:
        statement_changed.send(Statement, statement=row, what=CORRECTED)
    look_again(article)
    return row


@transaction.atomic
def correct_statement(
    *,
    statement: Statement,
    by: AbstractBaseUser,
    speaker: Entity | None,
    kind: str,
    polarity: str,
    modality: str,
    spans: Spans | None = None,
) -> Statement:
    """Sets who said it and how. Other words (``spans``) make another statement and strike this one, so that links
    decided on the old words keep the words they were decided on. Returns the statement that stands.

    Raises Refused as add_statement does, and where the statement was struck in the meantime.
    """
    statement = (
        Statement.objects.select_for_update(of=("self",)).select_related("article").get(pk=statement.pk)
    )
    if statement.struck_at is not None:
        raise Refused("This statement was struck in the meantime.")
    _check_words(kind, polarity, modality)
    if spans is not None and _checked(statement.article, spans) != [list(span) for span in statement.spans]:
        fresh = add_statement(
            article=statement.article,
            by=by,
            spans=spans,
            speaker=speaker,
            kind=kind,
            polarity=polarity,
            modality=modality,
        )
        strike_statement(statement=statement, by=by)
        return fresh
    statement.kind, statement.polarity, statement.modality = kind, polarity, modality
    _choose_speaker(statement, speaker)
    _touch(statement, by)
    statement_changed.send(Statement, statement=statement, what=CORRECTED)
    look_again(statement.article)
    return statement


@transaction.atomic
def strike_statement(*, statement: Statement, by: AbstractBaseUser) -> None:
    """Marks that nobody said this. The row stays, so that no reading brings it back. Raises Refused if it is struck."""
    struck = Statement.objects.filter(pk=statement.pk, struck_at=None).update(
        struck_at=Now(), touched_at=Now(), touched_by_id=by.pk
    )
    if not struck:
        raise Refused("This statement was struck already.")
    compare_again(statement=statement)
    statement_changed.send(Statement, statement=statement, what=STRUCK)


@transaction.atomic
def restore_statement(*, statement: Statement, by: AbstractBaseUser) -> None:
    """Takes a strike back. Raises Refused where the statement stands."""
    restored = Statement.objects.filter(pk=statement.pk, struck_at__isnull=False).update(
        struck_at=None, touched_at=Now(), touched_by_id=by.pk
    )
    if not restored:
        raise Refused("This statement was restored already.")
    statement_changed.send(Statement, statement=statement, what=RESTORED)
    look_again(statement.article)


@transaction.atomic
def find_or_make_speaker(*, name: str, by: AbstractBaseUser, kind: str = Kind.PERSON) -> Entity | None:
    """The entity that a person means by a typed name; made where nobody goes by it, none for an empty name.

    Raises Refused where several go by it, so that the person chooses.
    """
    name = " ".join(name.split())
    if not name:
        return None
    hold([normal_form(name)])
    known = look_up([name])[name]
    if len(known) > 1:
        who = "; ".join(f"{e.shown.name} ({e.shown.get_kind_display()})" for e in known)
        raise Refused(f"Several go by “{name}”: {who}. Write the full name.", field="speaker")
    return known[0] if known else create_entity(name=name, kind=kind, by=by)


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


def _checked(article: Article, spans: Spans) -> list[list[int]]:
    """The spans in order, their white space cut. Raises Refused for what is not in the text."""
    text, checked = article.text, []
    for span in spans:
        if len(span) != 2 or not 0 <= span[0] < span[1] <= len(text):  # noqa: PLR2004 - a start and an end
            raise Refused("The selected words are not in the article’s text.", field="spans")
        words = text[span[0] : span[1]]
        start = span[0] + len(words) - len(words.lstrip())
        end = span[1] - (len(words) - len(words.rstrip()))
        if not any(c.isalnum() for c in text[start:end]):
            raise Refused("Select the words that were said.", field="spans")
        checked.append([start, end])
    checked.sort()
    if not checked:
        raise Refused("Select the words that were said.", field="spans")
    if any(left[1] > right[0] for left, right in itertools.pairwise(checked)):
        raise Refused("The selected passages overlap.", field="spans")
    return checked


def _check_words(kind: str, polarity: str, modality: str) -> None:
    for value, known, field in (
        (kind, Quotation.values, "kind"),
        (polarity, Polarity.values, "polarity"),
        (modality, Modality.values, "modality"),
    ):
        if value not in known:
            raise Refused(f"“{value}” cannot be chosen here.", field=field)


def _choose_speaker(row: Statement, speaker: Entity | None) -> None:
    row.speaker = speaker
    row.speaker_chosen = True
    row.speaker_terms = speaker_terms(speaker.shown.name) if speaker else []


def _touch(row: Statement, by: AbstractBaseUser) -> None:
    row.touched_by_id = by.pk
    row.touched_at = Now()
    row.save()
    row.refresh_from_db(fields=["touched_at"])
