"""Copies of one story, found by passages."""

import random

import pytest

from matching.same_text import COPIED, band_keys, passages, share_of_shorter, words_of

NOUNS = [
    "harbour",
    "storm",
    "crane",
    "quay",
    "ferry",
    "mayor",
    "wind",
    "bridge",
    "council",
    "clinic",
    "union",
    "lorry",
    "road",
    "school",
    "river",
    "market",
]
VERBS = ["closed", "opened", "feared", "counted", "mended", "lost", "found", "left", "reached", "named"]


def story(seed: int, sentences: int = 30) -> list[str]:
    """Made-up sentences, the same for the same seed."""
    luck = random.Random(seed)

    def sentence() -> str:
        words = [
            luck.choice(NOUNS if n % 3 else VERBS) + luck.choice(("", "", "s"))
            for n in range(luck.randint(8, 20))
        ]
        return f"The {' '.join(words)} {luck.randint(2, 999)}."

    return [sentence() for _ in range(sentences)]


def shared(one: str, other: str) -> int:
    return len(band_keys(passages(one)) & band_keys(passages(other)))


def share(one: str, other: str) -> float:
    return share_of_shorter(words_of(one), words_of(other))


TOLD = story(1)
WHOLE = " ".join(TOLD)
COPIES = {
    "opened anew": " ".join(["Here is what our readers have to know today about it.", *TOLD[3:]]),
    "cut to its half": " ".join(TOLD[:15]),
    "its end alone": " ".join(TOLD[18:]),
    "with a paragraph put in": " ".join([*TOLD[:10], *story(2, 4), *TOLD[10:]]),
    "in paragraphs, with other marks": "\n\n".join(sentence.replace("The ", "“The ") for sentence in TOLD),
    "a word changed here and there": WHOLE.replace("harbour", "port").replace("mayor", "lord mayor"),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_shares_bands_and_most_of_the_shorter_ones_words(copy):
    assert shared(WHOLE, copy) >= 1
    assert share(WHOLE, copy) >= COPIED


def test_other_stories_of_the_same_words_share_next_to_none():
    keys = band_keys(passages(WHOLE))
    others = [" ".join(story(seed)) for seed in range(100, 160)]
    assert sum(bool(keys & band_keys(passages(other))) for other in others) <= 2
    assert max(share(WHOLE, other) for other in others) < COPIED / 3


def test_a_quotation_that_two_stories_share_makes_no_copy():
    quoted = story(3, 4)
    one, other = (" ".join([*story(seed, 12), *quoted, *story(seed + 1, 12)]) for seed in (10, 20))
    assert 0 < share(one, other) < COPIED


def test_the_same_text_has_the_same_keys_in_any_process():
    assert (
        sorted(band_keys(passages("The mayor said that it was over. " * 3)))[:2]
        == sorted(band_keys(passages("The mayor said that it was over. " * 3)))[:2]
    )


@pytest.mark.parametrize("text", ["", "...", "One.", "\n\n", "Too few words to tell."])
def test_a_text_of_few_words_has_no_passages_and_no_copies(text):
    assert passages(text) == []
    assert band_keys([]) == set()
    assert share(text, text) == 0.0
