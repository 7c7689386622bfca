"""A person puts right who said something, how, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, overtaken, register
from entities.refused import Overtaken, Refused
from matching.phrase import say
from sources.changed_statement import MAY, choose_speaker, look_again, settle, touch, who_said
from sources.models import Statement
from sources.signals import CORRECTED, statement_changed
from sources.strike import strike_statement
from sources.write_down import Spans, add_statement, check_choices, checked_spans

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Entity


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
    check_choices(kind, polarity, modality)
    article = statement.article
    words = say(
        "corrected what %(speaker)s said in “%(article)s”", speaker=who_said(statement), article=article
    )
    with act(CORRECTED_IT, by=by, words=words, about=[article, statement]) as correcting:
        if spans is not None and checked_spans(article, spans) != [list(span) for span in statement.spans]:
            manner = {"kind": kind, "polarity": polarity, "modality": modality}
            fresh = add_statement(article=article, by=by, spans=spans, speaker=speaker, **manner)
            strike_statement(statement=statement, by=by)
            return fresh
        correcting.watch(statement)
        statement.kind, statement.polarity, statement.modality = kind, polarity, modality
        choose_speaker(statement, speaker)
        touch(statement, by)
        statement_changed.send(Statement, statement=statement, what=CORRECTED)
        look_again(article)
    return statement


CORRECTED_IT = register(
    "statement.correct", label=gettext_noop("corrected a statement"), permission=MAY, settle=settle
)
