"""What an outlet changed in an article, and whether the desk goes on looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from entities.refused import Refused
from sources.differ import paragraphs
from sources.models import Article
from sources.queries.articles import articles_shown, lost_in, revisions_of
from sources.views.parts import PART_CHARACTERS
from sources.watch import stop_watching_article, watch_article

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest
    from sources.differ import Paragraph

SHOWN_AROUND = 1
"""Unchanged paragraphs shown on either side of a changed one."""
MOST_SHOWN = 400


@require_safe
def article_differences(request: DeskRequest, pk: int) -> HttpResponse:
    """The article's text beside that of the revision before: what is gone and what is new in it."""
    article = get_object_or_404(articles_shown().defer(None).select_related("revises"), pk=pk)
    if article.revises is None:
        return redirect(article)
    every = paragraphs(article.revises.text, article.text)
    context = {
        "article": article,
        "before": article.revises,
        "rows": _shown(every),
        "changed": sum(not paragraph.is_same for paragraph in every),
        "lost": lost_in(article),
        "revisions": revisions_of(article),
        "is_long": len(article.text) > PART_CHARACTERS,
    }
    return render(request, "sources/article_differences.html", context)


@permission_required("sources.change_article", raise_exception=True)
@require_POST
def article_watch(request: DeskRequest, pk: int) -> HttpResponse:
    """Looks for changes from now on."""
    article = get_object_or_404(Article.objects.defer("text"), pk=pk)
    try:
        watch_article(article=article, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("Its page is fetched again from now on, and changes are noticed."))
    return redirect(article)


@permission_required("sources.change_article", raise_exception=True)
@require_POST
def article_unwatch(request: DeskRequest, pk: int) -> HttpResponse:
    """Looks no longer."""
    article = get_object_or_404(Article.objects.defer("text"), pk=pk)
    try:
        stop_watching_article(article=article, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("Its page is fetched no longer."))
    return redirect(article)


def _shown(every: list[Paragraph]) -> list[tuple[Paragraph | None, int]]:
    """The changed paragraphs with what stands around them; in place of others None and how many they are."""
    near = {
        number + step
        for number, paragraph in enumerate(every)
        if not paragraph.is_same
        for step in range(-SHOWN_AROUND, SHOWN_AROUND + 1)
    }
    rows: list[tuple[Paragraph | None, int]] = []
    for number, paragraph in enumerate(every):
        if number in near:
            rows.append((paragraph, 0))
        elif rows and rows[-1][0] is None:
            rows[-1] = (None, rows[-1][1] + 1)
        else:
            rows.append((None, 1))
    return rows[:MOST_SHOWN]
