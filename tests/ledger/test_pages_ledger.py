"""The ledger's pages: who did what, the way back with a preview, and what one may take back."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from claims.decide import decide
from claims.review import accept_link
from entities.ledger import act, act_on, register
from entities.models import Act
from tests.claims.factories import make_claim, make_statement, make_suggestion, make_user
from tests.sources.factories import client_of, queries_of

pytestmark = pytest.mark.django_db
BATCH = register("test.answers", label="answered several", permission="claims.review")


def last():
    return Act.objects.filter(part_of=None).order_by("-pk").first()


def test_a_line_says_who_did_what_and_leads_to_the_page_it_is_about(desk, edda):
    link = make_suggestion(statement=make_statement(speaker="Ada Pike"))
    accept_link(link=link, by=edda, stance="supports")
    page = desk.get(reverse("ledger"))
    assertContains(page, "accepted what Ada Pike said: it supports")
    assertContains(page, f'href="{link.claim.get_absolute_url()}"')
    back = desk.post(reverse("act-undo", args=[last().pk]), follow=True)
    assertContains(back, "took back: accepted what Ada Pike said")
    assertContains(back, "Taken back by edda")
    link.refresh_from_db()
    assert link.state == "suggested"
    again = desk.post(reverse("act-undo", args=[act_on(link).pk]), follow=True)
    assertContains(again, "edda has taken this back already")


def test_it_is_narrowed_down_by_who_what_and_which_claim(desk, edda):
    emil = make_user(username="emil")
    ours, theirs = make_claim("The pier is open to all"), make_claim("The bridge is shut to all")
    accept_link(link=make_suggestion(ours), by=edda, stance="supports")
    decide(claim=theirs, by=emil, verdict="confirmed", reason="Seen.", version=0)
    for query, here, not_here in (
        ({"person": "emil"}, theirs, ours),
        ({"kind": "link.accept"}, ours, theirs),
        ({"about": f"claims.claim:{theirs.pk}"}, theirs, ours),
    ):
        page = desk.get(reverse("ledger"), query)
        assertContains(page, here.text)
        assertNotContains(page, not_here.text)
    for odd in ({"about": "claims.claim:x"}, {"about": "no.model:1"}, {"kind": "\x00"}, {"after": "x"}):
        assert desk.get(reverse("ledger"), odd).status_code == 200
    assertContains(desk.get(reverse("ledger"), {"person": "nobody"}), "Nobody did that")


def test_what_stands_in_the_way_is_shown_and_goes_along_if_told_so(desk, edda):
    claim = make_claim()
    decide(claim=claim, by=edda, verdict="confirmed", reason="Seen.", version=0)
    first = last()
    decide(claim=claim, by=make_user(username="emil"), verdict="refuted", reason="Not so.", version=1)
    second = last()
    page = desk.post(reverse("act-undo", args=[first.pk]), follow=True)
    assertContains(page, "In the way")
    assertContains(page, "to refuted, settled")
    claim.refresh_from_db()
    assert claim.verdict == "refuted"
    stale = desk.post(reverse("act-undo", args=[first.pk]), {"going": str(first.pk)}, follow=True)
    assertContains(stale, "More happened while you were looking")
    done = desk.post(reverse("act-undo", args=[first.pk]), {"going": f"{second.pk} {first.pk}"}, follow=True)
    assertContains(done, "took back 2 steps")
    claim.refresh_from_db()
    assert (claim.verdict, claim.work_state) == ("unverified", "new")


def test_a_batch_is_previewed(desk, edda):
    with act(BATCH, by=edda, words="accepted 2 suggestions"):
        for _ in range(2):
            accept_link(link=make_suggestion(), by=edda, stance="supports")
    page = desk.get(reverse("act", args=[last().pk]))
    assertContains(page, "2 steps would be taken back with it")
    assert desk.get(reverse("ledger")).content.count(b"<li") < 6, "a batch is one line"


def test_one_takes_back_only_what_ones_role_may_do(edda):
    accept_link(link=make_suggestion(), by=edda, stance="supports")
    reporter = client_of(make_user(role="reporter"))
    assert reporter.post(reverse("act-undo", args=[last().pk])).status_code == 403
    assert reporter.get(reverse("ledger")).status_code == 403


def test_the_second_of_two_who_reword_a_claim_sees_what_it_says_now_and_loses_nothing(desk, edda):
    claim = make_claim("The pier is open to all")
    form = desk.get(reverse("claim-edit", args=[claim.pk])).context["form"].initial
    first = {
        "text": "The pier is open on Sundays",
        "note": "",
        "version": form["version"],
        "seen": form["seen"],
    }
    assert desk.post(reverse("claim-edit", args=[claim.pk]), first).status_code == 302
    second = first | {"text": "The pier is open at night", "note": "Ask the port."}
    page = desk.post(reverse("claim-edit", args=[claim.pk]), second)
    assertContains(page, "Now: The pier is open on Sundays", status_code=422)
    assertContains(page, "The pier is open at night", status_code=422)
    assertContains(page, "Ask the port.", status_code=422)
    carried = page.context["form"]
    again = second | {"version": carried["version"].value(), "seen": carried["seen"].value()}
    assert desk.post(reverse("claim-edit", args=[claim.pk]), again).status_code == 302
    claim.refresh_from_db()
    assert (claim.text, claim.note) == ("The pier is open at night", "Ask the port.")


@pytest.mark.parametrize("narrowed", ["", "?about=claims.claim:{}"])
def test_the_ledger_takes_as_many_queries_for_three_lines_as_for_one(desk, edda, narrowed):
    claim = make_claim()
    address = reverse("ledger") + narrowed.format(claim.pk)
    accept_link(link=make_suggestion(claim), by=edda, stance="supports")
    one = queries_of(desk, address)
    for _ in range(2):
        accept_link(link=make_suggestion(claim), by=edda, stance="supports")
    assert queries_of(desk, address) == one
