"""A claim's evidence as plain rows, for weighing: a constant number of queries, however much there is."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Expression, F, Func
from django.db.models.functions import Coalesce, Least

from claims.models import ClaimPart
from claims.queries.evidence import standing_on
from claims.queries.judgements import judged
from claims.weigh import Part, PartWord, Party, Piece, weigh
from entities.models import Entity
from sources.models import Relay, Statement
from sources.utterances import Worded, decisions_about, speaker_key, utterance_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from claims.models import Claim, Link
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
    "statement__article__outlet__group__name",
    "published",
    "added",
    "shown_speaker",
    "shown_outlet",
)
SPEAKER, OUTLET = "statement__speaker", "statement__article__outlet__entity"
# A statement that went over to a later revision was learned of with the first.
LEARNED = Least("statement__article__added_at", "statement__added_at")
EPOCH = datetime.fromtimestamp(0, UTC)


class Microseconds(Func):
    """A moment as a whole number, which takes a tenth of the time to read that a timestamp does."""

    template = "(extract(epoch FROM %(expressions)s) * 1000000)::bigint"
    output_field = BigIntegerField()


def read_columns() -> dict[str, Expression | Func]:
    """What ``COLUMNS`` names beside the tables' own columns: entities as they are shown, moments as numbers."""
    return {
        "shown_speaker": Coalesce(f"{SPEAKER}__canonical", SPEAKER),
        "shown_outlet": Coalesce(f"{OUTLET}__canonical", OUTLET),
        "published": Microseconds("statement__article__published_at"),
        "added": Microseconds(LEARNED),
    }


def dossier_of(claim: Claim) -> Dossier:
    """The claim's accepted evidence as it is now, weighed."""
    return weigh(claim.text, parts=parts_of(claim), pieces=accepted_pieces(claim.pk), judged=judged(claim.pk))


def accepted_pieces(claim_id: int) -> list[Piece]:
    """The accepted links of a claim whose statement nobody struck, as pieces, in the order of the links' ids."""
    return pieces_of(standing_on(claim_id))


def pieces_of(links: QuerySet[Link]) -> list[Piece]:
    """Links as pieces, in the order of their ids."""
    rows = list(links.annotate(**read_columns()).order_by("pk").values_list(*COLUMNS))
    # A query in the query: thousands of ids sent back to the database take longer than finding them again.
    statements = links.order_by().values("statement")
    relays = _relays(statements)
    entities = {entity for row in rows for entity in row[-2:]}
    entities |= {entity for steps in relays.values() for entity, _ in steps}
    named = {pk: Party(pk, name, kind) for pk, name, kind in _names(entities - {None})}
    speakers = {row[1]: named.get(row[-2]) or _as_read(row[9], row[10]) for row in rows}
    utterances = _utterances({row[1]: row[12] for row in rows}, speakers, decisions_about(statements))
    return [_piece(row, named, speakers, utterances, relays) for row in rows]


def _piece(
    row: tuple[Any, ...],
    named: Mapping[int, Party],
    speakers: Mapping[int, Party],
    utterances: Mapping[int, str],
    relays: Mapping[int, list[tuple[int | None, str]]],
) -> Piece:
    link, statement, stance, content, kind, polarity, modality, cue, affiliation, *others = row
    _, _, parent, _, article, copies, owner, published, added, _, outlet = others
    return Piece(
        statement=statement,
        stance=stance,
        article=article,
        outlet=named[outlet],
        speaker=speakers[statement],
        learned_at=moment_of(added),
        content=content,
        affiliation=affiliation,
        relays=_way(relays.get(statement, ()), named),
        kind=kind,
        polarity=polarity,
        modality=modality,
        cue=cue,
        published_at=None if published is None else moment_of(published),
        utterance=utterances[statement],
        parent=parent,
        copies=copies,
        owner=owner,
        link=link,
    )


def moment_of(microseconds: int) -> datetime:
    """A moment read as ``Microseconds``."""
    return EPOCH + timedelta(microseconds=microseconds)


@lru_cache(maxsize=4096)
def _as_read(name: str, kind: str) -> Party:
    """A speaker whom nobody was found for: as the reader has it."""
    return Party(None, name, kind)


def _way(steps: Iterable[tuple[int | None, str]], named: Mapping[int, Party]) -> tuple[Party, ...]:
    return tuple(
        (named.get(entity) if entity else None) or Party(None, name, "outlet") for entity, name in steps
    )


def parts_of(claim: Claim, *, text: str = "") -> list[Part]:
    """The claim's wording, or the one it had (``text``), taken apart; empty where that has not been done yet."""
    text = text or claim.text
    return [
        Part(
            kind=row.kind,
            text=text[row.start : row.end],
            span=(row.start, row.end),
            words=tuple(PartWord(w["text"], w["head"], _span(w["drop"])) for w in row.words),
            drop=_span(row.drop),
        )
        for row in ClaimPart.objects.filter(claim=claim, of_text=text).order_by("number")
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
