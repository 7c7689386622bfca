"""A claim's evidence as plain rows, for weighing: a constant number of queries, however much there is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.db.models.functions import Coalesce, Least

from claims.models import ClaimPart, Link, LinkState
from claims.queries.judgements import judged
from claims.weigh import Part, PartWord, Party, Piece, weigh
from entities.models import Entity
from sources.models import Relay, Statement
from sources.utterances import Worded, decisions_about, speaker_key, utterance_keys

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from claims.models import Claim
    from claims.weigh import Dossier
    from sources.utterances import Decided

COLUMNS = (
    "pk",
    "statement_id",
    "stance",
    "statement__content",
    "statement__kind",
    "statement__polarity",
    "statement__modality",
    "statement__cue",
    "statement__affiliation",
    "statement__speaker_name",
    "statement__speaker_type",
    "statement__parent_id",
    "statement__wording_id",
    "statement__article_id",
    "statement__article__copies",
    "statement__article__published_at",
    "statement__article__outlet__group__name",
    "learned",
    "speaker",
    "outlet",
)


def dossier_of(claim: Claim) -> Dossier:
    """The claim's accepted evidence as it is now, weighed."""
    return weigh(claim.text, parts=parts_of(claim), pieces=accepted_pieces(claim.pk), judged=judged(claim.pk))


def accepted_pieces(claim_id: int) -> list[Piece]:
    """The accepted links of a claim whose statement nobody struck, as pieces, in the order of the links' ids."""
    links = Link.objects.filter(claim=claim_id, state=LinkState.ACCEPTED, statement__struck_at=None)
    return pieces_of(links)


def pieces_of(links: QuerySet[Link]) -> list[Piece]:
    """Links as pieces, in the order of their ids."""
    shown = {
        # A statement that went over to a later revision was learned of with the first.
        "learned": Least("statement__article__added_at", "statement__added_at"),
        "speaker": Coalesce("statement__speaker__canonical", "statement__speaker"),
        "outlet": Coalesce("statement__article__outlet__entity__canonical", "statement__article__outlet"),
    }
    rows = list(links.annotate(**shown).order_by("pk").values_list(*COLUMNS, named=True))
    # A query in the query: thousands of ids sent back to the database take longer than finding them again.
    statements = links.order_by().values("statement")
    relays = _relays(statements)
    entities = {row.speaker for row in rows} | {row.outlet for row in rows}
    entities |= {entity for steps in relays.values() for entity, _ in steps}
    named = {pk: Party(pk, name, kind) for pk, name, kind in _names(entities - {None})}
    speakers = {
        row.statement_id: (named.get(row.speaker) if row.speaker else None)
        or Party(None, row.statement__speaker_name, row.statement__speaker_type)
        for row in rows
    }
    wordings = {row.statement_id: row.statement__wording_id for row in rows}
    utterances = _utterances(wordings, speakers, decisions_about(statements))
    return [
        Piece(
            statement=row.statement_id,
            stance=row.stance,
            article=row.statement__article_id,
            outlet=named[row.outlet],
            speaker=speakers[row.statement_id],
            learned_at=row.learned,
            content=row.statement__content,
            affiliation=row.statement__affiliation,
            relays=tuple(
                (named.get(entity) if entity else None) or Party(None, name, "outlet")
                for entity, name in relays[row.statement_id]
            ),
            kind=row.statement__kind,
            polarity=row.statement__polarity,
            modality=row.statement__modality,
            cue=row.statement__cue,
            published_at=row.statement__article__published_at,
            utterance=utterances[row.statement_id],
            parent=row.statement__parent_id,
            owner=row.statement__article__outlet__group__name,
            copies=row.statement__article__copies,
            link=row.pk,
        )
        for row in rows
    ]


def parts_of(claim: Claim) -> list[Part]:
    """The claim's wording taken apart; empty where that has not been done yet for the wording it has now."""
    return [
        Part(
            kind=row.kind,
            text=claim.text[row.start : row.end],
            span=(row.start, row.end),
            words=tuple(PartWord(w["text"], w["head"], _span(w["drop"])) for w in row.words),
            drop=_span(row.drop),
        )
        for row in ClaimPart.objects.filter(claim=claim, of_text=claim.text).order_by("number")
    ]


def _span(drop: list[int] | None) -> tuple[int, int] | None:
    return (drop[0], drop[1]) if drop else None


def _relays(statements: QuerySet[Any, Any]) -> dict[int, list[tuple[int | None, str]]]:
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    rows = (
        Relay.objects.filter(statement__in=statements)
        .annotate(shown=Coalesce("entity__canonical", "entity"))
        .order_by("statement", "position")
        .values_list("statement_id", "shown", "name")
    )
    for statement, entity, name in rows:
        found[statement].append((entity, name))
    return found


def _names(entities: set[int]) -> list[tuple[int, str, str]]:
    return list(Entity.objects.filter(pk__in=entities).values_list("pk", "name", "kind"))


def _utterances(
    wordings: dict[int, int | None], speakers: dict[int, Party], decided: list[Decided]
) -> dict[int, str]:
    """The key of each statement's utterance, with what people said of it."""
    others = {d.other for d in decided if d.other is not None} - wordings.keys()
    worded = [Worded(pk, wording, _speaker(speakers[pk])) for pk, wording in wordings.items()]
    return utterance_keys([*worded, *_worded(others)], decided)


def _worded(statements: set[int]) -> list[Worded]:
    if not statements:
        return []
    rows = Statement.objects.filter(pk__in=statements).annotate(
        who=Coalesce("speaker__canonical", "speaker"),
        who_name=Coalesce("speaker__canonical__name", "speaker__name", F("speaker_name")),
        who_kind=Coalesce("speaker__canonical__kind", "speaker__kind", F("speaker_type")),
    )
    return [
        Worded(pk, wording, speaker_key(entity=who, kind=kind, name=name))
        for pk, wording, who, name, kind in rows.values_list(
            "pk", "wording_id", "who", "who_name", "who_kind"
        )
    ]


def _speaker(party: Party) -> str:
    return speaker_key(entity=party.id, kind=party.kind, name=party.name)
