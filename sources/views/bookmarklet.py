"""How an article gets here from a reporter's own browser in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

# Runs on the page that the reporter reads, not on the desk: our Content-Security-Policy does not concern it.
SCRIPT = (
    "javascript:(()=>{const e=encodeURIComponent,"
    "s=String(getSelection()).slice(0,4000),"
    "c=document.querySelector('link[rel=canonical]');"
    "open('{add}?url='+e(c&&c.href.startsWith(location.origin)?c.href:location.href)"
    "+'&title='+e(document.title)+'&selection='+e(s))})()"
)


@require_safe
def bookmarklet(request: DeskRequest) -> HttpResponse:
    """The link to drag among the bookmarks, and the address to share to."""
    add = f"{settings.DESK_URL or request.build_absolute_uri('/').rstrip('/')}{reverse('article-add')}"
    script = SCRIPT.replace("{add}", add.replace("'", "%27"))
    return render(request, "sources/bookmarklet.html", {"script": script, "add": add})
