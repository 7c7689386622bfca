"""The ledger: what people did, taken back exactly, in parts and in whole, or refused with the name of what is in the way."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from claims.decide import decide
from claims.models import Claim, Link
from claims.propose import propose_claim, reword_claim
from claims.review import accept_link, link_by_hand, reject_link
from entities.alias import add_alias, remove_alias
from entities.create import create_entity
from entities.ledger import act, act_on, overtaken, register, seen
from entities.merge import merge_entities
from entities.models import Act, Alias, Entity
from entities.refused import Overtaken, Refused
from entities.rename import rename_entity
from entities.undo import InTheWay, TakenBackAlready, plan, undo, undo_all
from sources.correct import correct_statement
from sources.models import Article, Statement
from sources.strike import restore_statement, strike_statement
from sources.write_down import add_statement
from tests.claims.factories import make_article, make_claim, make_statement, make_suggestion
from tests.ledger.world import state_of

pytestmark = pytest.mark.django_db
BATCH = register("test.batch", label="did several", permission="")


def last():
    return Act.objects.order_by("-pk").first()


def test_an_act_says_who_when_what_and_which_rows(edda):
    link = make_suggestion(statement=make_statement(speaker="Ada Pike"))
    accept_link(link=link, by=edda, stance="denies")
    done = act_on(link)
    assert (done.by, done.words) == (
        edda,
        f"accepted what Ada Pike said: it denies “{link.claim.text}”",
    )
    changed: Any = done.rows.get(model="claims.link")
    assert changed.before["state"] == "suggested"
    assert (changed.after["state"], changed.after["stance"]) == ("accepted", "denies")
    assert {row.model for row in done.rows.all()} >= {"claims.claim", "sources.statement"}


def test_what_stands_in_the_ledger_stays_by_trigger(edda):
    reject_link(link=make_suggestion(), by=edda)
    done = last()
    for rows, change in ((Act.objects.filter(pk=done.pk), {"words": "x"}), (done.rows.all(), {"after": {}})):
        with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
            rows.update(**change)


ADA, CRANE, OPEN = "Ada Pike", "The crane fell", "It is open again"
MANNER: Any = {"kind": "direct", "polarity": "denied", "modality": "asserts"}


def on(row) -> Any:
    return act_on(row)


def of(model, **fields):
    return model.objects.filter(**fields).order_by("pk").first()


@pytest.fixture
def desk(edda):
    """Something of everything to act on."""
    make_suggestion(make_claim("The pier is open to all"), make_statement("The pier opened"))
    make_claim("The bridge is shut to all")
    make_statement(OPEN)
    make_article(f"{CRANE}, Cyd said.", title="The crane")
    strike_statement(statement=make_statement("It is shut"), by=edda)
    create_entity(name=ADA, kind="person")
    create_entity(name="Bea Sand", kind="person", aliases=["B. Sand"])


def correct(edda, **more):
    return correct_statement(
        statement=of(Statement, content=OPEN), by=edda, speaker=of(Entity, name=ADA), **MANNER, **more
    )


def reword(edda):
    claim = of(Claim, text="The pier is open to all")
    return reword_claim(claim=claim, by=edda, version=claim.version, text="The pier is shut to all")


def by_hand(edda):
    claim, said = of(Claim, text="The bridge is shut to all"), of(Statement, content=OPEN)
    return link_by_hand(claim=claim, statement=said, by=edda, stance="context")


EACH = {
    "accept": lambda by: accept_link(link=of(Link), by=by, stance="supports"),
    "reject": lambda by: reject_link(link=of(Link), by=by, reason="too_vague"),
    "by hand": by_hand,
    "decide": lambda by: decide(claim=of(Claim), by=by, verdict="disputed", reason="Two say.", version=0),
    "reword": reword,
    "propose": lambda by: propose_claim(by=by, text="The crane fell into the harbour"),
    "add": lambda by: add_statement(
        article=of(Article, title="The crane"), by=by, spans=[[0, 14]], speaker=of(Entity, name=ADA)
    ),
    "correct": correct,
    "other words": lambda by: correct(by, spans=[[0, 10]]),
    "strike": lambda by: strike_statement(statement=of(Statement, content=OPEN), by=by),
    "restore": lambda by: restore_statement(statement=of(Statement, content="It is shut"), by=by),
    "create": lambda by: create_entity(name="Cyd Rowe", kind="person", by=by, aliases=["C. Rowe"]),
    "add a name": lambda by: add_alias(entity=of(Entity, name=ADA), name="A. Pike", by=by),
    "remove a name": lambda by: remove_alias(alias=of(Alias, name="B. Sand"), by=by),
    "rename": lambda by: rename_entity(
        entity=of(Entity, name=ADA), by=by, name="Ada Pike-Sand", kind="person", notes="Wed."
    ),
    "merge": lambda by: merge_entities(kept=of(Entity, name=ADA), gone=of(Entity, name="Bea Sand"), by=by),
}


@pytest.mark.parametrize("name", EACH)
def test_each_act_is_taken_back_exactly_and_can_be_done_again(name, desk, edda, emil):
    before, ever = state_of(), Act.objects.order_by("-pk").first().pk
    EACH[name](edda)
    after = state_of()
    assert after != before
    (done,) = Act.objects.filter(part_of=None, pk__gt=ever)
    undoing = undo(act=done, by=emil)
    assert state_of() == before
    with pytest.raises(TakenBackAlready, match="emil has taken this back already"):
        undo(act=done, by=edda)
    undo(act=undoing, by=edda)
    assert state_of() == after
    undo(act=done, by=emil)
    assert state_of() == before


def test_a_later_act_in_the_way_is_named_and_taken_back_first(edda, emil):
    link = make_suggestion(statement=make_statement(speaker=ADA))
    accept_link(link=link, by=edda, stance="supports")
    decide(claim=link.claim, by=edda, verdict="confirmed", reason="Seen.", version=now(link.claim).version)
    first = last()
    decide(claim=link.claim, by=emil, verdict="refuted", reason="Not so.", version=now(link.claim).version)
    second = last()
    before = state_of()
    with pytest.raises(InTheWay, match=r"In the way: emil set “.*” to refuted, settled \(\d+ ") as refused:
        undo(act=first, by=edda)
    assert refused.value.act == second
    assert state_of() == before
    assert plan(first) == [second, first]
    undo_all(acts=plan(first), by=edda, words="took back two verdicts")
    assert now(link.claim).verdict == "unverified"


def now(row):
    row.refresh_from_db()
    return row


def test_a_batch_is_taken_back_as_one_without_what_was_taken_back_before(edda, emil):
    links = [make_suggestion(make_claim()) for _ in range(3)]
    before = state_of()
    with act(BATCH, by=edda, words="accepted three") as batch:
        for link in links:
            accept_link(link=link, by=edda, stance="supports")
    undo(act=on(links[1]), by=emil)
    assert [now(link).state for link in links] == ["accepted", "suggested", "accepted"]
    undoing = undo(act=batch.act, by=emil)
    assert state_of() == before
    assert undoing.parts.count() == 2
    undo(act=undoing, by=edda)
    assert [now(link).state for link in links] == ["accepted", "suggested", "accepted"]


def test_a_batch_with_something_in_the_way_of_one_stays_whole(edda, emil):
    links = [make_suggestion(make_claim()) for _ in range(2)]
    with act(BATCH, by=edda, words="accepted two") as batch:
        for link in links:
            accept_link(link=link, by=edda, stance="supports")
    undo(act=on(links[0]), by=emil)
    reject_link(link=links[0], by=emil)
    undo(act=batch.act, by=edda)
    assert [now(link).state for link in links] == ["rejected", "suggested"], "what was answered anew stays"


def test_what_changed_behind_the_ledgers_back_is_not_overwritten(edda):
    entity = create_entity(name=ADA, kind="person")
    rename_entity(entity=entity, by=edda, name=ADA, kind="person", notes="One.")
    Entity.objects.filter(pk=entity.pk).update(notes="Two.")
    with pytest.raises(Refused, match="the ledger does not know"):
        undo(act=last(), by=edda)
    assert now(entity).notes == "Two."


def test_what_something_rests_on_by_now_is_not_removed(edda):
    entity = create_entity(name=ADA, kind="person", by=edda)
    done = last()
    make_statement(speaker=ADA)
    with pytest.raises(Refused, match="In the way: 1 statement rests on it by now, in “"):
        undo(act=done, by=edda)
    assert now(entity).name == ADA


def test_an_act_that_changes_nothing_leaves_no_line(edda):
    entity = create_entity(name=ADA, kind="person")
    rename_entity(entity=entity, by=edda, name=ADA, kind="person")
    assert not Act.objects.exists()


def test_a_refusal_inside_an_act_leaves_neither_line_nor_change(edda):
    link = make_suggestion()
    strike_statement(statement=link.statement, by=edda)
    lines = Act.objects.count()
    with pytest.raises(Refused):
        accept_link(link=link, by=edda, stance="supports")
    assert Act.objects.count() == lines


def test_the_second_of_two_who_correct_one_row_is_told_who_changed_what(edda, emil):
    statement = make_statement(speaker=ADA)
    looked = seen(statement)
    correct_statement(statement=statement, by=edda, speaker=None, **MANNER, seen=looked)
    with pytest.raises(Overtaken, match=f"edda corrected what {ADA} said in .* while you were looking"):
        correct_statement(statement=statement, by=emil, speaker=None, **MANNER, seen=looked)
    correct_statement(statement=statement, by=emil, speaker=statement.speaker, **MANNER, seen=seen(statement))
    assert overtaken(statement, since=looked).by == emil
    entity = statement.speaker
    looked = seen(entity)
    rename_entity(entity=entity, by=edda, name="Ada Pike-Sand", kind="person", seen=looked)
    with pytest.raises(Overtaken, match="edda renamed Ada Pike to Ada Pike-Sand"):
        rename_entity(entity=entity, by=emil, name="Ada P.", kind="person", seen=looked)
    claim = make_claim()
    looked = seen(claim)
    reword_claim(claim=claim, by=edda, version=0, text=claim.text, note="Ask the port.", seen=looked)
    with pytest.raises(Overtaken, match="edda changed the notes"):
        reword_claim(claim=claim, by=emil, version=0, text=claim.text, note="Ask the mayor.", seen=looked)
    assert now(claim).note == "Ask the port."
