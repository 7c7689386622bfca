"""Words and places that the pages of evidence need."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, gettext_lazy

from claims.models import JudgementSay
from claims.templatetags.desk import stance_symbol
from claims.weigh.short import short
from sources.models import Modality, Quotation, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django.utils.safestring import SafeString

    from claims.queries.account import Account, Beside, Said
    from claims.weigh import Piece
    from claims.weigh.provenance import Box
    from claims.weigh.timeline import Mark
    from matching.same_words import Cut

register = template.Library()
register.filter("short", short)

# A page has hundreds of differences and marks: in one piece each costs a fraction of what it does node by node.
DIFFERENCES = {
    "dropped": ('<del><span class="visually-hidden">{} </span>{}</del>', gettext_lazy("left out:")),
    "added": ('<ins><span class="visually-hidden">{} </span>{}</ins>', gettext_lazy("added:")),
}
SHAPES = {
    "supports": '<path class="supports" d="M{} {}m0 -9l9 16h-18z"></path>',
    "denies": '<path class="denies" d="M{} {}m0 9l9 -16h-18z"></path>',
}
OPTION = 50
DOT = '<circle class="context" cx="{}" cy="{}" r="7"></circle>'


@register.filter
def differences(cuts: Sequence[Cut]) -> SafeString:
    """How a report's words differ from the fullest ones: what it leaves out struck through, what it adds underlined."""
    return format_html_join(" ", "{}", ((_difference(cut),) for cut in cuts))


def _difference(cut: Cut) -> str:
    if cut.role not in DIFFERENCES:
        return cut.text
    html, what = DIFFERENCES[cut.role]
    return format_html(html, what, cut.text)


@register.filter
def shape(mark: Mark) -> SafeString:
    """The mark of a timeline as SVG has it: a triangle upright or upside down, or a dot."""
    return format_html(SHAPES.get(mark.stance, DOT), unlocalized(mark.x), unlocalized(mark.y))


@register.filter
@lru_cache(maxsize=4096)
def address(page: str, pk: int) -> str:
    """The address of the page of that name for one row; for pages that have the same button many times."""
    return reverse(page, args=[pk])


@register.filter
def day(moment: datetime) -> str:
    """The newsroom's day of a moment, "9 Sep 2024"; a page has hundreds, most of them a few days."""
    return _day(localtime(moment).date(), get_language())


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:  # noqa: ARG001 - what the words depend on
    return date_format(day, "SHORT_DATE_FORMAT")


@register.filter
def options(shown: Iterable[Said]) -> SafeString:
    """The utterances on a page, to choose from: what each is, whose, of when, and the first words."""
    return format_html_join("", '<option value="{}">{} {}, {}: {}</option>', map(_option, shown))


def _option(said: Said) -> tuple[int, str, str, str, str]:
    piece = said.piece
    words = short(piece.content, OPTION)
    return (
        piece.statement,
        stance_symbol(piece.stance),
        piece.speaker.name or gettext("nobody named"),
        day(piece.heard_at),
        words,
    )


@register.filter
def quotation(kind: str) -> str:
    """How the words are given, as shown."""
    return str(Quotation(kind).label)


@register.filter
def modality(value: str) -> str:
    """How the speaker stands to the content, as shown."""
    return str(Modality(value).label)


@register.filter
def judgement(says: str) -> str:
    """What was said of two statements, as shown."""
    return str(JudgementSay(says).label)


@register.filter
def place(of: Piece | Mark | Box | Statement) -> str:
    """Where the statement of a piece, or of what a picture shows, stands in its article."""
    statement, article = (of.pk, of.article_id) if isinstance(of, Statement) else (of.statement, of.article)
    return f"{address('article', article or 0)}?statement={statement}#statement-{statement}"


@register.filter
def both(found: Beside) -> tuple[Piece, Piece]:
    """Both sides of a contradiction, the earlier first."""
    return found.earlier, found.later


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through one by one."""
    return text.split()


@register.filter
def unlocalized(number: float) -> str:
    """A number as SVG wants it, whatever the language: "12.5"."""
    return f"{number:g}"


@register.filter
def add_to(number: float, more: float) -> str:
    """A sum as SVG wants it."""
    return f"{number + more:g}"


@register.simple_tag(takes_context=True)
def page_of(context: Any, stance: str, number: int) -> str:
    """The query of this page with another page of one stance."""
    query = context["request"].GET.copy()
    query[stance] = str(number)
    return str(query.urlencode())


@register.simple_tag
def statement_place(evidence: Account, statement: int) -> str:
    """Where a statement of this evidence stands in its article."""
    piece = evidence.pieces.get(statement)
    return place(piece) if piece else "#main"


@register.simple_tag
def statement_name(evidence: Account, statement: int) -> str:
    """Who said it, and the first words."""
    piece = evidence.pieces.get(statement)
    if piece is None:
        return gettext("what is no evidence any more")
    return f"{piece.speaker.name or gettext('nobody named')}, “{piece.content[:60]}”"
