"""Two names of people (or of anything else with a name of its own) held against each other, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from matching.lists import lines
from matching.names.finding import Finding, finding
from matching.names.sounds import apart
from matching.phrase import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matching.names.parts import Taken

SAME = 0.3
"""How far two words may be apart and still be held for one."""
FULL, SINGLE, SURNAME, INITIAL, CONFLICT = 4.0, 2.2, -0.7, 0.7, -5.0
"""Points: two words or more are the same; the only word of both is; the only word of one is the other's surname; a
given name is an initial in one; a word of the shorter name is nowhere in the longer."""
SLOPE = 20.0
"""Points lost for what words are apart, each."""
EXACT = 1.0
"""Points for no letter apart."""
TRAILING, SUFFIX, NUMBER = -1.2, -1.8, -6.0
NO_NUMBER = say("no number")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Words of two names that belong together (with how far they are apart), and those left on either side."""

    pairs: tuple[tuple[str, str, float], ...]
    initials: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    more: tuple[str, ...]
    trailing: bool


def compare_words(one: Taken, other: Taken) -> Iterator[Finding]:
    """What the words, numbers and suffixes of two names say."""
    if one.numbers != other.numbers:
        yield finding(
            NUMBER,
            "their numbers differ (%(one)s, %(other)s)",
            one=_listed(one.numbers) or NO_NUMBER,
            other=_listed(other.numbers) or NO_NUMBER,
        )
    if one.suffix != other.suffix:
        both = one.suffix and other.suffix
        yield finding(
            CONFLICT if both else SUFFIX, "only one is “%(suffix)s”", suffix=one.suffix or other.suffix
        )
    a, b = _joined(one.words, other.words), _joined(other.words, one.words)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    paired = pair(short, long)
    yield from _judged(paired, short, long, mixed=one.script != other.script)


def pair(short: Sequence[str], long: Sequence[str]) -> Pairing:
    """Puts the words of the shorter name to those of the longer, the nearest first; initials to what is left."""
    free = list(range(len(long)))
    pairs, left, at = [], [], []
    near = sorted(
        (_apart(w, v), i, j) for i, w in enumerate(short) for j, v in enumerate(long) if _whole(w, v)
    )
    taken: dict[int, int] = {}
    for distance, i, j in near:
        if distance <= SAME and i not in taken and j in free:
            taken[i] = j
            free.remove(j)
            pairs.append((short[i], long[j], distance))
            at.append(j)
    initials = []
    for i, word in enumerate(short):
        if i in taken:
            continue
        fits = next((j for j in free if _initial(word, long[j])), None)
        if fits is None:
            left.append(word)
        else:
            free.remove(fits)
            initials.append((word, long[fits]))
            at.append(fits)
    return Pairing(
        tuple(pairs),
        tuple(initials),
        tuple(left),
        tuple(long[j] for j in free),
        bool(at) and len(long) - 1 in free,
    )


def _judged(paired: Pairing, short: Sequence[str], long: Sequence[str], *, mixed: bool) -> Iterator[Finding]:
    if paired.left or not (paired.pairs or paired.initials):
        yield finding(CONFLICT, "%(words)s is not in the other name", words=_listed(paired.left or short))
        return
    if not paired.pairs:
        yield finding(SURNAME, "only initials agree")
        return
    distance = sum(d for _, _, d in paired.pairs)
    yield _how(_base(paired, short, long), paired, short, long)
    if distance:
        spelled = {
            "pairs": ", ".join(f"{a}/{b}" for a, b, d in paired.pairs if d),
            "apart": f"{distance:.2f}",
        }
        yield (
            finding(-SLOPE * distance, "%(pairs)s in another script, %(apart)s apart", **spelled)
            if mixed
            else finding(-SLOPE * distance, "%(pairs)s spelled otherwise, %(apart)s apart", **spelled)
        )
    elif len(short) == len(long) and all(a == b for a, b, _ in paired.pairs) and not paired.initials:
        yield finding(EXACT, "letter by letter")
    if paired.trailing and len(short) > 1:
        yield finding(TRAILING, "one goes on: %(word)s", word=paired.more[-1])
    if any(len(w) == 1 for w in paired.more) and any(len(w) == 1 for w in short):
        yield finding(CONFLICT, "one has further initials (%(words)s)", words=_listed(paired.more))


def _base(paired: Pairing, short: Sequence[str], long: Sequence[str]) -> float:
    if len(short) == 1:
        return SINGLE if len(long) == 1 else SURNAME
    if len(paired.pairs) > 1 or (len(short) == len(long) and all(a == b for a, b in paired.initials)):
        return FULL
    return INITIAL


def _how(points: float, paired: Pairing, short: Sequence[str], long: Sequence[str]) -> Finding:
    said = _listed([a for a, _, _ in paired.pairs])
    if len(short) == 1 and len(long) > 1:
        return finding(points, "%(words)s alone could be many", words=said)
    if paired.initials:
        return finding(
            points,
            "%(words)s agrees, and %(initials)s may be the same initial",
            words=said,
            initials=_listed(a for a, _ in paired.initials),
        )
    return finding(points, "%(words)s in both", words=said)


def _apart(one: str, other: str) -> float:
    """How far two words are apart; forms of one name are not, names that only look alike are."""
    mine, theirs = forms_of(one), forms_of(other)
    if mine and theirs:
        return 0.0 if one == other else 0.01 if mine & theirs else 1.0
    return apart(one, other)


def _whole(one: str, other: str) -> bool:
    return len(one) > 1 and len(other) > 1


def _initial(one: str, other: str) -> bool:
    """Whether one of the two is the initial of the other."""
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _joined(words: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The words, with two neighbours in one where the other name has them so: "Abdel Fattah", "Abdelfattah"."""
    out: list[str] = []
    i = 0
    while i < len(words):
        two = "".join(words[i : i + 2])
        if i + 1 < len(words) and _as_one(words[i], two, other):
            out.append(two)
            i += 2
        else:
            out.append(words[i])
            i += 1
    return tuple(out)


def _as_one(word: str, two: str, other: Sequence[str]) -> bool:
    if len(word) == 1:
        return False
    # The lengths first: seldom is there a word as long as two.
    joined = any(len(w) >= len(two) - 2 and apart(two, w) < 0.1 for w in other)
    return joined and not any(apart(word, w) < 0.1 for w in other)


def forms_of(word: str) -> frozenset[str]:
    """The names that a word is a form of, as our list has them: "bill" is "william"."""
    return _forms().get(word, frozenset())


@cache
def _forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines("one-name"):
        first, _, others = line.partition(":")
        for form in (first, *others.split()):
            found.setdefault(form, set()).add(first)
    return {form: frozenset(names) for form, names in found.items()}


def _listed(words: object) -> str:
    return ", ".join(sorted(words) if isinstance(words, frozenset) else list(words))  # type: ignore[call-overload]
