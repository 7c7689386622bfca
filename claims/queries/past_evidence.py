"""The accepted evidence of a claim as it stood at a moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.queries.judgements import judged
from claims.queries.moment import PUBLISHED, Moment
from claims.queries.past import PastNames, among, past_links, past_owners, past_rows, past_statements
from claims.queries.pieces import Microseconds, accepted_pieces, moment_of
from claims.weigh import Party, Piece
from sources.models import Article, Relay, Statement
from sources.utterances import Worded, decisions_about, speaker_key, utterance_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from claims.queries.past import PastLink, Row
    from claims.weigh import Judged


@dataclass(frozen=True)
class Evidence:
    """Accepted evidence as plain rows, what people had said of pairs of it, and who had accepted which statement."""

    pieces: list[Piece]
    judged: list[Judged]
    by: Mapping[int, str]


def evidence_as_of(claim_id: int, moment: Moment) -> Evidence:
    """The claim's accepted evidence at a moment."""
    if moment.by == PUBLISHED:
        heard = [piece for piece in accepted_pieces(claim_id) if piece.heard_at <= moment.at]
        return Evidence(heard, judged(claim_id), {})
    links = past_links([claim_id], at=moment.at)
    pieces = _pieces(links, at=moment.at)
    return Evidence(pieces, judged(claim_id, until=moment.at), {link.statement: link.by for link in links})


def _pieces(links: Sequence[PastLink], *, at: datetime) -> list[Piece]:
    """The links as pieces, as their statements stood; links whose statement was struck then are left out."""
    said = past_statements([link.statement for link in links], at=at)
    articles = _articles({row["article_id"] for row in said.values()}, at=at)
    relays = _relays(said)
    asked = [row["speaker_id"] for row in said.values()] + [row["outlet_id"] for row in articles.values()]
    names = PastNames([*asked, *(entity for steps in relays.values() for entity, _ in steps)], at=at)
    keys = _utterances(said, names, at=at)
    return [
        _piece(link, said[link.statement], articles, relays[link.statement], names, keys[link.statement])
        for link in links
        if link.statement in said
    ]


def _articles(ids: Collection[int], *, at: datetime) -> dict[int, Row]:
    """Outlet, its owner and the date of publication as they stood, and when the desk had the article. Which are copies of one
    text is not a matter of when.
    """
    rows = past_rows(Article, ids, ["outlet_id"], at=at, moments=["published_at"])
    owners = past_owners({row["outlet_id"] for row in rows.values()}, at=at)
    added = Article.objects.filter(pk__in=among(ids)).annotate(added=Microseconds("added_at"))
    for pk, counted, copies in added.values_list("pk", "added", "copies"):
        rows[pk] |= {"added": counted, "copies": copies, "owner": owners.get(rows[pk]["outlet_id"])}
    return rows


def _piece(
    link: PastLink,
    row: Row,
    articles: Mapping[int, Row],
    relays: list[tuple[int | None, str]],
    names: PastNames,
    utterance: str,
) -> Piece:
    article = articles[row["article_id"]]
    printed = article["published_at_counted"]
    return Piece(
        statement=link.statement,
        stance=link.stance,
        article=row["article_id"],
        outlet=_party(names, article["outlet_id"], ""),
        speaker=_party(names, row["speaker_id"], row["speaker_name"], row["speaker_type"]),
        learned_at=moment_of(min(article["added"], row["added_at_counted"])),
        content=row["content"],
        affiliation=row["affiliation"],
        relays=tuple(_party(names, entity, name, "outlet") for entity, name in relays),
        kind=row["kind"],
        polarity=row["polarity"],
        modality=row["modality"],
        cue=row["cue"],
        published_at=None if printed is None else moment_of(printed),
        utterance=utterance,
        parent=row["parent_id"],
        owner=article["owner"],
        copies=article["copies"],
        link=link.link,
    )


def _party(names: PastNames, entity: int | None, name: str, kind: str = "") -> Party:
    found = names.named(entity)
    return Party(*found) if found else Party(None, name, kind)


def _relays(statements: Iterable[int]) -> dict[int, list[tuple[int | None, str]]]:
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    rows = Relay.objects.filter(statement__in=among(statements)).order_by("statement", "position")
    for statement, entity, name in rows.values_list("statement_id", "entity_id", "name"):
        found[statement].append((entity, name))
    return found


def _utterances(said: dict[int, Row], names: PastNames, *, at: datetime) -> dict[int, str]:
    """The key of each statement's utterance, by what people had said of it. Which words are the same is not a matter of
    when: the wordings are those of now.
    """
    wordings = dict(Statement.objects.filter(pk__in=among(said)).values_list("pk", "wording_id"))
    worded = []
    for pk, row in said.items():
        party = _party(names, row["speaker_id"], row["speaker_name"], row["speaker_type"])
        worded.append(
            Worded(pk, wordings.get(pk), speaker_key(entity=party.id, kind=party.kind, name=party.name))
        )
    return utterance_keys(worded, decisions_about(among(said), until=at))
