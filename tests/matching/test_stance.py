"""How a statement bears on a claim that it is taken to be about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.features import Said, Tracked, pair
from matching.rarity import Vocabulary
from matching.stance import PREFILL, STANCES, Guess, conditional, guess
from matching.stance_cues import CUES, cues, tokens

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
    found = stance("Norway has not delivered patrol boats to Port Arvo", NEGATED, polarity="denied")
    assert found.stance == "supports"


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
    assert conditional(tokens(claim))
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
