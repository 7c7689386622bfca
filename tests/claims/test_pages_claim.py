"""A claim's page, its verdict, and claims proposed and reworded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from claims.decide import decide
from claims.models import LinkDecision, VerdictChange
from claims.queries.history import SHOWN, history
from claims.review import accept_link, reject_link, take_back
from claims.roles import REPORTER
from entities.models import Entity
from sources.strike import strike_statement
from tests.claims.factories import (
    is_waiting,
    make_claim,
    make_evidence,
    make_statement,
    make_suggestion,
    make_user,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    """The page's text, white space evened out."""
    return " ".join(response.content.decode().split())


def test_the_evidence_stands_in_columns_with_its_way_to_the_desk(desk, editor):
    claim = make_claim(topic="Harbour")
    statement = make_statement(
        speaker="Ada Pole", outlet="Late Post", relays=["Reuters", "Wire"], affiliation="harbour office"
    )
    make_evidence(claim, statement, "supports", by=editor)
    make_evidence(claim, make_statement(speaker="Ada Pole", content="It is open"), "supports")
    make_evidence(claim, make_statement(speaker="Bo", polarity="denied"), "denies")
    struck = make_evidence(claim, make_statement(speaker="Cyd"), "denies")
    strike_statement(statement=struck.statement, by=editor)
    page = desk.get(f"/claims/{claim.pk}/")
    evidence = page.context["evidence"]
    assert [(c.stance, c.heap.count, c.heap.speakers) for c in evidence.columns] == [
        ("supports", 2, 1),
        ("denies", 1, 1),
        ("context", 0, 0),
    ]
    assert (evidence.outline.speakers, evidence.struck) == (2, 1)
    text = text_of(page)
    assert statement.get_absolute_url() in text
    assert "1 accepted statement was struck since and no longer counts." in text
    arrow = ' ← <span class="visually-hidden">from</span> '
    way = arrow.join(f"<bdi>{name}</bdi>" for name in ("Reuters", "Wire", "Ada Pole"))
    assert f"<i><bdi>Late Post</bdi></i>{arrow}{way}" in text


def test_a_merged_speaker_is_shown_and_counted_as_the_one_they_are(desk):
    claim = make_claim()
    make_evidence(claim, make_statement(speaker="Ada Pole"))
    make_evidence(claim, make_statement(speaker="A. Pole"))
    kept = Entity.objects.get(name="Ada Pole")
    Entity.objects.filter(name="A. Pole").update(merged_into=kept, canonical=kept)
    page = desk.get(f"/claims/{claim.pk}/")
    assert page.context["evidence"].outline.speakers == 1
    assert "A. Pole" not in text_of(page)


def test_new_evidence_under_a_verdict_is_said_aloud_until_somebody_looks(desk, editor):
    claim = make_claim()
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    make_evidence(claim, make_statement(speaker="Ada"), "denies")
    assert "<strong>⚑ Needs another look.</strong> New evidence since the verdict: Ada denies." in text_of(
        desk.get(f"/claims/{claim.pk}/")
    )
    desk.post(
        f"/claims/{claim.pk}/decide/",
        {"verdict": "disputed", "work_state": "settled", "reason": "Ada denies it.", "version": 2},
    )
    page = desk.get(f"/claims/{claim.pk}/")
    assert page.context["alarm"] is None
    assert "New evidence since the verdict" in text_of(page), "it stays in the history"


def test_a_verdict_is_set_with_its_reason(desk, editor):
    claim = make_claim()
    answer = {
        "verdict": "confirmed",
        "work_state": "in_review",
        "reason": " Seen from the quay. ",
        "version": 0,
    }
    page = desk.post(f"/claims/{claim.pk}/decide/", answer, follow=True)
    assert page.redirect_chain == [(f"/claims/{claim.pk}/", 302)]
    change = claim.verdict_changes.get()
    assert (change.verdict, change.work_state, change.reason, change.by) == (
        "confirmed",
        "in_review",
        "Seen from the quay.",
        editor,
    )
    assert "The claim’s status is now: Confirmed, in review." in text_of(page)


def test_who_decides_on_an_older_status_is_shown_the_newer_one_and_keeps_their_words(desk):
    claim = make_claim()
    decide(claim=claim, by=make_user(username="emil"), verdict="refuted", reason="It burnt down.", version=0)
    mine = {"verdict": "confirmed", "work_state": "settled", "reason": "Seen <from> the quay.", "version": 0}
    page = desk.post(f"/claims/{claim.pk}/decide/", mine)
    assert page.status_code == 409
    text = text_of(page)
    assert "emil set it to refuted while you were looking" in text
    assert "It burnt down." in text
    assert "Seen &lt;from&gt; the quay.</textarea>" in text
    assert 'name="version" value="1"' in text
    assert claim.verdict_changes.count() == 1
    again = mine | {"version": page.context["form"].data["version"]}
    desk.post(f"/claims/{claim.pk}/decide/", again)
    claim.refresh_from_db()
    assert (claim.verdict, claim.version) == ("confirmed", 2)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": "  "}, "Say why, in a sentence: the next editor will ask."),
        ({"verdict": "true"}, "Select a valid choice. true is not one of the available choices."),
        (
            {"work_state": "another_look"},
            "Select a valid choice. another_look is not one of the available choices.",
        ),
        ({"version": "x"}, "version: Enter a whole number."),
        ({"reason": "Seen.\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_verdict_that_cannot_be_set_says_why_and_changes_nothing(desk, wrong, words):
    claim = make_claim()
    answer = {"verdict": "confirmed", "work_state": "settled", "reason": "Seen.", "version": 0} | wrong
    page = desk.post(f"/claims/{claim.pk}/decide/", answer)
    assert page.status_code == 422
    assert words in text_of(page)
    assert VerdictChange.objects.count() == 0


def test_the_history_has_every_step_and_who_took_it(desk, editor):
    claim, emil = make_claim(), make_user(username="emil")
    link, other = make_suggestion(claim), make_suggestion(claim)
    take_back(decision=accept_link(link=link, by=editor, stance="denies"), by=emil)
    reject_link(link=other, by=editor, reason="too_vague")
    decide(claim=claim, by=emil, verdict="disputed", reason="Two sides.", version=0)
    page = desk.get(f"/claims/{claim.pk}/")
    steps = [entry.step for entry in page.context["history"].entries]
    assert [type(step) for step in steps] == [VerdictChange, LinkDecision, LinkDecision, LinkDecision]
    assert [getattr(step, "state", None) for step in steps] == [None, "rejected", "suggested", "accepted"]
    assert [entry.can_be_taken_back for entry in page.context["history"].entries] == [
        False,
        True,
        False,
        False,
    ]
    text = text_of(page)
    assert "rejected as not related (too vague to bear on it):" in text
    assert "took back accepted (denies):" in text


def test_a_decision_taken_back_from_the_claims_page_leads_back_to_it(desk):
    claim = make_claim()
    link = make_evidence(claim)
    page = desk.get(f"/claims/{claim.pk}/")
    shown = page.context["evidence"].columns[0].said[0].link
    back = desk.post(f"/decisions/{shown.last_decision}/undo/", {"next": f"/claims/{claim.pk}/"})
    assert back["Location"] == f"/claims/{claim.pk}/"
    assert is_waiting(link)


def test_a_long_history_is_paged_over_steps_of_one_moment(desk, editor):
    claim = make_claim()
    for _ in range(SHOWN):
        # In one test transaction every step is of one and the same moment.
        accept_link(link=make_suggestion(claim), by=editor, stance="context")
    for version in range(5):
        decide(claim=claim, by=editor, verdict="disputed", reason="Again.", version=version)
    keys, before = [], ""
    while True:
        part = history(claim, before=before)
        keys += [entry.key for entry in part.entries]
        if not part.next:
            break
        before = part.next
    assert len(keys) == len(set(keys)) == SHOWN + 5
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize(
    "before",
    [
        "x",
        "2024-09-06,verdict,1",
        "2024-99-99T00:00:00Z,verdict,1",
        "2024-09-06T00:00:00Z,verdict,99999999999999999999",
        "\x00",
    ],
)
def test_a_place_in_the_history_that_makes_no_sense_is_its_beginning(desk, before):
    claim = make_claim()
    make_evidence(claim)
    assert len(desk.get(f"/claims/{claim.pk}/", {"before": before}).context["history"].entries) == 1


def test_hostile_text_is_shown_as_text(desk, editor):
    bad = "<script>alert(1)</script>"
    claim = make_claim(f"The pier is {bad}", note=bad, topic=bad)
    statement = make_statement(
        f"It is {bad}", speaker=f"Ada {bad}", affiliation=bad, relays=[bad], outlet=f"Wire {bad}"
    )
    make_evidence(claim, statement)
    make_suggestion(claim, make_statement(f"No {bad}", speaker_name=bad))
    decide(claim=claim, by=editor, verdict="disputed", reason=bad, version=0)
    for address in (
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/decide/",
        f"/claims/{claim.pk}/edit/",
        f"/statements/{statement.pk}/link/",
    ):
        page = desk.get(address).content.decode()
        assert bad not in page, address
        assert escape(bad) in page


def test_a_claim_that_is_not_there_has_the_desks_own_page(desk):
    for pk in (0, 999, 99999999999999999999):
        page = desk.get(f"/claims/{pk}/")
        assert page.status_code == 404
        assert "There is nothing at this address" in text_of(page)


def test_reporters_neither_decide_nor_reword_nor_link(client):
    claim, statement = make_claim(), make_statement()
    client.force_login(make_user(REPORTER))
    page = text_of(client.get(f"/claims/{claim.pk}/"))
    assert "/decide/" not in page
    assert "/edit/" not in page
    answer = {
        "verdict": "confirmed",
        "work_state": "settled",
        "reason": "Seen.",
        "version": 0,
        "text": "Another one entirely",
        "claim": claim.pk,
        "stance": "denies",
    }
    for address in (
        f"/claims/{claim.pk}/decide/",
        f"/claims/{claim.pk}/edit/",
        f"/statements/{statement.pk}/link/",
    ):
        assert client.get(address).status_code == 403
        refused = client.post(address, answer)
        assert refused.status_code == 403
        assert "Your role does not include this" in text_of(refused)
    claim.refresh_from_db()
    assert (claim.verdict, claim.links.count()) == ("unverified", 0)
    assert claim.text != "Another one entirely"


def test_the_page_asks_the_database_as_often_for_three_of_each_as_for_one(desk, editor):
    claim = make_claim()

    def add(n):
        make_evidence(claim, make_statement(speaker=f"Ada {n}", relays=["Wire", "Post"]), by=make_user())
        make_evidence(claim, make_statement(speaker=f"Bo {n}"), "denies", by=make_user())
        make_suggestion(claim, make_statement(speaker=f"Cyd {n}", relays=["Wire"]))
        reject_link(link=make_suggestion(claim), by=make_user())
        claim.refresh_from_db()
        decide(claim=claim, by=make_user(), verdict="disputed", reason="Both.", version=claim.version)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(f"/claims/{claim.pk}/")
        return len(captured)

    add(1)
    desk.get(f"/claims/{claim.pk}/")  # once for what a process finds out and keeps
    add(2)
    # The first time after a change the evidence is weighed, the second time not.
    one = queries(), queries()
    add(3)
    add(4)
    assert (queries(), queries()) == one


def test_what_the_system_noticed_is_told_apart_in_the_history(desk, editor):
    claim = make_claim("The pier is open to all")
    page = desk.post(
        f"/claims/{claim.pk}/edit/", {"text": "The pier is wide open", "version": 0}, follow=True
    )
    assert "notes a change" in text_of(page)
    assert escape("reworded the claim. It read: “The pier is open to all”") in text_of(page)
    claim.refresh_from_db()
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=claim.version)
    link = make_suggestion(claim=claim)
    decision = accept_link(link=link, by=editor, stance="denies")
    assert "asks for another look" in text_of(desk.get(claim.get_absolute_url()))
    take_back(decision=decision, by=editor)
    assert "settles it again" in text_of(desk.get(claim.get_absolute_url()))


def test_a_verdict_is_taken_back_from_its_line_and_a_later_one_in_the_way_is_named(desk, editor):
    claim = make_claim()
    first = decide(claim=claim, by=editor, verdict="confirmed", reason="Seen with my own eyes.", version=0)
    second = decide(claim=claim, by=editor, verdict="refuted", reason="It was another pier.", version=1)
    acts = {entry.step.pk: entry.act for entry in history(claim).entries}
    page = desk.get(claim.get_absolute_url())
    assert [f'action="/ledger/{acts[each.pk]}/undo/"' in text_of(page) for each in (first, second)] == [
        True,
        True,
    ]
    refused = desk.post(f"/ledger/{acts[first.pk]}/undo/", follow=True)
    assert "In the way" in text_of(refused)
    assert "to refuted, settled" in text_of(refused)
    assert VerdictChange.objects.count() == 2
    asked = {"next": f"{claim.get_absolute_url()}#history"}
    page = desk.post(f"/ledger/{acts[second.pk]}/undo/", asked, follow=True)
    assert page.redirect_chain[-1][0] == asked["next"]
    assert "Taken back: refuted." in text_of(page)
    claim.refresh_from_db()
    assert (claim.verdict, claim.work_state) == ("confirmed", "settled")
    lines = {entry.step.pk: entry.act for entry in history(claim).entries}
    assert lines[second.pk] is None, "taken back already"
    assert f"/ledger/{acts[second.pk]}/undo/" not in text_of(page).split('id="history"')[1]
    again = desk.post(f"/ledger/{max(filter(None, lines.values()))}/undo/", asked, follow=True)
    assert "Taken back: confirmed." in text_of(again)


def test_a_reporter_takes_no_verdict_back(client, editor):
    claim = make_claim()
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    (entry,) = history(claim).entries
    client.force_login(make_user(role=REPORTER))
    assert "Take back" not in text_of(client.get(claim.get_absolute_url()))
    assert client.post(f"/ledger/{entry.act}/undo/").status_code == 403
