"""The one place that touches spaCy: a text goes in, an article of plain words comes out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import spacy
from spacy import attrs
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from extraction import labels
from extraction.article import Article, assemble
from extraction.bounds import sentence_starts
from extraction.headlines import plain_case
from extraction.lemmas import Lemmas
from extraction.marks import quotes
from extraction.tokens import Pieces, Tokens, encodable, tokenise
from extraction.tree_mends import Tree, mend
from extraction.word import Word, join_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language

    from extraction.marks import Quote
    from extraction.reading import Span

PIECE = 40
"""Words from which lines are parsed together: the parser takes a step in all pieces of an article at once, so that many
short ones are a fifth quicker than one long one; with shorter ones their number costs more than it saves."""
WINDOW = 3000
"""Words parsed at once: the parser's memory grows with them, and marks without letters make many words of little text."""
STEPPED_TOGETHER = 4
"""spaCy's parser takes steps in a quarter of a batch at once."""
UNUSED = (
    attrs.LIKE_EMAIL, attrs.LIKE_NUM, attrs.LIKE_URL, attrs.IS_STOP, attrs.IS_CURRENCY, attrs.IS_BRACKET, attrs.IS_QUOTE,
    attrs.IS_LEFT_PUNCT, attrs.IS_RIGHT_PUNCT,
)  # fmt: skip
"""What spaCy would find out about each new word though no component here asks for it."""
REMEMBERED = 20_000
"""Chunks between spaces of which is kept how they are cut: spaCy's own memory keeps none inside a memory zone."""
FORGET_AFTER = 300_000
"""Words after which spaCy's store of strings is emptied: it holds some 20 MB by then."""
COLUMNS: list[int | str] = [
    "HEAD",
    "TAG",
    "DEP",
    "ENT_TYPE",
    "POS",
    "MORPH",
    "SENT_START",
    "ENT_IOB",
    "IS_PUNCT",
]
POS, MORPH = 4, 5
"""Places of these columns."""
BEGINS_NAME = 3
"""spaCy's number for the first word of a name."""
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


@dataclass(slots=True)
class Prepared:
    """A text cut into words and windows, before or after spaCy has looked at them."""

    text: str
    marks: list[Quote]
    tokens: Tokens
    docs: list[Doc]


class Pipeline:
    """A loaded spaCy pipeline, with either Universal Dependencies or spaCy's own English labels."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        for flag in UNUSED:
            nlp.vocab.lex_attr_getters.pop(flag, None)  # type: ignore[attr-defined]
        parser = nlp.get_pipe("parser") if "parser" in nlp.pipe_names else None
        self._clear = labels.is_clear(getattr(parser, "labels", ()))
        self._exceptions = frozenset(getattr(nlp.tokenizer, "rules", None) or ())
        self._cut_up = lru_cache(maxsize=REMEMBERED)(self._pieces)
        self._lemmas = Lemmas(nlp)
        self._strings: dict[int, str] = {}
        self._forget = ExitStack()
        self._words_read = FORGET_AFTER

    @classmethod
    def load(cls, name: str) -> Pipeline:
        """The installed pipeline of that name. Raises OSError when there is none, saying what to set."""
        try:
            nlp = _loaded(name)
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
        return self.article(self.parsed(self.prepare(text, passed_over)))

    def prepare(self, text: str, passed_over: Iterable[Span] = ()) -> Prepared:
        """The text in words, with headlines in plain case and sentence bounds where they are sure."""
        self._forget_now_and_then()
        clean = encodable(text)
        marks = quotes(clean)
        cuts = [offset for span in passed_over for offset in span]
        tokens = tokenise(clean, self._cut_up, cuts)
        self._words_read += len(tokens.words)
        tokens.words = plain_case(tokens.words, tokens.breaks)
        opens, closes = {q.start for q in marks}, {q.end - q.width for q in marks if q.closed}
        docs = [self._doc(tokens, a, b, opens, closes) for a, b in _bounds(tokens)]
        return Prepared(text, marks, tokens, docs)

    def parsed(self, prepared: Prepared) -> Prepared:
        """The same with tags, heads and names."""
        prepared.docs = [doc for some in _together(prepared.docs) for doc in self._piped(some)]
        return prepared

    def _piped(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        return self.nlp.pipe(docs, batch_size=STEPPED_TOGETHER * len(docs), disable=self._lemmas.disabled)

    def article(self, prepared: Prepared) -> Article:
        """The parsed text as plain words, free of spaCy."""
        words: list[Word] = []
        for (a, b), doc in zip(_bounds(prepared.tokens), prepared.docs, strict=True):
            words += self._plain(doc, prepared.tokens, a, b)
        return assemble(prepared.text, words, prepared.tokens.breaks, prepared.marks)

    def _pieces(self, chunk: str) -> Pieces:
        if chunk.isascii() and chunk.isalpha() and chunk not in self._exceptions:
            return ((chunk, 0),)
        return tuple((token.text, token.idx) for token in self.nlp.make_doc(chunk))

    def _forget_now_and_then(self) -> None:
        """Lets spaCy forget the strings it met, once in a while: a worker reads for days, but each text shares most."""
        if self._words_read < FORGET_AFTER:
            return
        self._words_read = 0
        self._strings.clear()
        self._lemmas.forget()
        self._forget.close()
        zone = getattr(self.nlp, "memory_zone", None)
        if zone:
            self._forget.enter_context(zone())

    def _doc(self, tokens: Tokens, a: int, b: int, opens: set[int], closes: set[int]) -> Doc:
        words, breaks = tokens.words[a:b], {i - a for i in tokens.breaks.intersection(range(a, b))}
        starts = sentence_starts(words, tokens.starts[a:b], breaks, opens, closes)
        return Doc(self.nlp.vocab, words=words, spaces=tokens.spaces[a:b], sent_starts=starts)

    def _plain(self, doc: Doc, tokens: Tokens, a: int, b: int) -> list[Word]:
        columns = doc.to_array(COLUMNS)
        heads = (columns[:, 0].astype("int64") + range(b - a)).tolist()
        tags, deps, kinds, pos, morphs = (self._named(columns[:, n]) for n in range(1, 6))
        deps = [dep or "dep" for dep in deps]
        texts = tokens.words[a:b]
        lowers = [text.lower() for text in texts]
        if self._clear:
            deps, heads = labels.to_universal(deps, heads, pos, lowers)
        lemmas = self._lemmas.of(doc, texts, columns[:, POS].tolist(), columns[:, MORPH].tolist())
        mend(Tree(lowers, lemmas, pos, tags, deps, heads))
        begins, parts, puncts = (columns[:, n].tolist() for n in (6, 7, 8))
        words = []
        rows = zip(texts, tokens.starts[a:b], lowers, lemmas, pos, tags, deps, kinds, morphs, strict=True)
        for n, (text, start, lower, lemma, part, tag, dep, kind, morph) in enumerate(rows):
            opens_name, punct, opens = parts[n] == BEGINS_NAME, puncts[n] == 1, n == 0 or begins[n] == 1
            negates = lower in NEGATIONS or "Polarity=Neg" in morph
            end = start + len(text)
            words.append(  # in the order of the fields: by their names it takes half as long again
                Word(
                    a + n,
                    start,
                    end,
                    text,
                    lower,
                    lemma,
                    part,
                    tag,
                    dep,
                    kind,
                    opens_name,
                    punct,
                    negates,
                    opens,
                )
            )
        join_up(words, heads, a)
        return words

    def _named(self, column: NDArray[Any]) -> list[str]:
        """The strings of a column of spaCy's numbers."""
        names, strings, values = self._strings, self.nlp.vocab.strings, column.tolist()
        for value in set(values).difference(names):
            names[value] = strings[value] if value else ""
        return [names[value] for value in values]


def _loaded(name: str) -> Language:
    """The pipeline, its matrices multiplied by NumPy's library instead of the BLIS that comes with thinc.

    BLIS knows the processors of its day; on others (an AMD EPYC of 2023, blis 1.3.4) it falls back to kernels that suit
    any, and a product of 800 by 288 by 288 takes 4.2 ms instead of NumPy's 1.4; `BLIS_ARCH_DEBUG=1` tells. A model
    keeps what it was loaded with, so the thread's own choice is put back.
    """
    chosen = get_current_ops()
    if type(chosen) is not NumpyOps:  # a graphics card, or Apple's library
        return spacy.load(name)
    set_current_ops(NumpyOps(use_blis=False))
    try:
        return spacy.load(name)
    finally:
        set_current_ops(chosen)


def _together(docs: Sequence[Doc]) -> Iterator[Sequence[Doc]]:
    """The pieces in runs of at most WINDOW words, or of one piece."""
    first, words = 0, 0
    for n, doc in enumerate(docs):
        if words and words + len(doc) > WINDOW:
            yield docs[first:n]
            first, words = n, 0
        words += len(doc)
    if docs:
        yield docs[first:]


def _bounds(tokens: Tokens) -> list[tuple[int, int]]:
    """The words of each piece that is parsed by itself: some lines together, or part of a very long one."""
    out, a = [], 0
    for b in (*sorted(tokens.breaks.union(tokens.windows) - {0}), len(tokens.words)):
        if b - a >= PIECE or b == len(tokens.words):
            out += [(c, min(b, c + WINDOW)) for c in range(a, b, WINDOW)]
            a = b
    return out
