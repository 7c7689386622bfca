"""An editor says of pieces of evidence what the rules cannot know: origins, utterances, contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.forms import JudgeForm
from claims.judge import judge, take_back_judgement
from claims.models import Claim, Judgement
from entities.refused import Refused
from entities.requests import next_page
from sources.models import Statement, UtteranceDecision
from sources.utter import join_utterance, split_utterance, take_back_utterance

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from entities.requests import DeskRequest

may_review = permission_required("claims.review", raise_exception=True)


@may_review
@require_POST
def judge_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Two pieces of a claim's evidence share an origin, are independent, are one utterance or contradict nothing."""
    claim = get_object_or_404(Claim.objects.defer("search"), pk=pk)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Choose two statements, and what you want to say of them."))
        return redirect(f"{claim.get_absolute_url()}#origins")
    asked = form.cleaned_data

    def say() -> None:
        if asked["says"] != JudgeForm.ONE_UTTERANCE:
            judge(claim=claim, by=request.user, **asked)
            return
        rows = Statement.objects.in_bulk([asked["one"], asked["other"]])
        if len(rows) != len({asked["one"], asked["other"]}):
            raise Refused(gettext("One of these statements is not here any more."))
        join_utterance(statement=rows[asked["one"]], other=rows[asked["other"]], by=request.user)

    return _done(
        request,
        say,
        "Noted: the evidence is counted by it from now on.",
        f"{claim.get_absolute_url()}#origins",
    )


@may_review
@require_POST
def undo_judgement(request: DeskRequest, pk: int) -> HttpResponse:
    """What was said of two pieces of evidence is taken back."""
    judgement = get_object_or_404(Judgement.objects.select_related("claim"), pk=pk)
    return _done(
        request,
        lambda: take_back_judgement(judgement=judgement, by=request.user),
        "Taken back.",
        judgement.claim.get_absolute_url(),
    )


@may_review
@require_POST
def split_statement(request: DeskRequest, pk: int) -> HttpResponse:
    """A statement is an utterance of its own."""
    statement = get_object_or_404(Statement.objects.defer("search"), pk=pk)
    return _done(
        request,
        lambda: split_utterance(statement=statement, by=request.user),
        "Noted: it counts as an utterance of its own.",
        statement.get_absolute_url(),
    )


@may_review
@require_POST
def undo_utterance(request: DeskRequest, pk: int) -> HttpResponse:
    """What was said of a statement's utterance is taken back."""
    decision = get_object_or_404(UtteranceDecision.objects.select_related("statement"), pk=pk)
    return _done(
        request,
        lambda: take_back_utterance(decision=decision, by=request.user),
        "Taken back.",
        decision.statement.get_absolute_url(),
    )


def _done(request: DeskRequest, do: Callable[[], object], words: str, otherwise: str) -> HttpResponse:
    """Does it and says so, or says what is in the way; then on to the page that was asked for."""
    try:
        do()
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, words)
    return redirect(next_page(request, otherwise))
