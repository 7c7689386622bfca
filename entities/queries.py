"""What the pages of people and organisations ask the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from entities.models import Affiliation, Alias, Duplicate, Entity, ExternalId, Merge, NotTheSame, Relation
from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Collection

NAMES_OFFERED = 12
PEOPLE_SHOWN = 50
STANDING_WORDS = Q(statements__struck_at=None)


def named_like(text: str) -> QuerySet[Entity]:
    """The standing entities that go by a name with ``text`` in it, or did before a merge.

    A name of a merged entity finds the one it was merged into.
    """
    key = normal_form(text)
    names = Q(name__icontains=text) | (Q(key__contains=key) if key else Q())
    found = Alias.objects.filter(names).order_by().values(shown=Coalesce("entity__canonical", "entity"))
    return Entity.objects.standing().filter(Q(pk__in=found) | Q(name__icontains=text))


def heard_of(rows: QuerySet[Entity]) -> QuerySet[Entity]:
    """Those of them that spoke, carried words or were named in an article, or that a person added or merged; not what only
    stands in a list of names.
    """
    itself = Entity.objects.filter(pk=OuterRef("pk"))
    in_articles = [
        Exists(itself.filter(Q((f"{what}__isnull", False)))) for what in ("statements", "relays", "mentions")
    ]
    added = Exists(Alias.objects.filter(entity=OuterRef("pk"), source=""))
    merged = Exists(Entity.objects.filter(merged_into=OuterRef("pk")))
    return rows.filter(reduce(or_, in_articles, added | merged))


def names_offered(text: str) -> list[Entity]:
    """Some entities to offer while a name is typed, those whose name begins so first."""
    rows = named_like(text).exclude(kind="unnamed").order_by("name", "pk")
    begin = list(rows.filter(name__istartswith=text)[:NAMES_OFFERED])
    return begin or list(rows[:NAMES_OFFERED])


def statement_counts(entities: Collection[Entity]) -> Counter[int]:
    """How many standing statements each entity has, with those of the entities merged into it."""
    ids = [entity.pk for entity in entities]
    rows = (
        Entity.objects.filter(Q(pk__in=ids) | Q(canonical__in=ids))
        .annotate(shown_as=Coalesce("canonical_id", "pk"), said=Count("statements", filter=STANDING_WORDS))
        .values_list("shown_as", "said")
    )
    counts: Counter[int] = Counter()
    for shown, said in rows:
        counts[shown] += said
    return counts


def entities_shown() -> QuerySet[Entity]:
    """Entities as a page of their own shows them."""
    return Entity.objects.select_related("merged_into", "canonical", "made_by", "outlet")


def aliases_of(entity: Entity) -> list[Alias]:
    """The names an entity goes by, its own first; then those of the entities merged into it."""
    # By their ids: asked for by either of two tables, all names would be gone through.
    both = Entity.objects.filter(Q(pk=entity.pk) | Q(canonical=entity)).order_by()
    rows = Alias.objects.filter(entity__in=list(both)).select_related("entity")
    return sorted(rows, key=lambda a: (a.entity_id != entity.pk, a.name != entity.name, a.name.casefold()))


def affiliations_of(entity: Entity) -> list[Affiliation]:
    """Whom an entity, or one merged into it, speaks or works for, the latest first."""
    rows = Affiliation.objects.filter(Q(entity=entity) | Q(entity__canonical=entity))
    return list(rows.select_related("of__canonical"))


def people_of(entity: Entity) -> list[Affiliation]:
    """Who speaks or works for an entity, the latest first; the first of them."""
    rows = Affiliation.objects.filter(Q(of=entity) | Q(of__canonical=entity))
    return list(rows.select_related("entity__canonical")[:PEOPLE_SHOWN])


def ids_of(entity: Entity) -> list[ExternalId]:
    """What an entity, and those merged into it, are called in registers."""
    rows = ExternalId.objects.filter(Q(entity=entity) | Q(entity__canonical=entity))
    return list(rows.select_related("entity"))


def relations_of(entity: Entity) -> list[Relation]:
    """How an entity, or one merged into it, stands to others."""
    rows = Relation.objects.filter(Q(entity=entity) | Q(entity__canonical=entity))
    return list(rows.select_related("other__canonical"))


def duplicates_proposed() -> QuerySet[Duplicate]:
    """The pairs that may be one, of entities that stand and that nobody said are two."""
    apart = NotTheSame.objects.filter(one=OuterRef("one"), other=OuterRef("other"))
    rows = Duplicate.objects.filter(~Exists(apart), one__merged_into=None, other__merged_into=None)
    return rows.select_related("one", "other")


def told_apart(one: Entity, other: Entity) -> NotTheSame | None:
    """Who said of these two, or of entities merged into them, that they are not the same."""
    mine, theirs = (Q(pk=each.pk) | Q(canonical=each.pk) for each in (one, other))
    ids = [list(Entity.objects.filter(each).values_list("pk", flat=True)) for each in (mine, theirs)]
    either = Q(one__in=ids[0], other__in=ids[1]) | Q(one__in=ids[1], other__in=ids[0])
    return NotTheSame.objects.filter(either).select_related("by", "one", "other").first()


def merges_of(entity: Entity) -> list[Merge]:
    """The merges that this entity was part of, the last first."""
    rows = Merge.objects.filter(Q(kept=entity) | Q(gone=entity))
    return list(rows.select_related("kept", "gone", "by", "undone_by").order_by("-at", "-pk"))


@dataclass(frozen=True)
class Holdings:
    """What hangs on an entity, and is shown under another name when it is merged."""

    statements: int
    mentions: int
    carried: int
    aliases: int
    affiliations: int
    ids: list[str]
    merged: int


def holdings(entity: Entity) -> Holdings:
    """Counts what would move with this entity, with what was merged into it before."""
    own = Q(pk=entity.pk) | Q(canonical=entity)
    rows = Entity.objects.filter(own).annotate(
        said=Count("statements", filter=STANDING_WORDS, distinct=True),
        named=Count("mentions", distinct=True),
        carried=Count("relays", distinct=True),
        names=Count("aliases", distinct=True),
        held=Count("affiliations", distinct=True),
    )
    counts = list(rows.values_list("said", "named", "carried", "names", "held"))
    said, named, carried, names, held = (sum(column) for column in zip(*counts, strict=True))
    ids = ExternalId.objects.filter(Q(entity=entity) | Q(entity__canonical=entity))
    return Holdings(said, named, carried, names, held, [str(each) for each in ids], len(counts) - 1)
