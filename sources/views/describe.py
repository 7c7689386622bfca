"""Title, day and byline of an article, put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from entities.forms import show_overtaken
from entities.ledger import act_on, seen
from entities.refused import Overtaken
from entities.say_done import say_done
from sources.describe import describe_article
from sources.forms import DescriptionForm
from sources.models import Article

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@permission_required("sources.change_article", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def article_describe(request: DeskRequest, pk: int) -> HttpResponse:
    """The form, and what comes of it."""
    article = get_object_or_404(
        Article.objects.defer("text").select_related("outlet__entity__canonical"), pk=pk
    )
    form = (
        DescriptionForm(request.POST)
        if request.method == "POST"
        else DescriptionForm(initial=_as_it_is(article))
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            describe_article(
                article=article,
                by=request.user,
                title=typed["title"],
                byline=typed["byline"],
                published_at=form.published_at(),
                seen=typed["seen"],
            )
        except Overtaken as overtaken:
            article.refresh_from_db(fields=["title", "byline", "published_at"])
            now = {name: value for name, value in _as_it_is(article).items() if name != "seen"}
            show_overtaken(form, overtaken, now=now, carried={"seen": seen(article)})
        else:
            done = act_on(article, "article.describe")
            say_done(request, gettext("It is put right."), done)
            return redirect(article)
    return render(request, "sources/article_describe.html", {"form": form, "article": article})


def _as_it_is(article: Article) -> dict[str, object]:
    moment = timezone.localtime(article.published_at) if article.published_at else None
    has_time = moment is not None and (moment.hour, moment.minute) != (
        0,
        0,
    )  # midnight stands for a day alone
    return {
        "title": article.title,
        "byline": article.byline,
        "published_on": moment.date() if moment else None,
        "published_time": moment.time().replace(second=0, microsecond=0) if moment and has_time else None,
        "seen": seen(article),
    }
