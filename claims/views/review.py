"""An editor answers suggestions, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.forms import AcceptForm, RejectForm
from claims.models import Claim, Link, LinkDecision, LinkState, Rejection, Stance
from claims.queries.evidence import waiting_links
from claims.queries.passage import Passage, passage
from claims.queries.review import COUNTED, Place, Queue, Step, marks_of
from claims.queries.run import answered, run_of
from claims.review import BEARS, AlreadyDecided, accept_link, reject_link, take_back
from claims.take_in_hand import let_go, take_in_hand
from claims.templatetags.desk import UNDO
from claims.views.run import begun_at, may_review
from claims.views.within import Within, review_address
from claims.weigh.short import short
from entities.refused import Refused
from entities.requests import asked_id, next_page, sent_id

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseRedirect

    from claims.models import InHand, NothingElse
    from entities.requests import DeskRequest

SHORTENED = 60
STANCES = list(enumerate(Stance, start=1))
WHY_NOT = list(enumerate((r for r in Rejection if r != Rejection.OTHER), start=len(Stance) + 1))
"""With the keys that they are answered by."""


@dataclass(frozen=True)
class Item:
    """A suggestion as it is shown: the id of the one before it, its own address, and who else has it in hand."""

    link: Link
    passage: Passage
    mark: NothingElse | None
    previous: int | None
    here: str
    held: InHand | None = None

    @property
    def place(self) -> Place:
        """Where it stands in the queue."""
        return Place.of(self.link)

    @property
    def is_likely(self) -> bool:
        """Whether the machine thinks so."""
        return bool((self.link.probability or 0) >= settings.LINK_LIKELY)


@may_review
@require_safe
def review(request: DeskRequest) -> HttpResponse:
    """The suggestion asked for by ``?link=``, else the one behind ``?after=``, else the strongest; with the one behind it,
    so that whoever answers need not wait.
    """
    within = Within(request.GET)
    queue = Queue(within.rows(), by=request.user)
    step = _step(request, queue)
    since = begun_at(request)
    done, left = answered(by=request.user, since=since).count(), queue.count
    context = {
        "within": within,
        "claim": Claim.objects.filter(pk=within.claim).defer("search").first() if within.claim else None,
        "stances": STANCES,
        "why_not": WHY_NOT,
        "done": done,
        "left": left,
        "counted": COUNTED,
        "total": done + left,
        **(_items(request, step, within) if step else _nothing(request, queue, within, since)),
    }
    return render(request, "claims/review.html", context)


def _step(request: DeskRequest, queue: Queue) -> Step | None:
    link_id, after = asked_id(request, "link"), Place.read(request.GET.get("after", ""))
    step = queue.step(link_id=link_id, after=None if link_id else after)
    if step is None and link_id:
        _say_what_became_of(request, link_id)
        step = queue.step(after=after)
    return step


def _items(request: DeskRequest, step: Step, within: Within) -> dict[str, Any]:
    """The suggestion, which is in this person's hands from now on, and the one ahead."""
    held = take_in_hand(link=step.link, by=request.user)
    shown = [(step.link, step.previous.pk if step.previous else None)]
    shown += [(step.following, step.link.pk)] if step.following else []
    marks = marks_of([link.statement for link, _ in shown])
    items = [
        Item(
            link,
            passage(link.statement),
            marks.get(link.statement_id),
            before,
            within.address(link=link.pk),
            held if held and held.link_id == link.pk and held.user_id != request.user.pk else None,
        )
        for link, before in shown
    ]
    return {"item": items[0], "ahead": items[1] if len(items) > 1 else None}


def _nothing(request: DeskRequest, queue: Queue, within: Within, since: int) -> dict[str, Any]:
    """Why there is nothing to answer, and what was done."""
    let_go(by=request.user)
    return {
        "item": None,
        "others": queue.with_others(),
        "waits_elsewhere": waiting_links()[: COUNTED + 1].count() if within.query else 0,
        "anything_ever": Link.objects.exists(),
        "run": run_of(by=request.user, since=since),
    }


@may_review
@require_POST
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """A suggestion is accepted with a stance."""
    link = _link(pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose how it bears on the claim: supports, denies or context."))
        return redirect(review_address(request, link=link.pk))
    stance = form.cleaned_data["stance"]
    try:
        decision = accept_link(link=link, by=request.user, stance=stance)
    except Refused as refused:
        return _refused(request, link, refused)
    return _answered(
        request,
        link,
        decision,
        gettext("Accepted: %(bears)s.")
        % {"bears": gettext(BEARS[stance]) % {"claim": short(link.claim.text, SHORTENED)}},
    )


@may_review
@require_POST
def reject(request: DeskRequest, pk: int) -> HttpResponse:
    """A suggestion is not related."""
    link = _link(pk)
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        decision = reject_link(link=link, by=request.user, reason=reason or Rejection.OTHER)
    except Refused as refused:
        return _refused(request, link, refused)
    why = decision.get_reason_display()
    return _answered(
        request,
        link,
        decision,
        gettext("Not related to “%(claim)s”: %(why)s.")
        % {"claim": short(link.claim.text, SHORTENED), "why": why},
    )


@may_review
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """A decision is taken back, and its suggestion waits again."""
    decision = get_object_or_404(LinkDecision.objects.select_related("link__claim"), pk=pk)
    try:
        link = take_back(decision=decision, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(next_page(request, reverse("review")))
    messages.success(request, gettext("Taken back: it is a suggestion again."))
    wanted = next_page(request, "")
    if not wanted or wanted.startswith(reverse("review")):
        return redirect(review_address(request, link=link.pk))
    return redirect(wanted)


def _link(pk: int) -> Link:
    return get_object_or_404(Link.objects.select_related("claim").defer("claim__search"), pk=pk)


def _answered(request: DeskRequest, link: Link, decision: LinkDecision, words: str) -> HttpResponseRedirect:
    """On to the next one, with a way back."""
    messages.success(request, words, extra_tags=f"{UNDO}{decision.pk}")
    return redirect(next_page(request, _further(request, link)))


def _refused(request: DeskRequest, link: Link, refused: Refused) -> HttpResponseRedirect:
    """Says why; a suggestion that somebody else answered is behind us, another stays."""
    messages.warning(request, refused.message)
    if isinstance(refused, AlreadyDecided):
        return redirect(next_page(request, _further(request, link)))
    return redirect(review_address(request, link=link.pk))


def _further(request: DeskRequest, link: Link) -> str:
    """The next suggestion: the one that the page shows already, else the one behind."""
    showing = sent_id(request, "showing")
    return review_address(request, after=Place.of(link), **({"link": showing} if showing else {}))


def _say_what_became_of(request: DeskRequest, link_id: int) -> None:
    link = (
        Link.objects.select_related("decided_by", "statement")
        .defer("statement__search")
        .filter(pk=link_id)
        .first()
    )
    if link is None:
        messages.info(request, gettext("That suggestion is not here."))
    elif link.state == LinkState.SUGGESTED:
        messages.info(request, gettext("Somebody struck the statement of that suggestion: nobody said it."))
    else:
        who = link.decided_by.get_username() if link.decided_by else "Somebody"
        what = link.get_stance_display() if link.state == LinkState.ACCEPTED else link.get_state_display()
        messages.info(
            request, gettext("%(who)s answered that suggestion: %(what)s.") % {"who": who, "what": what}
        )
