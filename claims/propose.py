"""A new claim, or another wording of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower, Now

from claims.another_look import notice_wording
from claims.decide import ChangedMeanwhile
from claims.match import ring_for
from claims.models import Claim, Link, Topic
from entities.hold import hold
from entities.refused import Refused
from matching.names import speaker_terms

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Entity

MAX_CHARACTERS = 500
FEWEST_WORDS = 3
# The work columns of a claim that waits to be matched, as if it were new; also one that was set aside.
WAITING_AGAIN = {
    "matched_at": None,
    "attempts": 0,
    "rung_at": None,
    "taken_at": None,
    "taken_by": "",
    "set_aside_at": None,
    "error": "",
}


class SameClaim(Refused):
    """The desk tracks this sentence already; ``claim`` is the one that is here."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("The desk tracks this claim already.", field="text")
        self.claim = claim


@transaction.atomic
def propose_claim(
    *,
    by: AbstractBaseUser,
    text: str,
    note: str = "",
    topic: str = "",
    speaker: Entity | None = None,
    owner: AbstractBaseUser | None = None,
    demo: bool = False,
) -> Claim:
    """Stores a claim and rings for holding it against every past statement.

    Raises Refused for a text that is not one sentence that can be true or false, and SameClaim for one that is here.
    """
    text = _sentence(text)
    _refuse_twin(text)
    claim = Claim.objects.create(
        text=text,
        note=note.strip(),
        topic=find_or_make_topic(topic),
        speaker=speaker,
        speaker_terms=speaker_terms(speaker.shown.name) if speaker else [],
        owner_id=owner.pk if owner else None,
        proposed_by_id=by.pk,
        demo=demo,
    )
    ring_for(claim)
    return claim


@transaction.atomic
def reword_claim(
    *,
    claim: Claim,
    by: AbstractBaseUser,
    version: int,
    text: str,
    note: str = "",
    topic: str = "",
    speaker: Entity | None = None,
    owner: AbstractBaseUser | None = None,
) -> Claim:
    """Changes a claim's wording, note, topic, speaker or owner.

    Another wording is on record in the claim's history, asks for another look where a verdict was set, and is held
    against past statements again; suggestions for the old words that nobody answered are dropped. ``version`` is
    the claim's version that the person looked at. Raises ChangedMeanwhile where it has moved on, and otherwise what
    propose_claim raises.
    """
    text = _sentence(text)
    _refuse_twin(text, besides=claim.pk)
    before = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if before.version != version:
        raise ChangedMeanwhile(before.verdict_changes.select_related("by").last())
    terms = speaker_terms(speaker.shown.name) if speaker else []
    changed = {"text": text, "note": note.strip(), "speaker_terms": terms}
    match_again = any(getattr(before, name) != value for name, value in changed.items())
    with pghistory.context(user=by.pk):
        Claim.objects.filter(pk=claim.pk).update(
            **changed,
            topic=find_or_make_topic(topic),
            speaker=speaker,
            owner_id=owner.pk if owner else None,
            changed_at=Now(),
            **(WAITING_AGAIN if match_again else {}),
        )
    if before.text != text:
        notice_wording(claim=before, by_name=by.get_username(), before=before.text)
    claim.refresh_from_db()
    if match_again:
        Link.objects.filter(claim=claim).unanswered().delete()
        ring_for(claim)
    return claim


def find_or_make_topic(name: str) -> Topic | None:
    """The topic of that name, whatever its case; made where there is none, none for an empty name."""
    name = " ".join(name.split())[:100]
    if not name:
        return None
    hold([name.lower()])
    return Topic.objects.filter(name__iexact=name).first() or Topic.objects.create(name=name)


def _sentence(text: str) -> str:
    """The claim as one line. Raises Refused where it cannot be a claim: the words say how to make it one."""
    text = " ".join(text.replace("\x00", " ").split())
    if not text:
        raise Refused("Write the claim as one sentence.", field="text")
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            f"A claim has at most {MAX_CHARACTERS} characters; this has {len(text):,}. Say one thing.",
            field="text",
        )
    if text.endswith("?"):
        raise Refused("A claim is not a question. Write what would be true or false.", field="text")
    if len(text.split()) < FEWEST_WORDS:
        raise Refused(
            "A claim is a full sentence, such as “Iran has delivered Fath-360 missiles to Russia”.",
            field="text",
        )
    return text.rstrip(".")


def _refuse_twin(text: str, besides: int | None = None) -> None:
    hold([text.lower()])
    twin = Claim.objects.annotate(low=Lower("text")).filter(low=Lower(Value(text))).first()
    if twin is not None and twin.pk != besides:
        raise SameClaim(twin)
