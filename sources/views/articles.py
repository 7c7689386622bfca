"""The list of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.paging import page_after
from sources.filters import ArticleFilter
from sources.models import Article
from sources.queries.articles import articles_listed

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@require_safe
def articles(request: DeskRequest) -> HttpResponse:
    """Articles, the last that came in first, narrowed down by the filters in the address."""
    narrowed = ArticleFilter(request.GET, queryset=articles_listed())
    page = page_after(narrowed.qs, order=["-pk"], after=request.GET.get("after", ""))
    nothing_yet = not page.rows and not narrowed.is_narrowed and not Article.objects.exists()
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "filter": narrowed,
        "page": page,
        "nothing_yet": nothing_yet,
        "query": query.urlencode(),
    }
    return render(request, "sources/articles.html", context)
