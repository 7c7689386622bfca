"""The stage "attribute": which entity spoke, and which entities an article names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from entities.create import create_entity
from entities.hold import hold
from entities.lookup import KEPT_APART, look_up, only
from entities.models import Entity, Kind
from matching.names import normal_form, speaker_terms
from sources.models import Article, Mention, Outcome, Relay, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What the reader calls a speaker or a name, and the kinds of entity that can be meant; the first is the kind of a
# new one. The parser cannot tell every ministry from a place, so neighbours are allowed.
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "person": (Kind.PERSON,),
    "organisation": (Kind.ORGANISATION, Kind.OUTLET, Kind.STATE),
    "state": (Kind.STATE, Kind.PLACE, Kind.ORGANISATION),
    "place": (Kind.PLACE, Kind.STATE),
    "outlet": (Kind.OUTLET, Kind.ORGANISATION),
    "unnamed": (Kind.UNNAMED,),
    "group": (Kind.GROUP,),
}
BATCH = 500


def attribute(*, article: Article) -> int:
    """Gives the article's statements, relays and mentions their entities; returns how many statements have a speaker.

    Fills only what is empty and no person chose. A named speaker whom nobody knows yet becomes a new entity; an
    unnamed one becomes an entity of this article's own, never found from another; where several entities share the
    name, nobody is chosen and a person is asked. The caller's transaction keeps all of it or nothing.
    """
    statements = list(
        article.statements.filter(speaker=None, speaker_chosen=False).exclude(speaker_name="").order_by("pk")
    )
    relays = list(Relay.objects.filter(statement__article=article, entity=None).order_by("pk"))
    mentions = list(article.mentions.filter(outcome=Outcome.WAITING))
    names = {s.speaker_name for s in statements} | {r.name for r in relays}
    hold(filter(None, map(normal_form, names)))
    known = look_up(names | {m.text for m in mentions})
    desk = _Desk(article, {normal_form(name): found for name, found in known.items()})
    for statement in statements:
        statement.speaker = desk.speaker(statement)
        if statement.speaker is not None:
            statement.speaker_terms = speaker_terms(statement.speaker.shown.name)
    for relay in relays:
        relay.entity = desk.named(relay.name, (Kind.OUTLET, Kind.ORGANISATION), make=True)
    for mention in mentions:
        _settle(mention, desk)
    # Each write holds only where the row is still as it was read: a person may have chosen meanwhile.
    unsettled = Statement.objects.filter(speaker=None, speaker_chosen=False)
    unsettled.bulk_update(statements, ["speaker", "speaker_terms"], batch_size=BATCH)
    Relay.objects.filter(entity=None).bulk_update(relays, ["entity"], batch_size=BATCH)
    waiting = Mention.objects.filter(outcome=Outcome.WAITING)
    waiting.bulk_update(mentions, ["entity", "outcome"], batch_size=BATCH)
    return article.statements.exclude(speaker=None).count()


@dataclass
class _Desk:
    """The entities the desk knows, by the normal form of their names, and those made for this article."""

    article: Article
    known: dict[str, list[Entity]]
    apart: dict[tuple[str, str], Entity] = field(default_factory=dict)

    def speaker(self, statement: Statement) -> Entity | None:
        kinds = KINDS.get(statement.speaker_type, ())
        if kinds and kinds[0] in KEPT_APART:
            return self.unnamed(statement, kinds[0])
        return self.named(statement.speaker_name, kinds, make=bool(kinds), description=statement.affiliation)

    def named(
        self, name: str, kinds: tuple[Kind, ...], *, make: bool = False, description: str = ""
    ) -> Entity | None:
        """The entity that goes by the name, made where nobody does; None where several do, or nobody may be made."""
        key = normal_form(name)
        known = self.known.get(key, [])
        found = only(known, kinds=kinds) or only(known)
        if found is None and not known and make and key:
            found = create_entity(name=name, kind=kinds[0], description=description, demo=self.article.demo)
            self.known[key] = [found]
        return found

    def unnamed(self, statement: Statement, kind: Kind) -> Entity:
        """The article's own entity for an unnamed source: one for each way its words came and each name it has."""
        via = ", ".join(relay.name for relay in statement.relays.all())
        key = (normal_form(statement.speaker_name), via)
        if key not in self.apart:
            where = [f"via {via}"] if via else []
            where.append(f"in {self.article.outlet}: “{self.article}”")
            self.apart[key] = self._earlier(statement, kind, ", ".join(where)) or create_entity(
                name=statement.speaker_name,
                kind=kind,
                description=statement.affiliation,
                context=", ".join(where),
                demo=self.article.demo,
            )
        return self.apart[key]

    def _earlier(self, statement: Statement, kind: Kind, context: str) -> Entity | None:
        """The entity that an earlier, partial run made for the same source of the same article."""
        return (
            Entity.objects.filter(kind=kind, name=statement.speaker_name, context=context[:300])
            .filter(Q(statements__article=self.article))
            .first()
        )


def _settle(mention: Mention, desk: _Desk) -> None:
    """Records what looking the mention up gave; no match and several matches are answers too."""
    known: Iterable[Entity] = desk.known.get(normal_form(mention.text), [])
    found = list(known)
    kinds = KINDS.get(mention.kind, ())
    entity = only(found, kinds=kinds) or only(found)
    if entity is not None:
        mention.entity, mention.outcome = entity, Outcome.MATCHED
    else:
        mention.outcome = Outcome.SEVERAL if found else Outcome.NONE
