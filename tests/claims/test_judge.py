"""People judge pairs of evidence, evidence is loaded for weighing, and both are on record and can be taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.judge import judge, take_back_judgement
from claims.models import Judgement
from claims.queries.pieces import accepted_pieces, dossier_of
from claims.review import take_back
from claims.take_apart import store_parts
from entities.merge import merge_entities, undo_merge
from entities.refused import Refused
from extraction.parts import Part, PartWord
from sources.compare import compare_waiting
from sources.strike import strike_statement
from sources.utter import split_utterance
from tests.claims.factories import make_claim, make_evidence, make_statement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db):
    return make_claim("The upper dam has broken")


def evidence(claim, content="The upper dam has broken", **more):
    return make_evidence(claim, make_statement(content, **more)).statement


def ranges(claim):
    return dossier_of(claim).supports.range


def test_a_judgement_changes_the_range_and_taking_it_back_restores_it(claim):
    editor = make_user()
    one, other = evidence(claim, speaker="Ida Brandt"), evidence(claim, speaker="Per Dahl")
    assert ranges(claim) == "2"
    same = judge(claim=claim, one=other.pk, other=one.pk, says="same_origin", by=editor)
    assert ranges(claim) == "1"
    apart = judge(claim=claim, one=one.pk, other=other.pk, says="independent", by=editor)
    assert ranges(claim) == "2"
    take_back_judgement(judgement=apart, by=editor)
    assert ranges(claim) == "1", "what stood before stands again"
    take_back_judgement(judgement=same, by=editor)
    assert ranges(claim) == "2"
    assert Judgement.objects.count() == 4, "all of it is on record"


def test_a_judgement_in_the_way_is_named(claim):
    editor, other_editor = make_user(), make_user(username="otto")
    one, other = evidence(claim, speaker="Ida Brandt"), evidence(claim, speaker="Per Dahl")
    same = judge(claim=claim, one=one.pk, other=other.pk, says="same_origin", by=editor)
    with pytest.raises(Refused, match="says already that they share one origin"):
        judge(claim=claim, one=one.pk, other=other.pk, says="same_origin", by=editor)
    apart = judge(claim=claim, one=one.pk, other=other.pk, says="independent", by=other_editor)
    with pytest.raises(Refused, match="In the way: otto said that two statements are independent"):
        take_back_judgement(judgement=same, by=editor)
    take_back_judgement(judgement=apart, by=editor)
    with pytest.raises(Refused, match="has taken this back already"):
        take_back_judgement(judgement=apart, by=editor)


def test_only_evidence_of_the_claim_can_be_judged(claim):
    editor = make_user()
    one, stranger = evidence(claim, speaker="Ida Brandt"), make_statement("Elsewhere")
    with pytest.raises(Refused, match="must be accepted evidence"):
        judge(claim=claim, one=one.pk, other=stranger.pk, says="same_origin", by=editor)
    with pytest.raises(Refused, match="two different"):
        judge(claim=claim, one=one.pk, other=one.pk, says="same_origin", by=editor)
    with pytest.raises(Refused, match="cannot be said"):
        judge(claim=claim, one=one.pk, other=stranger.pk, says="taken_back", by=editor)
    assert not Judgement.objects.exists()


def test_a_contradiction_is_dismissed_beside_what_is_said_of_the_origins(claim):
    editor = make_user()
    one = evidence(claim, speaker="Ida Brandt")
    other = make_evidence(claim, make_statement("It holds", speaker="Ida Brandt"), stance="denies").statement
    assert len(dossier_of(claim).contradictions) == 1
    dismissed = judge(claim=claim, one=one.pk, other=other.pk, says="no_contradiction", by=editor)
    judge(claim=claim, one=one.pk, other=other.pk, says="independent", by=editor)
    assert len(dossier_of(claim).contradictions) == 0
    take_back_judgement(judgement=dismissed, by=editor)
    assert len(dossier_of(claim).contradictions) == 1


def test_evidence_follows_strikes_undo_merges_and_splits(claim):
    editor = make_user()
    words = "The upper dam has broken since the night of the storm"
    one = evidence(claim, words, speaker="Ida Brandt")
    other = evidence(claim, words.lower(), speaker="I. Brandt")
    compare_waiting()
    assert ranges(claim) == "2"
    merge = merge_entities(kept=one.speaker, gone=other.speaker, by=editor)
    pieces = accepted_pieces(claim.pk)
    assert pieces[0].utterance == pieces[1].utterance
    assert ranges(claim) == "1"
    split_utterance(statement=other, by=editor)
    pieces = accepted_pieces(claim.pk)
    assert pieces[0].utterance != pieces[1].utterance
    undo_merge(merge=merge, by=editor)
    assert ranges(claim) == "2"
    take_back(decision=other.links.get().decisions.last(), by=editor)
    assert ranges(claim) == "1"
    strike_statement(statement=one, by=editor)
    assert ranges(claim) == "0"


def test_the_way_of_the_words_comes_with_each_piece(claim):
    statement = evidence(claim, speaker="Ida Brandt", outlet="Harbour Wire", relays=["Fjord Post", "reports"])
    (piece,) = accepted_pieces(claim.pk)
    assert (piece.statement, piece.outlet.name, piece.outlet.kind) == (statement.pk, "Harbour Wire", "outlet")
    assert [relay.name for relay in piece.relays] == ["Fjord Post", "reports"]
    assert piece.speaker.name == "Ida Brandt"


def test_loading_costs_as_many_queries_for_one_piece_as_for_many(claim):
    def cost():
        with CaptureQueriesContext(connection) as counted:
            dossier_of(claim)
        return len(counted)

    evidence(claim, speaker="Ida Brandt", relays=["Fjord Post"])
    one = cost()
    for name in ("Per Dahl", "Lars Holm", "Eva Lund"):
        evidence(claim, speaker=name, relays=["Fjord Post"])
    assert cost() == one


def test_parts_of_another_wording_do_not_count(claim):
    word = PartWord("dam", "dam", (10, 13), head=True, drop=None)
    store_parts(claim=claim, parts=[Part("who", "dam", (10, 13), (word,), None)])
    evidence(claim)
    assert [part.text for part in dossier_of(claim).coverage.parts] == ["dam"]
    claim.text = "The lower dam has broken"
    assert dossier_of(claim).coverage.parts == ()
