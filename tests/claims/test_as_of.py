"""Claims and the board as they stood: by what the desk had learned, and by what had been published."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from claims.decide import decide
from claims.judge import judge
from claims.merge import merge_claims
from claims.models import Claim
from claims.propose import propose_claim
from claims.queries.moment import read_moment
from claims.review import accept_link
from claims.take_apart import store_parts
from claims.weigh_once import account
from entities.ledger import act_on
from entities.merge import merge_entities
from entities.models import Entity
from entities.undo import undo
from extraction.parts import Part, PartWord
from sources.correct import correct_statement
from sources.models import Article
from sources.strike import strike_statement
from tests.claims.factories import DAY, make_article, make_claim, make_statement, make_suggestion
from tests.sources.factories import queries_of

pytestmark = pytest.mark.django_db


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
    assertContains(looked(desk, claim, before), "Minister Pike</bdi></a>")
    assertContains(looked(desk, claim, moment()), "Ada Pike</bdi></a>")


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


@pytest.mark.parametrize(
    "odd", ["yesterday", "2999-01-01", "0001-01-01T00:00+14:00", "2024-99-99", "then\x00"]
)
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


@pytest.mark.django_db(transaction=True)
def test_coverage_and_the_pictures_are_those_of_the_moment(desk, edda):
    claim = make_claim("The pier is open")
    words = (PartWord("pier", "pier", (4, 8), head=True, drop=None),)
    store_parts(claim=claim, parts=[Part("who", "pier", (4, 8), words, None)])
    one = make_statement("It is open", speaker="Ada Pike", outlet="Fjord Post", relays=["Reuters"])
    accept_link(link=make_suggestion(claim, one), by=edda, stance="supports")
    then, before = moment(), account(Claim.objects.get(pk=claim.pk)).outline
    other = make_statement("The pier is open", speaker="Bo Lind", outlet="Lake Press")
    accept_link(link=make_suggestion(claim, other), by=edda, stance="supports")
    page = looked(desk, claim, then)
    assert page.context["evidence"].outline == before
    assertContains(page, "No source covers “pier” (who).")
    assertContains(page, "Who said what, when")
    assertContains(page, "Which way the words came")
    assertContains(page, "Fjord Post has it from Reuters")
    assertContains(page, "1 report, 1 origin, 1 named first-hand")
    assertContains(page, "accepted by edda")
    assertNotContains(page, "Bo Lind")
    page = looked(desk, claim, moment())
    assertNotContains(page, "No source covers")
    assertContains(page, "Bo Lind")


@pytest.mark.django_db(transaction=True)
def test_the_wording_of_then_is_what_was_covered_then(desk, edda):
    claim = make_claim("The pier is open")
    words = (PartWord("pier", "pier", (4, 8), head=True, drop=None),)
    store_parts(claim=claim, parts=[Part("who", "pier", (4, 8), words, None)])
    accept_link(link=make_suggestion(claim, make_statement("The pier is open")), by=edda, stance="supports")
    then = moment()
    Claim.objects.filter(pk=claim.pk).update(text="The bridge is open")
    claim.refresh_from_db()
    words = (PartWord("bridge", "bridge", (4, 10), head=True, drop=None),)
    store_parts(claim=claim, parts=[Part("who", "bridge", (4, 10), words, None)])
    assertContains(looked(desk, claim, then), "1 statement that supports it covers all of it")
    assertContains(desk.get(claim.get_absolute_url()), "No source covers “bridge” (who).")


@pytest.mark.django_db(transaction=True)
def test_an_article_has_the_date_that_it_had_then(desk, edda):
    claim = make_claim()
    said = make_statement("The pier opened", speaker="Ada Pike")
    accept_link(link=make_suggestion(claim, said), by=edda, stance="supports")
    then = moment()
    Article.objects.filter(pk=said.article_id).update(published_at=DAY - timedelta(days=30))
    assertContains(looked(desk, claim, then), "6 Sep 2024")
    assertContains(looked(desk, claim, moment()), "7 Aug 2024")


@pytest.mark.django_db(transaction=True)
def test_before_a_merge_links_stand_on_the_claim_they_stood_on_then(desk, edda):
    kept, gone = make_claim("The pier is open to all"), make_claim("Everybody may use the pier")
    for claim, words in ((kept, "The pier opened"), (gone, "All may walk it"), (gone, "The gates are gone")):
        accept_link(link=make_suggestion(claim, make_statement(words)), by=edda, stance="supports")
    one, other = gone.links.values_list("statement", flat=True)
    judge(claim=gone, one=one, other=other, says="same_origin", by=edda)
    before = moment()
    merge_claims(kept=kept, gone=gone, by=edda, kept_version=0, gone_version=0)
    merged = moment()
    assertContains(desk.get(kept.get_absolute_url()), "an editor says that they share one origin")
    merging = act_on(gone, "claim.merge")
    assert merging is not None
    undo(act=merging, by=edda)
    for at, of_kept, of_gone in ((before, 1, 2), (merged, 3, 0), (moment(), 1, 2)):
        found = [looked(desk, claim, at).context["evidence"].total for claim in (kept, gone)]
        assert found == [of_kept, of_gone]
    assertContains(looked(desk, gone, before), "All may walk it")
    assertContains(looked(desk, gone, merged), "It had been merged into")
    assertContains(looked(desk, kept, merged), "All may walk it")
    board = [desk.get(reverse("claims"), {"as_of": at}) for at in (before, merged)]
    assertContains(board[0], gone.text)
    assertNotContains(board[1], gone.text)
