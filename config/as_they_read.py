"""Each page in the language and the time zone of whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from claims.choose_preferences import preferences_of
from entities.reader import reading_in, zone_called

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]


def as_they_read(answer: Answer) -> Answer:
    """A person's own choice; the browser's language and the newsroom's zone where they have made none.

    Behind AuthenticationMiddleware. What the person has chosen is asked for once, and lies in ``request.chosen``.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.chosen = preferences_of(request.user) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        chosen = request.chosen  # type: ignore[attr-defined]
        language = chosen.language if chosen and chosen.language in dict(settings.LANGUAGES) else ""
        language = language or translation.get_language_from_request(request)
        with translation.override(language), reading_in(zone_called(chosen.time_zone) if chosen else None):
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
