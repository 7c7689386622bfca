"""How an entity stands to another, or to a term: saying so, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.models import Entity, Relation, Tie
from entities.refused import Refused
from entities.said import label_said
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

RELATED = register("relation.add", label=gettext_noop("added a relation"), permission="entities.curate")
REMOVED = register("relation.remove", label=gettext_noop("removed a relation"), permission="entities.curate")


@transaction.atomic
def relate(
    *,
    entity: Entity,
    tie: str,
    by: AbstractBaseUser,
    other: Entity | None = None,
    term: str = "",
    source: str = "",
) -> Relation:
    """Says that ``entity`` is a ``term`` ("close-range ballistic missile"), or how it stands to ``other``.

    Raises Refused for an unknown tie, neither or both of the two, an entity and itself, or what is there already.
    """
    term = " ".join(term.split())[:200]
    if tie not in Tie.values:
        raise Refused(gettext("“%(tie)s” is no way of standing to another.") % {"tie": tie}, field="tie")
    if (other is None) == (not term):
        raise Refused(gettext("Choose another entry, or type what it is."), field="term")
    if other is None and tie != Tie.IS_A:
        raise Refused(gettext("Choose which other entry."), field="other")
    if other is not None and other.pk == entity.pk:
        raise Refused(gettext("Choose two different entries."), field="other")
    whom = other.name if other else term
    about = [entity] if other is None else [entity, other]
    with act(RELATED, by=by, words=_noted(entity, Tie(tie), whom), about=about) as doing:
        row, new = Relation.objects.get_or_create(
            entity=entity, tie=tie, other=other, term=term, defaults={"source": source[:200]}
        )
        if not new:
            raise Refused(gettext("This is noted already."), field="tie")
        doing.made(row)
    return row


def _noted(entity: Entity, tie: Tie, whom: str) -> str:
    what = label_said(tie.label)
    return say("noted that %(entity)s %(tie)s %(whom)s", entity=entity.name, tie=what, whom=whom)


@transaction.atomic
def remove_relation(*, relation: Relation, by: AbstractBaseUser) -> None:
    """Removes a relation. Raises Refused where it is gone already."""
    entity, other = relation.entity, relation.other
    words = say(
        "removed that %(entity)s %(tie)s %(whom)s",
        entity=entity.name,
        tie=label_said(Tie(relation.tie).label),
        whom=other.name if other else relation.term,
    )
    about = [entity] if other is None else [entity, other]
    with act(REMOVED, by=by, words=words, about=about, watch=[relation]):
        if not Relation.objects.filter(pk=relation.pk).delete()[0]:
            raise Refused(gettext("This was removed already."))
