"""Words and places that the pages of evidence need."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from claims.models import JudgementSay
from sources.models import Modality, Quotation, Statement

if TYPE_CHECKING:
    from claims.queries.account import Account, Beside
    from claims.weigh import Piece
    from claims.weigh.provenance import Box
    from claims.weigh.timeline import Mark

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
def place(of: Piece | Mark | Box | Statement) -> str:
    """Where the statement of a piece, or of what a picture shows, stands in its article."""
    statement, article = (of.pk, of.article_id) if isinstance(of, Statement) else (of.statement, of.article)
    return f"{_article(article or 0)}?statement={statement}#statement-{statement}"


@lru_cache(maxsize=4096)
def _article(pk: int) -> str:
    return reverse("article", args=[pk])


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
        return "what is no evidence any more"
    return f"{piece.speaker.name or 'nobody named'}, “{piece.content[:60]}”"
