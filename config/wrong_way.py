"""An address that takes nothing but a form's button, or nothing but a look, says so in words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def wrong_way(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django's 405 has no words at all, and a browser shows a page of its own, as if the desk were broken."""

    def answer(request: HttpRequest) -> HttpResponse:
        got = get_response(request)
        if got.status_code != HTTPStatus.METHOD_NOT_ALLOWED or got.content:
            return got
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = got["Allow"]
        return page

    return answer
