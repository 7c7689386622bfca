"""Assigning, dating, putting under topics and watching, one claim or many; each taken back exactly."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django.asserts import assertContains, assertNotContains

from claims.arrange import MOST, Change, arrange_claims
from claims.curate_topic import add_topic, rename_topic, retire_topic
from claims.decide import decide
from claims.merge import merge_claims
from claims.models import Assignment, Claim, Notice, Preferences, Topic, Watch
from claims.queries.board import seen_of
from claims.roles import REPORTER
from claims.watch import watch_claims
from entities.images import images
from entities.ledger import act_on
from entities.models import Act
from entities.refused import Overtaken, Refused
from entities.undo import InTheWay, may_undo, undo
from tests.claims.factories import make_claim, make_user
from tests.ledger.world import state_of
from tests.sources.factories import client_of, queries_of

pytestmark = pytest.mark.django_db
SOON = localdate() + timedelta(days=3)


@pytest.fixture
def rana():
    return make_user(REPORTER, username="rana")


def now(row):
    row.refresh_from_db()
    return row


def everything():
    """What arranging may change, exactly."""
    topics = Topic.objects.values_list("pk", flat=True)
    working = Assignment.objects.values_list("pk", flat=True)
    return state_of(), images(Topic, topics), images(Assignment, working)


def arrange(*claims, by, **change) -> Any:
    ids = [claim.pk for claim in claims]
    return arrange_claims(claims=ids, change=Change(**change), by=by, seen=seen_of(ids))


def watch(*claims, by, stop=False) -> Any:
    return watch_claims(claims=[claim.pk for claim in claims], by=by, stop=stop)


def acted(row, kind) -> Any:
    return act_on(row, kind)


def test_several_are_arranged_as_one_act_and_taken_back_as_one(edda, emil, rana):
    arms = add_topic(name="Arms", by=edda)
    claims = [make_claim(topic="Piers"), make_claim(owner=emil), make_claim()]
    before = everything()
    done = arrange(*claims, by=edda, owner=emil, topic=arms, due_on=SOON, assign=(rana,))
    assert (done.changed, done.same, done.refused) == (3, 0, [])
    assert {(c.owner, c.topic, c.due_on) for c in map(now, claims)} == {(emil, arms, SOON)}
    assert [a.user for a in Assignment.objects.all()] == [rana] * 3
    assert "with emil, under “Arms”, due" in done.act.words
    after = everything()
    undoing = undo(act=done.act, by=edda)
    assert everything() == before
    undo(act=undoing, by=edda)
    assert everything() == after


def test_who_a_claim_comes_to_is_told_but_not_whoever_did_it(edda, emil, rana):
    arrange(make_claim(owner=emil), by=edda, owner=emil, assign=(rana, edda), due_on=SOON)
    told = {notice.user: notice.words for notice in Notice.objects.filter(kind="assigned")}
    assert set(told) == {rana}, "emil had it already"
    assert told[rana].startswith("edda asked you to work on this claim, due ")
    Preferences.objects.create(user=emil, not_told=["assigned"])
    arrange(make_claim(), by=edda, owner=emil)
    assert not Notice.objects.filter(user=emil).exists(), "emil does not want to be told"


def test_a_claim_that_somebody_changed_meanwhile_is_left_and_named(edda, emil):
    ours, theirs, merged = make_claim(), make_claim("The bridge is shut"), make_claim("The quay is wet")
    ids = [claim.pk for claim in (ours, theirs, merged)]
    seen = seen_of(ids)
    decide(claim=theirs, by=emil, verdict="refuted", reason="Seen.", version=0)
    merge_claims(kept=make_claim(), gone=merged, by=emil, kept_version=0, gone_version=0)
    done: Any = arrange_claims(claims=ids, change=Change(owner=edda), by=edda, seen=seen)
    assert done.changed == 1
    assert [type(refused) for refused in done.refused] == [Overtaken, Refused]
    assert done.refused[0].act.words == "set “The bridge is shut” to refuted, settled"
    assert (now(ours).owner, now(theirs).owner) == (edda, None)
    assert arrange(theirs, by=edda, owner=edda).changed == 1, "looked at again, it is changed"


def test_what_is_so_already_is_no_act(edda):
    claim = make_claim(owner=edda)
    done = arrange(claim, by=edda, owner=edda)
    assert (done.changed, done.same, done.act) == (0, 1, None)
    assert not Act.objects.exists()


def test_what_makes_no_sense_is_refused(edda):
    claim = make_claim()
    for claims, change in (
        ([], Change(owner=edda)),
        (range(MOST + 1), Change(owner=edda)),
        ([claim.pk], Change()),
        ([claim.pk], Change(due_on=localdate() - timedelta(days=1))),
    ):
        with pytest.raises(Refused):
            arrange_claims(claims=list(claims), change=change, by=edda, seen={})


def test_coming_and_going_is_taken_back_in_order_and_the_later_stands_in_the_way(edda, rana):
    claim = make_claim()
    came = arrange(claim, by=edda, assign=(rana,)).act
    went = arrange(claim, by=edda, release=(rana,)).act
    again = arrange(claim, by=edda, assign=(rana,)).act
    for act, later in ((came, again), (went, again)):
        with pytest.raises(InTheWay) as refused:
            undo(act=act, by=edda)
        assert refused.value.act == later
    for act in (again, went, came):
        undo(act=act, by=edda)
    assert not Assignment.objects.exists()


def test_two_people_on_one_claim_do_not_stand_in_each_others_way(edda, emil, rana):
    claim = make_claim()
    first = arrange(claim, by=edda, assign=(rana,)).act
    arrange(claim, by=edda, assign=(emil,))
    undo(act=first, by=edda)
    assert [a.user for a in Assignment.objects.all()] == [emil]


def test_watching_many_is_ones_own_and_taken_back_whatever_came_between(edda, emil):
    claims = [make_claim() for _ in range(3)]
    Watch.objects.create(claim=claims[0], user=edda)
    done = watch(*claims, by=edda)
    assert Watch.objects.filter(user=edda).count() == 3
    assert may_undo(done, by=edda)
    assert not may_undo(done, by=emil)
    Watch.objects.filter(claim=claims[1]).delete()
    undoing = undo(act=done, by=edda)
    assert [watch.claim for watch in Watch.objects.all()] == [claims[0]], "what was watched before stays"
    undo(act=undoing, by=edda)
    assert Watch.objects.count() == 3
    assert watch(*claims, by=edda) is None
    stop = watch(*claims, by=edda, stop=True)
    undo(act=stop, by=edda)
    assert Watch.objects.count() == 3


def test_topics_are_added_renamed_and_taken_off_the_list_with_their_claims(edda):
    piers, harbour = add_topic(name=" Piers ", by=edda), add_topic(name="Harbour", by=edda)
    claims = [make_claim(topic="Piers") for _ in range(2)]
    before = everything()
    assert retire_topic(topic=piers, into=harbour, by=edda) == 2
    assert {now(claim).topic for claim in claims} == {harbour}
    assert now(piers).retired
    for name in ("harbour", "", "x" * 101):
        with pytest.raises(Refused):
            add_topic(name=name, by=edda)
    with pytest.raises(Refused, match="taken off the list"):
        rename_topic(topic=harbour, name="piers", by=edda)
    undo(act=acted(piers, "topic.retire"), by=edda)
    assert everything() == before
    rename_topic(topic=piers, name="Jetties", by=edda)
    undo(act=acted(piers, "topic.rename"), by=edda)
    assert everything() == before


def test_a_retired_topic_comes_back_with_its_name_and_a_claim_may_be_put_back_under_it(edda):
    piers = add_topic(name="Piers", by=edda)
    claim = make_claim(topic="Piers")
    put = arrange(claim, by=edda, topic=None).act
    retire_topic(topic=piers, by=edda)
    undo(act=put, by=edda)
    assert now(claim).topic == piers
    assert add_topic(name="piers", by=edda) == piers
    assert not now(piers).retired


def test_reporters_choose_topics_of_the_list_alone(rana, monkeypatch):
    monkeypatch.setattr("claims.propose.ring_for", lambda _claim: None)
    Topic.objects.create(name="Piers")
    desk = client_of(rana)
    asked = {"text": "The pier is open to all", "topic": "Zeppelins"}
    assertContains(desk.post(reverse("claim-add"), asked), "There is no such topic", status_code=422)
    desk.post(reverse("claim-add"), asked | {"topic": "piers"})
    assert Claim.objects.get().topic.name == "Piers"


# --- the pages ---------------------------------------------------------------------------------------------------


def test_ticked_claims_are_shown_as_they_would_be_and_changed_when_confirmed(desk, edda, emil):
    claims = [make_claim("The pier is open"), make_claim("The bridge is shut")]
    board = desk.get("/claims/")
    seen = [f"{pk}:{line}" for pk, line in board.context["seen"].items()]
    sent = {"claim": [c.pk for c in claims], "seen": seen, "owner": emil.pk, "due_on": SOON.isoformat()}
    sent |= {"next": "/claims/?work_state=new"}
    address = reverse("claims-several")
    preview = desk.post(address, sent)
    assertContains(preview, "2 claims would be with emil, due")
    assertContains(preview, "<ins>emil</ins>", count=2)
    assert now(claims[0]).owner is None
    done = desk.post(address, sent | {"confirmed": "1"}, follow=True)
    assert done.redirect_chain == [("/claims/?work_state=new", 302)]
    assertContains(done, "2 claims were changed.")
    assert [now(claim).owner for claim in claims] == [emil, emil]
    late = desk.post(address, sent | {"owner": edda.pk, "confirmed": "1"}, follow=True)
    assertContains(late, "Left as they are, 2: edda arranged “The pier is open”")
    desk.post(reverse("act-undo", args=[Act.objects.get(kind="claim.arrange_many").pk]))
    assert [now(claim).owner for claim in claims] == [None, None]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Tick the claims first"),
        ({"claim": ["x", "9" * 40]}, "Tick the claims first"),
        ({"claim": "{pk}"}, "Choose what is to become of the ticked claims"),
        ({"claim": "{pk}", "owner": "0"}, "Select a valid choice"),
        ({"claim": "{pk}", "due_on": "soon"}, "Give a day, such as"),
        ({"claim": "{pk}", "due_on": "2020-01-01", "confirmed": "1"}, "That day has passed"),
        ({"claim": "{pk}", "due_on": "2040-01-01", "no_date": "on"}, "Either a day or no due date"),
        ({"act": "watch"}, "Tick the claims first"),
    ],
)
def test_what_cannot_be_done_with_ticked_claims_is_said(desk, sent, words):
    claim = make_claim()
    sent = {
        name: value.format(pk=claim.pk) if isinstance(value, str) else value for name, value in sent.items()
    }
    assertContains(desk.post(reverse("claims-several"), sent), words, status_code=422)


def test_reporters_watch_many_and_arrange_none(rana):
    desk = client_of(rana)
    claim = make_claim()
    board = desk.get("/claims/")
    assertContains(board, 'value="watch"')
    assertNotContains(board, 'value="arrange"')
    address = reverse("claims-several")
    assert desk.post(address, {"claim": claim.pk, "owner": rana.pk, "confirmed": 1}).status_code == 403
    assertContains(desk.post(address, {"claim": claim.pk, "act": "watch"}), "You would watch 1 claim")
    desk.post(address, {"claim": claim.pk, "act": "watch", "confirmed": 1})
    assert Watch.objects.get().user == rana


def test_the_page_of_topics_says_how_many_claims_each_has_and_every_change_is_offered_back(desk):
    assertContains(desk.get(reverse("topics")), "No topics yet")
    assertContains(desk.post(reverse("topics"), {"name": "Piers"}, follow=True), "“Piers” is on the list.")
    piers = Topic.objects.get()
    make_claim(topic="Piers")
    assertContains(desk.post(reverse("topics"), {"name": "piers"}), "There is the topic", status_code=422)
    assertContains(desk.get(reverse("topics")), "1 claim")
    gone = desk.post(reverse("topic-retire", args=[piers.pk]), follow=True)
    assertContains(gone, "1 claim is under no topic now")
    assertContains(gone, reverse("act-undo", args=[acted(piers, "topic.retire").pk]))


@pytest.mark.parametrize("address", ["/topics/", "/claims/several/?claim={0}&claim={1}&claim={2}"])
def test_the_database_is_asked_as_often_for_three_as_for_one(desk, rana, address):
    ids = [0, 0, 0]
    for n in range(3):
        claim = make_claim(topic=f"Topic {n}", owner=make_user())
        Assignment.objects.create(claim=claim, user=rana)
        ids[n] = claim.pk
        if n == 0:
            one = queries_of(desk, address.format(*ids))
    assert queries_of(desk, address.format(*ids)) == one
