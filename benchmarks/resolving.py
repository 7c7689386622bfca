"""Whom the names of one article mean, timed among many entities and mentions, in a transaction that is rolled back.

Every name is made up of syllables, and follows what makes resolving dear: people share given names and surnames, bodies
share their nouns, articles spell names otherwise, and many of their names are nobody's yet.
"""

from __future__ import annotations

import random
import time
from itertools import count
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.effort import Efforts
from entities.models import Alias, Entity, Kind
from entities.resolve import resolve
from matching.names.territories import territory_names
from sources.attribute import attribute
from sources.models import Article, Mention, Outlet, Statement
from sources.names_said import asked_of_mentions, asked_of_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.names_near import Asked

SYLLABLES = (
    "ka",
    "ra",
    "lo",
    "mi",
    "ta",
    "sen",
    "vor",
    "eli",
    "dan",
    "bar",
    "shi",
    "khor",
    "ghan",
    "zu",
    "pek",
    "wen",
)
ENDS = ("ov", "sson", "ani", "escu", "ides", "ek", "ian", "er", "wala", "mann", "o", "y")
NOUNS = ("Ministry", "Agency", "Council", "Court", "Bank", "University", "Institute", "Commission")
TOPICS = ("Energy", "Defence", "Health", "Finance", "Trade", "Justice", "Ports", "Culture")
ROLES = ("minister of", "spokesman of", "director of", "professor at", "general of", "adviser to")
GIVEN, SURNAMES = 300, 2_500
"""Different given names and surnames among the people."""
MENTIONS_AN_ARTICLE, SPEAKERS_AN_ARTICLE = 40, 14
UNKNOWN, OTHERWISE, SHORT = 0.25, 0.2, 0.3
"""Shares of an article's names that nobody goes by, that are spelled otherwise, and that are a surname after the name."""
WARMED = 20
"""Articles resolved before the clock counts: a worker resolves many."""


def measure(entities: int, mentions: int, *, articles: int, seed: int) -> dict[str, object]:
    """Milliseconds an article for the resolving alone and for the whole stage, and how many names found whom they meant."""
    call_command("migrate", verbosity=0)
    world = _World(random.Random(seed))
    found: dict[str, object] = {}
    with transaction.atomic():
        begun = time.monotonic()
        world.make(entities, mentions)
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        print("made, now timing", flush=True)
        found["made"] = (
            f"{Entity.objects.count():,} entities, {Alias.objects.count():,} names, {Mention.objects.count():,} mentions "
            f"in {time.monotonic() - begun:.0f} s"
        )
        for _ in range(WARMED + articles):
            world.time_one()
        found["resolving alone, an article"] = world.alone.after(WARMED)
        found["the whole stage, an article"] = world.whole.after(WARMED)
        found["queries of resolving"] = world.queries()
        found["names resolved"] = (
            f"{world.right} of {world.known} known ones to whom was meant, {world.wrong} to another"
        )
        transaction.set_rollback(True)
    return found


class _World:
    """Made-up entities, and articles that name them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.given = [self._word(2) for _ in range(GIVEN)]
        self.surnames = [self._word(2) + chance.choice(ENDS) for _ in range(SURNAMES)]
        self.states = [names[0][0].title() for names in territory_names().values() if names]
        self.rows: list[tuple[Entity, str]] = []
        self.right = self.wrong = self.known = 0
        self.number = count()
        self.alone, self.whole = Efforts(), Efforts()

    def make(self, entities: int, mentions: int) -> None:
        """Stores the entities with their names, and articles with mentions of them."""
        self.by = User.objects.create(username=f"made up {self.chance.random()}")
        outlet = Entity.objects.create(name="Made Up Gazette", kind=Kind.OUTLET)
        self.outlet = Outlet.objects.create(entity=outlet)
        made = Entity.objects.bulk_create((self._entity() for _ in range(entities)), batch_size=2_000)
        aliases = (Alias(entity=e, name=name).take_apart() for e in made for name in self._names(e))
        Alias.objects.bulk_create(aliases, batch_size=2_000)
        self.rows = [(entity, entity.name) for entity in made]
        texts = [self._text() for _ in range(mentions // MENTIONS_AN_ARTICLE)]
        stored = Article.objects.bulk_create((self._article(text) for text, _ in texts), batch_size=500)
        rows = (
            Mention(article=article, start=start, end=start + len(name), text=name, kind=entity.kind if entity else "person",
                    entity=entity, outcome="matched" if entity else "none")
            for article, (_, named) in zip(stored, texts, strict=True)
            for start, name, entity in named
        )  # fmt: skip
        Mention.objects.bulk_create(rows, batch_size=2_000)

    def time_one(self) -> None:
        """One new article: resolving, and after it the whole stage."""
        article, named = self._new()
        mentions, statements = list(article.mentions.all()), list(article.statements.all())
        with self.alone.measured():
            resolve(_asked(mentions, statements, article.text))
        with self.whole.measured():
            attribute(article=article)
        self._count(article, named)

    def queries(self) -> int:
        """How many queries the resolving of one more takes."""
        article, _ = self._new()
        asked = _asked(list(article.mentions.all()), list(article.statements.all()), article.text)
        with CaptureQueriesContext(connection) as counted:
            resolve(asked)
        return len(counted)

    def _new(self) -> tuple[Article, list[tuple[int, str, Entity | None]]]:
        """A new article as reading leaves it, and who is named where in it."""
        text, named = self._text()
        article = self._article(text)
        article.save()
        kinds: dict[str, str] = {Kind.ITEM: "thing"}
        Mention.objects.bulk_create(
            Mention(article=article, start=start, end=start + len(name), text=name,
                    kind=kinds.get(entity.kind, entity.kind) if entity else "person")
            for start, name, entity in named
        )  # fmt: skip
        said = [(start, name, entity) for start, name, entity in named if entity and " " in name][
            :SPEAKERS_AN_ARTICLE
        ]
        Statement.objects.bulk_create(
            Statement(article=article, spans=[[start, start + len(name)]], content=name, kind="indirect", speaker_name=name,
                      speaker_span=[start, start + len(name)], speaker_type=entity.kind)
            for start, name, entity in said
        )  # fmt: skip
        return article, named

    def _count(self, article: Article, named: list[tuple[int, str, Entity | None]]) -> None:
        meant = {start: entity.pk for start, name, entity in named if entity and " " in name}
        for mention in article.mentions.all():
            if mention.start in meant:
                self.known += 1
                self.right += mention.entity_id == meant[mention.start]
                self.wrong += mention.entity_id not in (None, meant[mention.start])

    def _text(self) -> tuple[str, list[tuple[int, str, Entity | None]]]:
        """A text, and who is named where in it."""
        parts, named, at = [], [], 0
        for name, entity in self._named():
            lead = "Much was said of it on that day, and "
            named.append((at + len(lead), name, entity))
            parts.append(f"{lead}{name} agreed, it was said. ")
            at += len(parts[-1])
        return f"{''.join(parts)}Nothing else was heard of article {next(self.number)}.", named

    def _named(self) -> Iterator[tuple[str, Entity | None]]:
        for _ in range(MENTIONS_AN_ARTICLE):
            if not self.rows or self.chance.random() < UNKNOWN:
                yield self._person(), None
                continue
            entity, name = self.chance.choice(self.rows)
            if entity.kind == Kind.PERSON and self.chance.random() < SHORT:
                yield name.split()[-1], entity
            elif entity.kind == Kind.PERSON and self.chance.random() < OTHERWISE:
                yield name.replace("kh", "h").replace("sh", "sch").replace("o", "u", 1), entity
            else:
                yield name, entity

    def _article(self, text: str) -> Article:
        return Article(
            outlet=self.outlet,
            text=text,
            content_hash=f"made up {hash(text)}",
            added_by=self.by,
            stage="read",
        )

    def _entity(self) -> Entity:
        dice = self.chance.random()
        if dice < 0.7:
            about = f"{self.chance.choice(ROLES)} {self._body()}"
            return Entity(name=self._person(), kind=Kind.PERSON, description=about)
        if dice < 0.95:
            return Entity(name=self._body(), kind=Kind.ORGANISATION)
        return Entity(name=f"{self._word(2).title()}-{self.chance.randint(10, 999)}", kind=Kind.ITEM)

    def _names(self, entity: Entity) -> list[str]:
        if entity.kind != Kind.PERSON:
            return [entity.name]
        first, last = entity.name.split(" ", 1)
        return list(dict.fromkeys([entity.name, f"{first[0]}. {last}", entity.name.replace("k", "c")]))

    def _person(self) -> str:
        return f"{self.chance.choice(self.given)} {self.chance.choice(self.surnames)}".title()

    def _body(self) -> str:
        chance = self.chance
        return f"{chance.choice(NOUNS)} of {chance.choice(TOPICS)} of {chance.choice([*self.states, self._word(3).title()])}"

    def _word(self, syllables: int) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(syllables))


def _asked(mentions: list[Mention], statements: list[Statement], text: str) -> list[Asked]:
    of_mentions = asked_of_mentions(mentions, statements, text)
    speakers = [asked_of_speaker(s, text) for s in statements]
    return [*speakers, *(a for several in of_mentions.values() for a in several)]
