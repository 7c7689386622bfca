"""A person strikes what nobody said, or brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.refused import Refused
from matching.phrase import say
from sources.changed_statement import MAY, look_again, settle, who_said
from sources.compare import compare_again
from sources.models import Statement
from sources.signals import RESTORED, STRUCK, statement_changed

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def strike_statement(*, statement: Statement, by: AbstractBaseUser) -> None:
    """Marks that nobody said this. The row stays, so that no reading brings it back. Raises Refused if it is struck."""
    words = say(
        "struck what %(speaker)s said in “%(article)s”",
        speaker=who_said(statement),
        article=statement.article,
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
        "restored what %(speaker)s said in “%(article)s”",
        speaker=who_said(statement),
        article=statement.article,
    )
    with act(RESTORED_IT, by=by, words=words, about=[statement.article], watch=[statement]):
        restored = Statement.objects.filter(pk=statement.pk, struck_at__isnull=False).update(
            struck_at=None, touched_at=Now(), touched_by_id=by.pk
        )
        if not restored:
            raise Refused(gettext("This statement was restored already."))
        statement_changed.send(Statement, statement=statement, what=RESTORED)
        look_again(statement.article)


STRUCK_IT = register(
    "statement.strike", label=gettext_noop("struck a statement"), permission=MAY, settle=settle
)
RESTORED_IT = register(
    "statement.restore", label=gettext_noop("restored a statement"), permission=MAY, settle=settle
)
