"""Setting, changing and removing a tripwire: what would change our mind about a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from claims.another_look import notice_change
from claims.models import Claim, Stance, Tripwire
from claims.queries.wires import condition_of
from claims.tell import watch_claim
from entities.images import label
from entities.ledger import act, overtaken, register
from entities.models import Kind
from entities.refused import Overtaken, Refused
from matching.phrase import say
from sources.models import Modality

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act, Entity


@transaction.atomic
def set_tripwire(
    *,
    claim: Claim,
    by: AbstractBaseUser,
    stance: str,
    named: bool = False,
    first_hand: bool = False,
    speaker: Entity | None = None,
    speaker_kind: str = "",
    modality: str = "",
) -> Tripwire:
    """Sets a tripwire, armed from now on; who sets it watches the claim. Raises Refused for words that are unknown."""
    _check(stance, speaker_kind, modality)
    asked = {"stance": stance, "named": named, "first_hand": first_hand}
    wire = Tripwire(
        claim=claim, speaker=speaker, speaker_kind=speaker_kind, modality=modality, set_by_id=by.pk, **asked
    )
    words = say(
        "set a tripwire on “%(claim)s”: %(condition)s", claim=claim.text, condition=condition_of(wire).words
    )
    with act(SET, by=by, words=words, about=[claim]) as setting:
        wire.save()
        setting.made(wire)
        watch_claim(claim=claim, by=by)
    return wire


@transaction.atomic
def change_tripwire(
    *,
    wire: Tripwire,
    by: AbstractBaseUser,
    stance: str,
    named: bool = False,
    first_hand: bool = False,
    speaker: Entity | None = None,
    speaker_kind: str = "",
    modality: str = "",
    seen: int | None = None,
) -> Tripwire:
    """Asks for something else, from now on. Raises Overtaken where somebody changed it since the person looked."""
    _check(stance, speaker_kind, modality)
    wire = Tripwire.objects.select_for_update(of=("self",)).get(pk=wire.pk)
    if seen is not None and (later := overtaken(wire, since=seen)):
        raise Overtaken(later)
    wire.stance, wire.named, wire.first_hand = stance, named, first_hand
    wire.speaker, wire.speaker_kind, wire.modality = speaker, speaker_kind, modality
    words = say(
        "changed a tripwire on “%(claim)s”: %(condition)s",
        claim=wire.claim.text,
        condition=condition_of(wire).words,
    )
    with act(CHANGED, by=by, words=words, about=[wire.claim], watch=[wire]):
        wire.armed_at = Now()
        wire.save()
        notice_change(claim_id=wire.claim_id, news=say("a tripwire was changed"))
    wire.refresh_from_db()
    return wire


@transaction.atomic
def remove_tripwire(*, wire: Tripwire, by: AbstractBaseUser) -> None:
    """Removes a tripwire. Raises Refused where somebody has removed it already."""
    words = say(
        "removed a tripwire from “%(claim)s”: %(condition)s",
        claim=wire.claim.text,
        condition=condition_of(wire).words,
    )
    with act(REMOVED, by=by, words=words, about=[wire.claim], watch=[wire]):
        if not Tripwire.objects.filter(pk=wire.pk).delete()[0]:
            raise Refused(gettext("This tripwire was removed already."))
        notice_change(claim_id=wire.claim_id, news=say("a tripwire was removed"))


def _check(stance: str, speaker_kind: str, modality: str) -> None:
    if stance not in Stance.values:
        raise Refused(
            gettext("Choose what the statement would do: support, deny or context."), field="stance"
        )
    if speaker_kind and speaker_kind not in Kind.values:
        raise Refused(
            gettext("“%(speaker_kind)s” is no kind of speaker.") % {"speaker_kind": speaker_kind},
            field="speaker_kind",
        )
    if modality and modality not in Modality.values:
        raise Refused(
            gettext("“%(modality)s” cannot be chosen here.") % {"modality": modality}, field="modality"
        )


def _settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
    """Whether it is hit follows from the tripwires that stand."""
    for claim_id in done.rows.filter(model=label(Claim)).values_list("row", flat=True):
        notice_change(claim_id=claim_id, news=say("a tripwire is as it was before"))


MAY = "claims.decide"
SET = register("tripwire.set", label=gettext_noop("set a tripwire"), permission=MAY, settle=_settle)
CHANGED = register(
    "tripwire.change", label=gettext_noop("changed a tripwire"), permission=MAY, settle=_settle
)
REMOVED = register(
    "tripwire.remove", label=gettext_noop("removed a tripwire"), permission=MAY, settle=_settle
)
