"""Pages that tell what came in since they were made: a mark on each, and a word behind it that costs next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claims.queries.live import MOST, PAGES, Mark, news_since
from entities.requests import asked_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from entities.requests import DeskRequest

HEADER = "Desk-Live"
"""What htmx brought says where to ask from now on."""


@dataclass(frozen=True)
class Live:
    """Where a page asks what is new: the mark as it was before the page read anything."""

    page: str
    of: int
    mark: Mark

    @property
    def address(self) -> str:
        """The address to ask at."""
        return f"{reverse('live', args=[str(self.mark)])}?{urlencode({'page': self.page, 'of': self.of})}"


class LiveMarks:
    """Middleware: ``request.live`` on the pages that tell what is new. The mark is taken before the page reads anything, so
    that nothing falls between.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the mark for a script that brings only a part of the page."""
        answer = self.get_response(request)
        live = getattr(request, "live", None)
        if live is not None and request.headers.get("HX-Request"):
            answer[HEADER] = live.address
        return answer

    def process_view(
        self, request: HttpRequest, _view: object, _args: tuple[object, ...], given: dict[str, object]
    ) -> None:
        """Takes the mark."""
        page = request.resolver_match.url_name if request.resolver_match else None
        if page in PAGES and request.method == "GET" and request.user.is_authenticated:
            of = given.get("pk") or asked_id(request, "claim") or 0
            vars(request)["live"] = Live(page, int(str(of)), Mark.now())


@require_safe
def live(request: DeskRequest, mark: str) -> HttpResponse:
    """What a page does not show yet: how many, and in words. 304 where nothing at all came in since it was asked last."""
    then, page = Mark.read(mark), request.GET.get("page", "desk")
    if then is None or page not in PAGES:
        raise Http404
    now = Mark.now()
    tag = f'"{now}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        news = news_since(then, page=page, of=asked_id(request, "of") or 0, by=request.user)
        total = sum(each.count for each in news)
        shown = f"{MOST}+" if total > MOST else str(total)
        words = ngettext("%(shown)s update", "%(shown)s updates", total) % {"shown": shown}
        answer = JsonResponse({"count": total, "words": words, "what": ", ".join(map(str, news))})
    answer["ETag"] = tag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
