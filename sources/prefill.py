"""What the inputs of a form say before anybody types: what a text says of itself, and what a browser shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from sources.find_details import find_details
from sources.find_outlet import find_outlet

if TYPE_CHECKING:
    from django.http import QueryDict

ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")
SELECTION_CHARACTERS = 20_000


def details_in(text: str) -> dict[str, str]:
    """What a text says of itself, as the values of the form's inputs; only what was found."""
    found = find_details(text)
    values = {"title": found.title}
    if found.published_at is not None:
        moment = found.published_at
        local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        values["published_on"] = f"{local:%Y-%m-%d}"
        values["published_time"] = f"{local:%H:%M}" if found.has_time else ""
    return {name: value for name, value in values.items() if value}


def outlet_in(text: str) -> str:
    """The outlet that a text seems to be from; empty where it does not say, or is no article."""
    return find_outlet(text) if len(text) <= settings.ARTICLE_MAX_CHARACTERS else ""


def details_to_fill(typed: QueryDict) -> dict[str, str]:
    """What the text says of itself and nobody typed. A day that was typed is never given another one's time."""
    found = details_in(typed.get("text", ""))
    if typed.get("published_on"):
        found.pop("published_time", None)
    return {name: value for name, value in found.items() if not typed.get(name, "").strip()}


def shared(sent: QueryDict) -> dict[str, str]:
    """What a bookmarklet or another program shares, as the values of the form's inputs: ``url``, ``title``, and ``text``
    or ``selection``. Programs that put the address into the text, as many do, are understood.
    """
    text = (sent.get("selection") or sent.get("text", ""))[:SELECTION_CHARACTERS]
    url = sent.get("url", "").strip()
    found = ADDRESS.search(text)
    if not url and found:
        url, text = found[0], (text[: found.start()] + text[found.end() :]).strip()
    return {"url": url[:2000], "title": sent.get("title", "").strip()[:500], "text": text}


def address_shared(sent: QueryDict) -> dict[str, str]:
    """Likewise, for the form that has the desk fetch it."""
    values = shared(sent)
    return {"url": values["url"], "selection": values["text"]}
