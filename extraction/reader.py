"""The reader: one article in, one reading out. Models first, then the rules they cannot learn."""

from __future__ import annotations

import gc
from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from extraction.candidates import find_choices
from extraction.carriers import is_carrier
from extraction.certain import certain
from extraction.denying import is_called_false, to_the_denial
from extraction.draft import Draft
from extraction.ends import to_its_end
from extraction.floating import add_floating
from extraction.join import select
from extraction.judge import cue_chances, judge
from extraction.known import KnownNames
from extraction.lead_in import without_lead_in
from extraction.limits import check_is_an_article
from extraction.mention_span import mend_phrase
from extraction.modality import modality
from extraction.model import Model
from extraction.names import all_mentions, find_names, mentions
from extraction.nesting import nested
from extraction.parts import Part, find_parts
from extraction.people import People
from extraction.pipeline import Pipeline
from extraction.polarity import polarity
from extraction.reading import GAP, Reading, Span, Statement
from extraction.relays import trace_relays
from extraction.residue import residue
from extraction.resolve import Resolver
from extraction.script import turns
from extraction.scripted import with_turns
from extraction.sections import sections
from extraction.unsaid import is_said
from extraction.untangle import untangle, without_second_verbs
from extraction.word import SUBJECTS
from extraction.wording import content_spans, kind_of_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extraction.article import Article
    from extraction.identity import Identity
    from extraction.mention import Mention
    from extraction.reading import Residue


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves cyclic garbage for the end of an article: looking for it meanwhile, in vain, costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Reader:
    """Reads articles with one loaded pipeline and one model. Not for use by several threads at once."""

    def __init__(self, pipeline: Pipeline, model: Model) -> None:
        self.pipeline, self.model = pipeline, model
        self._known: tuple[list[tuple[str, str]], KnownNames] = ([], KnownNames())

    @classmethod
    def on(cls, pipeline: str) -> Reader:
        """A reader on the installed spaCy pipeline of that name, with the shipped model. Raises OSError."""
        return cls(Pipeline.load(pipeline), Model.shipped())

    def read(self, text: str, known_names: Iterable[tuple[str, str]] = ()) -> Reading:
        """Who says what in the article; `known_names` are (surface, kind) pairs from the desk's own list.

        Raises Unreadable, with a reason for the reporter, when the text cannot be an article.
        """
        check_is_an_article(text)
        with uncollected():
            return self._read(text, known_names)

    def _read(self, text: str, known_names: Iterable[tuple[str, str]]) -> Reading:
        known, page = self._of_the_desk(list(known_names)), residue(text)
        parts = sections(text, page)
        if len(parts) == 1:
            return replace(self._story(text, known, page), sections=tuple(parts))
        whole = Reading((), (), tuple(parts))
        for part in parts:
            story = text[slice(*part.span)]
            told = self._story(story, known, residue(story)).moved(part.span[0], len(whole.statements))
            whole = replace(
                whole,
                statements=whole.statements + told.statements,
                names=whole.names + told.names,
                residue=whole.residue + told.residue,
            )
        return whole

    def _story(self, text: str, known: KnownNames, page: Sequence[Residue]) -> Reading:
        """The reading of a text that is one story; `page` is what is passed over in it."""
        article = self.pipeline.parse(text, [piece.span for piece in page])
        names = all_mentions(article)
        drafts = self._drafts(article, names, page)
        drafts = _unwrapped(article, drafts, self._nested(article, names, drafts))
        drafts = with_turns(article, drafts, turns(text, page))
        _resolve(article, drafts, names, known)
        ordered = sorted(drafts, key=lambda d: (d.start, d.parent is not None, d.cue.i))
        statements = tuple(_finished(article, ordered))
        return Reading(statements, tuple(find_names(article, known, names)), residue=tuple(page))

    def _of_the_desk(self, names: list[tuple[str, str]]) -> KnownNames:
        """The desk's names made ready to be found: the same thousands come with each article."""
        if self._known[0] != names:
            self._known = (names, KnownNames(names))
        return self._known[1]

    def parts(self, sentence: str) -> list[Part]:
        """What a sentence says, part by part: who, did what, to what, how many, to whom, when. Offsets are the sentence's."""
        ended = sentence if sentence.rstrip()[-1:] in (".", "!", "?") else f"{sentence}."
        return find_parts(self.pipeline.parse(ended))

    def _nested(self, article: Article, names: list[Mention], drafts: list[Draft]) -> list[Draft]:
        outlets = {m.a for m in names if m.kind == "outlet"}

        def read(text: str) -> tuple[Article, list[Draft]]:
            piece = self.pipeline.parse(text)
            return piece, self._drafts(piece, mentions(piece), [])

        def carries(draft: Draft) -> bool:
            return _is_outlet_report(draft, outlets) or _is_hearsay(article, draft)

        return nested(article, drafts, read, carries)

    def _drafts(self, article: Article, names: list[Mention], page: Sequence[Residue]) -> list[Draft]:
        choices = find_choices(article, article.words)
        chances = cue_chances(article, self.model, choices)
        found = judge(article, self.model, choices, chances) + certain(article, choices)
        without_second_verbs(article, found)
        kept = add_floating(article, select(article, found, self.model.threshold))
        drafts = [Draft.of(s) for s in kept]
        drafts = [d for d in drafts if d.parts and is_said(article, d)]
        drafts = _without_residue(article, drafts, page)
        untangle(article, drafts)
        for draft in drafts:
            to_the_denial(article, draft)
            without_lead_in(article, draft)
            to_its_end(article, draft)
            mend_phrase(article, draft)
        return trace_relays(article, drafts, names)


def _is_outlet_report(draft: Draft, outlets: set[int]) -> bool:
    return draft.phrase is not None and any(i in outlets for i in range(*draft.phrase))


def _is_hearsay(article: Article, draft: Draft) -> bool:
    """ "according to reports": whatever it carries, somebody else may have said."""
    return draft.cue.kind == "according" and draft.phrase is not None and is_carrier(article, draft.phrase)


def _unwrapped(article: Article, drafts: list[Draft], inner: list[Draft]) -> list[Draft]:
    """All drafts, but "X said A, according to reports" is X's statement by way of the reports, not two."""
    gone: set[int] = set()
    for draft in inner:
        if draft.parent is not None and draft.parent.phrase and _is_hearsay(article, draft.parent):
            gone.add(id(draft.parent))
            draft.carriers.insert(0, draft.parent.phrase)
            draft.parent = None
    return [d for d in drafts if id(d) not in gone] + inner


def _without_residue(article: Article, drafts: list[Draft], page: Sequence[Residue]) -> list[Draft]:
    """The drafts whose cue or content does not stand in a caption, a button or a repeated line."""
    starts = [piece.span[0] for piece in page]

    def passed_over(i: int) -> bool:
        start = article.words[i].start
        k = bisect_left(starts, start + 1) - 1
        return k >= 0 and start < page[k].span[1]

    return [d for d in drafts if not passed_over(d.cue.i) and not passed_over(d.start)]


def _resolve(article: Article, drafts: list[Draft], names: list[Mention], known: KnownNames) -> None:
    """Gives every draft its speaker's identity, its relays, its polarity and its modality."""
    told = bytearray(len(article.words))
    for draft in drafts:
        for a, b in draft.parts:
            told[a:b] = b"\x01" * (b - a)
    resolver = Resolver(article, People(article, names), names, known.kinds)
    subjects = iter([m for m in names if m.kind not in ("person", "thing") and _is_subject(article, m)])
    upcoming = next(subjects, None)
    order = sorted(drafts, key=lambda d: (d.parent is not None, d.phrase[0] if d.phrase else d.cue.i))
    for draft in order:
        place = draft.phrase[0] if draft.phrase else draft.cue.i
        while upcoming is not None and upcoming.a < place:
            if not told[upcoming.a]:
                resolver.phrase(upcoming.a, upcoming.b, article.words[upcoming.b - 1])
            upcoming = next(subjects, None)
        carriers = [
            _carrier(article, resolver, a, b) for a, b in draft.carriers
        ]  # before who speaks: "it" is not them
        draft.identity = resolver.speaker(draft, told)
        draft.via = list(dict.fromkeys(x.name for x in carriers if x))
        draft.polarity = "denied" if is_called_false(article, draft) else polarity(draft.cue)
        draft.modality = modality(article, draft)
        if draft.parent and draft.parent.identity and draft.parent.identity.type == "outlet":
            draft.via = list(dict.fromkeys([*_way(draft.parent), *draft.via]))
            draft.via = [name for name in draft.via if draft.identity is None or name != draft.identity.name]


def _way(parent: Draft) -> list[str]:
    return [*parent.via, parent.identity.name] if parent.identity else parent.via


def _carrier(article: Article, resolver: Resolver, a: int, b: int) -> Identity | None:
    return resolver.phrase(a, b, article.words[b - 1])


def _is_subject(article: Article, mention: Mention) -> bool:
    return any(w.dep in SUBJECTS for w in article.words[mention.a : mention.b])


def _finished(article: Article, drafts: list[Draft]) -> Iterator[Statement]:
    kept = [(d, spans) for d in drafts if (spans := content_spans(article, d))]
    numbers = {id(d): n for n, (d, _) in enumerate(kept)}
    for draft, spans in kept:
        who = draft.identity
        cue_span = article.span(draft.cue.i, draft.cue.last + 1)
        mention = article.span(*draft.phrase) if draft.phrase else None
        yield Statement(
            content_spans=tuple(spans),
            content=GAP.join(article.text[a:b] for a, b in spans),
            speaker=who.name if who else None,
            speaker_mention=_text(article, mention),
            speaker_span=mention,
            speaker_type=who.type if who else None,
            affiliation=who.affiliation if who else None,
            cue=_text(article, cue_span),
            cue_span=cue_span,
            kind=kind_of_content(article, draft),
            via=tuple(draft.via),
            parent=numbers.get(id(draft.parent)) if draft.parent else None,
            polarity=draft.polarity,
            modality=draft.modality,
            confidence=round(min(1.0, max(0.0, draft.score)), 3),
        )


def _text(article: Article, span: Span | None) -> str | None:
    return article.text[span[0] : span[1]] if span else None
