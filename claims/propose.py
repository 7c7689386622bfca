"""A new claim, or another wording of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext, gettext_noop

from claims.another_look import notice_wording
from claims.decide import ChangedMeanwhile
from claims.match import ring_for
from claims.models import Claim, Link, Topic
from entities.hold import hold
from entities.images import label
from entities.ledger import act, overtaken, register
from entities.refused import Overtaken, Refused
from matching.names import speaker_terms
from matching.phrase import say
from matching.sentence import QUESTION_MARKS, count_words

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act, Entity

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
    with act(PROPOSED, by=by, words=say("proposed “%(text)s”", text=text)) as proposing:
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
        proposing.made(claim)
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
    seen: int | None = None,
) -> Claim:
    """Changes a claim's wording, note, topic, speaker or owner.

    Another wording is on record in the claim's history, asks for another look where a verdict was set, and is held
    against past statements again; suggestions for the old words that nobody answered are dropped. ``version`` is
    the claim's version that the person looked at, ``seen`` the last line of the ledger on it then. Raises
    ChangedMeanwhile or Overtaken where it has moved on, and otherwise what propose_claim raises.
    """
    text = _sentence(text)
    _refuse_twin(text, besides=claim.pk)
    before = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    # The ledger first: a wording moves the version on as well, and has no verdict to be told of.
    if seen is not None and (later := overtaken(before, since=seen)):
        raise Overtaken(later)
    if before.version != version:
        raise ChangedMeanwhile(before.verdict_changes.select_related("by").last())
    words = (
        say("reworded “%(before)s” to “%(text)s”", before=before.text, text=text)
        if text != before.text
        else say("changed the notes on “%(text)s”", text=text)
    )
    with act(REWORDED, by=by, words=words, watch=[before]):
        Claim.objects.filter(pk=claim.pk).update(
            text=text,
            note=note.strip(),
            speaker_terms=speaker_terms(speaker.shown.name) if speaker else [],
            topic=find_or_make_topic(topic),
            speaker=speaker,
            owner_id=owner.pk if owner else None,
        )
        _follow(before, by=by)
    claim.refresh_from_db()
    return claim


def _follow(before: Claim, *, by: AbstractBaseUser) -> None:
    """What follows from other columns of a claim than it had ``before``: its history is told of other words, and other
    words, notes or speakers are held against past statements again.
    """
    claim = Claim.objects.get(pk=before.pk)
    Claim.objects.filter(pk=claim.pk).update(changed_at=Now())
    if claim.text != before.text:
        notice_wording(claim=claim, by_name=by.get_username(), before=before.text)
    if any(getattr(claim, name) != getattr(before, name) for name in ("text", "note", "speaker_terms")):
        Claim.objects.filter(pk=claim.pk).update(**WAITING_AGAIN)
        Link.objects.filter(claim=claim).unanswered().delete()
        claim.refresh_from_db()
        ring_for(claim)


def _settle_wording(done: Act, undoing: Act) -> None:
    row = done.rows.get(model=label(Claim))
    before = Claim.objects.select_related("speaker__canonical").get(pk=row.row)
    terms = speaker_terms(before.speaker.shown.name) if before.speaker else []
    Claim.objects.filter(pk=row.row).update(speaker_terms=terms)
    for name, value in (row.after or {}).items():
        setattr(before, name, value)
    _follow(before, by=undoing.by)


PROPOSED = register("claim.propose", label=gettext_noop("proposed a claim"), permission="claims.change_claim")
REWORDED = register(
    "claim.reword",
    label=gettext_noop("changed a claim"),
    permission="claims.change_claim",
    settle=_settle_wording,
)


def find_or_make_topic(name: str) -> Topic | None:
    """The topic of that name, whatever its case; made where there is none, back on the list where it was taken off it. None
    for an empty name.
    """
    name = " ".join(name.split())[:100]
    if not name:
        return None
    hold([name.lower()])
    Topic.objects.filter(name__iexact=name, retired=True).update(retired=False)
    return Topic.objects.filter(name__iexact=name).first() or Topic.objects.create(name=name)


def _sentence(text: str) -> str:
    """The claim as one line. Raises Refused where it cannot be a claim: the words say how to make it one."""
    text = " ".join(text.split())
    if not text:
        raise Refused(gettext("Write the claim as one sentence."), field="text")
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            gettext("A claim has at most %(max_characters)s characters; this has %(text)s. Say one thing.")
            % {"max_characters": MAX_CHARACTERS, "text": f"{len(text):,}"},
            field="text",
        )
    if text.endswith(QUESTION_MARKS):
        raise Refused(gettext("A claim is not a question. Write what would be true or false."), field="text")
    if count_words(text) < FEWEST_WORDS:
        raise Refused(
            gettext("A claim is a full sentence, such as “Iran has delivered Fath-360 missiles to Russia”."),
            field="text",
        )
    return text.rstrip(".。")


def _refuse_twin(text: str, besides: int | None = None) -> None:
    hold([text.lower()])
    twin = Claim.objects.annotate(low=Lower("text")).filter(low=Lower(Value(text))).first()
    if twin is not None and twin.pk != besides:
        raise SameClaim(twin)
