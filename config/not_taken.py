"""What could not be taken, in words: Django's 400, which tells whoever sets a desk up when its name is the reason."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.core.exceptions import DisallowedHost
from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger(__name__)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:
    """The page of a request that is none of the desk's; it needs no log-in, which may not have been looked at yet."""
    of_another = isinstance(exception, DisallowedHost)
    if of_another:
        # One line: whoever tries out addresses sends many.
        log.warning(
            "Asked by a name that ALLOWED_HOSTS does not have: %r", request.META.get("HTTP_HOST", "")[:200]
        )
    return HttpResponseBadRequest(render_to_string("400.html", {"of_another": of_another}))
