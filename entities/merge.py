"""Two entities that are one: the decision, and its undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.images import label
from entities.ledger import act, act_on, note, register
from entities.models import Act, Entity, Merge
from entities.refused import Refused
from entities.undo import TAKING_BACK, undo
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

MERGED = "entity.merge"


@transaction.atomic
def merge_entities(*, kept: Entity, gone: Entity, by: AbstractBaseUser) -> Merge:
    """Merges ``gone`` into ``kept``. Only the two entities' own rows change: every statement, mention and alias keeps
    pointing where it pointed and is shown under ``kept``, so ``undo_merge`` restores exactly what stood before.

    Raises Refused where they are the same, one is merged already, or ``gone`` is an outlet with articles.
    """
    if kept.pk == gone.pk:
        raise Refused(gettext("Choose two different entities."))
    # Merges touch whole chains, and taking back holds its rows before it parts one: one of either at a time, and none
    # can wait for another in a ring.
    hold([TAKING_BACK])
    rows = {row.pk: row for row in _locked(kept.pk, gone.pk)}
    kept, gone = rows[kept.pk], rows[gone.pk]
    _refuse_merged(kept, gone)
    with act(
        MERGED,
        by=by,
        words=say("merged %(gone)s into %(kept)s", gone=gone.name, kept=kept.name),
        about=[kept],
        watch=[gone],
    ) as merging:
        merge = _merge(kept, gone, by_id=by.pk)
        merging.about(merge)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: AbstractBaseUser) -> Entity:
    """Takes a merge back and gives the entity that stands for itself again, with everything it had.

    Raises Refused where it was taken back already, naming who did it.
    """
    hold([TAKING_BACK])
    merge = Merge.objects.select_for_update(of=("self",)).select_related("undone_by").get(pk=merge.pk)
    if merge.undone_by is not None:
        raise Refused(
            gettext("%(undone_by)s has taken this merge back already.")
            % {"undone_by": merge.undone_by.get_username()}
        )
    merging = act_on(merge, MERGED)
    if merging is None:
        raise Refused(gettext("The ledger does not know of this merge, so it cannot be taken back."))
    undo(act=merging, by=by)
    return Entity.objects.get(pk=merge.gone_id)


def _merge(kept: Entity, gone: Entity, *, by_id: int) -> Merge:
    merge = Merge.objects.create(kept=kept, gone=gone, by_id=by_id)
    Entity.objects.filter(pk=gone.pk).update(merged_into=kept, canonical=kept)
    Entity.objects.filter(canonical=gone).update(canonical=kept)
    return merge


def _invert(done: Act, undoing: Act) -> None:
    """Parts what the act merged, or merges what it parted: by the decision alone, for what is shown as what follows
    from all the merges that stand, later ones too.
    """
    for row in done.rows.filter(model=label(Entity)).exclude(before={}):
        into = (row.before or {}).get("merged_into_id")
        gone = next(iter(_locked(row.row)))
        if into is None:
            Merge.objects.filter(gone=gone, undone_at=None).update(
                undone_at=Now(), undone_by_id=undoing.by_id
            )
            Entity.objects.filter(pk=gone.pk).update(merged_into=None, canonical=None)
            _stand_under(gone.pk)
        else:
            kept = next(iter(_locked(into)))
            _refuse_merged(kept, gone)
            note(undoing, _merge(kept, gone, by_id=undoing.by_id))


register(MERGED, label=gettext_noop("merged two entries"), permission="entities.curate", invert=_invert)


def _refuse_merged(kept: Entity, gone: Entity) -> None:
    for entity in (kept, gone):
        if entity.merged_into_id is not None:
            raise Refused(
                gettext("%(name)s was merged into %(name2)s in the meantime.")
                % {"name": entity.name, "name2": entity.shown.name}
            )
    if hasattr(gone, "outlet"):
        raise Refused(
            gettext("%(name)s is an outlet with articles. Merge the other one into it instead.")
            % {"name": gone.name}
        )


def _locked(*pks: int) -> list[Entity]:
    """The rows, locked in the order of their ids. Not their keys: an article that is being attributed points at them in
    an order of its own, and would wait in a ring.
    """
    rows = Entity.objects.select_for_update(of=("self",), no_key=True)
    return list(rows.filter(pk__in=pks).order_by("pk"))


def _stand_under(root: int) -> None:
    """Everything merged into ``root``, directly or by steps, is shown as ``root`` again."""
    level = [root]
    while level:
        below = Entity.objects.filter(merged_into__in=level)
        below.update(canonical_id=root)
        level = list(below.values_list("pk", flat=True))
