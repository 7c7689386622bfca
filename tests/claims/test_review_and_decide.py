"""Links answered, taken back and contested; verdicts set, contested and overtaken by new evidence."""

import threading

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.decide import ChangedMeanwhile, decide
from claims.models import Claim, Link, LinkDecision, LinkState, VerdictChange, WorkState
from claims.propose import SameClaim, propose_claim, reword_claim
from claims.review import AlreadyDecided, accept_link, link_by_hand, reject_link, take_back
from entities.refused import Refused
from sources.correct import correct_statement
from sources.ingest import add_article
from sources.strike import restore_statement, strike_statement
from sources.write_down import add_statement

pytestmark = pytest.mark.django_db
TEXT = "The pier is open, Ada said. It never closed, Bo said. Cyd would not say."


@pytest.fixture
def editor():
    return User.objects.create(username="edda")


@pytest.fixture
def other():
    return User.objects.create(username="emil")


@pytest.fixture
def claim(editor):
    return propose_claim(by=editor, text="The pier is open to the public.")


def suggest(claim, editor, words="The pier is open"):
    article = add_article(by=editor, outlet=f"Harbour Wire {words}", text=TEXT)
    start = TEXT.index(words)
    statement = add_statement(article=article, by=editor, spans=[[start, start + len(words)]], speaker=None)
    return Link.objects.create(claim=claim, statement=statement, probability=0.9, guessed_stance="supports")


def test_accepting_keeps_the_stance_who_and_when(claim, editor):
    link = suggest(claim, editor)
    accept_link(link=link, by=editor, stance="supports", note="as printed")
    link.refresh_from_db()
    assert (link.state, link.stance, link.decided_by) == (LinkState.ACCEPTED, "supports", editor)
    assert [(d.state, d.stance, d.by, d.note) for d in link.decisions.all()] == [
        ("accepted", "supports", editor, "as printed")
    ]
    claim.refresh_from_db()
    assert claim.work_state == WorkState.IN_REVIEW, "its first evidence brings a new claim into review"


def test_an_answer_without_a_stance_or_with_an_unknown_reason_changes_nothing(claim, editor):
    link = suggest(claim, editor)
    with pytest.raises(Refused, match="supports, denies or context"):
        accept_link(link=link, by=editor, stance="maybe")
    with pytest.raises(Refused, match="not a reason"):
        reject_link(link=link, by=editor, reason="dunno")
    link.refresh_from_db()
    assert link.state == LinkState.SUGGESTED


def test_the_second_of_two_editors_is_told_who_was_first_and_what_they_answered(claim, editor, other):
    link = suggest(claim, editor)
    accept_link(link=link, by=editor, stance="denies")
    with pytest.raises(AlreadyDecided, match="edda was first and accepted it: denies") as told:
        reject_link(link=link, by=other, reason="other")
    assert told.value.link.decided_by == editor
    assert LinkDecision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_editors_answering_the_same_suggestion_at_the_same_moment_one_wins_the_other_is_told():
    editors = [User.objects.create(username=name) for name in ("edda", "emil", "enid", "ezra")]
    claim = propose_claim(by=editors[0], text="The pier is open to the public")
    for n in range(5):
        link = suggest(claim, editors[0], words=TEXT[n : n + 12])
        start, outcomes = threading.Barrier(len(editors)), {}

        def answer(editor, link=link, start=start, outcomes=outcomes):
            stance = "supports" if editor.username < "en" else "denies"
            start.wait()
            try:
                accept_link(link=link, by=editor, stance=stance)
                outcomes[editor.username] = stance
            except AlreadyDecided as late:
                outcomes[editor.username] = late.message
            finally:
                connection.close()

        threads = [threading.Thread(target=answer, args=[editor]) for editor in editors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        winners = [name for name, outcome in outcomes.items() if outcome in ("supports", "denies")]
        assert len(winners) == 1
        link.refresh_from_db()
        assert (link.decided_by.username, link.stance) == (winners[0], outcomes[winners[0]])
        told = f"{winners[0]} was first and accepted it: {outcomes[winners[0]]}."
        assert all(told in outcome for name, outcome in outcomes.items() if name != winners[0])
        assert link.decisions.count() == 1


def test_taking_back_makes_it_a_suggestion_again_once(claim, editor, other):
    link = suggest(claim, editor)
    decision = reject_link(link=link, by=editor, reason="too_vague")
    back = take_back(decision=decision, by=other)
    assert (back.state, back.decided_by, back.decided_at, back.stance) == (
        LinkState.SUGGESTED,
        None,
        None,
        "",
    )
    with pytest.raises(Refused, match="emil changed this since"):
        take_back(decision=decision, by=editor)
    accept_link(link=link, by=editor, stance="context")
    with pytest.raises(Refused, match="edda changed this since"):
        take_back(decision=decision, by=other)


def test_linking_by_hand_takes_a_waiting_suggestion_and_leaves_a_decided_one(claim, editor, other):
    link = suggest(claim, editor)
    assert link_by_hand(claim=claim, statement=link.statement, by=editor, stance="denies").pk == link.pk
    with pytest.raises(AlreadyDecided):
        link_by_hand(claim=claim, statement=link.statement, by=other, stance="supports")
    struck = suggest(claim, editor, "It never closed").statement
    strike_statement(statement=struck, by=editor)
    struck.refresh_from_db()
    with pytest.raises(Refused, match="struck"):
        link_by_hand(claim=claim, statement=struck, by=editor, stance="supports")


def test_a_verdict_keeps_its_reason_and_the_evidence_it_rested_on(claim, editor):
    link = suggest(claim, editor)
    accept_link(link=link, by=editor, stance="supports")
    change = decide(claim=claim, by=editor, verdict="disputed", reason=" One says so. ", version=0)
    claim.refresh_from_db()
    assert (claim.verdict, claim.work_state, claim.version) == ("disputed", "settled", 1)
    assert change.reason == "One says so."
    (kept,) = change.evidence
    said = kept.pop("said")
    assert kept == {"link": link.pk, "statement": link.statement_id, "stance": "supports"}
    assert said, "a mark of the words, so that a correction is noticed"
    assert change.wording == claim.text
    assert (change.verdict_before, change.work_state_before) == ("unverified", "in_review")


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("reason", {"reason": "  "}),
        ("verdict", {"verdict": "true"}),
        ("work_state", {"work_state": "another_look"}),
    ],
)
def test_a_verdict_that_cannot_be_set_is_refused_and_nothing_changes(claim, editor, field, given):
    with pytest.raises(Refused) as refused:
        decide(
            **{"claim": claim, "by": editor, "verdict": "refuted", "reason": "Shown.", "version": 0} | given
        )
    assert refused.value.field == field
    assert not VerdictChange.objects.exists()


def test_who_decides_on_an_old_version_is_told_what_it_is_now(claim, editor, other):
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    with pytest.raises(ChangedMeanwhile, match="edda set it to confirmed"):
        decide(claim=claim, by=other, verdict="refuted", reason="Not seen.", version=0)
    claim.refresh_from_db()
    assert claim.verdict == "confirmed"


def test_new_evidence_under_a_settled_verdict_asks_for_another_look(claim, editor):
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    decision = accept_link(link=suggest(claim, editor), by=editor, stance="denies")
    claim.refresh_from_db()
    assert (claim.verdict, claim.work_state, claim.version) == ("confirmed", "another_look", 2)
    change = claim.verdict_changes.last()
    assert change.by is None
    assert "denies" in change.reason
    decide(claim=claim, by=editor, verdict="disputed", reason="Looked again.", version=2)
    take_back(decision=decision, by=editor)
    claim.refresh_from_db()
    assert claim.work_state == "another_look", "evidence that went is a change too"


def test_the_record_is_held_by_the_database(claim, editor):
    change = decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    decision = accept_link(link=suggest(claim, editor), by=editor, stance="denies")
    for rows in (VerdictChange.objects.filter(pk=change.pk), LinkDecision.objects.filter(pk=decision.pk)):
        with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
            rows.update(by=None)
    with pytest.raises(IntegrityError, match="link_accepted_with_a_stance"), transaction.atomic():
        Link.objects.update(stance="")
    with pytest.raises(IntegrityError, match="claim_verdict_known"), transaction.atomic():
        Claim.objects.update(verdict="true")


@pytest.mark.parametrize("text", ["", "   ", "Is the pier open?", "Pier open", "The pier " * 100])
def test_what_is_no_claim_is_refused(editor, text):
    with pytest.raises(Refused) as refused:
        propose_claim(by=editor, text=text)
    assert refused.value.field == "text"


def test_the_same_claim_is_tracked_once(claim, editor):
    with pytest.raises(SameClaim) as same:
        propose_claim(by=editor, text="the PIER is  open to the public")
    assert same.value.claim == claim
    second = propose_claim(by=editor, text="The pier is shut to the public")
    with pytest.raises(SameClaim):
        reword_claim(claim=second, by=editor, version=0, text=claim.text)


def test_another_wording_waits_to_be_held_against_past_statements_and_the_old_one_is_on_record(claim, editor):
    Claim.objects.filter(pk=claim.pk).update(matched_at="2024-09-09T00:00Z")
    kept = reword_claim(claim=claim, by=editor, version=0, text=claim.text, topic="Piers")
    assert kept.matched_at is not None
    changed = reword_claim(
        claim=claim, by=editor, version=0, text="The north pier is open to the public", topic="piers"
    )
    assert changed.matched_at is None
    assert changed.topic == kept.topic
    before = apps.get_model("claims", "ClaimEvent").objects.filter(pgh_obj=changed)
    assert "The pier is open to the public" in before.values_list("text", flat=True)


def settled(claim, editor):
    """The claim with one accepted statement, and a verdict that rests on it."""
    link = suggest(claim, editor)
    accept_link(link=link, by=editor, stance="supports")
    claim.refresh_from_db()
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=claim.version)
    return link


def state(claim):
    claim.refresh_from_db()
    return claim.work_state


def test_an_undo_brings_a_settled_claim_back_to_what_it_was(claim, editor):
    settled(claim, editor)
    decision = accept_link(link=suggest(claim, editor, "It never closed"), by=editor, stance="supports")
    assert state(claim) == "another_look"
    take_back(decision=decision, by=editor)
    assert state(claim) == "settled"
    assert [c.work_state for c in claim.verdict_changes.all()] == ["settled", "another_look", "settled"]


def test_each_change_under_a_verdict_is_on_record(claim, editor):
    settled(claim, editor)
    for words, stance in (("It never closed", "denies"), ("Cyd would not say", "context")):
        accept_link(link=suggest(claim, editor, words), by=editor, stance=stance)
    news = [change.reason for change in claim.verdict_changes.filter(by=None)]
    assert len(news) == 2
    assert "denies" in news[0]
    assert "context" in news[1]


def test_striking_accepted_evidence_asks_for_another_look_and_restoring_it_settles_again(claim, editor):
    link = settled(claim, editor)
    strike_statement(statement=link.statement, by=editor)
    assert state(claim) == "another_look"
    assert "was struck" in claim.verdict_changes.last().reason
    restore_statement(statement=link.statement, by=editor)
    assert state(claim) == "settled"


def test_correcting_accepted_evidence_asks_for_another_look(claim, editor):
    link = settled(claim, editor)
    correct_statement(
        statement=link.statement,
        by=editor,
        speaker=None,
        kind="direct",
        polarity="denied",
        modality="asserts",
    )
    assert state(claim) == "another_look"
    assert "was corrected" in claim.verdict_changes.last().reason


def test_a_statement_struck_under_an_editors_eyes_cannot_be_accepted(claim, editor):
    link = suggest(claim, editor)
    strike_statement(statement=link.statement, by=editor)
    for answer in (
        lambda: accept_link(link=link, by=editor, stance="denies"),
        lambda: link_by_hand(claim=claim, statement=link.statement, by=editor, stance="denies"),
    ):
        with pytest.raises(Refused, match="struck"):
            answer()
    assert not LinkDecision.objects.exists()


def test_rewording_a_settled_claim_asks_for_another_look_and_says_what_it_read(claim, editor, other):
    settled(claim, editor)
    claim.refresh_from_db()
    waiting = suggest(claim, editor, "It never closed")
    reword_claim(claim=claim, by=other, version=claim.version, text="The pier was never open to the public")
    assert state(claim) == "another_look"
    assert (
        "emil reworded the claim. It read: “The pier is open to the public”"
        in claim.verdict_changes.last().reason
    )
    assert not Link.objects.filter(pk=waiting.pk).exists(), "its reasons were for the old words"
    told = (
        "emil reworded the claim. It read: “The pier is open to the public”. That was while you were looking."
    )
    with pytest.raises(ChangedMeanwhile, match=told):
        decide(claim=claim, by=editor, verdict="confirmed", reason="On the old words.", version=1)
    with pytest.raises(ChangedMeanwhile, match=told):
        reword_claim(claim=claim, by=editor, version=1, text="The pier is shut to the public")


def test_rewording_lets_a_claim_that_was_set_aside_be_matched_again(claim, editor):
    Claim.objects.filter(pk=claim.pk).update(
        set_aside_at="2024-09-09T00:00Z", error="It took too long.", attempts=3
    )
    reword_claim(claim=claim, by=editor, version=0, text="The pier is open to everybody")
    claim.refresh_from_db()
    assert (claim.set_aside_at, claim.error, claim.attempts) == (None, "", 0)


def test_letters_that_two_languages_put_in_small_differently_make_one_claim(editor):
    propose_claim(by=editor, text="İstanbul has three airports now")
    with pytest.raises(SameClaim):
        propose_claim(by=editor, text="İstanbul has three airports now")
