"""How a statement bears on a claim that it is taken to be about."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.bearing import Bearing, bearing, conditional
from matching.features import Said, Tracked, pair
from matching.rarity import Vocabulary
from matching.stance import PREFILL, STANCES, Guess, guess, model_of
from matching.stance_cues import CUES, cues, tokens

PAIRS = [
    json.loads(line)
    for line in Path(__file__).with_name("stance_pairs.jsonl").read_text(encoding="utf8").splitlines()
]
CLAIM = "Norway has delivered patrol boats to Port Arvo"
NEGATED = "Norway has not delivered patrol boats to Port Arvo"


def beside(text, claim=CLAIM):
    return pair(Said(text), Tracked(claim), speaker_terms=(), vocabulary=Vocabulary({}, 5))


def stance(text, claim=CLAIM, **more):
    return guess(beside(text, claim), Said(text, **more), claim=claim)


def test_the_claim_repeated_supports_it():
    assert (
        stance("Norway has delivered patrol boats to Port Arvo, the harbour master confirmed").stance
        == "supports"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Norway has not delivered patrol boats to Port Arvo",
        "Norway never delivered patrol boats to Port Arvo",
        "It is false that Norway has delivered patrol boats to Port Arvo",
    ],
)
def test_a_negation_denies(text):
    assert stance(text).stance == "denies"


def test_what_the_reader_found_denied_is_denied():
    found = stance("Norway has delivered patrol boats to Port Arvo", polarity="denied")
    assert found.stance == found.prefilled == "denies"
    assert found.cue == "the speaker denies it"


def test_to_deny_a_denial_supports():
    assert stance(CLAIM, NEGATED, polarity="denied").stance == "supports"
    assert stance(NEGATED, polarity="denied").stance == "supports"
    assert stance(NEGATED, NEGATED, polarity="denied").stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "Any delivery of Norwegian boats would represent an escalation",
        "If Norway delivers boats to Port Arvo, we will answer",
        "Port Arvo is expected to get the Norwegian boats",
        "Should Norway deliver boats, we will answer",
    ],
)
def test_what_is_not_said_to_be_so_is_context(text):
    assert stance(text).stance == stance(text).prefilled == "context"


@pytest.mark.parametrize("modality", ["conditional", "expects", "asks", "declines"])
def test_the_readers_modality_makes_it_context(modality):
    assert stance("Norway has delivered patrol boats to Port Arvo", modality=modality).stance == "context"


def test_knowing_from_others_is_not_prefilled_as_support():
    found = stance("aware of information on the delivery of Norwegian boats to Port Arvo", modality="aware")
    assert found.prefilled == "context"


def test_a_denied_condition_is_still_no_denial():
    assert stance("If Norway delivers boats", polarity="denied", modality="conditional").stance == "context"


def test_a_claim_about_a_condition_can_be_supported():
    claim = "Any delivery of boats would break the treaty"
    assert conditional(claim)
    assert stance("Any delivery of boats would break the treaty", claim).stance == "supports"


def test_support_is_prefilled_only_when_sure():
    unsure = Guess({"supports": PREFILL - 0.01, "denies": 0.1, "context": 0.11}, "")
    sure = Guess({"supports": PREFILL, "denies": 0.1, "context": 0.1}, "")
    assert (unsure.stance, unsure.prefilled, unsure.prefilled_probability) == ("supports", "context", 0.11)
    assert (sure.stance, sure.prefilled, sure.prefilled_probability) == ("supports", "supports", PREFILL)


def test_a_contraction_is_a_negation():
    assert tokens("He didn’t, she isn't") == ["he", "did", "n't", "she", "is", "n't"]


@given(
    st.text(),
    st.text(),
    st.sampled_from(["asserted", "denied"]),
    st.sampled_from(["asserts", "aware", "asks"]),
)
def test_any_texts_have_a_stance(text, claim, polarity, modality):
    found = guess(beside(text, claim), Said(text, polarity=polarity, modality=modality), claim=claim)
    assert found.stance in STANCES
    assert sum(found.shares.values()) == pytest.approx(1)
    assert list(cues(beside(text, claim), statement=text, claim=claim)) == list(CUES)


@pytest.mark.parametrize("made", PAIRS, ids=lambda made: f"{made['prefilled']}: {made['statement'][:40]}")
def test_made_pairs_are_prefilled_as_an_editor_would(made):
    found = stance(
        made["statement"],
        made["claim"],
        polarity=made.get("polarity", "asserted"),
        modality=made.get("modality", "asserts"),
    )
    assert found.prefilled == made["prefilled"], found
    assert found.prefilled != "supports" or found.prefilled_probability >= PREFILL


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("The boats have now been delivered", CLAIM, Bearing.AGREES),
        ("The boats were never delivered", CLAIM, Bearing.OPPOSES),
        ("The boats will be delivered", CLAIM, Bearing.UNREAL),
        ("Norway failed to deliver", CLAIM, Bearing.OPPOSES),
        ("the delivery of boats", CLAIM, Bearing.NAMED),
        ("Boats are blue", CLAIM, Bearing.ABSENT),
        ("Norway did not deliver", NEGATED, Bearing.AGREES),
        ("Norway delivered", NEGATED, Bearing.OPPOSES),
        ("He is alive", "He has died", Bearing.OPPOSES),
        ("anything", "", Bearing.ABSENT),
    ],
)
def test_the_claims_event_is_looked_for(text, claim, expected):
    assert bearing(text, claim) is expected


def test_numbers_that_differ_are_no_support():
    assert (
        stance("Sela will sell 19 million watches", "Sela will sell 15 million watches").prefilled
        == "context"
    )
    assert stance("Sela will sell 15m watches", "Sela will sell 15 million watches").prefilled == "supports"


def test_the_cue_quotes_the_words_that_say_it():
    assert stance("The patrol boats have now been delivered").cue == "“have now been delivered”"
    assert stance("Norway has not delivered the boats").cue == "“has not delivered”"


def test_the_shipped_weights_say_what_they_were_fitted_on_and_how_well():
    data = json.loads((files("matching") / "data" / "stance-v2.json").read_text(encoding="utf8"))
    assert data["fitted"]
    assert data["corpus"]
    assert data["held_out"]["accuracy"] > 0.7
    assert set(model_of(data)) == set(STANCES)


def test_other_weights_can_be_used():
    flat = {stance: (1.0 if stance == "denies" else 0.0, dict.fromkeys(CUES, 0.0)) for stance in STANCES}
    said = Said("Boats are blue")
    assert guess(beside(said.text), said, claim=CLAIM, model=flat).stance == "denies"
