"""The lemmatizer: spaCy's rules and tables, put right where the treebanks' lemmas differ ("is" be, "n't" not).

A lemmatizer learnt from the treebanks alone was tried and was worse on verbs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

    from training.treebanks.document import Document

Seen = dict[tuple[str, str], str]
"""(part of speech, form), lower case -> its usual lemma."""
CLOSED = frozenset({"aux", "part"})
"""Small classes: all their forms are listed."""
OPEN = frozenset({"verb", "noun", "adj", "adv"})
LEAST = 2
"""Times that a lemma must have been seen to overrule the tables."""


def usual_lemmas(documents: Iterable[Document]) -> Seen:
    """What the treebanks give each form as its lemma, most often; straight and curly apostrophes alike."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            tree = sentence.syntax
            for word, pos, lemma in zip(sentence.words, tree.pos, tree.lemmas, strict=True) if tree else ():
                counts[pos.lower(), word.lower().replace("’", "'")][lemma.lower()] += 1
    usual = {key: count.most_common(1)[0] for key, count in counts.items()}
    return {key: lemma for key, (lemma, times) in usual.items() if times >= LEAST}


def add_lemmatizer(nlp: Language, seen: Seen, tables: Any = None) -> None:
    """Adds the lemmatizer before the names, with these tables or, without them, spacy-lookups-data's.

    Raises ValueError when there are none.
    """
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, before="ner")
    lemmatizer.initialize(lookups=tables)
    exceptions = lemmatizer.lookups.get_table("lemma_exc")
    for (pos, form), lemma in seen.items():
        table = exceptions.get(pos) or {}
        ruled = lemmatizer_says(lemmatizer, pos, form) if pos in OPEN else None
        if pos in CLOSED or (ruled is not None and ruled != lemma and form.isalpha() and lemma.isalpha()):
            table = {**table, **{spelt: [lemma] for spelt in {form, form.replace("'", "’")}}}
            exceptions[pos] = table


def lemmatizer_says(lemmatizer: Any, pos: str, form: str) -> str:
    """The lemma that the tables give a form that is not a base form."""
    tables = lemmatizer.lookups
    index = tables.get_table("lemma_index").get(pos, {})
    listed = tables.get_table("lemma_exc").get(pos, {}).get(form)
    if listed:
        return str(listed[0])
    ends = (
        form[: len(form) - len(old)] + new
        for old, new in tables.get_table("lemma_rules").get(pos, [])
        if form.endswith(old)
    )
    made = [lemma for lemma in ends if lemma]
    return next((lemma for lemma in made if lemma in index), made[0] if made else form)
