"""How far an article has come, in words, and what a statement's note says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from entities.models import Alias
from entities.paging import page_after
from entities.reader import zone_called
from entities.requests import asked_id
from entities.templatetags.moments import DAY, in_zone, time_element
from sources.inbox import waiting
from sources.models import Article, Modality, Polarity, Stage, Statement
from sources.queries.said_by import positions, said_on
from sources.queries.said_by import said_by as statements_said_by
from sources.queries.statements import with_bearing

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest
    from django.template.context import Context

    from entities.models import Entity

register = template.Library()
NEARLY_ALL = 0.985

STEPS = [
    (Stage.RECEIVED, gettext_lazy("Reading: who said what")),
    (Stage.READ, gettext_lazy("Finding out who the speakers are")),
    (Stage.ATTRIBUTED, gettext_lazy("Looking for claims it bears on")),
]
STATEMENTS_A_PAGE = 20
ASKED_SHOWN = 10
CLAIMS_SHOWN = 40


@register.filter
def steps(article: Article) -> list[dict[str, str]]:
    """What is done with an article, in order: each step's words, and whether it is done, now, later or stopped."""
    order = list(Stage.values)
    at = order.index(article.stage)
    now = "stopped" if article.is_set_aside else "now"
    return [
        {
            "words": str(words),
            "state": "done" if order.index(step) < at else now if step == article.stage else "later",
        }
        for step, words in STEPS
    ]


@register.filter
def state_in_words(article: Article, statement_count: int) -> str:
    """How far an article has come, in a few words."""
    if article.is_set_aside:
        return gettext_noop("set aside")
    if not article.is_done:
        if article.stage == Stage.RECEIVED and article.taken_at is None:
            return gettext_noop("waiting to be read")
        return gettext_noop("being read")
    if getattr(article, "is_superseded", False):
        return gettext_noop("read, changed since")
    return gettext_noop("read") if statement_count else gettext_noop("nothing found")


@register.filter
def printed_on(article: Article) -> str:
    """The day of publication; where the time is known too, in the reader's zone, with the outlet's on hover.

    A day alone is stored as the newsroom's midnight, and is the same day to everybody.
    """
    if article.published_at is None:
        return gettext("no date")
    here = timezone.localtime(article.published_at)
    if (here.hour, here.minute) == (0, 0):
        return format_html('<time datetime="{}">{}</time>', f"{here:%Y-%m-%d}", date_format(here, DAY))
    zone = zone_called(article.outlet.time_zone)
    at_home = {"at": in_zone(article.published_at, zone)} if zone else {}
    title = gettext("%(at)s, where it was printed") % at_home if zone else ""
    return time_element(article.published_at, title or in_zone(here, timezone.get_default_timezone()))


@register.filter
def manner(statement: Statement) -> list[str]:
    """How a statement's words are given and how its speaker stands to them; what goes without saying is left out."""
    words = [statement.get_kind_display()]
    if statement.polarity == Polarity.DENIED:
        words.append(gettext("denied"))
    if statement.modality != Modality.ASSERTS:
        words.append(statement.get_modality_display())
    return words


@register.inclusion_tag("sources/_unsure.html")
def unsure(statement: Statement) -> dict[str, Any]:
    """The word and the number that say how unsure the reader is; nothing once a person has looked at the statement.

    The number is in 100, rounded down: 0.42 is 42 %, of so many such statements 42 are right.
    """
    confidence = statement.confidence
    said = confidence is not None and confidence < settings.STATEMENT_UNSURE and statement.touched_at is None
    return {"percent": int(100 * confidence + 0.001) if said and confidence is not None else None}


@register.inclusion_tag("sources/_said_by.html", takes_context=True)
def said_by(context: Context, entity: Entity) -> dict[str, Any]:
    """What an entity said, the last first, with the claims it bears on; ``?claim=`` asks for one claim's alone."""
    request: HttpRequest = context["request"]
    claim = asked_id(request, "claim")
    rows = said_on(entity, claim) if claim is not None else statements_said_by(entity)
    after = request.GET.get("after", "")
    page = page_after(with_bearing(rows), order=["-pk"], after=after, size=STATEMENTS_A_PAGE)
    return {
        "page": page,
        "entity": entity,
        "claim": claim,
        "query": f"claim={claim}" if claim is not None else "",
    }


@register.simple_tag
def names_waiting() -> int:
    """How many names wait in the inbox."""
    return waiting().count()


@dataclass
class Run:
    """Statements of one stance in a row: how many, and the days of the first and the last."""

    stance: str
    first: datetime
    last: datetime
    count: int = 1


@dataclass
class Position:
    """Where an entity stands on a claim, over time; what is context is counted apart."""

    pk: int
    text: str
    runs: list[Run] = field(default_factory=list)
    context: int = 0

    @property
    def has_changed(self) -> bool:
        """Whether it has supported and denied it."""
        return len(self.runs) > 1


@register.inclusion_tag("sources/_spoken_on.html")
def spoken_on(entity: Entity) -> dict[str, Any]:
    """The claims that an entity's statements bear on, the latest first: which stance it took when, and what changed."""
    claims: dict[int, Position] = {}
    for pk, text, stance, when in positions(entity):
        position = claims.pop(pk, None) or Position(pk, text)
        claims[pk] = position
        if stance == "context":
            position.context += 1
        elif position.runs and position.runs[-1].stance == stance:
            position.runs[-1].last = when
            position.runs[-1].count += 1
        else:
            position.runs.append(Run(stance, when, when))
    latest = list(claims.values())[::-1]
    return {"claims": latest[:CLAIMS_SHOWN], "more": max(0, len(latest) - CLAIMS_SHOWN), "entity": entity}


@register.inclusion_tag("sources/_names_asked.html")
def names_asked(entity: Entity) -> dict[str, Any]:
    """The entity's names that wait in the inbox: places from before they were its names, or that may mean others."""
    keys = Alias.objects.filter(Q(entity=entity) | Q(entity__canonical=entity)).values("key")
    return {"asked": list(waiting().filter(key__in=keys)[:ASKED_SHOWN])}


@register.filter
def share_in_words(share: float) -> str:
    """How much of the shorter of two articles stands in the other."""
    if share > NEARLY_ALL:
        return gettext("the same words")
    return gettext("%(share)s of the shorter one’s words") % {"share": f"{share:.0%}"}
