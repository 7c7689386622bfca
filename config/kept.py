"""What somebody sent is not thrown away because their log-in ran out, or changed in another tab, while they wrote it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import requires_csrf_token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BY = "_by"
"""The field by which a page says for whom it was made: static/desk/answers.js adds it to each form that is sent."""
OF_THE_WAY = {"csrfmiddlewaretoken", BY}
SECRET = ("/accounts/", "/admin/")
"""Where passwords are sent: nothing of that is put into a page."""
LONGEST_SHOWN = 20_000
WORDS = 12
"""A value of fewer characters is a choice or a number, and not something somebody wrote."""
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class LoggedInAsBefore(LoginRequiredMiddleware):
    """Django's own, which sends whoever is not logged in to the log-in page: what they sent stays on a page (401), to be
    sent again. So does what was sent from a page made for somebody else (409), who is not made its author unasked.
    """

    def process_view(
        self, request: HttpRequest, view_func: object, view_args: object, view_kwargs: object
    ) -> HttpResponse | None:
        """The page that is answered in place of the one asked for; None where nothing stands in its way."""
        refused: HttpResponse | None = super().process_view(request, view_func, view_args, view_kwargs)  # type: ignore[arg-type, assignment]
        if refused is not None or request.method != "POST" or not request.user.is_authenticated:
            return refused
        if getattr(view_func, "csrf_exempt", False):
            # A form that it may not be possible to read: its view asks as soon as it has been (large_forms.py).
            vars(request)["made_for_another"] = made_for_another
            return None
        return made_for_another(request)

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:  # type: ignore[override]
        """A script's question gets no log-in page, which it could not show, but 401 and why."""
        if request.method in SAFE and not request.headers.get("HX-Request"):
            answer: HttpResponse = super().handle_no_permission(request, view_func)  # type: ignore[arg-type]
            return answer
        return _page(request, "kept_out.html", HTTPStatus.UNAUTHORIZED)


def made_for_another(request: HttpRequest) -> HttpResponse | None:
    """The page that is answered to a form which a page made for somebody else sent; None for any other."""
    if request.POST.get(BY, "") in ("", str(request.user.pk)):
        return None
    return _page(request, "kept_other.html", HTTPStatus.CONFLICT)


@requires_csrf_token
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form without the token of this log-in: 403, and to be sent again where it came from one of the desk's own pages."""
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN, keep=_is_our_own(request))


def _page(request: HttpRequest, template: str, status: HTTPStatus, *, keep: bool = True) -> HttpResponse:
    kept = _fields(request) if keep and not request.path.startswith(SECRET) else []
    context = {
        "kept": kept,
        "written": [value[:LONGEST_SHOWN] for _, value in kept if len(value) >= WORDS],
        "files": bool(kept) and bool(request.FILES),
        "again": request.get_full_path(),
        "log_in": reverse("account_login"),
    }
    return render(request, template, context, status=status)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in OF_THE_WAY
        for value in values
    ]


def _is_our_own(request: HttpRequest) -> bool:
    """Whether a page of the desk sent it, as the browser says: what another site made up is not put before anybody."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
