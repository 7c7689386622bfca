"""An editor says of a statement that no other claim fits it, and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from claims.model_in_use import model_in_use
from claims.models import Link, NothingElse, Unshown
from claims.rank import rank
from claims.suggest import said
from entities.refused import Refused
from sources.models import Maker, Statement

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def mark_nothing_else(*, statement: Statement, by: AbstractBaseUser) -> NothingElse:
    """Marks that none of the desk's claims fits a statement besides those it is linked to or suggested for.

    Keeps the claims that were examined and not shown, with their features: that is what learning goes by. Raises
    Refused for a struck statement, and for one that is marked, naming who did it.
    """
    held = Statement.objects.select_for_update(of=("self",), no_key=True)
    statement = held.select_related("speaker__canonical", "article").get(pk=statement.pk)
    if statement.struck_at is not None:
        raise Refused("This statement was struck: nobody said it.")
    here = NothingElse.objects.filter(statement=statement, taken_back_at=None).select_related("by").first()
    if here is not None:
        raise Refused(f"{here.by.get_username()} has marked this statement already.")
    mark = NothingElse.objects.create(statement=statement, by_id=by.pk)
    Unshown.objects.bulk_create(_unshown(mark, statement))
    return mark


@transaction.atomic
def take_mark_back(*, mark: NothingElse, by: AbstractBaseUser) -> None:
    """Takes a mark back: it teaches nothing any more. Raises Refused, naming who was first, where that was done."""
    won = NothingElse.objects.filter(pk=mark.pk, taken_back_at=None).update(
        taken_back_at=Now(), taken_back_by_id=by.pk
    )
    if not won:
        first = NothingElse.objects.select_related("taken_back_by").get(pk=mark.pk).taken_back_by
        raise Refused(f"{first.get_username() if first else 'Somebody'} has taken this back already.")


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
