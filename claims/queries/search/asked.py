"""What somebody typed, as the database's full text search asks for it.

Words are searched in any form (deliver, delivered). "Words in quotation marks" stand side by side, a -word must not be
there, a beginning* stands for every word that begins so. In statements and claims a word may also be one of the
speaker's name. Whatever is typed is a query: nothing is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connection

from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 200
"""Characters of what is typed that are searched for."""
SHORTEST_BEGINNING = 2
MARKS = dict.fromkeys(map(ord, "“”„‟«»＂"), '"') | {0: " "}
PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–](?=["\w]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|")')
NOT_A_WORD = re.compile(r"[^\w]+")

# psycopg's placeholders of what follows; each takes one parameter.
PLAIN, PHRASE, BEGINNING = (
    "plainto_tsquery('english', %s)",
    "phraseto_tsquery('english', %s)",
    "to_tsquery('english', %s)",
)
LEXEME = "%s::tsquery"
# A word that the texts are searched without ("the") is none of a name either.
UNLESS_LEFT_OUT = (
    "(select case when numnode(w) = 0 then w else w || {also} end from (select {words} as w) words)"
)
IN_A_NAME = re.compile(r"[^\W_]{1,60}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a phrase or the beginning of a word that must be there or, ``wanted`` false, must not."""

    text: str
    is_phrase: bool = False
    is_beginning: bool = False
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """``text``: what was typed, evened out. ``query``: it as the text of a tsquery, ``spoken`` likewise with the words
    of speakers' names; both empty where there is nothing that can be looked for. ``cut``: whether it was too long.
    """

    text: str
    query: str = ""
    spoken: str = ""
    cut: bool = False


def ask(typed: str, *, typing: bool = False) -> Asked:
    """What is asked for. ``typing``: more is to come, so that the last word may be a beginning. At most one query."""
    text = " ".join(typed[: LONGEST + 1].translate(MARKS).split())
    asked = text[:LONGEST].rstrip()
    return _asked(asked, typing and not typed[-1:].isspace(), len(text) > LONGEST)


@lru_cache(maxsize=1_000)
def _asked(text: str, last_is_beginning: bool, cut: bool) -> Asked:  # noqa: FBT001 - a cache's key
    wanted = list(pieces(text, last_is_beginning=last_is_beginning))
    if not any(piece.wanted for piece in wanted):
        return Asked(text, cut=cut)
    query, spoken = (_together(wanted, speakers=speakers) for speakers in (False, True))
    # What has no part that an index can find ("the", "the -war") would go through every row.
    sql = f"select q::text, s::text, querytree(q) from (select {query[0]} as q, {spoken[0]} as s) asked"  # noqa: S608 - our own; what was typed goes as a parameter
    with connection.cursor() as cursor:
        cursor.execute(sql, [*query[1], *spoken[1]])
        found = cursor.fetchone()
    return Asked(text, found[0], found[1], cut) if found[2] not in {"", "T"} else Asked(text, cut=cut)


def pieces(text: str, *, last_is_beginning: bool = False) -> Iterator[Piece]:
    """What was typed, taken apart. A quotation mark that is not closed says nothing."""
    found = [match for match in PIECE.finditer(text) if match["phrase"] or match["word"]]
    for match in found:
        word, wanted = match["word"] or "", not match["minus"]
        if match["phrase"]:
            yield Piece(match["phrase"], is_phrase=True, wanted=wanted)
            continue
        last = last_is_beginning and match is found[-1] and wanted and match.end() == len(text)
        core = NOT_A_WORD.sub(" ", word).strip()
        begins = word.endswith("*") or last
        if core and begins and " " not in core and len(core) >= SHORTEST_BEGINNING:
            yield Piece(core, is_beginning=True, wanted=wanted)
        elif core and not (last and len(core) < SHORTEST_BEGINNING):
            yield Piece(word.strip("*"), wanted=wanted)


def _together(wanted: list[Piece], *, speakers: bool) -> tuple[str, list[str]]:
    """SQL that makes a tsquery, and its parameters."""
    parts, parameters = [], []
    for piece in wanted:
        words, also = list(_in_text(piece)), list(_besides(piece, speakers=speakers))
        sql = " || ".join(each for each, _ in words)
        if also:
            sql = UNLESS_LEFT_OUT.format(words=sql, also=" || ".join([LEXEME] * len(also)))
        parts.append(f"({sql})" if piece.wanted else f"!!({sql})")
        parameters += [*also, *(parameter for _, parameter in words)]
    return " && ".join(parts), parameters


def _in_text(piece: Piece) -> Iterator[tuple[str, str]]:
    """The ways in which the database reads it."""
    if piece.is_phrase:
        yield PHRASE, piece.text
        return
    yield (BEGINNING, f"'{piece.text}':*") if piece.is_beginning else (PLAIN, piece.text)
    apart = NOT_A_WORD.sub(" ", piece.text).strip()
    if apart != piece.text and apart:
        yield PLAIN, apart


def _besides(piece: Piece, *, speakers: bool) -> Iterator[str]:
    """Lexemes that stand for it as well."""
    if piece.is_phrase:
        return
    if piece.text.isascii() and piece.text.isdecimal():
        yield f"'-{piece.text}'"  # "Fath-360" is read as a word and a negative number
    name = normal_form(piece.text)
    if speakers and IN_A_NAME.fullmatch(name):
        yield f"'spk:{name}'{':*' if piece.is_beginning else ''}"
