"""Claims and the board as they stood: by what the desk had learned, and by what had been published."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from claims.decide import decide
from claims.models import Claim
from claims.propose import propose_claim
from claims.queries.as_of import read_moment
from claims.review import accept_link
from entities.merge import merge_entities
from entities.models import Entity
from sources.correct import correct_statement, strike_statement
from tests.claims.factories import DAY, make_article, make_claim, make_statement, make_suggestion, make_user
from tests.sources.factories import client_of, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def edda():
    return make_user(username="edda")


@pytest.fixture
def desk(edda):
    return client_of(edda)


def moment():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].isoformat()


def looked(desk, claim, at, by="learned"):
    return desk.get(reverse("claim", args=[claim.pk]), {"as_of": at, "by": by})


@pytest.mark.django_db(transaction=True)
def test_a_claim_is_shown_as_it_stood_before_each_step(desk, edda):
    claim = make_claim("The pier is open to all")
    link = make_suggestion(claim, make_statement("The pier opened", speaker="Ada Pike"))
    proposed = moment()
    accept_link(link=link, by=edda, stance="supports")
    accepted = moment()
    decide(claim=Claim.objects.get(pk=claim.pk), by=edda, verdict="confirmed", reason="Seen.", version=0)
    decided = moment()
    correct_statement(
        statement=link.statement, by=edda, speaker=None, kind="direct", polarity="denied", modality="asserts"
    )
    corrected = moment()
    strike_statement(statement=link.statement, by=edda)

    page = looked(desk, claim, proposed)
    assertContains(page, "No evidence by then")
    assertContains(page, "Unverified")
    page = looked(desk, claim, accepted)
    assertContains(page, "The pier opened")
    assertContains(page, "In review")
    page = looked(desk, claim, decided)
    assertContains(page, "Confirmed")
    assertContains(page, "Ada Pike")
    assertNotContains(page, "Needs another look")
    page = looked(desk, claim, corrected)
    assertContains(page, "Needs another look")
    assertContains(page, "denied")
    assertContains(looked(desk, claim, moment()), "No evidence by then")


@pytest.mark.django_db(transaction=True)
def test_a_speaker_is_named_as_they_were_then(desk, edda):
    claim = make_claim()
    said = make_statement("The pier opened", speaker="Minister Pike")
    accept_link(link=make_suggestion(claim, said), by=edda, stance="supports")
    before = moment()
    ada = Entity.objects.create(name="Ada Pike")
    merge_entities(kept=ada, gone=said.speaker, by=edda)
    assertContains(looked(desk, claim, before), "Minister Pike</a>")
    assertContains(looked(desk, claim, moment()), "Ada Pike</a>")


def test_by_publication_only_what_was_printed_by_then_counts(desk, edda):
    claim = make_claim()
    for days, words in ((0, "The pier opened"), (3, "The pier is open")):
        article = make_article(f"{words}, Ada said.", published_at=DAY + timedelta(days=days))
        accept_link(
            link=make_suggestion(claim, make_statement(words, article=article)), by=edda, stance="supports"
        )
    page = looked(desk, claim, f"{DAY + timedelta(days=1):%Y-%m-%d}", by="published")
    assertContains(page, "The pier opened")
    assertNotContains(page, "The pier is open<")
    assertContains(page, "by what had been published")


def test_looking_back_says_so_and_offers_nothing_that_writes(desk, edda):
    claim = make_claim()
    accept_link(link=make_suggestion(claim), by=edda, stance="supports")
    page = looked(desk, claim, timezone.now().isoformat())
    assertContains(page, "Looking back")
    assertContains(page, "Back to now")
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert 'method="post"' not in main


def test_a_claim_that_was_not_tracked_yet_is_said_to_be(desk, edda):
    claim = propose_claim(by=edda, text="The pier is open to all")
    assertContains(looked(desk, claim, "2020-01-01"), "Not tracked yet")
    assertContains(desk.get(reverse("claims"), {"as_of": "2020-01-01"}), "No claims by then")


@pytest.mark.parametrize("odd", ["yesterday", "2999-01-01", "0001-01-01T00:00+14:00", "2024-99-99", "\x00"])
def test_what_is_no_moment_shows_the_present_and_says_so(desk, odd):
    claim = make_claim()
    for address in (reverse("claim", args=[claim.pk]), reverse("claims")):
        assertContains(desk.get(address, {"as_of": odd}), "That is no moment to look back at")


def test_a_day_means_its_end_and_today_means_now():
    now = timezone.now()
    assert read_moment("2024-09-09").at.hour == 23
    assert read_moment(f"{timezone.localtime(now):%Y-%m-%d}").at >= now
    assert read_moment("2024-09-09T12:00", "published").by == "published"
    assert read_moment("2024-09-09T12:00", "guess").by == "learned"


def test_looking_back_takes_as_many_queries_for_three_as_for_one(desk, edda):
    claim = make_claim()
    accept_link(link=make_suggestion(claim), by=edda, stance="supports")
    for by in ("learned", "published"):
        addresses = [f"{reverse('claim', args=[claim.pk])}", reverse("claims")]
        at = f"?by={by}&as_of={timezone.now():%Y-%m-%dT%H:%M:%S.%f}Z"
        one = [queries_of(desk, address + at) for address in addresses]
        for _ in range(2):
            accept_link(link=make_suggestion(claim), by=edda, stance="denies")
            accept_link(link=make_suggestion(make_claim()), by=edda, stance="denies")
        at = f"?by={by}&as_of={timezone.now():%Y-%m-%dT%H:%M:%S.%f}Z"
        assert [queries_of(desk, address + at) for address in addresses] == one
