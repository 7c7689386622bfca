"""The one place that touches spaCy: a text goes in, an article of plain words comes out."""

from __future__ import annotations

import itertools
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc

from extraction import labels
from extraction.article import Article, assemble
from extraction.bounds import sentence_starts
from extraction.headlines import plain_case
from extraction.marks import quotes
from extraction.tokens import Token, Tokens, encodable, tokenise
from extraction.word import Word, join_up
from extraction.wordlists import mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from extraction.reading import Span

BATCH = 2
WINDOW = 3000
"""Words parsed at once: the parser's memory grows with them, and marks without letters make many words of little text."""
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


class Pipeline:
    """A loaded spaCy pipeline, with either Universal Dependencies or spaCy's own English labels."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        parser = nlp.get_pipe("parser") if "parser" in nlp.pipe_names else None
        self._same: dict[str, str] = {}
        self._clear = labels.is_clear(getattr(parser, "labels", ()))

    @classmethod
    def load(cls, name: str) -> Pipeline:
        """The installed pipeline of that name. Raises OSError when there is none, saying what to set."""
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise OSError(
                f"The spaCy pipeline {name!r} is not installed. Install it, or let the setting SPACY_PIPELINE name "
                "one that is (the project ships en_news_ud_xs in wheels/)."
            ) from error
        return cls(nlp)

    def parse(self, text: str, passed_over: Iterable[Span] = ()) -> Article:
        """The article parsed; a line is taken to end where a stretch that is passed over begins or ends.

        Memory and time grow in proportion to the text, whatever is in it.
        """
        clean = encodable(text)
        marks = quotes(clean)
        cuts = [offset for span in passed_over for offset in span]
        self._same = {}
        with self._memory_zone():
            tokens = tokenise(clean, self._tokens, cuts)
            words = self._words(
                tokens, {q.start for q in marks}, {q.end - q.width for q in marks if q.closed}
            )
        return assemble(text, words, tokens.breaks, marks)

    def _tokens(self, text: str) -> Iterable[Token]:
        return self._nlp.make_doc(text)

    def _memory_zone(self) -> AbstractContextManager[Any]:
        """Lets spaCy forget the strings of this text afterwards; a worker reads for days."""
        zone = getattr(self._nlp, "memory_zone", None)
        return zone() if zone else nullcontext()

    def _words(self, tokens: Tokens, opens: set[int], closes: set[int]) -> list[Word]:
        seen = plain_case(tokens.words, tokens.breaks)
        edges = [*tokens.windows, len(seen)]
        bounds = [(c, min(b, c + WINDOW)) for a, b in itertools.pairwise(edges) for c in range(a, b, WINDOW)]
        out: list[Word] = []
        docs = self._nlp.pipe(
            (self._doc(seen, tokens, a, b, opens, closes) for a, b in bounds), batch_size=BATCH
        )
        for (a, b), doc in zip(bounds, docs, strict=True):
            out += self._plain(doc, tokens.starts[a:b], a)
        return out

    def _doc(self, seen: list[str], tokens: Tokens, a: int, b: int, opens: set[int], closes: set[int]) -> Doc:
        breaks = tokens.breaks.intersection(range(a, b))
        starts = sentence_starts(seen[a:b], tokens.starts[a:b], {i - a for i in breaks}, opens, closes)
        return Doc(self._nlp.vocab, words=seen[a:b], spaces=tokens.spaces[a:b], sent_starts=starts)

    def _plain(self, doc: Doc, starts: list[int], base: int) -> list[Word]:
        deps = [t.dep_ or "dep" for t in doc]
        heads = [t.head.i for t in doc]
        if self._clear:
            deps, heads = labels.to_universal(deps, heads, [t.pos_ for t in doc])
        words = list(_bare_words(doc, deps, starts, base, self._same))
        join_up(words, heads, base)
        return words


def _bare_words(
    doc: Doc, deps: list[str], starts: list[int], base: int, same: dict[str, str]
) -> Iterator[Word]:
    """The words of a parsed window; `same` keeps one copy of each string."""
    for n, token in enumerate(doc):
        text = same.setdefault(token.text, token.text)
        lower = same.setdefault(text.lower(), text.lower())
        lemma = mended(token.lemma_.lower(), lower)
        yield Word(
            i=base + n,
            start=starts[n],
            end=starts[n] + len(text),
            text=text,
            lower=lower,
            lemma=same.setdefault(lemma, lemma),
            pos=same.setdefault(token.pos_, token.pos_),
            tag=same.setdefault(token.tag_, token.tag_),
            dep=same.setdefault(deps[n], deps[n]),
            entity=same.setdefault(token.ent_type_, token.ent_type_),
            opens_entity=token.ent_iob_ == "B",
            punct=token.is_punct,
            negates=lower in NEGATIONS or "Neg" in token.morph.get("Polarity", []),
            opens=n == 0 or bool(token.is_sent_start),
        )
