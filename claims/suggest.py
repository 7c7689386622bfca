"""The stage "suggest": links between statements and claims, for people to decide. Nothing is ever accepted here.

Unique on (claim, statement) and never written twice: a decided link stays as it is, a rejected one is not suggested
again, and running it again changes nothing. The caller's transaction keeps all of it or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.find.lexemes import count_small_desk
from claims.find.model_in_use import model_in_use
from claims.find.rank import Ranked, rank_each
from claims.find.retrieve import find
from claims.find.shelves import STATEMENTS
from claims.models import Claim, Link
from claims.queries.known import known_names
from matching.features import Said
from matching.passage import around
from matching.phrase import kept
from sources.models import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from matching.known import KnownNames
    from matching.reasons import Reason
    from matching.score import Model

PAST_STATEMENTS = 200
"""Past statements that a new claim is held against: those that retrieval finds best."""
AT_ONCE = 25
"""Statements that are ranked together: what their claims and articles are is asked for once."""


def suggest_for_article(*, article_id: int) -> int:
    """Suggests claims for the standing statements of an article; returns how many links are new."""
    count_small_desk()
    statements = Statement.objects.filter(article_id=article_id)
    return _store(_links(statements))


def suggest_for_claim(*, claim_id: int) -> int:
    """Suggests a claim for the past statements it would have been suggested for, had it been there; returns how many
    links are new. 0 for a claim that is gone or merged.

    Each statement that retrieval finds is ranked as ever: one scoring path, one probability, whichever came first.
    """
    claim = Claim.objects.filter(pk=claim_id, merged_into=None).first()
    if claim is None:
        return 0
    count_small_desk()
    found = find(
        STATEMENTS,
        text=f"{claim.text} . {claim.note}",
        speaker_terms=claim.speaker_terms,
        limit=PAST_STATEMENTS,
    )
    statements = Statement.objects.filter(pk__in=[c.pk for c in found.best]).exclude(links__claim=claim)
    return _store(link for link in _links(statements) if link.claim_id == claim.pk)


def said(statement: Statement, *, text: str, names: KnownNames | None = None) -> Said:
    """A stored statement as ranking sees it; ``text`` is its article's, ``names`` those that the desk knows."""
    return Said(
        text=statement.content,
        speaker=statement.shown_speaker,
        context=around(text, statement.spans),
        polarity=statement.polarity,
        modality=statement.modality,
        known=(names or known_names([statement.content])).meant_by(statement.content),
    )


def _links(statements: QuerySet[Statement]) -> Iterator[Link]:
    """The links to suggest for those of the statements that nobody has struck; some statements are held at a time."""
    model = model_in_use()
    standing = statements.filter(struck_at=None).order_by("article_id", "pk")
    pks = list(standing.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        some = list(standing.filter(pk__in=pks[start : start + AT_ONCE]).select_related("speaker__canonical"))
        texts = dict(
            Article.objects.filter(pk__in={s.article_id for s in some}).order_by().values_list("pk", "text")
        )
        names = known_names([statement.content for statement in some])
        words = [said(statement, text=texts[statement.article_id], names=names) for statement in some]
        for statement, ranking in zip(some, rank_each(words, model=model, only_shown=True), strict=True):
            yield from (_link(statement, ranked, model) for ranked in ranking)


def _link(statement: Statement, ranked: Ranked, model: Model) -> Link:
    return Link(
        claim_id=ranked.claim_id,
        statement=statement,
        probability=ranked.probability,
        rank=ranked.rank,
        guessed_stance=ranked.guess.prefilled,
        guessed_stance_probability=ranked.guess.prefilled_probability,
        features={name: round(value, 4) for name, value in ranked.features.items()},
        reasons=[_kept(reason) for reason in ranked.reasons],
        model_version=model.version,
        among=ranked.claims,
    )


def _kept(reason: Reason) -> dict[str, Any]:
    """A reason as the row has it: in English, with what that is made of."""
    said = kept(reason["text"])
    return {**reason, "said": said} if said else {**reason}


def _store(links: Iterable[Link]) -> int:
    """Inserts the links that are not there yet, in the order of their keys; returns how many those were."""
    rows = sorted(links, key=lambda link: (link.claim_id, link.statement_id))
    before = Link.objects.filter(statement__in={link.statement_id for link in rows}).count()
    Link.objects.bulk_create(rows, ignore_conflicts=True)
    return Link.objects.filter(statement__in={link.statement_id for link in rows}).count() - before
