"""Views of the board, its facets and columns; what changed since the last visit; the one thing to do next."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from pytest_django.asserts import assertContains, assertNotContains

from claims.arrange import Change, arrange_claims
from claims.decide import decide
from claims.models import Assignment, Claim, PersonalDesk, SavedView, Watch
from claims.propose import propose_claim
from claims.queries.board import seen_of
from claims.roles import ADMIN, REPORTER
from claims.save_view import change_view, remove_view, save_view
from claims.see import mark_seen
from claims.wire import set_tripwire
from entities.images import images
from entities.ledger import act_on
from entities.refused import Refused
from entities.undo import may_undo, undo
from sources.models import AskedName
from tests.claims.factories import (
    DAY,
    make_article,
    make_claim,
    make_evidence,
    make_statement,
    make_suggestion,
    make_user,
)
from tests.sources.factories import client_of

pytestmark = pytest.mark.django_db
TODAY = localdate()


def acted(row) -> Any:
    return act_on(row)


def listed(page):
    return [row.claim.text for row in page.context["rows"]]


# --- facets ------------------------------------------------------------------------------------------------------


def chips(page, facet):
    return {chip.label: chip.count for chip in page.context["facets"][facet][1]}


def test_due_dates_are_counted_narrowed_and_sorted_and_overdue_is_told_in_words(desk, edda):
    late = make_claim("The pier is late", due_on=TODAY - timedelta(days=2))
    make_claim("The quay is settled", due_on=TODAY - timedelta(days=2), work_state="settled")
    make_claim("The bridge is soon", due_on=TODAY + timedelta(days=6), owner=edda)
    make_claim("The ferry is far", due_on=TODAY + timedelta(days=7))
    make_claim("The dam has no day")
    page = desk.get("/claims/")
    assert chips(page, "due") == {"Overdue": 1, "Within a week": 1, "Later": 1, "No date": 1}
    assertContains(page, "Overdue</span>", count=1)
    assertContains(page, f"since {late.due_on:%-d %b %Y}")
    assert listed(desk.get("/claims/?due=overdue&due=week")) == ["The bridge is soon", "The pier is late"]
    by_day = desk.get("/claims/?sort=due&work_state=new")
    assert listed(by_day) == ["The pier is late", "The bridge is soon", "The ferry is far"]
    assertContains(by_day, "3 claims</strong>; those without a date are left out")
    mine = desk.get("/claims/?owner=mine")
    assert chips(mine, "due") == {"Within a week": 1}
    assert chips(mine, "owner") == {"Mine": 1, "Nobody": 4, "edda": 1}


def test_what_one_works_on_is_ones_own_too(desk, edda, emil):
    claim = make_claim("The pier is open", owner=emil)
    Assignment.objects.create(claim=claim, user=edda)
    make_claim("The bridge is shut", owner=emil)
    page = desk.get("/claims/?owner=mine")
    assert listed(page) == ["The pier is open"]
    assert page.context["rows"][0].working == ["edda"]
    assert (page.context["total"], chips(page, "owner")["Mine"]) == (1, 1)


def test_what_one_watches_is_one_chip_away(desk, edda, emil):
    watched = make_claim("The pier is open", owner=emil)
    Watch.objects.create(claim=watched, user=edda)
    Watch.objects.create(claim=make_claim("The bridge is shut"), user=emil)
    assert chips(desk.get("/claims/"), "owner") == {"Watched": 1, "Nobody": 1, "emil": 1}
    page = desk.get("/claims/?owner=watched")
    assert listed(page) == ["The pier is open"]
    assert (page.context["total"], chips(page, "work_state")) == (1, {"New": 1})


def test_alarms_are_counted_and_narrowed(desk, edda):
    wired = make_claim("The pier is open")
    set_tripwire(claim=wired, by=edda, stance="denies")
    make_evidence(wired, make_statement(speaker="Ada"), stance="denies", by=edda)
    make_claim("The bridge is shut", set_aside_at=DAY, error="It took too long.")
    make_claim("The ferry runs")
    page = desk.get("/claims/")
    assert chips(page, "alarm") == {"Tripwire hit": 1, "Not held against the past": 1}
    assert listed(desk.get("/claims/?alarm=tripwire")) == ["The pier is open"]
    failed = desk.get("/claims/?alarm=failed")
    assert listed(failed) == ["The bridge is shut"]
    assert chips(failed, "work_state") == {"New": 1}


def test_topics_can_be_chosen_several_at_once_and_none(desk):
    for text, topic in (
        ("The pier is open", "Piers"),
        ("The dam holds firm", "Dams"),
        ("The hut is red", None),
    ):
        make_claim(text, topic=topic)
    page = desk.get("/claims/?topic=none&topic=" + str(Claim.objects.get(topic__name="Dams").topic_id))
    assert listed(page) == ["The hut is red", "The dam holds firm"]
    assert chips(page, "topic") == {"Dams": 1, "Piers": 1, "No topic": 1}


# --- columns -----------------------------------------------------------------------------------------------------


def test_columns_are_a_persons_own_and_an_address_may_ask_for_others(desk, emil):
    make_claim(topic="Harbour")
    assertContains(desk.get("/claims/"), "Last heard</th>")
    sent = {"column": ["topic", "nonsense"], "next": "/claims/?work_state=new"}
    back = desk.post(reverse("claims-columns"), sent)
    assert back["Location"] == "/claims/?work_state=new"
    page = desk.get("/claims/")
    assert page.context["columns"] == ("topic",)
    assertNotContains(page, "Last heard</th>")
    assert desk.get("/claims/?columns=due,verdict").context["columns"] == ("verdict", "due")
    assert "verdict" in client_of(emil).get("/claims/").context["columns"]
    desk.post(reverse("claims-columns"), {"next": "https://elsewhere.example/"})
    assert "verdict" in desk.get("/claims/").context["columns"], "none are those of the desk"


# --- views -------------------------------------------------------------------------------------------------------


def test_a_view_is_kept_in_one_written_form_and_known_again(desk):
    make_claim()
    sent = {
        "name": "Open and new",
        "query": "work_state=new&after=x&verdict=unverified&owner=someone&x=1&sort=due",
    }
    page = desk.post(reverse("view-save"), sent, follow=True)
    view = SavedView.objects.get()
    assert view.query == "work_state=new&verdict=unverified&sort=due"
    assertContains(page, "Saved as “Open and new”.")
    again = desk.get("/claims/?sort=due&verdict=unverified&work_state=new")
    assert again.context["views"].current == view
    assertContains(again, "Change “Open and new”")
    assert desk.get("/claims/").context["views"].current is None


def test_a_view_is_changed_shared_and_removed_and_each_is_taken_back(edda):
    view = save_view(name="Mine", query="owner=mine", by=edda)
    before = images(SavedView, [view.pk])
    change_view(view=view, name="Ours", by=edda, shared=True)
    undo(act=acted(view), by=edda)
    assert images(SavedView, [view.pk]) == before
    removed = remove_view(view=view, by=edda)
    assert not SavedView.objects.exists()
    undo(act=removed, by=edda)
    assert images(SavedView, [view.pk]) == before


def test_ones_own_views_are_nobody_elses_and_shared_ones_the_desks(desk, edda, emil):
    rana = make_user(REPORTER)
    own = save_view(name="Mine", query="owner=mine", by=emil)
    assert not may_undo(acted(own), by=edda)
    assertNotContains(desk.get("/claims/"), reverse("view-remove", args=[own.pk]))
    assert desk.post(reverse("view-remove", args=[own.pk])).status_code == 404
    with pytest.raises(Refused, match="Editors share"):
        save_view(name="All", query="owner=mine", by=rana, shared=True)
    shared = save_view(name="New ones", query="work_state=new", by=emil, shared=True)
    make_claim()
    assertContains(client_of(rana).get("/claims/"), "New ones")
    client_of(rana).post(reverse("view-remove", args=[shared.pk]))
    assert SavedView.objects.filter(pk=shared.pk).exists(), "it is not a reporter's to remove"
    desk.post(reverse("view-remove", args=[shared.pk]))
    assert not SavedView.objects.filter(pk=shared.pk).exists()


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("", "owner=mine", "Give the view a name"),
        ("Mine", "", "Nothing is chosen yet"),
        ("Mine", "nonsense=1", "Nothing is chosen yet"),
        ("mine again", "owner=mine", "There is a view"),
        ("x" * 61, "owner=mine", "at most 60 characters"),
    ],
)
def test_a_view_that_cannot_be_saved_is_refused_in_words(desk, edda, name, query, words):
    save_view(name="Mine again", query="owner=mine", by=edda)
    page = desk.post(reverse("view-save"), {"name": name, "query": query}, follow=True)
    assertContains(page, words)
    assert SavedView.objects.count() == 1


# --- since the last visit ------------------------------------------------------------------------------------------


def since(client):
    return client.get("/").context["since"]


def test_what_others_did_is_told_until_one_says_that_it_was_seen(desk, edda, emil, monkeypatch):
    monkeypatch.setattr("claims.propose.ring_for", lambda _claim: None)
    assert not since(desk).anything
    claim = propose_claim(by=emil, text="The pier is open to all")
    propose_claim(by=edda, text="My own deed is no news")
    make_evidence(claim, make_statement(speaker="Ada"), by=emil)
    decide(claim=claim, by=emil, verdict="confirmed", reason="Seen.", version=0)
    found = since(desk)
    assert [(news.claim, news.words) for news in found.shown] == [
        (claim, ["emil set it to confirmed", "emil accepted 1 statement", "emil proposed it"])
    ]
    assert (found.claims, found.articles, found.more) == (1, 1, False)
    page = desk.get("/")
    assertContains(page, "emil set it to confirmed")
    assert since(desk).anything, "looking is not saying so"
    changed = listed(desk.get("/claims/?changed=visit"))
    assert changed[0] == claim.text
    until = page.context["until"]
    decide(claim=claim, by=emil, verdict="refuted", reason="No.", version=1)
    assertContains(desk.post(reverse("desk-seen"), {"until": until}, follow=True), "Marked as seen")
    assert [news.words for news in since(desk).shown] == [["emil set it to refuted"]], (
        "what came after it stays"
    )


def test_who_logs_out_has_seen_what_the_desk_showed_last(desk, edda, emil):
    PersonalDesk.objects.filter(user=edda).update(seen_until=now() - timedelta(days=1))
    decide(claim=make_claim(), by=emil, verdict="confirmed", reason="Seen.", version=0)
    assert since(desk).claims == 1
    decide(claim=make_claim(), by=emil, verdict="refuted", reason="Seen.", version=0)
    desk.post(reverse("account_logout"))
    assert [news.words[0] for news in since(client_of(edda)).shown] == ["emil set it to refuted"]


def test_a_moment_that_is_none_or_still_to_come_moves_nothing_ahead(desk, edda):
    for written in ("", "yesterday", "\x00", "2024-01-01T00:00:00"):
        assertContains(desk.post(reverse("desk-seen"), {"until": written}, follow=True), "That is no moment")
    mark_seen(by=edda, until=now() + timedelta(days=9))
    seen = PersonalDesk.objects.get().seen_until
    assert seen <= now()
    mark_seen(by=edda, until=DAY)
    assert PersonalDesk.objects.get().seen_until == seen


# --- with me, and what next ----------------------------------------------------------------------------------------


def test_what_is_with_me_stands_on_my_desk_the_first_due_first(desk, edda, emil):
    make_claim("The dam holds firm", owner=edda)
    make_claim("The pier is late", owner=edda, due_on=TODAY - timedelta(days=1))
    joint = make_claim("The quay is wet", owner=emil, due_on=TODAY)
    Assignment.objects.create(claim=joint, user=edda)
    make_claim("The hut is red", owner=edda, work_state="settled")
    make_claim("The bridge is shut", owner=emil)
    mine = desk.get("/").context["mine"]
    assert [claim.text for claim in mine.claims] == [
        "The pier is late",
        "The quay is wet",
        "The dam holds firm",
    ]
    assert (mine.total, mine.overdue) == (3, 1)
    assertContains(desk.get("/"), "since yesterday")


def next_of(user):
    return client_of(user).get("/").context["next_act"]


def test_each_role_is_told_one_thing_to_do_next(edda, emil):
    rana, ade, nobody = make_user(REPORTER), make_user(ADMIN), make_user(role=None)
    assert next_of(rana).what == "Add the first article"
    make_article()
    assert [next_of(user).what for user in (rana, edda, ade)] == ["Add the next article"] * 3
    assert next_of(nobody) is None
    assertContains(client_of(nobody).get("/"), "You have no role yet")
    claim = make_claim("The pier is open", proposed_by=emil)
    assert next_of(edda).what == "Give 1 new claim to somebody"
    for _ in range(2):
        make_suggestion(claim)
    assert next_of(edda).what == "Answer 2 suggestions"
    ids = [claim.pk]
    change = Change(owner=edda, assign=(rana,), due_on=TODAY)
    arrange_claims(claims=ids, change=change, by=emil, seen=seen_of(ids))
    assert next_of(rana).what == "Find out more on “The pier is open”"
    Claim.objects.filter(pk=claim.pk).update(due_on=TODAY - timedelta(days=1))
    assert next_of(edda).what == "Decide on “The pier is open”"
    decide(claim=claim, by=emil, verdict="confirmed", reason="Seen.", version=0)
    make_evidence(claim, make_statement(speaker="Ada"), stance="denies", by=emil)
    assert next_of(edda).what == "Look again at “The pier is open”"
    AskedName.objects.create(key="bo", name="Bo", texts=["Bo"])
    assert (next_of(ade).what, next_of(ade).address) == ("Say who 1 name is", reverse("inbox"))
    make_article(stage="read", set_aside_at=DAY, error="It was not text.", added_by=rana)
    assert next_of(rana).what == "An article of yours could not be read"


def test_what_failed_is_tried_again_from_the_desk(desk, django_capture_on_commit_callbacks):
    article = make_article(stage="read", set_aside_at=DAY, error="It was not text.")
    claim = make_claim(set_aside_at=DAY, matched_at=None, error="It took too long.")
    page = desk.get("/")
    assertContains(page, "1 article could not be read")
    assertContains(page, "1 claim could not be held against what was said")
    for name, row in (("article-retry", article), ("claim-retry", claim)):
        back = desk.post(reverse(name, args=[row.pk]), {"next": "/"})
        assert back["Location"] == "/"
        row.refresh_from_db()
        assert row.set_aside_at is None
