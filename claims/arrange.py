"""Who a claim is with, who works on it, its topic and its day: of one claim, or of several as one act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_noop

from claims.models import Assignment, Claim, NoticeKind
from claims.tell import tell_people
from entities.ledger import act, overtaken, register
from entities.refused import Overtaken, Refused
from matching.phrase import say, say_all, say_counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.contrib.auth.models import AbstractBaseUser, User

    from claims.models import Topic
    from entities.ledger import Doing
    from entities.models import Act
    from matching.phrase import Phrase

MOST = 200


class Kept(Enum):
    """What is left as it is."""

    KEEP = "keep"


KEEP = Kept.KEEP


@dataclass(frozen=True)
class Change:
    """What is to become of claims: KEEP leaves a thing as it is, None takes it away."""

    owner: User | Kept | None = KEEP
    topic: Topic | Kept | None = KEEP
    due_on: date | Kept | None = KEEP
    assign: tuple[User, ...] = ()
    release: tuple[User, ...] = ()

    @property
    def sets_owner(self) -> bool:
        """Whether it says whom they are with."""
        return self.owner is not KEEP

    @property
    def sets_topic(self) -> bool:
        """Whether it says what topic they have."""
        return self.topic is not KEEP

    @property
    def sets_due(self) -> bool:
        """Whether it says by when."""
        return self.due_on is not KEEP

    @property
    def words(self) -> Phrase:
        """All of it, to stand behind "so that it is": "with edda, due 3 December 2026"."""
        said = []
        if not isinstance(self.owner, Kept):
            who = self.owner
            said.append(say("with %(owner)s", owner=who.get_username()) if who else say("with nobody"))
        if self.topic is not KEEP:
            said.append(say("under “%(topic)s”", topic=self.topic) if self.topic else say("under no topic"))
        if self.due_on is not KEEP:
            said.append(say("due %(day)s", day=self.due_on) if self.due_on else say("without a due date"))
        said += [say("%(user)s working on it", user=user.get_username()) for user in self.assign]
        said += [say("%(user)s no longer working on it", user=user.get_username()) for user in self.release]
        return say_all(said)

    def columns(self) -> dict[str, object]:
        """The columns of a claim that it sets."""
        wanted = {"owner": self.owner, "topic": self.topic, "due_on": self.due_on}
        return {name: value for name, value in wanted.items() if value is not KEEP}


@dataclass(frozen=True)
class Arranged:
    """What came of it: how many claims were changed, how many were so already, and of the others why they were not.
    ``act`` takes all of it back; None where nothing was changed.
    """

    changed: int
    same: int
    refused: list[Refused]
    act: Act | None


@transaction.atomic
def arrange_claims(
    *, claims: Sequence[int], change: Change, by: AbstractBaseUser, seen: Mapping[int, int]
) -> Arranged:
    """Changes several claims alike, as one act. ``seen`` has the last line of the ledger on each claim that the person looked
    at: one that somebody changed since, or merged, is left as it is, and said so.

    Raises Refused for none or more than MOST claims, for an empty change, and for a day that has passed.
    """
    _check(claims, change)
    rows = Claim.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=claims).order_by("pk")
    held = {claim.pk: claim for claim in rows.defer("search")}
    working = _working(held)
    changed, same, refused = 0, 0, list[Refused]()
    words = say_counted(
        "arranged %(n)s claim: %(change)s",
        "arranged %(n)s claims: %(change)s",
        len(held),
        change=change.words,
    )
    with act(MANY, by=by, words=words) as many:
        for claim in held.values():
            try:
                done = _arrange(claim, change, by, seen.get(claim.pk, 0), working.get(claim.pk, set()))
            except Refused as late:
                refused.append(late)
            else:
                changed += done
                same += not done
    return Arranged(changed, same, refused, many.act if changed else None)


def _check(claims: Sequence[int], change: Change) -> None:
    if not claims:
        raise Refused(gettext("Tick the claims first."), field="claim")
    if len(claims) > MOST:
        raise Refused(gettext("At most %(most)s claims at once.") % {"most": MOST}, field="claim")
    if change == Change():
        raise Refused(gettext("Choose what is to become of them."))
    if isinstance(change.due_on, Kept) or change.due_on is None:
        return
    if change.due_on < localdate():
        raise Refused(gettext("That day has passed. Choose today or a later one."), field="due_on")


def _arrange(claim: Claim, change: Change, by: AbstractBaseUser, seen: int, working: set[int]) -> bool:
    """Of one held claim, on which ``working`` are. False where it is so already."""
    if claim.merged_into is not None:
        raise Refused(
            gettext("“%(text)s” was merged into “%(text2)s” meanwhile.")
            % {"text": claim.text, "text2": claim.stays.text}
        )
    if later := overtaken(claim, since=seen):
        raise Overtaken(later)
    columns = {
        name: value for name, value in change.columns().items() if _id(getattr(claim, name)) != _id(value)
    }
    joining = [user for user in change.assign if user.pk not in working]
    leaving = [user for user in change.release if user.pk in working]
    if not (columns or joining or leaving):
        return False
    with act(
        ARRANGED,
        by=by,
        words=say("arranged “%(claim)s”: %(change)s", claim=claim.text, change=change.words),
        watch=[claim],
    ) as arranging:
        if columns:
            Claim.objects.filter(pk=claim.pk).update(**columns)
        _leave(arranging, claim, leaving)
        for user in joining:
            arranging.made(Assignment.objects.create(claim=claim, user=user))
            arranging.turn(claim, f"works {user.pk}", before=False, after=True)
        got = change.owner if "owner" in columns and not isinstance(change.owner, Kept) else None
        _tell(claim, change, by, owner=got, joining=joining)
    return True


def _leave(arranging: Doing, claim: Claim, leaving: Sequence[User]) -> None:
    rows = Assignment.objects.filter(claim=claim, user__in=leaving)
    arranging.watch(rows)
    for user in leaving:
        arranging.turn(claim, f"works {user.pk}", before=True, after=False)
    rows.delete()


def _tell(
    claim: Claim, change: Change, by: AbstractBaseUser, *, owner: User | None, joining: Sequence[User]
) -> None:
    """A notice to each person that the claim came to, but not to who did it."""
    day = claim.due_on if isinstance(change.due_on, Kept) else change.due_on
    who = by.get_username()
    words: dict[int, str] = {}
    for user in joining:
        words[user.pk] = (
            say("%(by)s asked you to work on this claim, due %(day)s.", by=who, day=day)
            if day
            else say("%(by)s asked you to work on this claim.", by=who)
        )
    if owner is not None:
        words[owner.pk] = (
            say("%(by)s gave you this claim, due %(day)s.", by=who, day=day)
            if day
            else say("%(by)s gave you this claim.", by=who)
        )
    words.pop(by.pk, None)
    tell_people(claim=claim, kind=NoticeKind.ASSIGNED, words=words)


def _working(claims: Mapping[int, Claim]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for claim, user in Assignment.objects.filter(claim__in=claims).values_list("claim_id", "user_id"):
        found.setdefault(claim, set()).add(user)
    return found


def _id(value: object) -> object:
    return getattr(value, "pk", value)


MAY = "claims.change_claim"
ARRANGED = register(
    "claim.arrange", label=gettext_noop("assigned, dated or put under a topic"), permission=MAY
)
MANY = register("claim.arrange_many", label=gettext_noop("arranged several claims"), permission=MAY)
