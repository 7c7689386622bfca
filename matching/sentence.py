"""Whether a text is a claim as the desk tracks them: one full sentence that can be true or false.

A light check by word lists that explains itself; it knows no grammar, so it asks, and a person may insist. It looks for
reasons to ask, not for proof: where anything in a sentence could be its verb, it is taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from matching.lists import classes, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W_]+)*|\d+(?:[.,]\d+)*")
# A word with a capital before the full stop may be a title: "Sen. Falk".
NEXT_SENTENCE = re.compile(r"(?:^|\s)[a-z0-9][\w’'%)]*[.!][)”\"]?\s+[“\"‘(]?[A-Z]|;\s")
ALSO = re.compile(r",?\s+(?:and|but|while|whereas|yet)\s+")
QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
MARKS = re.compile(r"[“”\"]|(?<!\w)['‘]|['’](?!\w)")
# Thai, Lao, Khmer, Japanese, Chinese: about two letters make a word.
TWO_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2}")
QUESTION_MARKS = ("?", "؟", "？")
"""Latin, Arabic, and of Chinese and Japanese."""
HEADLINE_WORDS, HEADLINE_SHARE = 6, 0.8
"""Words from which on capitals can be those of a headline, and the share that has them."""
NEAR = 4
"""Words after a subject among which its verb stands, where two claims are looked for in one."""
ADVERB_END = "ly"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text may be no claim. ``kind``: question, verb, subject, headline, two or somebody; ``words`` say what to do."""

    kind: str
    words: str


def count_words(text: str) -> int:
    """How many words a text has, where its script puts no spaces between them about how many."""
    return len(TWO_WITHOUT_SPACES.sub(" x ", text).split())


def doubts(text: str) -> list[Doubt]:
    """What speaks against a text as a claim, the gravest first; nothing where it looks like one. Any text will do."""
    bare = MARKS.sub(" ", text)
    words = WORD.findall(bare)
    low = [word.lower().replace("’", "'") for word in words]
    if not low:
        return [Doubt("verb", "Write the claim as one full sentence.")]
    found = [
        _question(text, low),
        _headline(text, words) or _verb(low),
        _subject(low),
        _two(QUOTED.sub(" it ", text.strip(' “”"'))),
        _somebody(words, low),
    ]
    return [doubt for doubt in found if doubt]


def _question(text: str, low: Sequence[str]) -> Doubt | None:
    asks = text.rstrip(" ”\"’'").endswith(QUESTION_MARKS) or low[0] in classes("openings")["question"]
    yes_no = low[0] in classes("openings")["yes-no"] and low[1:2] not in ([], ["not"])
    if asks or yes_no:
        return Doubt(
            "question", "This asks. Write what would be true or false: “The pier is open”, not “Is it open?”."
        )
    return None


def _headline(text: str, words: Sequence[str]) -> Doubt | None:
    label, colon, rest = text.partition(": ")
    if colon and rest and len(WORD.findall(label)) <= 3 and not is_verb_in(label):
        return Doubt(
            "headline", f"“{label.strip()}:” is how a headline begins. Say it in a sentence: who did what."
        )
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    raised = any(word[0].isupper() and not word.isupper() and is_verb(word.lower()) for word in words[1:])
    if raised and len(long) >= HEADLINE_WORDS and capitals >= HEADLINE_SHARE * len(long):
        return Doubt(
            "headline", "This is written like a headline. Write it as a sentence, capitals for names alone."
        )
    return None


def _verb(low: Sequence[str]) -> Doubt | None:
    """No word could be the verb; "to deliver" is none."""
    places = [i for i, word in enumerate(low) if is_verb(word) and (i == 0 or low[i - 1] != "to")]
    if places and (places != [0] or len(low) == 1):
        return None
    after_to = next(
        (low[i + 1] for i in range(1, len(low) - 1) if low[i] == "to" and is_verb(low[i + 1])), ""
    )
    if after_to:
        return Doubt(
            "verb",
            f"“to {after_to}” says what is meant to come. Write “will {after_to}”, “plans to {after_to}”, or what happened.",
        )
    if places:
        return None
    return Doubt("verb", "There seems to be no verb: say what is, what happened, or what somebody did.")


def _subject(low: Sequence[str]) -> Doubt | None:
    """It begins with its only verb: a command, or a headline without who did it."""
    first = next((word for word in low if not word.endswith(ADVERB_END)), "")
    others = [
        word for i, word in enumerate(low) if i and is_verb(word) and low[i - 1] != "to" and word != first
    ]
    begins = is_verb(first) and first not in _auxiliaries()
    if begins and not any(
        word in _auxiliaries() or word in _pasts() or _regular_past(word) for word in others
    ):
        return Doubt("subject", f"It begins with “{first}”: say who or what it is about.")
    return None


def _two(text: str) -> Doubt | None:
    if NEXT_SENTENCE.search(text):
        return Doubt(
            "two", "These are several sentences. Propose one claim for each, so that each can be judged."
        )
    for joint in ALSO.finditer(text):
        before, after = text[: joint.start()], text[joint.end() :]
        if _is_clause(before, near=False) and _is_clause(after, near=True):
            return Doubt(
                "two",
                f"These seem to be two claims: “{_opening(after)}” could be judged by itself. Propose one for each.",
            )
    return None


def _is_clause(text: str, *, near: bool) -> bool:
    """Whether a part of a sentence has a subject and then surely a verb."""
    words = WORD.findall(text)
    low = [word.lower().replace("’", "'") for word in words]
    if len(low) < 3:
        return False
    starts = words[0][0].isupper() or low[0] in classes("openings")["subject"]
    reach = low[1 : 1 + NEAR] if near else low[1:]
    return starts and any(word in _auxiliaries() or word in _pasts() for word in reach)


def _somebody(words: Sequence[str], low: Sequence[str]) -> Doubt | None:
    if low[0] in classes("openings")["somebody"] and not any(word[0].isupper() for word in words[1:4]):
        return Doubt("somebody", f"“{words[0]}” is clear only to who has read the article. Write the name.")
    return None


def is_verb(word: str) -> bool:
    """Whether a lower-case word could be a verb that carries a sentence."""
    return word in _auxiliaries() or word in _pasts() or word in _present() or _regular_past(word)


def is_verb_in(text: str) -> bool:
    """Whether any word of a text could be its verb."""
    return any(is_verb(word.lower()) for word in WORD.findall(text))


def _regular_past(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in classes("verb-forms")["not"]


def _auxiliaries() -> frozenset[str]:
    return classes("verb-forms")["auxiliary"]


def _pasts() -> frozenset[str]:
    return classes("verb-forms")["past"]


@cache
def _present() -> frozenset[str]:
    """The plain forms and those in -s."""
    plain = word_set("verbs")
    return plain | {_third(word) for word in plain}


def _third(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{word}es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
