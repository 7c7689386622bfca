"""An editor says of a statement that no other claim fits it, and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from claims.another_look import speaker_of
from claims.find.model_in_use import model_in_use
from claims.find.rank import rank
from claims.models import Link, NothingElse, Unshown
from claims.suggest import said
from entities.ledger import act, act_on, register
from entities.refused import Refused
from entities.undo import undo
from matching.phrase import say
from sources.models import Maker, Statement

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

MARKED = register(
    "statement.nothing_else", label=gettext_noop("marked: nothing else fits"), permission="claims.review"
)


@transaction.atomic
def mark_nothing_else(*, statement: Statement, by: AbstractBaseUser) -> NothingElse:
    """Marks that none of the desk's claims fits a statement besides those it is linked to or suggested for.

    Keeps the claims that were examined and not shown, with their features: that is what learning goes by. Raises
    Refused for a struck statement, and for one that is marked, naming who did it.
    """
    held = Statement.objects.select_for_update(of=("self",), no_key=True)
    statement = held.select_related("speaker__canonical", "article").get(pk=statement.pk)
    if statement.struck_at is not None:
        raise Refused(gettext("This statement was struck: nobody said it."))
    # The row comes first, as one that was taken back is: then marking and taking back are exact inverses.
    mark, _ = NothingElse.objects.select_related("by").get_or_create(
        statement=statement, defaults={"by_id": by.pk, "standing": False}
    )
    if mark.standing:
        raise Refused(gettext("%(by)s has marked this statement already.") % {"by": mark.by.get_username()})
    words = say("marked that nothing else fits what %(speaker)s said", speaker=speaker_of(statement))
    with act(MARKED, by=by, words=words, about=[statement], watch=[mark]):
        NothingElse.objects.filter(pk=mark.pk).update(standing=True, by_id=by.pk, at=Now())
        mark.unshown.all().delete()
        Unshown.objects.bulk_create(_unshown(mark, statement))
    mark.refresh_from_db()
    return mark


def take_mark_back(*, mark: NothingElse, by: AbstractBaseUser) -> None:
    """Takes a mark back: it teaches nothing any more. Raises Refused, naming who was first, where that was done."""
    done = act_on(mark, MARKED)
    if done is None:
        raise Refused(gettext("Nobody has marked this statement."))
    undo(act=done, by=by)


def _unshown(mark: NothingElse, statement: Statement) -> list[Unshown]:
    """The candidates besides the machine's own suggestions, which keep their features themselves."""
    model = model_in_use()
    suggested = Link.objects.filter(statement=statement, made_by=Maker.MACHINE)
    known = set(suggested.values_list("claim_id", flat=True))
    return [
        Unshown(
            mark=mark,
            claim_id=ranked.claim_id,
            rank=ranked.rank,
            probability=ranked.probability,
            features={name: round(value, 4) for name, value in ranked.features.items()},
            among=ranked.claims,
            model_version=model.version,
        )
        for ranked in rank(said(statement, text=statement.article.text), model=model)
        if ranked.claim_id not in known
    ]
