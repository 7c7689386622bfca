"""Features of a statement beside a claim, the probability they give, and the reasons read off them."""

import json
import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.features import FEATURES, Found, Said, Tracked, features, field_of, pair
from matching.known import KnownNames, Name
from matching.rarity import Vocabulary
from matching.reasons import reasons
from matching.score import (
    SHIPPED,
    SHOWN_FROM,
    Coefficient,
    Model,
    Regression,
    largeness,
    logistic,
    model_of,
    shipped,
)
from matching.stance import guess

STEMS = {
    "deliver": ("deliv", 1),
    "delivered": ("deliv", 1),
    "delivery": ("deliv", 1),
    "boats": ("boat", 1),
    "boat": ("boat", 1),
}
VOCABULARY = Vocabulary(STEMS, 10)
CLAIM = "Norway has delivered 4,300 patrol boats to Port Arvo"


def beside(text, claim=CLAIM, *, context="", note="", terms=(), known=()):
    said = Said(text, context=context, known=known)
    return pair(said, Tracked(claim, note, ["spk:falk"]), speaker_terms=terms, vocabulary=VOCABULARY)


def named(text, *, found=None, others=(), **more):
    found = found or Found(10, 12)
    return features(beside(text, **more), found, field_of([found, *others]))


def why(text, *, claim=CLAIM, **more):
    both = beside(text, claim, **more)
    given = shipped().contributions(features(both, Found(9, 9), field_of([Found(9, 9)])), claims=5)
    return reasons(both, given, guess(both, Said(text), claim=claim))


def test_the_claim_itself_covers_everything():
    found = named(CLAIM)
    assert found["claim_coverage"] == found["statement_coverage"] == pytest.approx(1)
    assert found["numbers_shared"] == 1
    assert found["numbers_missing"] == 0


def test_nothing_shared_is_nothing():
    found = named("The choir sang well", found=Found(0, 0))
    assert {name: value for name, value in found.items() if value} == {
        "numbers_missing": 1,
        "names_missing": 1,
        "alone": 1,
    }


def test_a_people_meets_its_state_and_a_stem_its_other_forms():
    found = beside("The delivery of Norwegian boats")
    assert set(found.shared) == {"norway", "delivered", "boats"}
    assert found.names_shared == ["norway"]


def test_a_capital_at_the_start_of_both_is_not_enough_for_a_name():
    both = beside("Boats sank", claim="Boats are safe")
    assert both.names_shared == []


def test_phrases_are_neighbours_in_both():
    assert beside("patrol boats sank").phrases == [("patrol", "boats")]
    assert beside("boats on patrol").phrases == []


def test_context_counts_only_for_what_the_statement_lacks():
    assert named("boats", context="boats")["context_coverage"] == 0
    assert named("boats", context="Port Arvo")["context_coverage"] > 0


def test_being_the_best_of_few_says_less_than_of_many():
    many = [Found(1, 1)] * 40
    assert named("boats")["retrieval_relative"] < named("boats", others=many)["retrieval_relative"] < 1


def test_names_are_missing_only_where_the_context_has_none_either():
    assert named("The boats were delivered")["names_missing"] == 1
    assert named("The boats were delivered", context="Oslo said so")["names_missing"] == 0
    assert named("The boats were delivered", claim="The boats were never delivered")["names_missing"] == 0


def test_the_same_speaker_is_known_by_any_word_of_the_name():
    assert named("boats", terms=["spk:ada", "spk:falk"])["same_speaker"] == 1
    assert named("boats", terms=["spk:ada"])["same_speaker"] == 0


@given(st.text(), st.text(), st.text())
def test_any_texts_can_be_compared(text, claim, context):
    found = named(text, claim=claim, context=context)
    assert list(found) == list(FEATURES)
    assert all(math.isfinite(value) for value in found.values())
    assert all(-1e-9 <= found[name] <= 1 + 1e-9 for name in found if name.endswith("coverage"))


@given(st.floats(allow_nan=False))
def test_log_odds_of_any_size_give_a_probability(x):
    assert 0 <= logistic(x) <= 1


def test_the_shipped_model_says_what_it_was_fitted_on_and_how_well():
    data = json.loads((files("matching") / "data" / f"{SHIPPED}.json").read_text(encoding="utf8"))
    assert data["fitted"]
    assert data["corpora"]
    for judged in ("folds", "held_out"):
        assert data[judged]["large"]["map_at_5"] > 0.4
        assert data[judged]["large"]["news_shown_anything"] < 0.04
    assert model_of(data) == shipped()


def test_the_version_before_is_there_to_go_back_to():
    """Going back is one word in matching/score.py: SHIPPED."""
    before = json.loads((files("matching") / "data" / "links-v4.json").read_text(encoding="utf8"))
    model = model_of(before)
    assert model.version == "links-v4"
    assert model.alone.shown_from > SHOWN_FROM


def test_a_large_desk_shows_a_link_from_a_higher_probability_than_a_small_one():
    small, middle, large = (shipped().of_size(n).shown_from for n in (0, 1000, 10**6))
    assert small == SHOWN_FROM < middle < large < 0.7
    moved = shipped().moved("moved", {"intercept": 1.0})
    assert moved.of_size(10**6).shown_from == large


def test_a_model_over_other_features_is_refused():
    with pytest.raises(ValueError, match="not one over"):
        model_of({"version": "x", "large": {"intercept": 0, "features": {}}, "small": {}})


def test_a_desk_between_small_and_large_is_scored_between_them():
    none = {name: Coefficient(0, 0, 1) for name in FEATURES}
    model = Model("test", large=Regression(2, none), small=Regression(-2, none))
    small, middle, large = (model.probability({}, claims=n) for n in (0, 1000, 10**6))
    assert small == pytest.approx(logistic(-2))
    assert middle == pytest.approx(0.5)
    assert large == pytest.approx(logistic(2), abs=0.01)


def test_a_text_alone_is_scored_by_coefficients_of_its_own_on_a_large_desk():
    none = {name: Coefficient(0, 0, 1) for name in FEATURES}
    model = Model("test", Regression(2, none), Regression(-2, none), Regression(1, none))
    alone, with_more = named("The choir sang"), named("The choir sang", context="in Port Arvo")
    assert model.probability(alone, claims=10**6) == pytest.approx(logistic(1), abs=0.01)
    assert model.probability(with_more, claims=10**6) == pytest.approx(logistic(2), abs=0.01)


def test_who_is_tracked_much_is_prominent_where_nobody_says_who_speaks():
    vocabulary = Vocabulary({"spk:ada": ("spk:ada", 90), "spk:falk": ("spk:falk", 30)}, 1000)
    claim = Tracked("Boats left", speaker_terms=["spk:ada", "spk:falk"])

    def prominence(*terms):
        return pair(Said("Boats left"), claim, speaker_terms=terms, vocabulary=vocabulary).prominence

    assert prominence() == pytest.approx(math.log(31) / 10)
    assert prominence("spk:oduya") == 0


def test_a_claims_speaker_of_whom_nothing_is_known_is_neither_prominent_nor_unheard():
    vocabulary = Vocabulary({"spk:ada": ("spk:ada", 900), "spk:falk": ("spk:falk", 1)}, 1000)

    def beside_claim_of(*terms):
        return pair(
            Said("Boats left"), Tracked("Boats left", "", terms), speaker_terms=(), vocabulary=vocabulary
        )

    much, unknown, once = beside_claim_of("spk:ada"), beside_claim_of(), beside_claim_of("spk:falk")
    assert much.prominence > unknown.prominence > once.prominence
    weighs = {"prominence": 1.0}
    told = [
        [r["kind"] for r in reasons(each, weighs, guess(each, Said("Boats left"), claim="Boats left"))]
        for each in (much, unknown, once)
    ]
    assert ["speaker" in kinds for kinds in told] == [True, False, False]


def test_what_goes_round_is_tracked_much_and_said_by_nobody():
    vocabulary = Vocabulary({"spk:facebook": ("spk:facebook", 900), "spk:posts": ("spk:posts", 900)}, 1000)
    claim = Tracked("Boats left", speaker_terms=["spk:facebook", "spk:posts"])
    assert pair(Said("Boats left"), claim, speaker_terms=(), vocabulary=vocabulary).prominence == 0


@given(st.integers(0, 10**8))
def test_no_desk_is_larger_than_large(claims):
    assert 0 <= largeness(claims) < 1


def test_contributions_add_up_to_the_difference_in_log_odds():
    def odds(found):
        p = shipped().probability(found, claims=50)
        return math.log(p / (1 - p))

    one, other = named("Norway delivered boats"), named("The choir sang")
    first, second = (sum(shipped().contributions(f, claims=50).values()) for f in (one, other))
    assert first - second == pytest.approx(odds(one) - odds(other))


def test_reasons_name_what_both_say():
    texts = {r["kind"]: r["text"] for r in why("Norway will deliver 4,300 patrol boats", terms=["spk:falk"])}
    assert texts["names"] == "both name Norway"
    assert "“patrol boats”" in texts["phrase"]
    assert texts["numbers"] == "both say 4,300"
    assert texts["speaker"] == "the claim is this speaker’s"
    assert texts["stance"]


def test_numbers_that_differ_are_pointed_out():
    texts = {r["kind"]: r["text"] for r in why("Norway delivered 43 boats")}
    assert texts["numbers_differ"] == "numbers differ: 43 here, 4,300 in the claim"


def test_there_is_always_a_reason_and_the_stance_comes_last():
    for text in ("Norway delivered boats", "all of it", "?"):
        found = why(text, context="Port Arvo boats")
        assert len(found) >= 2
        assert found[-1]["kind"] == "stance"
        assert all(r["text"] for r in found)


def test_reasons_stay_short():
    found = why(f"{'boats' * 1000} Norway", claim=f"{'boats' * 1000} of Norway")
    assert all(len(r["text"]) < 500 for r in found)


def test_another_name_of_what_the_claim_names_counts_as_the_name():
    claim = "Norway has delivered the Mola-360"
    names = KnownNames(
        [
            Name(1, "Mola-360", "Mola-360"),
            Name(1, "Mola-360", "BX-120"),
            Name(1, "Mola-360", "patrol boat", wider=True),
        ]
    )
    texts = ("Norway delivered the BX-120", "Norway delivered patrol boats", "Norway delivered crates")
    alias, wider, none = (named(t, claim=claim, known=names.meant_by(t))["claim_coverage"] for t in texts)
    assert alias > wider > none
    given = {r["kind"]: r["text"] for r in why(texts[0], claim=claim, known=names.meant_by(texts[0]))}
    assert given["known"] == "“BX-120” is Mola-360"
    given = {r["kind"]: r["text"] for r in why(texts[1], claim=claim, known=names.meant_by(texts[1]))}
    assert given["known"] == "“patrol boat” may be Mola-360"


def test_reasons_say_which_other_words_stand_for_the_claims():
    texts = {r["kind"]: r["text"] for r in why("Norway supplied boats", claim="Norway has delivered boats")}
    assert texts["kindred"] == "“supplied” here, “delivered” in the claim"


def test_reasons_say_which_dates_agree_or_differ():
    claim = "Norway delivered boats on 6 September"
    same = {r["kind"]: r["text"] for r in why("Boats came on September 6", claim=claim)}
    other = {r["kind"]: r["text"] for r in why("Boats came on September 9", claim=claim)}
    assert same["dates"] == "both say 6 September"
    assert other["dates"] == "dates differ: September 9 here, 6 September in the claim"


def test_every_weight_is_of_the_feature_it_speaks_of():
    found = why("Norway will deliver 4,300 patrol boats", context="Port Arvo", terms=["spk:falk"])
    weights = {r["kind"]: r["weight"] for r in found}
    assert weights["speaker"] > 0
    assert weights["context"] > 0
    assert weights["stance"] == 0


def test_words_of_the_topic_tell_less_than_words_of_one_claim():
    topic, telling = (Vocabulary({"boats": ("boat", n)}, 10).weight("boats") for n in (10, 1))
    assert topic < telling / 2
