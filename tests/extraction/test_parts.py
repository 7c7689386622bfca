"""A sentence taken apart: who, what happened, to what, how many, to whom, when."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def taken(reader, sentence):
    return [(part.kind, part.text) for part in reader.parts(sentence)]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Norway has sold six patrol boats to Sweden",
            [
                ("who", "Norway"),
                ("happened", "has sold"),
                ("what", "six patrol boats"),
                ("how_many", "six"),
                ("whom", "Sweden"),
            ],
        ),
        (
            "The boats were delivered to Sweden by a Danish yard in March 2023",
            [
                ("who", "Danish yard"),
                ("happened", "were delivered"),
                ("what", "boats"),
                ("whom", "Sweden"),
                ("when", "March 2023"),
            ],
        ),
        (
            "Norway has supplied Sweden with drones",
            [("who", "Norway"), ("happened", "has supplied"), ("what", "drones"), ("whom", "Sweden")],
        ),
        (
            "Two hundred people died in the flood on Monday",
            [
                ("who", "Two hundred people"),
                ("happened", "died"),
                ("how_many", "Two hundred"),
                ("whom", "flood"),
                ("when", "Monday"),
            ],
        ),
        ("The dam is safe", [("who", "dam"), ("what", "safe")]),
        (
            "Norway has not sold the boats",
            [("who", "Norway"), ("happened", "has not sold"), ("what", "boats")],
        ),
    ],
)
def test_a_sentence_is_taken_apart(reader, sentence, parts):
    assert taken(reader, sentence) == parts


def test_each_modifier_knows_what_a_sentence_without_it_leaves_out(reader):
    sentence = "Norway has sold HK-40 boats to Sweden"
    what = next(part for part in reader.parts(sentence) if part.kind == "what")
    assert [(w.text, w.head, w.drop and sentence[slice(*w.drop)]) for w in what.words] == [
        ("HK-40", False, " HK-40"),
        ("boats", True, None),
    ]
    whom = next(part for part in reader.parts(sentence) if part.kind == "whom")
    assert sentence[slice(*whom.drop)] == " to Sweden"


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_taken_apart_and_offsets_stay_inside(reader, text):
    for part in reader.parts(text):
        assert 0 <= part.span[0] < part.span[1] <= len(text) + 1
        assert part.words
