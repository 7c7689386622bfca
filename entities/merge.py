"""Two entities that are one: the decision, and its undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from entities.hold import hold
from entities.models import Entity, Merge
from entities.refused import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def merge_entities(*, kept: Entity, gone: Entity, by: AbstractBaseUser) -> Merge:
    """Merges ``gone`` into ``kept``. Only the two entities' own rows change: every statement, mention and alias keeps
    pointing where it pointed and is shown under ``kept``, so ``undo_merge`` restores exactly what stood before.

    Raises Refused where they are the same, one is merged already, or ``gone`` is an outlet with articles.
    """
    if kept.pk == gone.pk:
        raise Refused("Choose two different entities.")
    # Merges touch whole chains; one at a time, none can wait for another in a ring.
    hold(["merging"])
    rows = {row.pk: row for row in _locked(kept.pk, gone.pk)}
    kept, gone = rows[kept.pk], rows[gone.pk]
    for entity in (kept, gone):
        if entity.merged_into_id is not None:
            raise Refused(f"{entity.name} was merged into {entity.shown.name} in the meantime.")
    if hasattr(gone, "outlet"):
        raise Refused(f"{gone.name} is an outlet with articles. Merge the other one into it instead.")
    merge = Merge.objects.create(kept=kept, gone=gone, by_id=by.pk)
    Entity.objects.filter(pk=gone.pk).update(merged_into=kept, canonical=kept)
    Entity.objects.filter(canonical=gone).update(canonical=kept)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: AbstractBaseUser) -> Entity:
    """Takes a merge back and gives the entity that stands for itself again, with everything it had.

    Raises Refused where it was taken back already, naming who did it.
    """
    hold(["merging"])
    merge = Merge.objects.select_for_update(of=("self",)).select_related("undone_by").get(pk=merge.pk)
    if merge.undone_by is not None:
        raise Refused(f"{merge.undone_by.get_username()} has taken this merge back already.")
    _locked(merge.kept_id, merge.gone_id)
    taken_back = Merge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=Now(), undone_by_id=by.pk)
    if not taken_back:
        raise Refused("This merge was taken back already.")
    Entity.objects.filter(pk=merge.gone_id).update(merged_into=None, canonical=None)
    _stand_under(merge.gone_id)
    return Entity.objects.get(pk=merge.gone_id)


def _locked(*pks: int) -> list[Entity]:
    """The rows, locked in the order of their ids, so that two merges never wait for each other in a ring."""
    return list(Entity.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))


def _stand_under(root: int) -> None:
    """Everything merged into ``root``, directly or by steps, is shown as ``root`` again."""
    level = [root]
    while level:
        below = Entity.objects.filter(merged_into__in=level)
        below.update(canonical_id=root)
        level = list(below.values_list("pk", flat=True))
