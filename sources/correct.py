"""A person puts right what the machine wrote down: add a statement, correct one, strike one, and take that back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.create import create_entity
from entities.hold import hold
from entities.images import label
from entities.ledger import act, overtaken, register
from entities.lookup import look_up
from entities.models import Entity, Kind
from entities.refused import Overtaken, Refused
from extraction import GAP
from matching.names import normal_form, speaker_terms
from matching.phrase import say
from sources.compare import compare_again, ring_for_article
from sources.models import Article, Maker, Modality, Polarity, Quotation, Stage, Statement
from sources.signals import CORRECTED, RESTORED, STRUCK, statement_changed
from sources.stages import ring_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

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
    row = article.statements.filter(spans=spans).first()
    if row is not None and row.struck_at is None:
        raise Refused(
            gettext("These words are a statement already. Correct that one instead."), field="spans"
        )
    _check_words(kind, polarity, modality)
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
        _choose_speaker(row, speaker)
        _touch(row, by)
        if not fresh:
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
    seen: int | None = None,
) -> Statement:
    """Sets who said it and how. Other words (``spans``) make another statement and strike this one, so that links
    decided on the old words keep the words they were decided on. Returns the statement that stands.

    ``seen`` is the last line of the ledger on it when the person looked (``entities.ledger.seen``). Raises Overtaken
    where somebody changed it since, and Refused as add_statement does, or where the statement was struck.
    """
    statement = (
        Statement.objects.select_for_update(of=("self",)).select_related("article").get(pk=statement.pk)
    )
    if seen is not None and (later := overtaken(statement, since=seen)):
        raise Overtaken(later)
    if statement.struck_at is not None:
        raise Refused(gettext("This statement was struck in the meantime."))
    _check_words(kind, polarity, modality)
    article = statement.article
    words = say("corrected what %(speaker)s said in “%(article)s”", speaker=_who(statement), article=article)
    with act(CORRECTED_IT, by=by, words=words, about=[article, statement]) as correcting:
        if spans is not None and _checked(article, spans) != [list(span) for span in statement.spans]:
            manner = {"kind": kind, "polarity": polarity, "modality": modality}
            fresh = add_statement(article=article, by=by, spans=spans, speaker=speaker, **manner)
            strike_statement(statement=statement, by=by)
            return fresh
        correcting.watch(statement)
        statement.kind, statement.polarity, statement.modality = kind, polarity, modality
        _choose_speaker(statement, speaker)
        _touch(statement, by)
        statement_changed.send(Statement, statement=statement, what=CORRECTED)
        look_again(article)
    return statement


@transaction.atomic
def strike_statement(*, statement: Statement, by: AbstractBaseUser) -> None:
    """Marks that nobody said this. The row stays, so that no reading brings it back. Raises Refused if it is struck."""
    words = say(
        "struck what %(speaker)s said in “%(article)s”", speaker=_who(statement), article=statement.article
    )
    with act(STRUCK_IT, by=by, words=words, about=[statement.article], watch=[statement]):
        struck = Statement.objects.filter(pk=statement.pk, struck_at=None).update(
            struck_at=Now(), touched_at=Now(), touched_by_id=by.pk
        )
        if not struck:
            raise Refused(gettext("This statement was struck already."))
        compare_again(statement=statement)
        statement_changed.send(Statement, statement=statement, what=STRUCK)


@transaction.atomic
def restore_statement(*, statement: Statement, by: AbstractBaseUser) -> None:
    """Brings a struck statement back, whoever struck it. Raises Refused where the statement stands.

    (Taking the strike back is the ledger's; this is a step of its own, for whoever sees the struck statement.)
    """
    words = say(
        "restored what %(speaker)s said in “%(article)s”", speaker=_who(statement), article=statement.article
    )
    with act(RESTORED_IT, by=by, words=words, about=[statement.article], watch=[statement]):
        restored = Statement.objects.filter(pk=statement.pk, struck_at__isnull=False).update(
            struck_at=None, touched_at=Now(), touched_by_id=by.pk
        )
        if not restored:
            raise Refused(gettext("This statement was restored already."))
        statement_changed.send(Statement, statement=statement, what=RESTORED)
        look_again(statement.article)


def _settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
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


MAY = "sources.change_statement"
ADDED = register("statement.add", label=gettext_noop("added a statement"), permission=MAY, settle=_settle)
CORRECTED_IT = register(
    "statement.correct", label=gettext_noop("corrected a statement"), permission=MAY, settle=_settle
)
STRUCK_IT = register(
    "statement.strike", label=gettext_noop("struck a statement"), permission=MAY, settle=_settle
)
RESTORED_IT = register(
    "statement.restore", label=gettext_noop("restored a statement"), permission=MAY, settle=_settle
)


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
        raise Refused(
            gettext("Several go by “%(name)s”: %(who)s. Write the full name.") % {"name": name, "who": who},
            field="speaker",
        )
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


def _who(statement: Statement) -> str:
    return statement.shown_speaker or say("nobody named")


def _checked(article: Article, spans: Spans) -> list[list[int]]:
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


def _check_words(kind: str, polarity: str, modality: str) -> None:
    for value, known, field in (
        (kind, Quotation.values, "kind"),
        (polarity, Polarity.values, "polarity"),
        (modality, Modality.values, "modality"),
    ):
        if value not in known:
            raise Refused(gettext("“%(value)s” cannot be chosen here.") % {"value": value}, field=field)


def _choose_speaker(row: Statement, speaker: Entity | None) -> None:
    row.speaker = speaker
    row.speaker_chosen = True
    row.speaker_terms = speaker_terms(speaker.shown.name) if speaker else []


def _touch(row: Statement, by: AbstractBaseUser) -> None:
    row.touched_by_id = by.pk
    row.touched_at = Now()
    row.save()
    row.refresh_from_db(fields=["touched_at"])
