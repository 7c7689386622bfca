"""A paste that holds several stories: each becomes an article of its own, or the paste stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from entities.forms import show_refusal
from sources.add_stories import Story, StoryRefused, add_stories
from sources.queries.outlets import outlets_known
from sources.story_forms import StoryForm, proposed, sent, stories_in
from sources.views.large_forms import whole_form

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest
    from sources.forms import ArticleForm

KEPT = ("outlet", "text", "title", "published_on", "published_time", "url", "byline")


def offer_to_split(request: DeskRequest, form: ArticleForm) -> HttpResponse | None:
    """The page that shows the stories of a valid form's text; None where it holds one, or is to stay whole."""
    text = form.cleaned_data["text"]
    if form.cleaned_data["whole"] or len(text) > settings.ARTICLE_MAX_CHARACTERS:
        return None
    texts = stories_in(text)
    if len(texts) == 1:
        return None
    typed = {name: str(form[name].value() or "") for name in KEPT}
    return _page(request, proposed(texts, typed), typed)


def _too_large(request: DeskRequest, message: str) -> HttpResponse:
    return render(request, "sources/article_split.html", {"problem": message}, status=413)


@permission_required("sources.add_article", raise_exception=True)
@require_POST
@whole_form(_too_large)
def article_split(request: DeskRequest) -> HttpResponse:
    """Adds the stories that are ticked, all or none; the page again with what is wrong beside its fields."""
    forms = sent(request.POST)
    if not forms:
        return redirect("article-add")
    typed = {name: request.POST.get(name, "") for name in KEPT}
    taken = [form for form in forms if form.taken]
    if not taken:
        return _page(request, forms, typed, problem="No story is ticked, so nothing was added.")
    if sum(form.is_valid() for form in taken) < len(taken):
        return _page(request, forms, typed)
    try:
        added = add_stories(by=request.user, stories=[_story(form) for form in taken])
    except StoryRefused as refused:
        show_refusal(taken[refused.number], refused)
        return _page(request, forms, typed, refused=(taken[refused.number].prefix or "", refused))
    if len(added) == 1:
        messages.success(request, gettext("The article is here, and waits to be read."))
        return redirect(added[0])
    messages.success(
        request, gettext("%(added)s articles are here, and wait to be read.") % {"added": len(added)}
    )
    return redirect("articles")


def _story(form: StoryForm) -> Story:
    typed = form.cleaned_data
    return Story(
        outlet=typed["outlet"],
        text=typed["text"],
        cut=form.to_cut(),
        title=typed["title"],
        url=typed["url"],
        published_at=form.published_at(),
        byline=typed["byline"],
    )


def _page(
    request: DeskRequest,
    forms: list[StoryForm],
    typed: dict[str, str],
    *,
    problem: str = "",
    refused: tuple[str, StoryRefused] | None = None,
) -> HttpResponse:
    context = {
        "forms": forms,
        "typed": typed,
        "problem": problem,
        "refused_at": refused[0] if refused else "",
        "there": refused[1].article if refused else None,
        "outlets": outlets_known(),
    }
    return render(request, "sources/article_split.html", context)
