"""Forms that may be larger than the desk takes, answered with a page in words instead of a bare error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponseBase]
# What is left of a refused form is read and thrown away up to here: a browser shows no answer to a form that it
# could not finish sending.
DRAINED_BYTES = 256_000_000
CHUNK_BYTES = 1 << 16
# What a form holds beside its files: fields, boundaries, headers.
AROUND_FILES = 100_000

TOO_BIG = (
    "This form is larger than {megabytes} MB, so nothing of it was read. An article may have {characters:,} characters. "
    "Split it, or add only the part that matters."
)
TOO_MANY = "This form has more fields than the desk reads. Load the page again and send it from there."
NOT_READABLE = "This form did not arrive whole. Send it again."


def whole_form(
    refuse: Callable[..., HttpResponseBase], *, most_bytes: int = 0, too_big: str = ""
) -> Callable[[View], View]:
    """Decorates a view that takes a form; one that cannot be read is answered by ``refuse(request, message, ...)``.

    A form with files may have ``most_bytes``, with what is around them; a larger one is refused in the words ``too_big``
    before any of it is stored.

    The check of the CSRF token reads the form too, and comes first for every view; so it is put off to where an
    unreadable form has been dealt with.
    """

    def decorate(view: View) -> View:
        @csrf_protect
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # Put off likewise: whether the page that sent it was made for somebody else (config/kept.py).
            asked = getattr(request, "made_for_another", None)
            return (asked(request) if asked else None) or view(request, *args, **kwargs)

        @csrf_exempt
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            message = ""
            if request.method == "POST":
                message = too_big if _is_beyond(request, most_bytes) else unreadable(request)
            if not message:
                return checked(request, *args, **kwargs)
            _drain(request)
            return refuse(request, message, *args, **kwargs)

        return door

    return decorate


def _is_beyond(request: HttpRequest, most_bytes: int) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return bool(most_bytes) and length.isdigit() and int(length) > most_bytes + AROUND_FILES


def unreadable(request: HttpRequest) -> str:
    """Why the form of a request cannot be read, in words; empty where it can."""
    try:
        _ = request.POST
    except RequestDataTooBig:
        megabytes = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1_000_000
        return TOO_BIG.format(megabytes=megabytes, characters=settings.ARTICLE_MAX_CHARACTERS)
    except (TooManyFieldsSent, TooManyFilesSent):
        return TOO_MANY
    except (BadRequest, MultiPartParserError, UnreadablePostError):
        return NOT_READABLE
    return ""


def _drain(request: HttpRequest) -> None:
    left = DRAINED_BYTES
    try:
        while left > 0 and (chunk := request.read(CHUNK_BYTES)):
            left -= len(chunk)
    except (OSError, ValueError):  # the browser has gone, or the stream was closed
        return
