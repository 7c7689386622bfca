"""textacy's extractor of direct quotations on the same pipeline, as a peer to be compared with.

It is helped where it would otherwise lose for outer reasons: it reads our parse (no white space, sentence bounds at
quotation marks), one paragraph at a time, since it gives up on a text with an odd number of marks; the parts of a name,
"flat" in our labels, are renamed "compound", which is what it looks for in a speaker; and its content is taken as it
comes, since marks do not count in the score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

    from extraction.article import Article


def quotations(nlp: Language, article: Article) -> list[dict[str, Any]]:
    """What textacy finds in an article that our pipeline has parsed, in the form that is scored."""
    from textacy.extract.triples import direct_quotations

    out = []
    for a, b in _paragraphs(article):
        doc = _doc(nlp, article, a, b)
        try:
            found = list(direct_quotations(doc))
        except ValueError:  # an odd number of marks: it declines the paragraph
            continue
        for triple in found:
            first, last = triple.content.start + a, triple.content.end + a
            who = [token.i + a for token in triple.speaker]
            speaker = article.span(min(who), max(who) + 1)
            out.append({"content_spans": [article.span(first, last)], "speaker_span": speaker})
    return out


def _paragraphs(article: Article) -> list[tuple[int, int]]:
    words = article.words
    starts = [w.i for w in words if w.i == 0 or words[w.i - 1].paragraph != w.paragraph]
    return list(zip(starts, [*starts[1:], len(words)], strict=True))


def _doc(nlp: Language, article: Article, a: int, b: int) -> Doc:
    words = article.words[a:b]
    return Doc(
        nlp.vocab,
        words=[w.text for w in words],
        spaces=[w.end < article.words[w.i + 1].start if w.i + 1 < b else False for w in words],
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head.i - a if a <= w.head.i < b else w.i - a for w in words],
        deps=["compound" if w.dep == "flat" else "ROOT" if w.is_root else w.dep for w in words],
        sent_starts=None,
    )
