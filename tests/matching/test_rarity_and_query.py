"""How rare words are, and which lexemes a search asks for."""

from hypothesis import given
from hypothesis import strategies as st

from matching.query import PAIR_ROWS, SINGLE_ROWS, Kind, Term, kin, parts, quoted, terms
from matching.rarity import Vocabulary, common_stems, rarity


def test_common_words_are_not_telling_on_an_empty_desk():
    assert rarity("peopl", documents=0, rows=5) < 3
    assert rarity("zangezur", documents=0, rows=5) > 5


def test_counts_of_a_large_desk_outweigh_the_background():
    assert rarity("zangezur", documents=10_000, rows=20_000) < 1


def test_shares_of_common_stems_are_shares():
    assert common_stems()
    assert all(0 < share < 0.5 for share in common_stems().values())


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_rarity_is_positive_even_with_stale_counts(documents, rows):
    assert rarity("boat", documents=documents, rows=rows) > 0


@given(st.integers(0, 10**6))
def test_a_word_held_by_more_rows_is_less_telling(documents):
    rows = 2 * 10**6
    assert rarity("quay", documents=documents, rows=rows) > rarity("quay", documents=documents + 1, rows=rows)


def test_an_unknown_word_stands_for_itself_and_is_rarest():
    vocabulary = Vocabulary({"boats": ("boat", 40)}, 100)
    assert vocabulary.stem("boats") == "boat"
    assert vocabulary.stem("quay") == "quay"
    assert vocabulary.weight("quay") > vocabulary.weight("boats")


def term(lexeme, rows, kind=Kind.OWN):
    return Term(lexeme, rows, 5.0, kind)


def test_single_lexemes_stay_within_the_budget_and_commoner_ones_are_asked_for_in_pairs():
    found = [
        term("rare", 0),
        term("some", SINGLE_ROWS - 1),
        term("many", SINGLE_ROWS),
        term("most", SINGLE_ROWS),
    ]
    queries = [query for query, _ in parts(found, rows=100_000)]
    assert queries == ["'rare'", "'some'", "'many' & 'most'"]


def test_the_rarest_lexeme_is_asked_for_whatever_it_costs():
    assert parts([term("all", 10 * SINGLE_ROWS)], rows=100_000) == [("'all'", 5.0)]


def test_pairs_stay_within_their_budget():
    found = [term(f"w{n}", 50_000) for n in range(12)]
    queries = parts(found, rows=1_000_000)
    assert 1 < len(queries) < PAIR_ROWS / 500


def test_a_speaker_alone_finds_nothing():
    assert parts([term("spk:falk", 3, Kind.SPEAKER), term("spk:ada", 3, Kind.SPEAKER)], rows=10) == []


def test_terms_weigh_by_where_they_come_from():
    held = [
        ("boat", Kind.OWN, 1),
        ("quay", Kind.CONTEXT, 1),
        ("norway", Kind.KIN, 1),
        ("spk:falk", Kind.SPEAKER, 1),
    ]
    weights = {t.lexeme: t.weight for t in terms(held, rows=10)}
    assert weights["boat"] > weights["norway"] > weights["quay"]


def test_kin_are_single_words():
    assert "danish" in kin("She blamed Denmark").split(" . ")
    assert "islamic" not in kin("She blamed Iran")


@given(st.text())
def test_a_quoted_lexeme_is_one_string_literal(lexeme):
    inside = quoted(lexeme)[1:-1]
    assert inside.replace("\\\\", "").replace("''", "").count("'") == 0
