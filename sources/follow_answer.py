"""Earlier articles follow what a person said of a name: in the background, some places at a time, all taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from entities.ledger import act, register
from entities.undo import standing_form
from matching.names import speaker_terms
from matching.phrase import say_counted
from sources import work
from sources.answer_name import places, ring
from sources.ask import count_names
from sources.models import Mention, NameAnswer, Relay, Statement
from sources.tell_speakers import settle_speakers, tell_speakers

if TYPE_CHECKING:
    from collections.abc import Callable

AT_ONCE = 200
"""Places of one transaction."""


def follow_answer(answer_id: int, *, by: str) -> bool:
    """One attempt at letting some more places follow an answer; rings for the next. ``by`` names the attempt; True where
    it was done and kept.
    """

    def do(answer: NameAnswer) -> Callable[[], dict[str, Any]]:
        return lambda: _follow_some(answer)

    return work.run(NameAnswer, answer_id, where=Q(finished_at=None), by=by, work=do, ring=ring)


def sweep() -> int:
    """Rings for every answer that waits for too long. Returns how many."""
    return work.ring_for_waiting(NameAnswer.objects.filter(finished_at=None), ring=ring)


def following() -> list[NameAnswer]:
    """The answers that earlier articles still follow, the last first."""
    rows = NameAnswer.objects.filter(finished_at=None).select_related("entity__canonical", "act__by")
    return list(rows.order_by("-pk")[:20])


def _follow_some(answer: NameAnswer) -> dict[str, Any]:
    # Whoever takes the answer back holds it, and removes it.
    held = NameAnswer.objects.select_for_update(of=("self",), no_key=True).filter(pk=answer.pk)
    row = held.select_related("entity__canonical", "act__by").first()
    if row is None:
        raise work.Overtaken
    some = [list(rows.values_list("pk", flat=True)[:AT_ONCE]) for rows in places(row.texts, row.outcome)]
    count = sum(map(len, some))
    if count == 0:
        count_names(row.texts)
        return {"finished_at": Now()}
    statements, relays, mentions = some
    before = standing_form(row.act)
    words = say_counted(
        "had %(n)s earlier place follow, where “%(name)s” stands",
        "had %(n)s earlier places follow, where “%(name)s” stands",
        count,
        name=row.name,
    )
    rows = (
        Statement.objects.filter(pk__in=statements),
        Relay.objects.filter(pk__in=relays),
        Mention.objects.filter(pk__in=mentions),
    )
    with act(FOLLOWED, by=before.by, words=words, part_of=before, watch=rows) as doing:
        for statement in rows[0].select_related("article"):
            # Passed over, a statement keeps its words for the speaker; what was done is that nobody asks.
            doing.turn(statement, "asked", "yes", "no")
        rows[0].update(**_spoken(row))
        rows[1].update(entity=row.entity)
        rows[2].update(entity=row.entity, outcome=row.outcome)
        if row.entity is not None:
            tell_speakers(statements)
    return {"done": F("done") + count}


def _spoken(answer: NameAnswer) -> dict[str, Any]:
    """The columns of a statement whose speaker the answer is about."""
    outcome = {"speaker_outcome": answer.outcome}
    if answer.entity is None:
        return outcome
    terms = speaker_terms(answer.entity.shown.name)
    return outcome | {"speaker": answer.entity, "speaker_chosen": True, "speaker_terms": terms}


FOLLOWED = register(
    "name.follow",
    label=gettext_noop("had earlier articles follow"),
    permission="entities.curate",
    settle=settle_speakers,
)
