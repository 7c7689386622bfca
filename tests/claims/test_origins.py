"""Counting origins: what is surely one, what may be, and what a person may say about it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.weigh import Judged, find_origins
from claims.weigh.origins import INDEPENDENT, POSSIBLY_DEPENDENT, UNTOLD
from claims.weigh.standing import Node
from tests.claims.pieces import piece

BROKEN = "The Tessaly dam has broken"


def official(content=BROKEN, name="unnamed Norwegian official", **more):
    return piece(content, name, "unnamed", via=["Fjord Post"], **more)


def aware(**more):
    words = "We are aware of the troubling information provided by neighbours on the dam"
    return piece(words, "Lars Holm", modality="aware", affiliation="League spokesman", **more)


def certainties(origins):
    return [origin.certainty for origin in origins.origins]


def test_nothing_has_no_origin():
    found = find_origins([])
    assert (found.low, found.high, found.reports) == (0, 0, 0)


def test_two_named_people_are_two_origins():
    found = find_origins([piece(speaker="Ida Brandt"), piece(speaker="Per Dahl")])
    assert found.summary == "2 reports, 2 origins, 2 named first-hand"
    assert found.reasons == []


def test_one_speaker_in_many_articles_is_one_origin():
    found = find_origins([piece(), piece(), piece()])
    assert found.summary == "3 reports, 1 origin, 1 named first-hand"
    assert found.origins[0].because == ("the same speaker",)


def test_the_same_words_count_once_whoever_is_named_for_them():
    found = find_origins([piece(utterance="u"), piece(speaker="Unresolved Ida", utterance="u")])
    assert found.range == "1"


def test_an_official_and_an_institution_that_one_paper_heard_are_that_papers_one_origin():
    told = piece("The dam went", "Norway", "state", via=["Fjord Post"])
    found = find_origins([official(), told])
    assert found.summary == "2 reports, 1 origin, 0 named first-hand"
    assert "by way of Fjord Post" in found.origins[0].because[0]


def test_who_only_knows_it_from_others_may_rest_on_the_others():
    found = find_origins([official(), aware()])
    assert found.summary == "2 reports, 1 to 2 origins, 0 named first-hand"
    assert certainties(found) == [INDEPENDENT, POSSIBLY_DEPENDENT]
    (reason,) = found.reasons
    assert "Lars Holm speaks of “troubling information provided by neighbours”" in reason
    assert "that may come from unnamed Norwegian official, via Fjord Post" in reason


def test_who_alone_knows_it_from_others_is_one_origin_and_not_first_hand():
    found = find_origins([aware()])
    assert found.summary == "1 report, 1 origin, 0 named first-hand"


def test_reports_that_name_nobody_add_no_origin_beside_others():
    reports = piece(BROKEN, "reports", "outlet")
    nobody = piece(BROKEN, "", "")
    found = find_origins([official(), reports, nobody])
    assert found.summary == "3 reports, 1 origin, 0 named first-hand"
    assert certainties(found) == [INDEPENDENT, UNTOLD, UNTOLD]


def test_reports_that_name_nobody_are_one_or_more_among_themselves():
    found = find_origins([piece(BROKEN, "reports", "outlet"), piece(BROKEN, "", "")])
    assert (found.low, found.high) == (1, 2)


def test_an_outlet_that_names_no_source_may_repeat_another():
    found = find_origins([piece(), piece(speaker="Fjord Post", kind="outlet")])
    assert (found.low, found.high) == (1, 2)
    assert "Fjord Post names no source for it" in found.reasons[0]


def test_an_outlets_report_and_the_words_inside_it_are_one():
    outer = piece(speaker="Fjord Post", kind="outlet")
    found = find_origins([outer, official(parent=outer.statement, article=outer.article)])
    assert found.summary == "1 report, 1 origin, 0 named first-hand"


def test_unnamed_sources_of_two_articles_may_be_one_and_of_one_article_are_two():
    one, other = official(article=1), official(name="another unnamed official", article=2)
    assert find_origins([one, other]).range == "1 to 2"
    other = official(name="another unnamed official", article=1)
    assert find_origins([one, other]).range == "2"


def test_unnamed_sources_of_two_states_are_two():
    one, other = official(), piece(BROKEN, "unnamed Swedish official", "unnamed", via=["Lake Press"])
    assert find_origins([one, other]).range == "2"


def test_a_spokeswoman_may_speak_for_her_institution():
    ministry = piece(speaker="Norway's water ministry", kind="organisation")
    person = piece(speaker="Ida Brandt", affiliation="Norwegian Water Ministry spokeswoman")
    found = find_origins([ministry, person])
    assert found.range == "1 to 2"
    assert "may speak for Norway's water ministry" in found.reasons[0]


def test_a_condition_bears_nothing_out():
    would = piece("Any breach would be a catastrophe", modality="conditional")
    found = find_origins([would])
    assert (found.low, found.high, found.reports) == (0, 0, 0)
    assert found.uncounted == {would.statement: "speaks of a condition"}
    assert find_origins([would], not_facts=()).range == "1"


def test_copies_of_one_text_share_an_origin():
    one = piece(BROKEN, "unnamed official", "unnamed", copies="c")
    other = piece(BROKEN, "unnamed official", "unnamed", copies="c")
    found = find_origins([one, other])
    assert found.range == "1"
    assert found.origins[0].because == ("copies of one text",)


def test_an_editor_can_say_that_two_share_an_origin():
    one, other = piece(speaker="Ida Brandt"), piece(speaker="Per Dahl")
    found = find_origins([one, other], judged=[Judged(one.statement, other.statement, "same_origin")])
    assert found.range == "1"
    assert found.origins[0].because == ("an editor says that they share one origin",)


def test_an_editor_can_say_that_two_are_independent_whatever_the_rules_say():
    one, other = official(), aware()
    judged = [Judged(one.statement, other.statement, "independent")]
    assert find_origins([one, other], judged=judged).range == "2"
    one, other = piece(utterance="u"), piece(utterance="u")
    judged = [Judged(one.statement, other.statement, "independent")]
    assert find_origins([one, other], judged=judged).range == "2"


SPEAKERS = st.sampled_from(
    [
        ("Ida", "person"),
        ("Per", "person"),
        ("Norway", "state"),
        ("unnamed official", "unnamed"),
        ("reports", "outlet"),
        ("Fjord Post", "outlet"),
        ("unnamed Norwegian official", "unnamed"),
        ("", ""),
    ]
)
PIECES = st.lists(
    st.builds(
        lambda who, via, article, modality: piece(
            BROKEN, who[0], who[1], via=via, article=article, modality=modality
        ),
        SPEAKERS,
        st.sampled_from([(), ("Fjord Post",), ("reports",)]),
        st.integers(1, 4),
        st.sampled_from(["asserts", "aware", "conditional"]),
    ),
    max_size=12,
)


@given(PIECES, st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_range_holds_together(pieces, random):
    found = find_origins(pieces)
    counted = [p for p in pieces if p.modality != "conditional"]
    assert (found.low > 0) == bool(counted)
    assert found.low <= found.high <= max(1, found.reports) <= max(1, len(counted))
    assert found.first_hand <= found.high
    placed = sorted(s for origin in found.origins for s in origin.statements)
    assert placed == sorted(p.statement for p in counted), "each piece stands in one origin"
    assert all(origin.reason for origin in found.origins if origin.certainty != INDEPENDENT)
    shuffled = random.sample(pieces, len(pieces))
    assert find_origins(shuffled).range == found.range


def test_thousands_of_pieces_are_weighed_without_comparing_all_with_all(monkeypatch):
    compared = []
    may_be = Node.may_be

    def counted(self, other):
        compared.append((self, other))
        return may_be(self, other)

    monkeypatch.setattr(Node, "may_be", counted)
    pieces = [official(article=n, name=f"unnamed Norwegian official {n}") for n in range(500)]
    pieces += [piece(speaker=f"Person {n}") for n in range(500)]
    pieces += [piece(speaker=f"Norway's ministry {n}", kind="organisation") for n in range(500)]
    found = find_origins(pieces)
    assert (found.low, found.high) == (501, 1001), (
        "the 500 officials have one paper's word; the ministries may be one voice"
    )
    assert len(compared) < 3 * len(pieces)
