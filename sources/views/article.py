"""One article: its text with the statements marked, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from entities.refused import Refused
from entities.requests import asked_id, next_page
from entities.say_done import say_done
from sources.models import Article, Outcome, Statement
from sources.queries.articles import articles_shown, copies_of
from sources.queries.statements import (
    hidden_statements,
    names_in,
    places,
    statements_shown,
    struck_statements,
)
from sources.retry import retry_article
from sources.statement_forms import StatementForm
from sources.tell_apart import tell_apart
from sources.views.marked_text import marked
from sources.views.parts import Part, part_number, part_of, starts

if TYPE_CHECKING:
    from entities.requests import DeskRequest


@require_safe
def article(request: DeskRequest, pk: int) -> HttpResponse:
    """The article's page; a long text in parts, of which the address asks for one, by number or by a statement."""
    shown = get_object_or_404(articles_shown(), pk=pk)
    every = places(shown)
    unsure = hidden_statements(shown)
    hides = _hides(request, unsure)
    standing = [place for place in every if not (hides and place[0] in unsure)]
    part = part_of(
        shown.text,
        number=asked_id(request, "part"),
        offset=_place(standing, request.GET.get("statement", "")),
    )
    statements = statements_shown(_ids_in(standing, part))
    for statement in statements:
        statement.article = shown
    names = names_in(shown)
    context = {
        "article": shown,
        "part": part,
        "part_number": part.number,
        "seen": len(every),
        "at": _at(shown, len(every)),
        "paragraphs": marked(shown.text, statements, start=part.start, end=part.end),
        "here": len(statements),
        "statement_count": len(every),
        "unsure_count": len(unsure),
        "hides_unsure": hides,
        "elsewhere": _elsewhere(shown.text, standing, part),
        "names": names,
        "unknown": [mention for mention in names if mention.outcome == Outcome.NONE],
        "struck": struck_statements(shown),
        "copies": copies_of(shown),
        "form": StatementForm(article=shown),
        "speakers": sorted(
            {s.speaker.shown.name for s in statements if s.speaker}
            | {mention.entity.shown.name for mention in names if mention.entity}
        ),
    }
    return render(request, "sources/article.html", context)


@require_safe
def article_progress(request: DeskRequest, pk: int) -> HttpResponse:
    """How far the article has come, for a page that is open meanwhile.

    ``seen`` says how many statements the page shows already, ``at`` what it knows of the article: where nothing has
    changed since, nothing is answered, so that nothing on the page moves or is read out again.
    """
    shown = get_object_or_404(Article.objects.defer("text"), pk=pk)
    count = Statement.objects.standing().filter(article=shown).count()
    at = _at(shown, count)
    if request.GET.get("at") == at:
        return HttpResponse(status=204)
    context = {
        "article": shown,
        "statement_count": count,
        "at": at,
        "seen": asked_id(request, "seen") or 0,
        "part_number": asked_id(request, "part") or 0,
        "is_poll": True,
    }
    return render(request, "sources/_progress.html", context)


@permission_required("sources.change_article", raise_exception=True)
@require_POST
def article_retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Lets an article that was set aside be tried again."""
    shown = get_object_or_404(Article.objects.defer("text"), pk=pk)
    try:
        retry_article(article=shown, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("It will be tried again now."))
    return redirect(next_page(request, shown.get_absolute_url()))


@permission_required("sources.change_article", raise_exception=True)
@require_POST
def article_apart(request: DeskRequest, pk: int) -> HttpResponse:
    """Says that an article is no copy of those it is grouped with."""
    shown = get_object_or_404(Article.objects.defer("text"), pk=pk)
    try:
        done = tell_apart(article=shown, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("It counts as a text of its own now."), done)
    return redirect(shown)


def _hides(request: DeskRequest, unsure: set[int]) -> bool:
    """Whether unsure statements are hidden: nobody asked for them, nor for one of them."""
    asked = request.GET.get("statement", "")
    return request.GET.get("unsure") != "show" and not any(str(pk) == asked for pk in unsure)


def _at(article: Article, statement_count: int) -> str:
    return f"{article.stage}-{int(article.is_set_aside)}-{statement_count}"


def _place(standing: list[tuple[int, list[list[int]]]], asked: str) -> int | None:
    """Where the asked statement begins; None where there is no such statement."""
    return next((spans[0][0] for pk, spans in standing if str(pk) == asked), None)


def _ids_in(standing: list[tuple[int, list[list[int]]]], part: Part) -> list[int]:
    return [
        pk for pk, spans in standing if any(start < part.end and end > part.start for start, end in spans)
    ]


def _elsewhere(text: str, standing: list[tuple[int, list[list[int]]]], part: Part) -> dict[int, int]:
    """For each other part of the text, how many statements begin in it."""
    if part.count == 1:
        return {}
    begins = starts(text)
    counts = dict.fromkeys(range(1, part.count + 1), 0)
    for _, spans in standing:
        counts[part_number(begins, spans[0][0])] += 1
    return counts
