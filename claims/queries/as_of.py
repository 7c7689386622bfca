"""A claim with its evidence, or the claims board, as they stood at a moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy

from claims.models import Claim, Link, LinkState, Stance, Verdict, VerdictChange, WorkState
from claims.queries.account import Account, columns_of, contradictions_of, page_of, statements_shown
from claims.queries.board import Bar, bars_of
from claims.queries.judgements import judged
from claims.queries.past import (
    PastNames,
    among,
    past_claims,
    past_links,
    past_owners,
    past_rows,
    past_statements,
)
from claims.queries.pieces import Microseconds, accepted_pieces, moment_of, parts_of
from claims.weigh import Party, Piece, weigh
from claims.weigh.outline import outline_of
from sources.models import Article, Relay, Statement
from sources.utterances import Worded, decisions_about, speaker_key, standing_decisions, utterance_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from claims.queries.past import PastLink, Row
    from claims.weigh import Dossier, Judged

LEARNED, PUBLISHED = "learned", "published"
WAYS = {
    LEARNED: gettext_lazy("by what the desk had learned"),
    PUBLISHED: gettext_lazy("by what had been published"),
}


@dataclass(frozen=True)
class Moment:
    """A moment to look back at: by what the desk had learned and decided until then, or by what had been published
    until then, as the desk reads it now.
    """

    at: datetime
    by: str = LEARNED

    @property
    def way(self) -> str:
        """By which of the two, in words."""
        return str(WAYS[self.by])

    @property
    def written(self) -> str:
        """The moment as an address has it, exact."""
        return self.at.isoformat()


def read_moment(written: str, by: str = "") -> Moment | None:
    """A moment as an address or a form has it: a day (its end), or a day and a time; without a zone, in the desk's own.

    None for what is none, or is still to come.
    """
    try:
        day = parse_date(written) if len(written) == len("2024-09-09") else None
        at = datetime.combine(day, time.max) if day else parse_datetime(written.replace(" ", "+"))
        if at is None:
            return None
        at = timezone.make_aware(at) if timezone.is_naive(at) else at
        at = at.astimezone(timezone.get_default_timezone())  # at the ends of the calendar this overflows
    except (ValueError, OverflowError):
        return None
    now = timezone.now()
    if at > now and not (day and timezone.localtime(now).date() == day):
        return None
    return Moment(min(at, now), by if by in WAYS else LEARNED)


@dataclass(frozen=True)
class PastClaim:
    """A claim as it stood: the columns that people change, and what the desk had set."""

    pk: int
    text: str
    verdict: str
    work_state: str
    change: VerdictChange | None = None

    def get_verdict_display(self) -> str:
        """The verdict in words."""
        return str(Verdict(self.verdict).label)

    def get_work_state_display(self) -> str:
        """The work state in words."""
        return str(WorkState(self.work_state).label)


@dataclass(frozen=True)
class Look:
    """A claim's page as of a moment; ``claim`` is None where the desk did not track it yet. ``merged_into`` is the claim
    that it had been merged into by then.
    """

    moment: Moment
    claim: PastClaim | None
    evidence: Account | None = None
    proposed_later: bool = False
    merged_into: Claim | None = None


def look_back(claim: Claim, moment: Moment, *, pages: Mapping[str, int] | None = None) -> Look:
    """The claim and its evidence as they stood: a constant number of queries. ``pages`` says which page of each stance."""
    row = _status([claim], moment).get(claim.pk)
    if row is None:
        return Look(moment, None)
    changes = claim.verdict_changes.filter(at__lte=moment.at).select_related("by").defer("evidence")
    set_by_a_person = changes.filter(by__isnull=False).order_by("-version").first()
    past = PastClaim(claim.pk, row["text"], row["verdict"], row["work_state"], set_by_a_person)
    merged = Claim.objects.defer("search").filter(pk=row.get("merged_into_id") or 0).first()
    evidence = _account(claim, past.text, evidence_as_of(claim.pk, moment), pages or {}, moment)
    return Look(moment, past, evidence, claim.proposed_at > moment.at, merged)


def dossier_as_of(claim: Claim, moment: Moment) -> tuple[PastClaim, Dossier] | None:
    """The claim as it stood, with all of its evidence weighed; None where the desk did not track it yet."""
    row = _status([claim], moment).get(claim.pk)
    if row is None:
        return None
    found = evidence_as_of(claim.pk, moment)
    parts = parts_of(claim, text=row["text"])
    dossier = weigh(row["text"], parts=parts, pieces=found.pieces, judged=found.judged)
    return PastClaim(claim.pk, row["text"], row["verdict"], row["work_state"]), dossier


def _account(claim: Claim, text: str, found: Evidence, pages: Mapping[str, int], moment: Moment) -> Account:
    """Evidence as a page shows it, by the rules and in the wording of then."""
    parts = parts_of(claim, text=text)
    outline, entries = outline_of(text, parts=parts, pieces=found.pieces, judged=found.judged)
    shown = {stance: page_of(each, pages.get(stance, 1)) for stance, each in entries.items()}
    pieces = {piece.statement: piece for piece in found.pieces}
    until = moment.at if moment.by == LEARNED else None
    return Account(
        outline,
        columns_of(outline, shown, parts=parts, pieces=pieces, links={}, by=found.by),
        parts,
        pieces,
        found.judged,
        standing_decisions(statements_shown(shown.values()), until=until),
        contradictions_of(outline, pieces),
    )


def _status(claims: Sequence[Claim], moment: Moment) -> dict[int, Row]:
    """Wording, verdict and work state as they stood. What had been published can be asked of a claim that came later too:
    in its present words, with no verdict yet.
    """
    rows = past_claims([claim.pk for claim in claims], at=moment.at)
    if moment.by == PUBLISHED:
        untouched = {"verdict": Verdict.UNVERIFIED, "work_state": WorkState.NEW}
        rows |= {claim.pk: {"text": claim.text, **untouched} for claim in claims if claim.pk not in rows}
    return rows


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


@dataclass(frozen=True)
class PastRow:
    """A row of the claims board as of a moment."""

    claim: PastClaim
    counts: dict[str, int]

    @property
    def bars(self) -> list[Bar]:
        """The balance of the evidence."""
        return bars_of(self.counts)


def board_as_of(claims: Sequence[Claim], moment: Moment) -> list[PastRow]:
    """Claims as rows of the board, as they stood, in their order; those not tracked yet are left
    out, and those that had been merged into another. A constant number of queries.
    """
    rows = _status(claims, moment)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for claim, stance in _counted(list(rows), moment):
        counts[claim][stance] += 1
    return [
        PastRow(
            PastClaim(claim.pk, row["text"], row["verdict"], row["work_state"]),
            {stance: counts[claim.pk][stance] for stance in Stance.values},
        )
        for claim in claims
        if (row := rows.get(claim.pk)) is not None and row.get("merged_into_id") is None
    ]


def _counted(claims: list[int], moment: Moment) -> list[tuple[int, str]]:
    """(claim, stance) of each statement that counted."""
    if moment.by == PUBLISHED:
        links = Link.objects.filter(claim__in=claims, state=LinkState.ACCEPTED, statement__struck_at=None)
        heard = Coalesce("statement__article__published_at", "statement__article__added_at")
        rows = links.annotate(heard_at=heard).filter(heard_at__lte=moment.at)
        return list(rows.values_list("claim_id", "stance"))
    links_then = past_links(claims, at=moment.at)
    standing = past_statements({link.statement for link in links_then}, at=moment.at)
    return [(link.claim, link.stance) for link in links_then if link.statement in standing]
