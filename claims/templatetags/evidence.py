"""Words and places that the pages of evidence need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from claims.models import JudgementSay
from sources.models import Modality, Quotation

if TYPE_CHECKING:
    from claims.queries.account import Account
    from claims.weigh import Contradiction, Piece

register = template.Library()


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
def both(found: Contradiction) -> tuple[Piece, Piece]:
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
    piece = evidence.by_statement.get(statement)
    return (
        f"{reverse('article', args=[piece.article])}?statement={statement}#statement-{statement}"
        if piece
        else "#main"
    )


@register.simple_tag
def statement_name(evidence: Account, statement: int) -> str:
    """Who said it, and the first words."""
    piece = evidence.by_statement.get(statement)
    if piece is None:
        return "what is no evidence any more"
    return f"{piece.speaker.name or 'nobody named'}, “{piece.content[:60]}”"
