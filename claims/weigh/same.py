"""Which pieces of evidence surely come from one origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.names import normal_form
from matching.phrase import say
from matching.voice import voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.weigh.groups import Groups
    from claims.weigh.piece import Party, Piece

NAMED = frozenset({"person", "organisation"})
NAMELESS = frozenset({"unnamed", "state", "place", "group"})
"""Kinds of speakers who stand for somebody that the article does not name."""


def join_surely_same(pieces: Sequence[Piece], groups: Groups) -> None:
    """Joins the pieces that share an utterance, a speaker, the report of one in the other, the copied text, the
    owner of the outlets that say it themselves, or the one outlet that has it from a nameless voice of the same state.
    """
    numbered = list(enumerate(pieces))
    groups.join_all(((n, p.utterance) for n, p in numbered), say("the same words, reported more than once"))
    groups.join_all(((n, speaker_key(p)) for n, p in numbered), say("the same speaker"))
    at = {p.statement: n for n, p in numbered}
    for n, piece in numbered:
        if piece.parent in at:
            groups.join(at[piece.parent], n, say("one is the other’s report of it"))
    groups.join_all(((n, _copied(p)) for n, p in numbered), say("copies of one text"))
    groups.join_all(((n, _owned(p)) for n, p in numbered), say("outlets of one owner, each on its own word"))
    _join_by_way(numbered, groups)


def speaker_key(piece: Piece) -> object:
    """What statements of one speaker share; None for nobody, and for an outlet, which may have it from anybody."""
    speaker = piece.speaker
    if speaker.is_nobody or speaker.kind == "outlet":
        return None
    return speaker.id if speaker.id is not None else (piece.article, normal_form(speaker.name))


def leading(piece: Piece) -> Party | None:
    """The outlet nearest to the speaker on the way of the words: whose reporting it is. None where none is named."""
    return next((relay for relay in reversed(piece.relays) if not relay.is_nobody), None)


def party_key(party: Party) -> object:
    """What the same party's rows share."""
    return party.id if party.id is not None else normal_form(party.name)


def _owned(piece: Piece) -> object:
    """What the outlets of one owner share where they say it themselves; None for what somebody told them."""
    if (
        piece.owner is None
        or piece.speaker.kind != "outlet"
        or party_key(piece.speaker) != party_key(piece.outlet)
    ):
        return None
    return piece.owner


def _copied(piece: Piece) -> object:
    return None if piece.copies is None else (piece.copies, normal_form(piece.speaker.name))


def _join_by_way(numbered: Sequence[tuple[int, Piece]], groups: Groups) -> None:
    """An outlet's own report, and what nameless voices of one state told that outlet, are that outlet's one origin."""
    seen: dict[object, list[tuple[int, frozenset[str]]]] = {}
    for n, piece in numbered:
        by_way = leading(piece)
        if by_way is None or piece.speaker.kind not in NAMELESS:
            continue
        states = frozenset(voice(piece.speaker.name, piece.affiliation, piece.speaker.kind).states)
        earlier = seen.setdefault(party_key(by_way), [])
        for other, its_states in earlier:
            shared = states & its_states
            if shared and groups.join(
                other,
                n,
                say("both reached us by way of %(outlet)s, from one state’s voices", outlet=by_way.name),
            ):
                break
        else:
            earlier.append((n, states))
