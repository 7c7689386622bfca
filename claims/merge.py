"""Two claims that say the same become one: what moves, what stands in the way, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext, gettext_noop

from claims.another_look import note_merge, notice_change, speaker_of
from claims.decide import ChangedMeanwhile
from claims.match import ring_for
from claims.models import Claim, Link, LinkState
from claims.propose import WAITING_AGAIN
from claims.weigh.short import short
from entities.hold import hold
from entities.images import label
from entities.ledger import act, register
from entities.refused import Refused
from entities.said import told
from matching.phrase import say
from sources.models import Maker

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

DECIDED = (LinkState.ACCEPTED, LinkState.REJECTED)
NAMED = 3
SHORTENED = 60


@dataclass(frozen=True)
class Plan:
    """What merging would do: links that move, suggestions that go because the other side has the statement too, links
    that both have alike and that stay behind, and what stands in the way, in words.
    """

    moving: list[Link] = field(default_factory=list)
    going: list[Link] = field(default_factory=list)
    staying: list[Link] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)


def plan_merge(*, kept: Claim, gone: Claim) -> Plan:
    """What merging ``gone`` into ``kept`` would do. Three queries."""
    plan = Plan()
    on_kept = {link.statement_id: link for link in _links(kept)}
    for link in _links(gone):
        other = on_kept.get(link.statement_id)
        if other is None:
            plan.moving.append(link)
        elif link.state in DECIDED and other.state in DECIDED:
            _both_decided(plan, link, other)
        elif link.state in DECIDED:
            _decided_and_not(plan, link, other)
        elif _never_answered(link):
            plan.going.append(link)
        else:
            plan.staying.append(link)
    return plan


def _both_decided(plan: Plan, link: Link, other: Link) -> None:
    if (link.state, link.stance) == (other.state, other.stance):
        plan.staying.append(link)
        return
    plan.in_the_way.append(
        gettext("%(said)s is %(answer)s on “%(claim)s” and %(answer_2)s on “%(claim_2)s”")
        % {
            "said": _said(link),
            "answer": _answer(link),
            "claim": short(link.claim.text, SHORTENED),
            "answer_2": _answer(other),
            "claim_2": short(other.claim.text, SHORTENED),
        }
    )


def _decided_and_not(plan: Plan, link: Link, other: Link) -> None:
    """The answer moves; a suggestion that nobody ever answered makes room for it."""
    if _never_answered(other):
        plan.going.append(other)
        plan.moving.append(link)
        return
    plan.in_the_way.append(
        gettext("%(said)s is %(answer)s on “%(claim)s”, and an answer was taken back on “%(claim_2)s”")
        % {
            "said": _said(link),
            "answer": _answer(link),
            "claim": short(link.claim.text, SHORTENED),
            "claim_2": short(other.claim.text, SHORTENED),
        }
    )


@transaction.atomic
def merge_claims(
    *, kept: Claim, gone: Claim, by: AbstractBaseUser, kept_version: int, gone_version: int
) -> Claim:
    """Merges ``gone`` into ``kept``: its links move, its history is shown there, its address leads there, and its topic
    goes along where the other has none. Returns the claim that stays.

    The versions are those the person looked at. Raises ChangedMeanwhile where one has moved on, and Refused where they
    are one, one is merged already, or a statement was answered differently on the two.
    """
    if kept.pk == gone.pk:
        raise Refused(gettext("Choose two different claims."))
    hold(["merging claims"])
    seen = {kept.pk: kept_version, gone.pk: gone_version}
    rows = {
        row.pk: row
        for row in Claim.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk")
    }
    kept, gone = rows[kept.pk], rows[gone.pk]
    for claim in (kept, gone):
        if claim.merged_into_id is not None:
            raise Refused(
                gettext("“%(text)s” was merged into “%(text2)s” in the meantime.")
                % {"text": claim.text, "text2": claim.stays.text}
            )
        if claim.version != seen[claim.pk]:
            raise ChangedMeanwhile(claim.verdict_changes.select_related("by").last())
    plan = plan_merge(kept=kept, gone=gone)
    if plan.in_the_way:
        raise Refused(
            gettext("In the way: %(in_the_way)s. Answer it alike on both, then merge.")
            % {"in_the_way": "; ".join(plan.in_the_way[:NAMED])}
        )
    with act(
        MERGED, by=by, words=say("merged “%(gone)s” into “%(kept)s”", gone=gone.text, kept=kept.text)
    ) as merging:
        # In this order, since taking back goes the other way: the claim stands again, links go home, suggestions return.
        for some in (plan.going, plan.moving, [kept, gone]):
            merging.watch(some)
        Link.objects.filter(pk__in=[link.pk for link in plan.going]).delete()
        Link.objects.filter(pk__in=[link.pk for link in plan.moving]).update(claim=kept)
        Claim.objects.filter(pk=gone.pk).update(merged_into=kept, version=F("version") + 1)
        if kept.topic_id is None and gone.topic_id is not None:
            Claim.objects.filter(pk=kept.pk).update(topic=gone.topic_id)
        _tell(kept, say("%(by)s merged “%(gone)s” into this claim.", by=by.get_username(), gone=gone.text))
    return Claim.objects.get(pk=kept.pk)


def _tell(kept: Claim, words: str) -> None:
    # First what it means for the verdict and its tripwires, then what it was.
    notice_change(claim_id=kept.pk, news=say("another claim’s evidence came or went with a merge"))
    note_merge(claim_id=kept.pk, words=words)


def _settle(done: Act, undoing: Act) -> None:
    """Both claims are told; the one that stands for itself again is held against what was said meanwhile."""
    ids = [row.row for row in done.rows.filter(model=label(Claim)) if "merged_into_id" in (row.after or {})]
    gone = Claim.objects.get(pk=ids[0])
    merged = gone.merged_into_id is not None
    row = done.rows.get(model=label(Claim), row=gone.pk)
    kept_id = (row.before or {})["merged_into_id"] or (row.after or {})["merged_into_id"]
    who = undoing.by.get_username()
    Claim.objects.filter(pk=gone.pk).update(version=F("version") + 1, **({} if merged else WAITING_AGAIN))
    if merged:
        _tell(
            Claim.objects.get(pk=kept_id),
            say("%(who)s merged “%(gone)s” into this claim again.", who=who, gone=gone.text),
        )
        return
    _tell(
        Claim.objects.get(pk=kept_id),
        say("%(who)s took the merge of “%(gone)s” back.", who=who, gone=gone.text),
    )
    notice_change(claim_id=gone.pk, news=say("its evidence came back when a merge was taken back"))
    gone.refresh_from_db()
    ring_for(gone)


MERGED = register(
    "claim.merge", label=gettext_noop("merged claims"), permission="claims.change_claim", settle=_settle
)


def _links(claim: Claim) -> list[Link]:
    rows = claim.links.select_related("claim", "statement__speaker__canonical").defer(
        "claim__search", "statement__search"
    )
    return list(rows.prefetch_related("decisions").order_by("pk"))


def _never_answered(link: Link) -> bool:
    """As ``LinkQuerySet.unanswered`` says, of a row at hand."""
    return link.state == LinkState.SUGGESTED and link.made_by == Maker.MACHINE and not link.decisions.all()


def _said(link: Link) -> str:
    return gettext("what %(speaker)s said (“%(words)s”)") % {
        "speaker": told(speaker_of(link.statement)),
        "words": short(link.statement.content, SHORTENED),
    }


def _answer(link: Link) -> str:
    if link.state != LinkState.ACCEPTED:
        return gettext("not related")
    return gettext("accepted as %(stance)s") % {"stance": link.get_stance_display()}
