"""What a made-up newsroom of any size holds, row by row.

Every word is invented; what is real are the laws: how often words return, how long sentences are, that articles are
about stories and claims are about the same ones, and that some people speak far more than others.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.stories import Writer
from entities.models import Kind
from matching.names import normal_form, speaker_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

STATEMENTS_AN_ARTICLE = 12
STATEMENTS_A_SPEAKER = 50
CLAIMS_A_STORY = 8
SPEAKERS_OF_A_STORY = 6
OUTLETS, TOPICS = 200, 12
OFF_STORY = 0.3
"""Share of an article's statements that are about nothing in particular."""
OWN_SPEAKERS = 0.6
"""Share of a story's statements and claims that are by one of its own speakers."""
UNKNOWN, SPOKEN = 0.15, 0.6
"""Share of the statements whose speaker is not known, and of the claims that have a speaker."""
NOBODY = -1
ACCEPTED, REJECTED = 0.2, 0.1
STANCES = ("supports", "denies", "context")
REASONS = '[{"kind": "phrase", "text": "both are about one story", "weight": 1.0}]'
LAST_DAY = dt.datetime(2024, 9, 30, 18, tzinfo=dt.UTC)
DAYS = 730
BATCH = 4000


@dataclass(frozen=True, slots=True)
class Size:
    """How large the newsroom is to be. The same size and ``seed`` give the same rows."""

    claims: int
    statements: int
    links: int = 0
    seed: int = 1

    @property
    def stories(self) -> int:
        """What its claims and articles are about."""
        return max(1, self.claims // CLAIMS_A_STORY)

    @property
    def speakers(self) -> int:
        """People who speak in it."""
        return max(SPEAKERS_OF_A_STORY, self.statements // STATEMENTS_A_SPEAKER)


class Newsroom:
    """Writes the rows of one made-up newsroom; ``by``: the id of the user who did everything."""

    def __init__(self, size: Size, *, by: int) -> None:
        self.size, self.by = size, by
        self.rng = np.random.default_rng(size.seed)
        self.writer = Writer(self.rng, stories=size.stories)
        self.speakers = list(itertools.islice(self._names(), size.speakers))
        self.terms = [speaker_terms(name) for name in self.speakers]
        self._often = np.cumsum(1 / (np.arange(size.speakers) + 3.0))
        self._casts = self._anybody(size.stories * SPEAKERS_OF_A_STORY).reshape(size.stories, -1)
        self._hot = np.cumsum(1 / (np.arange(size.stories) + 20.0) ** 0.8)
        self._story_of: NDArray[np.int64] = np.zeros(size.statements, dtype=np.int64)

    def entities(self) -> Iterator[tuple[Any, ...]]:
        """(id, name, kind): the speakers first, then the outlets."""
        for pk, name in enumerate(self.speakers, start=1):
            yield pk, name, Kind.PERSON
        for number, name in enumerate(itertools.islice(self._names(), OUTLETS), start=1):
            yield self.size.speakers + number, f"{name} Wire", Kind.OUTLET

    def claims(self) -> Iterator[tuple[Any, ...]]:
        """(id, text, note, topic, speaker, speaker terms, three times); claim n is about story n modulo the stories."""
        for first in range(0, self.size.claims, BATCH):
            numbers = np.arange(first, min(first + BATCH, self.size.claims))
            stories = numbers % self.size.stories
            texts = self.writer.sentences(stories, median=15, spread=0.35)
            notes = self.writer.sentences(stories, median=9, spread=0.4)
            speakers = np.where(self.rng.random(len(numbers)) < SPOKEN, self._cast(stories), NOBODY)
            for n, text, note, who in zip(numbers.tolist(), texts, notes, speakers.tolist(), strict=True):
                times = [self.moment()] * 3
                # The number makes each text another, as the desk wants it.
                yield n + 1, f"{text} {n}"[:500], note, n % TOPICS + 1, *self._speaker(who)[:2], *times

    def articles(self) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
        """Each article, (id, outlet, title, text, hash, published), with its statements: (id, article, spans, content,
        speaker, speaker terms, speaker's name).
        """
        said = 0
        batches = itertools.chain.from_iterable(self._batch() for _ in itertools.count())
        for number, (story, title, text, statements) in enumerate(batches, start=1):
            kept = statements[: self.size.statements - said]
            outlet = self.size.speakers + 1 + int(self.rng.integers(OUTLETS))
            digest = hashlib.sha256(f"{number}".encode()).hexdigest()
            article = (number, outlet, title[:500], text, digest, self.moment())
            self._story_of[said : said + len(kept)] = story
            yield article, [(said + k, number, *statement) for k, statement in enumerate(kept, start=1)]
            said += len(kept)
            if said >= self.size.statements:
                return

    def links(self) -> Iterator[tuple[Any, ...]]:
        """(id, claim, statement, state, stance, guessed stance, its probability, probability, rank, reasons, model,
        who decided, when): statements and claims of one story, no pair twice; two in ten accepted, one in ten rejected.
        """
        rng, size, seen = self.rng, self.size, set[tuple[int, int]]()
        for _ in range(10 * size.links):
            if len(seen) >= size.links:
                return
            statement = int(rng.integers(size.statements))
            claim = int(self._story_of[statement]) + size.stories * int(rng.integers(CLAIMS_A_STORY))
            if claim < size.claims and (claim, statement) not in seen:
                seen.add((claim, statement))
                yield len(seen), claim + 1, statement + 1, *self._decision()

    def moment(self) -> dt.datetime:
        """Any minute of the last two years."""
        return LAST_DAY - dt.timedelta(minutes=int(self.rng.integers(DAYS * 24 * 60)))

    def _batch(self) -> Iterator[tuple[int, str, str, list[tuple[Any, ...]]]]:
        """A batch of articles: (story, title, text, statements)."""
        sizes = np.clip(self.rng.poisson(STATEMENTS_AN_ARTICLE, BATCH // STATEMENTS_AN_ARTICLE), 1, None)
        stories = np.searchsorted(self._hot, self.rng.uniform(0, self._hot[-1], len(sizes)))
        each = np.repeat(stories, sizes)
        about = np.where(self.rng.random(len(each)) < OFF_STORY, -1, each)
        said, between = (
            self.writer.sentences(about, median=11),
            self.writer.sentences(each, median=16, spread=0.5),
        )
        titles = self.writer.sentences(stories, median=8, spread=0.3)
        speakers = np.where(self.rng.random(len(each)) < UNKNOWN, NOBODY, self._cast(each)).tolist()
        rows = zip(speakers, said, between, strict=True)
        for size, title, story in zip(sizes.tolist(), titles, stories.tolist(), strict=True):
            yield story, title, *self._article(itertools.islice(rows, size))

    def _article(self, rows: Iterator[tuple[int, str, str]]) -> tuple[str, list[tuple[Any, ...]]]:
        """A text, and the statements in it."""
        text, statements = "", []
        for who, content, between in rows:
            speaker, terms, name = self._speaker(who)
            text += f"{name or 'Somebody'} said that "
            statements.append(([[len(text), len(text) + len(content)]], content, speaker, terms, name))
            text += f"{content}. {between.capitalize()}.\n\n"
        return text, statements

    def _decision(self) -> tuple[Any, ...]:
        rng = self.rng
        chance, stance = rng.random(), STANCES[rng.integers(len(STANCES))]
        state = (
            "accepted" if chance < ACCEPTED else "rejected" if chance < ACCEPTED + REJECTED else "suggested"
        )
        decided = (None, None) if state == "suggested" else (self.by, self.moment())
        guess = (
            stance,
            round(rng.uniform(0.4, 1), 4),
            round(rng.uniform(0.2, 1), 4),
            int(rng.integers(1, 6)),
        )
        return state, stance if state == "accepted" else "", *guess, REASONS, "made-up", *decided

    def _speaker(self, who: int) -> tuple[int | None, list[str], str]:
        """The id, the terms and the name of a speaker by number."""
        return (None, [], "") if who == NOBODY else (who + 1, self.terms[who], self.speakers[who])

    def _names(self) -> Iterator[str]:
        """Names, no two with one normal form."""
        seen: set[str] = set()
        while True:
            name = self.writer.name()
            if normal_form(name) not in seen:
                seen.add(normal_form(name))
                yield name

    def _anybody(self, count: int) -> NDArray[np.int64]:
        return np.searchsorted(self._often, self.rng.uniform(0, self._often[-1], count))

    def _cast(self, stories: NDArray[np.int64]) -> NDArray[np.int64]:
        """Speakers, by number: mostly the story's own, else anybody."""
        own = self._casts[stories, self.rng.integers(0, SPEAKERS_OF_A_STORY, len(stories))]
        return np.where(self.rng.random(len(stories)) < OWN_SPEAKERS, own, self._anybody(len(stories)))
