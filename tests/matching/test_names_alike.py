"""Two names held against each other: what makes them one, what keeps them apart, and what only a person can tell."""

import io
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.names import PEERS, best_threshold, counts, ours, pairs, scored
from matching import __main__ as command
from matching.lists import classes
from matching.names.blocks import asked_by, stored_under
from matching.names.compare import CALLINGS, compare
from matching.names.territories import territory
from matching.phrase import ENGLISH, tell


def test_the_table_is_ours_and_half_of_it_look_alikes():
    rows = [*pairs(held=False), *pairs(held=True)]
    assert len(rows) >= 300
    assert 0.4 < sum(row["same"] for row in rows) / len(rows) < 0.6
    assert len({(row["a"], row["b"], row.get("a_context")) for row in rows}) == len(rows)


def test_on_the_half_that_tuned_it_rapidfuzz_alone_is_far_behind():
    rows = pairs(held=False)
    mine = counts(scored(rows, ours), 0.5)
    assert min(mine.precision, mine.recall) > 0.95
    peers = [scored(rows, by) for by in PEERS.values()]
    assert max(counts(scores, best_threshold(scores)).accuracy for scores in peers) < mine.accuracy - 0.1


def test_every_reason_can_be_said_again_in_another_language():
    assert CALLINGS.keys() == classes("callings").keys()
    for row in [*pairs(held=False), *pairs(held=True)]:
        found = compare(row["a"], row["b"], row.get("a_context", ""), row.get("b_context", ""))
        assert found.said == found.why
        assert tell(found.said.plain, ENGLISH) == found.why


@pytest.mark.parametrize("other", ["Kanaani", "Kanani", "Kan’ani", "Kanʿānī", "كنعاني", "کنعانی"])
def test_one_surname_in_many_spellings_is_one_name(other):
    found = compare("Kan'ani", other)
    assert found.probability > 0.85, found.why
    assert set(asked_by(other)) & set(stored_under("Nasser Kan'ani"))


def test_a_surname_alone_is_never_sure_until_the_text_says_more():
    alone = compare("Falk", "Ines Falk")
    told = compare(
        "Falk", "Ines Falk", "Falk, spokeswoman of Iran's harbours", "spokesperson of the Iranian harbours"
    )
    assert 0.2 < alone.probability < 0.5
    assert told.probability > 0.8
    assert "falk alone could be many" in told.why
    assert "both spoken of with IR" in told.why


def test_namesakes_are_told_apart_by_what_is_said_of_them():
    found = compare(
        "Ada Pier", "Ada Pier", "the Kenyan minister Ada Pier", "Ada Pier, a footballer from Norway"
    )
    assert found.probability < 0.5 < compare("Ada Pier", "Ada Pier").probability
    assert "different states" in found.why
    assert "the other in sport" in found.why


@pytest.mark.parametrize(
    ("name", "code", "by"),
    [
        ("Iran", "IR", "name"),
        ("Iranians", "IR", "people"),
        ("Tehran", "IR", "seat"),
        ("the Islamic Republic", "IR", "name"),
        ("ایران", "IR", "name"),
        ("Франция", "FR", "name"),
        ("Burma", "MM", "name"),
        ("US", "US", "name"),
        ("Bosnia and Herzegovina", "BA", "name"),
    ],
)
def test_states_are_known_by_name_people_and_seat(name, code, by):
    found = territory(name)
    assert (found.code, found.by) == (code, by)


def test_us_in_small_letters_and_names_with_a_state_in_them_are_no_state():
    assert territory("us") is None
    assert territory("Michael Jordan") is None


def test_a_capital_is_its_state_only_where_it_speaks():
    speaks = compare("Tehran", "Iran", "Tehran argues that nothing was sold")
    city = compare("Tehran", "Iran", "fire brigades in Tehran were called out, police said")
    assert city.probability < 0.8 < speaks.probability


TEXT = st.text(max_size=40) | st.sampled_from(
    ["", "عبد", "II", "J.", "-", "US", "U.S.", "،", "Jr", "Fath-360", "ة"]
)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_any_two_texts_are_compared_both_ways_alike(one, other, context):
    there, back = compare(one, other, context), compare(other, one, "", context)
    assert 0 < there.probability < 1
    assert there.probability == pytest.approx(back.probability)
    assert all(key for key in (*stored_under(one), *asked_by(one)))


def test_the_command_answers_each_line_and_goes_on_after_a_bad_one(monkeypatch, capsys):
    lines = [
        {"a": "IAEA", "b": "International Atomic Energy Agency"},
        {"a": "IAEA", "b": "IEA"},
        {"a": 1},
        {"a": "", "b": "x"},
        [],
    ]
    given_in = "\n".join([*map(json.dumps, lines), "nonsense", json.dumps({"a": "Ада", "b": "Ada"})])
    monkeypatch.setattr(sys, "argv", ["matching", "names"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given_in.encode())))
    assert command.main() == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [("error" in a) for a in answers] == [False, False, True, True, True, True, False]
    assert answers[0]["same"] > 0.8
    assert answers[1]["same"] < 0.2
    assert "initials" in answers[0]["why"]
    assert answers[-1]["same"] > 0.5
