"""GUM: genres under free licences alone, its standard split, and names out of its entity annotation.

GUM marks every noun phrase that refers, with a type, whether it is a name or not ("the children" is a person). A name
is taken to be the run of proper nouns at the phrase's head; titles before a person are left out of it.
https://github.com/amir-zeldes/gum
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.wordlists import word_set
from training.treebanks.conllu import FORM, MISC, UPOS, XPOS, Block, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.treebanks.document import Document, Name

GENRES = ("news", "interview", "bio", "voyage", "academic", "court", "textbook", "speech", "vlog")
"""Genres whose texts are free for any use; essays, fiction, how-tos, letters, podcasts, reddit are not."""
LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")
SPLIT = re.compile(r"^##\s+(\w+)|^\s+\*\s+(\S+)")
INSIDE_PERSON = frozenset({"al", "bin", "van", "von", "de", "la", "der", "ibn", "el", "da", "di", "-"})
INSIDE_OTHER = frozenset({"of", "&", "and", "-", "for"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entity's phrase in a sentence: words from a up to b, and the numbers of its head words."""

    a: int
    b: int
    kind: str
    heads: tuple[int, ...]


def read_splits(path: Path) -> dict[str, str]:
    """Which documents belong to dev and test, from GUM's splits.md: name -> "train", "dev", "test" or "test2"."""
    out: dict[str, str] = {}
    part = ""
    for line in path.read_text(encoding="utf8").splitlines():
        found = SPLIT.match(line)
        if found and found.group(1):
            part = found.group(1)
        elif found and part:
            out[found.group(2)] = part
    return out


def read_gum(folder: Path) -> Iterator[tuple[str, str, Document]]:
    """(genre, part, document) for each document of a free genre, in the order of their names."""
    splits = read_splits(folder / "splits.md")
    for path in sorted((folder / "dep").glob("GUM_*.conllu")):
        genre = path.stem.split("_")[1]
        if genre not in GENRES:
            continue
        for document, blocks in read_documents(path):
            found = names_of(blocks)
            document.sentences = [s.named(n) for s, n in zip(document.sentences, found, strict=True)]
            yield genre, splits.get(path.stem, "train"), document


def names_of(blocks: list[Block]) -> list[list[Name]]:
    """The names in each sentence of a document."""
    open_: dict[str, list[tuple[int, int, str, str]]] = {}
    return [
        _longest_first(_names(block.rows, _phrases(block.rows, k, open_))) for k, block in enumerate(blocks)
    ]


def _phrases(
    rows: list[list[str]], k: int, open_: dict[str, list[tuple[int, int, str, str]]]
) -> Iterator[Phrase]:
    """The phrases that end in sentence k; a phrase over two sentences is passed over."""
    for i, row in enumerate(rows):
        found = ENTITY.search(row[MISC])
        for piece in BRACKET.findall(found.group(1)) if found else ():
            if piece.startswith("("):
                fields = piece.strip("()").split("-", 7)
                heads = fields[5] if len(fields) > 5 else "1"
                open_.setdefault(fields[0], []).append((k, i, fields[1], heads))
            if piece.endswith(")"):
                stack = open_.get(piece.strip("()").split("-", 1)[0])
                start = stack.pop() if stack else None
                if start and start[0] == k and all(h.isdigit() for h in start[3].split(",")):
                    numbers = tuple(start[1] + int(h) - 1 for h in start[3].split(","))
                    yield Phrase(start[1], i + 1, start[2], tuple(n for n in numbers if start[1] <= n <= i))


def _names(rows: list[list[str]], phrases: Iterator[Phrase]) -> Iterator[Name]:
    for phrase in phrases:
        head = _name_head(rows, phrase)
        if phrase.kind in LABELS and head is not None:
            a, b = _grown(rows, phrase, head)
            if phrase.kind == "person":
                a = _after_titles(rows, a, b)
            if a < b:
                yield a, b, LABELS[phrase.kind]


def _name_head(rows: list[list[str]], phrase: Phrase) -> int | None:
    """The first head word that is a proper noun; for "spokesperson Jo Poe" the last of adjoining ones."""
    proper = [h for h in phrase.heads if _is_proper(rows[h])]
    if not proper or phrase.heads[0] in proper or phrase.kind != "person":
        return proper[0] if proper and {phrase.heads[0], phrase.heads[-1]} & set(proper) else None
    adjoining = phrase.heads[-1] - phrase.heads[0] == len(phrase.heads) - 1
    return phrase.heads[-1] if adjoining and phrase.heads[-1] in proper else None


def _grown(rows: list[list[str]], phrase: Phrase, head: int) -> tuple[int, int]:
    a, b, person = head, head + 1, phrase.kind == "person"
    while a > phrase.a and (step := _step_left(rows, phrase.a, a, person)):
        a -= step
    while b < phrase.b and (step := _step_right(rows, phrase.b, b, phrase.kind)):
        b += step
    while a < b - 1 and (rows[a][XPOS] == "HYPH" or _lower(rows[a]) == "the"):
        a += 1
    return a, b


def _step_left(rows: list[list[str]], lo: int, a: int, person: bool) -> int:  # noqa: FBT001 - private
    before = rows[a - 1]
    if _is_proper(before) or before[XPOS] == "HYPH":
        return 1
    if person:
        return 0
    if _lower(before) in (*INSIDE_OTHER, "'s", "’s") and a - 2 >= lo and _is_proper(rows[a - 2]):
        return 2
    if (
        _lower(before) == "the"
        and a - 3 >= lo
        and _lower(rows[a - 2]) in ("of", "for")
        and _is_proper(rows[a - 3])
    ):
        return 3
    return 1 if before[XPOS] == "JJ" and before[FORM][:1].isupper() else 0


def _step_right(rows: list[list[str]], hi: int, b: int, kind: str) -> int:
    word, next_proper = rows[b], b + 1 < hi and _is_proper(rows[b + 1])
    if _is_proper(word) or (word[XPOS] == "CD" and rows[b - 1][XPOS] == "HYPH"):
        return 1
    if word[XPOS] == "HYPH" and next_proper:
        return 1
    if kind == "person":
        return 2 if _lower(word) in INSIDE_PERSON and next_proper else 0
    if _lower(word) in INSIDE_OTHER and next_proper and not (_lower(word) == "and" and kind == "place"):
        return 2
    of_the = _lower(word) in ("of", "for") and b + 2 < hi and _lower(rows[b + 1]) == "the"
    return 3 if of_the and _is_proper(rows[b + 2]) else 0


def _after_titles(rows: list[list[str]], a: int, b: int) -> int:
    """Where the name proper begins; b when there is nothing but titles or it is a plural ("the Smiths")."""
    for k in range(b - 2, a - 1, -1):
        if is_title(rows[k][FORM]):
            a = k + 1
            break
    alone = b - a == 1 and is_title(rows[a][FORM])
    return b if alone or all(row[XPOS] == "NNPS" for row in rows[a:b]) else a


TITLE_ENDS = frozenset(
    {"state", "defence", "defense", "foreign", "prime", "vice", "attorney", "former", "saint"}
)
"""Words of titles that are no role by themselves ("Secretary of State")."""


def is_title(word: str) -> bool:
    """Is it a role, a rank, a form of address, or a word of such a title?"""
    lower = word.lower()
    return lower in word_set("roles") or lower in word_set("honorifics") or lower in TITLE_ENDS


def _longest_first(names: Iterator[Name]) -> list[Name]:
    out: list[Name] = []
    for a, b, label in sorted(set(names), key=lambda n: (n[0] - n[1], n[0])):
        if all(b <= x or a >= y for x, y, _ in out):
            out.append((a, b, label))
    return sorted(out)


def _is_proper(row: list[str]) -> bool:
    return row[XPOS] in ("NNP", "NNPS") or row[UPOS] == "PROPN"


def _lower(row: list[str]) -> str:
    return row[FORM].lower()
