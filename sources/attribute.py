"""The stage "attribute": which entity spoke, and which entities an article names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entities.create import new_entity, store_entities
from entities.hold import hold
from entities.lookup import KEPT_APART
from entities.models import READ, Entity, Kind, PassedOver
from entities.names_near import Asked
from entities.resolve import Candidate, Resolution, decide, resolve
from matching.names import normal_form, speaker_terms
from matching.names.territories import territory
from sources.models import Article, Mention, Outcome, Relay, Statement
from sources.names_said import KINDS, RELAYS, asked_of_mentions, asked_of_speaker
from sources.write_columns import write_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STATES = (Kind.STATE, Kind.PLACE)


def attribute(*, article: Article) -> int:
    """Gives the article's statements, relays and mentions their entities; returns how many statements have a speaker.

    Fills only what is empty and no person chose. A named speaker whom nobody knows yet becomes a new entity; an
    unnamed one becomes an entity of this article's own, never found from another; where several entities may be meant,
    nobody is chosen and a person is asked. What came of each name is kept with its reasons. A constant number of
    queries. The caller's transaction keeps all of it or nothing.
    """
    statements = list(
        article.statements.filter(speaker=None, speaker_chosen=False)
        .exclude(speaker_name="")
        .prefetch_related("relays")
        .order_by("pk")
    )
    relays = list(Relay.objects.filter(statement__article=article, entity=None).order_by("pk"))
    mentions = list(article.mentions.filter(outcome=Outcome.WAITING))
    named = [s for s in statements if not _kept_apart(s)]
    names = {s.speaker_name for s in named} | {r.name for r in relays}
    hold(filter(None, map(normal_form, names)))
    speakers = {s.pk: asked_of_speaker(s, article.text) for s in named}
    carriers = {r.pk: Asked(r.name, RELAYS) for r in relays}
    found = resolve([*speakers.values(), *carriers.values()])
    desk = _Desk(article, found, _passed_over([*names, *(m.text for m in mentions)]))
    if len(named) < len(statements):
        desk.remember_unnamed()
    for statement in statements:
        desk.settle_speaker(statement, speakers.get(statement.pk))
    for relay in relays:
        relay.entity = desk.named(carriers[relay.pk], make=True)
    store_entities(desk.new, source=READ)
    # After the speakers: whoever is new among them may be mentioned elsewhere under a shorter or another name.
    of_mentions = asked_of_mentions(mentions, statements, article.text)
    desk.found |= resolve(asked for several in of_mentions.values() for asked in several)
    for mention in mentions:
        desk.settle_mention(mention, of_mentions[mention.pk])
    _write(statements, relays, mentions)
    return article.statements.exclude(speaker=None).count()


def _write(statements: Sequence[Statement], relays: Sequence[Relay], mentions: Sequence[Mention]) -> None:
    """Each write holds only where the row is still as it was read: a person may have chosen meanwhile."""
    for statement in statements:  # whose entity had no id yet when it was chosen
        statement.speaker_id = statement.speaker.pk if statement.speaker else None
    for relay in relays:
        relay.entity_id = relay.entity.pk if relay.entity else None
    columns = ["speaker", "speaker_terms", "speaker_outcome", "speaker_candidates"]
    write_columns(statements, columns, only="t.speaker_id is null and not t.speaker_chosen")
    write_columns(relays, ["entity"], only="t.entity_id is null")
    write_columns(
        mentions, ["entity", "outcome", "candidates"], only=f"t.outcome = '{Outcome.WAITING.value}'"
    )


@dataclass
class _Desk:
    """Whom each name means, the words to pass over by their keys, and the entities made for this article, which are not
    stored yet.
    """

    article: Article
    found: dict[Asked, Resolution]
    passed_over: dict[str, str]
    new: list[Entity] = field(default_factory=list)
    made: dict[str, Entity] = field(default_factory=dict)
    apart: dict[tuple[str, str], Entity] = field(default_factory=dict)
    earlier: dict[tuple[str, str, str], Entity] = field(default_factory=dict)

    def remember_unnamed(self) -> None:
        """The entities that an earlier, partial run made for unnamed sources of the same article."""
        rows = Entity.objects.filter(kind__in=KEPT_APART, statements__article=self.article).distinct()
        self.earlier = {(row.kind, row.name, row.context): row for row in rows}

    def settle_speaker(self, statement: Statement, asked: Asked | None) -> None:
        """Gives a statement its speaker, with what came of looking the name up."""
        if asked is None:
            statement.speaker = self.unnamed(statement, KINDS[statement.speaker_type][0])
            statement.speaker_outcome = Outcome.MATCHED
        else:
            statement.speaker = self.named(asked, make=bool(asked.kinds), description=statement.affiliation)
            resolution = self.found[asked]
            statement.speaker_candidates = resolution.told()
            statement.speaker_outcome = self.outcome(
                asked.name, statement.speaker, several=resolution.several
            )
        if statement.speaker is not None:
            statement.speaker_terms = speaker_terms(statement.speaker.shown.name)

    def settle_mention(self, mention: Mention, asked: tuple[Asked, ...]) -> None:
        """Records what looking a mention up gave; no match and several matches are answers too."""
        resolution = self.found[asked[0]] if len(asked) == 1 else _together(self.found[a] for a in asked)
        mention.outcome = self.outcome(mention.text, resolution.entity, several=resolution.several)
        mention.entity = resolution.entity if mention.outcome == Outcome.MATCHED else None
        mention.candidates = resolution.told()

    def outcome(self, name: str, entity: Entity | None, *, several: bool) -> Outcome:
        """What came of a name, as rows keep it."""
        passed = self.passed_over.get(normal_form(name))
        if passed is not None:
            return Outcome(passed)
        if entity is not None:
            return Outcome.MATCHED
        return Outcome.SEVERAL if several else Outcome.NONE

    def named(self, asked: Asked, *, make: bool = False, description: str = "") -> Entity | None:
        """The entity that is meant, made where nobody can be; None where several may be, or nobody may be made."""
        resolution = self.found[asked]
        if normal_form(asked.name) in self.passed_over:
            return None
        if resolution.entity is not None or resolution.several:
            return resolution.entity
        key, name, kind = _as_new(asked)
        if make and key and key not in self.made:
            self.made[key] = self._new(name, kind, description)
        return self.made.get(key)

    def unnamed(self, statement: Statement, kind: Kind) -> Entity:
        """The article's own entity for an unnamed source: one for each way its words came and each name it has."""
        via = ", ".join(relay.name for relay in statement.relays.all())
        key = (normal_form(statement.speaker_name), via)
        if key not in self.apart:
            where = [f"via {via}"] if via else []
            where.append(f"in {self.article.outlet}: “{self.article}”")
            context = ", ".join(where)[:300]
            known = self.earlier.get((kind, statement.speaker_name, context))
            self.apart[key] = known or self._new(
                statement.speaker_name, kind, statement.affiliation, context=context
            )
        return self.apart[key]

    def _new(self, name: str, kind: str, description: str, *, context: str = "") -> Entity:
        made = new_entity(
            name=name, kind=kind, description=description, context=context, demo=self.article.demo
        )
        self.new.append(made)
        return made


def _as_new(asked: Asked) -> tuple[str, str, str]:
    """(what a new entity is known by within an article, its name, its kind). A state that is new speaks under one name,
    and a capital that speaks is its state.
    """
    state = territory(asked.name) if asked.kinds[:1] and asked.kinds[0] in STATES else None
    if state is None:
        return normal_form(asked.name), asked.name, asked.kinds[0] if asked.kinds else Kind.PERSON
    return f"@{state.code}", asked.name if state.by == "name" else state.name, Kind.STATE


def _kept_apart(statement: Statement) -> bool:
    kinds = KINDS.get(statement.speaker_type, ())
    return bool(kinds) and kinds[0] in KEPT_APART


def _together(resolutions: Iterable[Resolution]) -> Resolution:
    """What a surname means that several full names of the article end with: no more than all of them say."""
    best: dict[int, Candidate] = {}
    for resolution in resolutions:
        for candidate in resolution.candidates:
            known = best.get(candidate.entity.pk)
            if known is None or known.points < candidate.points:
                best[candidate.entity.pk] = candidate
    return decide(best.values())


def _passed_over(names: Iterable[str]) -> dict[str, str]:
    """Of the names, those that a person said to pass over, by their keys, with why."""
    keys = {normal_form(name) for name in names}
    return dict(PassedOver.objects.filter(key__in=keys).values_list("key", "why"))
