"""A claim's evidence is weighed once per change, and what is kept is never another answer than weighing gives."""

import json
from datetime import timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

import claims.weigh_once
from claims.judge import judge
from claims.models import Claim, Link, Weighed
from claims.propose import reword_claim
from claims.queries.given import given
from claims.queries.pieces import accepted_pieces, dossier_of, parts_of
from claims.queries.wires import armed
from claims.review import accept_link
from claims.take_apart import store_parts
from claims.weigh.outline import ON_A_PAGE, Entry, Outline, outline_of
from claims.weigh.written import read, write
from claims.weigh_once import account
from claims.wire import set_tripwire
from entities.merge import merge_entities
from entities.models import Act, Entity
from entities.rename import rename_entity
from entities.undo import undo
from extraction.parts import Part, PartWord
from sources.compare import compare_waiting
from sources.correct import correct_statement
from sources.models import Article, Relay, Statement, Wording
from sources.strike import strike_statement
from sources.utter import join_utterance, split_utterance
from tests.claims.factories import (
    DAY,
    make_article,
    make_claim,
    make_evidence,
    make_statement,
    make_suggestion,
)
from tests.claims.pieces import piece

pytestmark = pytest.mark.django_db
FULL = "Any breach of the upper dam would flood the three towns below it, as we have said since the spring"


@pytest.fixture
def claim(db):
    """Evidence of every sort: a quote twice, an agency on the way, two sides of one speaker, somebody without a name."""
    claim = make_claim("The upper dam has broken")
    dam = (
        PartWord("upper", "upper", (4, 9), head=False, drop=(3, 9)),
        PartWord("dam", "dam", (10, 13), head=True, drop=None),
    )
    broke = (PartWord("broken", "break", (18, 24), head=True, drop=None),)
    parts = [
        Part("who", "upper dam", (4, 13), dam, None),
        Part("happened", "has broken", (14, 24), broke, None),
    ]
    store_parts(claim=claim, parts=parts)

    def evidence(content, stance="supports", **more):
        return make_evidence(claim, make_statement(content, **more), stance)

    evidence(FULL, "context", speaker="Ida Brandt", outlet="Fjord Post", modality="conditional")
    evidence(f"{FULL[:60]}", "context", speaker="Ida Brandt", outlet="Lake Press", kind="mixed")
    evidence("The dam has broken", speaker="Per Dahl", outlet="Fjord Post", relays=["Reuters", "Lake Press"])
    article = make_article(
        "The dam stands, Per Dahl said. He denied the reports.", published_at=DAY + timedelta(days=4)
    )
    evidence("The dam stands", "denies", speaker="Per Dahl", article=article)
    evidence("denied the reports", "denies", speaker="Per Dahl", article=article, kind="indirect")
    evidence(
        "The upper dam broke", speaker_name="an unnamed official", speaker_type="unnamed", relays=["Reuters"]
    )
    compare_waiting()
    return claim


def fresh(claim):
    """The outline as weighing gives it, by the row as it is now."""
    claim = Claim.objects.get(pk=claim.pk)
    now = given(claim)
    outline, pages = outline_of(
        claim.text,
        parts=now.parts,
        pieces=accepted_pieces(claim.pk),
        judged=now.judged,
        wires=armed(claim, now.wires),
    )
    return outline, pages


def shown(claim, **pages):
    return account(Claim.objects.get(pk=claim.pk), pages=pages)


def test_what_is_kept_is_what_weighing_gives(claim, edda):
    set_tripwire(claim=claim, by=edda, stance="supports", named=True)
    first = shown(claim)
    assert Weighed.objects.get().claim_id == claim.pk
    second = shown(claim)
    assert first == second
    assert second.outline == fresh(claim)[0]
    dossier = dossier_of(claim)
    assert second.outline.supports.summary == dossier.supports.summary
    assert second.outline.denies.summary == dossier.denies.summary
    assert [(found.earlier, found.later) for found in second.contradictions] == [
        (found.earlier, found.later) for found in dossier.contradictions
    ]
    assert second.outline.covering.gaps == dossier.coverage.gaps
    for said in second.shown:
        statement = said.piece.statement
        assert said.covered == dossier.coverage.by[statement]
        everything = [
            r.text for r in dossier.remarks[statement] if r.kind != "rests on others" or not said.entry.reason
        ]
        assert [remark.text for remark in said.remarks] == everything
    (report,) = [said for said in second.shown if said.piece.kind == "indirect"]
    assert any("quoted from Per Dahl in the same article" in remark.text for remark in report.remarks)
    assert [wire.hits for wire in second.wires] == [[]], "armed after all of it was accepted"
    assert [why for _, why in second.wires[0].near] == ["the speaker is unnamed; everything else fits"]


def accept_another(claim, by):
    accept_link(link=make_suggestion(claim, make_statement("It broke", speaker="Bo")), by=by, stance="denies")


def said_by(name):
    return Statement.objects.select_related("article", "speaker").filter(speaker__name=name).first()


def correct(claim, by):
    correct_statement(
        statement=said_by("Ida Brandt"),
        by=by,
        speaker=Entity.objects.get(name="Per Dahl"),
        kind="direct",
        polarity="asserted",
        modality="asserts",
    )


def reword(claim, by):
    reword_claim(
        claim=claim,
        by=by,
        version=Claim.objects.get(pk=claim.pk).version,
        text="The upper dam may have broken",
    )


def say_of_two(claim, by):
    one, other = Link.objects.filter(claim=claim, stance="supports").values_list("statement", flat=True)
    judge(claim=claim, one=one, other=other, says="same_origin", by=by)


CHANGES = {
    "another accepted": accept_another,
    "a statement struck": lambda claim, by: strike_statement(statement=said_by("Per Dahl"), by=by),
    "a statement corrected": correct,
    "the claim reworded": reword,
    "its wording taken apart anew": lambda claim, by: store_parts(claim=claim, parts=[]),
    "a pair judged": say_of_two,
    "a speaker renamed": lambda claim, by: rename_entity(
        entity=Entity.objects.get(name="Per Dahl"), by=by, name="Per Dahle", kind="person"
    ),
    "a speaker of another kind": lambda claim, by: Entity.objects.filter(name="Per Dahl").update(
        kind="state"
    ),
    "two speakers merged": lambda claim, by: merge_entities(
        kept=Entity.objects.get(name="Ida Brandt"), gone=Entity.objects.get(name="Per Dahl"), by=by
    ),
    "an outlet renamed": lambda claim, by: rename_entity(
        entity=Entity.objects.get(name="Lake Press"), by=by, name="Lake Gazette", kind="outlet"
    ),
    "another date": lambda claim, by: Article.objects.filter(published_at__gt=DAY).update(published_at=DAY),
    "no date": lambda claim, by: Article.objects.filter(published_at__gt=DAY).update(published_at=None),
    "a relay found to be somebody": lambda claim, by: Relay.objects.filter(name="Reuters").update(
        entity=Entity.objects.create(name="Reuters Ltd", kind="outlet")
    ),
    "a relay less": lambda claim, by: Relay.objects.filter(position=2).delete(),
    "words that are the same after all": lambda claim, by: Statement.objects.update(
        wording=Wording.objects.create()
    ),
    "an utterance split": lambda claim, by: split_utterance(statement=said_by("Ida Brandt"), by=by),
    "an utterance joined to one elsewhere": lambda claim, by: join_utterance(
        statement=said_by("Per Dahl"), other=make_statement("Elsewhere and long ago"), by=by
    ),
    "a tripwire": lambda claim, by: set_tripwire(claim=claim, by=by, stance="supports", named=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_any_change_the_page_has_what_weighing_gives_and_so_after_taking_it_back(claim, edda, change):
    before = shown(claim)
    mark, acts = given(Claim.objects.get(pk=claim.pk)).mark, Act.objects.order_by("-pk")[0].pk
    change(claim, edda)
    assert given(Claim.objects.get(pk=claim.pk)).mark != mark
    assert shown(claim).outline == fresh(claim)[0]
    assert shown(claim).outline == fresh(claim)[0], "read again"
    last = Act.objects.filter(part_of=None).order_by("-pk").first()
    if last is not None and last.pk > acts:
        undo(act=last, by=edda)
        assert shown(claim).outline == before.outline == fresh(claim)[0]


def test_a_joined_utterance_follows_the_words_of_the_statement_that_is_no_evidence(claim, edda):
    other = make_statement("Elsewhere and long ago", speaker="Bo")
    join_utterance(statement=said_by("Per Dahl"), other=other, by=edda)
    mark = given(claim).mark
    Statement.objects.filter(pk=other.pk).update(wording=Wording.objects.create())
    assert given(claim).mark != mark


def test_what_is_kept_under_another_mark_does_not_count(claim):
    right = shown(claim)
    Weighed.objects.update(mark="of other rules", outline=[], pages={})
    assert shown(claim) == right
    assert Weighed.objects.get().mark == given(claim).mark


def test_what_changed_while_it_was_weighed_is_not_kept(claim, edda, monkeypatch):
    def meanwhile(pk):
        found = accepted_pieces(pk)
        accept_another(claim, edda)
        monkeypatch.undo()
        return found

    monkeypatch.setattr(claims.weigh_once, "accepted_pieces", meanwhile)
    shown(claim)
    assert not Weighed.objects.exists()
    assert shown(claim).outline == fresh(claim)[0]
    assert Weighed.objects.exists()


def test_every_utterance_stands_on_one_page_and_odd_numbers_give_the_nearest(claim):
    for n in range(2 * ON_A_PAGE):
        make_evidence(claim, make_statement(f"It broke at gate {n}", speaker=f"Guard {n}"), "supports")
    last = shown(claim, supports=10**9).columns[0]
    assert (last.page, last.older, last.newer) == (3, 0, 2)
    found = [s.piece.statement for n in (1, 2, 3) for s in shown(claim, supports=n).columns[0].said]
    assert sorted(found) == sorted(p.statement for p in accepted_pieces(claim.pk) if p.stance == "supports")
    assert shown(claim, supports=-4).columns[0].page == 1


PIECES = st.lists(
    st.builds(
        lambda who, via, day, stance, kind, said: piece(
            "The dam has broken in the night",
            f"Person {who}",
            kind,
            via=[f"Paper {n}" for n in via],
            day=day,
            stance=stance,
            said=said,
        ),
        st.integers(0, 9),
        st.lists(st.integers(0, 5), max_size=3, unique=True),
        st.integers(0, 900),
        st.sampled_from(["supports", "denies", "context"]),
        st.sampled_from(["person", "unnamed", "outlet", "state"]),
        st.sampled_from(["direct", "indirect"]),
    ),
    max_size=40,
)


@for_all(PIECES)
@settings(max_examples=40, deadline=None)
def test_an_outline_is_read_as_it_was_written(pieces):
    outline, pages = outline_of("The dam has broken", parts=[], pieces=pieces)
    assert read(Outline, json.loads(json.dumps(write(outline)))) == outline
    written = json.loads(json.dumps(write(pages)))
    assert {stance: read(list[list[Entry]], each) for stance, each in written.items()} == pages


def test_what_was_not_written_so_is_refused():
    with pytest.raises((TypeError, ValueError)):
        read(Outline, [1, 2, 3])


def test_parts_of_an_earlier_wording_stay_for_looking_back(claim, edda):
    reword(claim, edda)
    now = Claim.objects.get(pk=claim.pk)
    assert parts_of(now) == []
    assert [part.text for part in parts_of(now, text="The upper dam has broken")] == [
        "upper dam",
        "has broken",
    ]
