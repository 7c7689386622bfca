"""Notes in the discussion of a claim: written, changed, taken back; whoever is mentioned is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from claims.mentioned import names_in
from claims.models import Claim, Link, LinkState, Note, Notice, NoticeKind, Preferences
from claims.queries.discussion import people_named
from claims.weigh.short import short
from entities.ledger import act, overtaken, register
from entities.refused import Overtaken, Refused
from matching.phrase import kept, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User

    from entities.models import Act

MOST_CHARACTERS = 4_000
TOLD_CHARACTERS = 300
OTHERS = "claims.delete_note"
"""Who may take back what somebody else wrote."""
EVIDENCE = (LinkState.ACCEPTED, LinkState.SUGGESTED)


@transaction.atomic
def add_note(*, claim: Claim, by: User, words: str, about: int | None = None) -> Note:
    """Adds a note to the discussion of a claim; ``about`` is a statement that bears on it, or is suggested to. Tells whom it
    mentions. Raises Refused for no words, too many of them, and a statement that has nothing to do with the claim.
    """
    words = _checked(words)
    if (
        about is not None
        and not Link.objects.filter(claim=claim, statement=about, state__in=EVIDENCE).exists()
    ):
        raise Refused(gettext("This statement is no evidence on the claim any more."), field="about")
    with act(
        ADDED, by=by, words=say("wrote a note on “%(claim)s”", claim=claim.text), about=[claim]
    ) as adding:
        note = Note.objects.create(claim=claim, by=by, words=words, about_id=about)
        adding.made(note)
        _tell(note, names_in(words))
    return note


@transaction.atomic
def change_note(*, note: Note, by: User, words: str, seen: int | None = None) -> None:
    """Gives a note other words; whom only these mention is told. Raises Refused for somebody else's note and for words that
    cannot be, Overtaken where it was changed since the person looked (``seen``).
    """
    words = _checked(words)
    note = held(note.pk)
    if note.by_id != by.pk:
        raise Refused(gettext("Only %(by)s can change this note.") % {"by": note.by.get_username()})
    if seen is not None and (later := overtaken(note, since=seen)):
        raise Overtaken(later)
    if words == note.words:
        return
    told = set(names_in(note.words))
    with act(
        CHANGED,
        by=by,
        words=say("changed a note on “%(claim)s”", claim=note.claim.text),
        about=[note.claim],
        watch=[note],
    ):
        Note.objects.filter(pk=note.pk).update(words=words, changed_at=Now())
        note.words = words
        _tell(note, [name for name in names_in(words) if name not in told])


@transaction.atomic
def take_back_note(*, note: Note, by: User) -> Act:
    """Takes a note out of the discussion; returns the act, by which it comes back. Raises Refused for somebody else's,
    unless the person may, and where it is gone already.
    """
    note = held(note.pk)
    if note.by_id != by.pk and not by.has_perm(OTHERS):
        raise Refused(
            gettext("Only %(by)s, or an admin, can take this note back.") % {"by": note.by.get_username()}
        )
    words = say("took back a note on “%(claim)s”", claim=note.claim.text)
    with act(REMOVED, by=by, words=words, about=[note.claim], watch=[note]) as removing:
        note.delete()
    return removing.act


def held(pk: int) -> Note:
    """The note, held until the transaction ends. Raises Refused where it is gone."""
    rows = Note.objects.select_related("by", "claim").defer("claim__search")
    note = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if note is None:
        raise Refused(gettext("This note was taken back already."))
    return note


def strangers(words: str) -> list[str]:
    """The names in a note that are no account's."""
    names = names_in(words)
    known = people_named(names)
    return [name for name in names if name not in known]


def _checked(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise Refused(gettext("Write something first."), field="words")
    if len(words) > MOST_CHARACTERS:
        raise Refused(
            gettext("A note has up to %(most_characters)s characters; this one has %(words)s.")
            % {"most_characters": f"{MOST_CHARACTERS:,}", "words": f"{len(words):,}"},
            field="words",
        )
    return words


def _tell(note: Note, names: Collection[str]) -> None:
    told = say(
        "%(by)s mentioned you: “%(note)s”", by=note.by.get_username(), note=short(note.words, TOLD_CHARACTERS)
    )
    people = [user.pk for user in people_named(names).values() if user.pk != note.by_id]
    unwanted = Preferences.objects.filter(user__in=people, not_told__contains=[NoticeKind.MENTION])
    wanted = set(people) - set(unwanted.values_list("user", flat=True))
    Notice.objects.bulk_create(
        Notice(user_id=user, claim_id=note.claim_id, kind=NoticeKind.MENTION, words=told, said=kept(told))
        for user in sorted(wanted)
    )


def _own(done: Act, undoing: Act) -> None:
    """Who did it takes it back, or an admin: the discussion is no place to change each other's words."""
    if undoing.by_id != done.by_id and not undoing.by.has_perm(OTHERS):
        raise Refused(
            gettext("Only %(by)s, or an admin, can take this back.") % {"by": done.by.get_username()}
        )


MAY = "claims.add_note"
ADDED = register("note.add", label=gettext_noop("wrote a note"), permission=MAY, settle=_own)
CHANGED = register("note.change", label=gettext_noop("changed a note"), permission=MAY, settle=_own)
REMOVED = register("note.take_back", label=gettext_noop("took back a note"), permission=MAY, settle=_own)
