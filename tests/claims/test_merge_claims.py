"""Two claims that say the same become one, and two again."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.decide import ChangedMeanwhile, decide
from claims.find.rank import rank
from claims.merge import merge_claims, plan_merge
from claims.models import Claim, Link, LinkState
from claims.propose import reword_claim
from claims.queries.history import history
from claims.review import accept_link, link_by_hand, reject_link, take_back
from claims.suggest import suggest_for_article, suggest_for_claim
from entities.images import images
from entities.ledger import act_on
from entities.refused import Refused
from entities.undo import InTheWay, undo
from matching.features import Said
from sources.models import Statement
from tests.claims.factories import make_claim, make_evidence, make_statement, make_suggestion
from tests.ledger.world import state_of

pytestmark = pytest.mark.django_db
BOATS, SHIPS = (
    "Norway has delivered patrol boats to Port Arvo",
    "Norway delivered its patrol boats to Port Arvo",
)


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """A claim that stands for itself again rings for a worker; there is none."""
    monkeypatch.setattr("claims.merge.ring_for", lambda _claim: None)
    monkeypatch.setattr("claims.propose.ring_for", lambda _claim: None)


@pytest.fixture
def two():
    return make_claim(BOATS), make_claim(SHIPS, topic="Boats")


def merge(kept, gone, by):
    versions = dict(Claim.objects.values_list("pk", "version"))
    return merge_claims(
        kept=kept, gone=gone, by=by, kept_version=versions[kept.pk], gone_version=versions[gone.pk]
    )


def unmerge(gone, by):
    done = act_on(gone, "claim.merge")
    assert done is not None
    return undo(act=done, by=by)


def links_of(claim):
    return set(Link.objects.filter(claim=claim).values_list("statement_id", "state"))


def every_link():
    return images(Link, Link.objects.values_list("pk", flat=True))


def test_links_history_and_topic_move_and_come_back_exactly(two, editor):
    kept, gone = two
    accepted, waiting = make_evidence(gone, by=editor), make_suggestion(gone)
    rejected = make_suggestion(gone)
    reject_link(link=rejected, by=editor)
    decide(
        claim=gone,
        by=editor,
        verdict="confirmed",
        reason="Seen.",
        version=Claim.objects.get(pk=gone.pk).version,
    )
    before, rows = state_of(), every_link()
    stays = merge(kept, gone, editor)
    moved = {accepted.statement_id, waiting.statement_id, rejected.statement_id}
    assert {statement for statement, _ in links_of(kept)} == moved
    assert links_of(gone) == set()
    assert stays.topic.name == "Boats"
    gone.refresh_from_db()
    assert (gone.merged_into, gone.stays) == (kept, kept)
    reasons = [entry.step.reason for entry in history(stays).entries if entry.kind == "verdict"]
    assert {"Seen.", f"edda merged “{SHIPS}” into this claim."} <= set(reasons)
    undoing = unmerge(gone, editor)
    assert state_of() == before
    assert every_link() == rows
    undo(act=undoing, by=editor)
    assert {statement for statement, _ in links_of(kept)} == moved
    assert Claim.objects.get(pk=gone.pk).merged_into == kept


def test_a_settled_verdict_needs_another_look_and_is_settled_again_after_undoing(two, editor):
    kept, gone = two
    make_evidence(kept, by=editor)
    decide(
        claim=kept,
        by=editor,
        verdict="confirmed",
        reason="Seen.",
        version=Claim.objects.get(pk=kept.pk).version,
    )
    make_evidence(gone, by=editor)
    assert merge(kept, gone, editor).work_state == "another_look"
    unmerge(gone, editor)
    kept.refresh_from_db()
    assert kept.work_state == "settled"
    assert Claim.objects.get(pk=gone.pk).work_state == "in_review"


def test_never_two_links_of_one_statement_whatever_the_two_had(two, editor):
    """Unanswered on both; answered on one, whichever came first; answered alike."""
    kept, gone = two
    for first_on_kept in (True, False):
        for answered in ((), (kept,), (gone,), (kept, gone)):
            statement = make_statement(f"boats {first_on_kept} {len(answered)} {answered and answered[0].pk}")
            for claim in (kept, gone) if first_on_kept else (gone, kept):
                link = make_suggestion(claim, statement)
                if claim in answered:
                    accept_link(link=link, by=editor, stance="supports")
    before, rows = state_of(), every_link()
    merge(kept, gone, editor)
    assert Statement.objects.count() == len(links_of(kept)) == 8
    assert sorted(state for _, state in links_of(kept)).count(LinkState.ACCEPTED) == 6
    unmerge(gone, editor)
    assert state_of() == before
    assert every_link() == rows


def test_answers_that_differ_stand_in_the_way_and_are_named(two, editor):
    kept, gone = two
    statement = make_statement("The boats are here", speaker="Ada Falk")
    make_evidence(kept, statement, stance="denies", by=editor)
    make_evidence(gone, statement, stance="supports", by=editor)
    before = state_of()
    with pytest.raises(Refused) as refused:
        merge(kept, gone, editor)
    assert "what Ada Falk said (“The boats are here”) is accepted as supports" in refused.value.message
    assert "accepted as denies" in refused.value.message
    assert state_of() == before


def test_an_answer_that_was_taken_back_here_and_stands_there_stands_in_the_way(two, editor):
    kept, gone = two
    statement = make_statement(speaker="Ada Falk")
    link = make_suggestion(kept, statement)
    take_back(decision=accept_link(link=link, by=editor, stance="context"), by=editor)
    make_evidence(gone, statement, by=editor)
    assert "an answer was taken back on" in plan_merge(kept=kept, gone=gone).in_the_way[0]
    assert plan_merge(kept=gone, gone=kept).in_the_way == []
    merge(gone, kept, editor)
    assert Link.objects.filter(claim=gone).count() == 1


def test_the_second_of_two_is_told_who_was_first(two, editor):
    kept, gone = two
    decide(claim=kept, by=editor, verdict="refuted", reason="No.", version=0)
    with pytest.raises(ChangedMeanwhile, match="edda set it to refuted"):
        merge_claims(kept=kept, gone=gone, by=editor, kept_version=0, gone_version=0)
    merge(kept, gone, editor)
    with pytest.raises(Refused, match="was merged into"):
        merge(kept, gone, editor)
    with pytest.raises(Refused, match="two different"):
        merge(kept, kept, editor)


def test_a_later_step_on_the_same_column_is_named_and_others_are_not_in_the_way(two, editor):
    kept, gone = two
    link = make_suggestion(gone)
    merge(kept, gone, editor)
    accept_link(link=Link.objects.get(pk=link.pk), by=editor, stance="supports")
    third = make_claim("The ferry runs again")
    merge(third, kept, editor)
    assert gone.__class__.objects.get(pk=gone.pk).stays == third
    with pytest.raises(InTheWay, match="The ferry runs again"):
        unmerge(gone, editor)
    unmerge(kept, editor)
    unmerge(gone, editor)
    assert links_of(gone) == {(link.statement_id, LinkState.ACCEPTED)}


def test_no_new_link_comes_to_a_merged_claim(two, editor):
    kept, gone = two
    merge(kept, gone, editor)
    text = "Norway delivered its patrol boats to Port Arvo last week"
    assert gone.pk not in {ranked.claim_id for ranked in rank(Said(text))}
    statement = make_statement(text)
    suggest_for_article(article_id=statement.article_id)
    assert suggest_for_claim(claim_id=gone.pk) == 0
    assert {link.claim for link in statement.links.all()} <= {kept}
    Link.objects.bulk_create([Link(claim=gone, statement=statement, probability=0.5)], ignore_conflicts=True)
    assert not gone.links.exists(), "the database passes over a suggestion that comes late"
    with pytest.raises(IntegrityError, match="was merged into"), transaction.atomic():
        Link.objects.create(claim=gone, statement=statement, state="withdrawn")
    with pytest.raises(Refused, match="Link the statement to that one"):
        link_by_hand(claim=gone, statement=statement, by=editor, stance="context")


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_that_is_made_while_a_merge_is_under_way_waits_and_is_passed_over(two, editor):
    kept, gone = two
    statement = make_statement()
    started, done = threading.Event(), threading.Event()

    def suggest():
        try:
            started.set()
            Link.objects.bulk_create(
                [Link(claim=gone, statement=statement, probability=0.5)], ignore_conflicts=True
            )
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=suggest)
    with transaction.atomic():
        merge(kept, gone, editor)
        thread.start()
        started.wait(10)
        assert not done.wait(0.3), "it waits for the merge"
    thread.join()
    assert not gone.links.exists()


def test_the_claim_that_stands_for_itself_again_is_matched_again(two, editor):
    kept, gone = two
    merge(kept, gone, editor)
    unmerge(gone, editor)
    gone.refresh_from_db()
    assert (gone.matched_at, gone.merged_into) == (None, None)


def test_rewording_what_stays_does_not_stand_in_the_way(two, editor):
    kept, gone = two
    kept = merge(kept, gone, editor)
    version = Claim.objects.get(pk=kept.pk).version
    reword_claim(claim=kept, by=editor, version=version, text="Norway has delivered boats", topic="Boats")
    unmerge(gone, editor)
    assert Claim.objects.get(pk=gone.pk).merged_into is None


# --- pages ------------------------------------------------------------------------------------------------------
def text_of(response):
    return " ".join(response.content.decode().split())


def test_from_the_claim_to_the_preview_to_the_merge_and_back(desk, two):
    kept, gone = two
    make_evidence(gone)
    assert f'href="/claims/{kept.pk}/merge/"' in text_of(desk.get(f"/claims/{kept.pk}/"))
    search = desk.get(f"/claims/{kept.pk}/merge/")
    assert "Nearly the same words" in text_of(search)
    assert f'href="?other={gone.pk}"' in text_of(search)
    assert [c.pk for c in desk.get(f"/claims/{kept.pk}/merge/", {"q": "delivered"}).context["found"]] == [
        gone.pk
    ]
    preview = desk.get(f"/claims/{kept.pk}/merge/", {"other": gone.pk})
    assert "If this one stays: 1 link moves here." in text_of(preview)
    gone.refresh_from_db()
    sent = {"other": gone.pk, "keep": "this", "version_this": 0, "version_other": gone.version}
    page = desk.post(f"/claims/{kept.pk}/merge/", sent, follow=True)
    assert page.redirect_chain == [(f"/claims/{kept.pk}/", 302)]
    assert "is part of this claim now." in text_of(page)
    for address in ("", "edit/", "decide/", "merge/"):
        led = desk.get(f"/claims/{gone.pk}/{address}", follow=True)
        assert led.redirect_chain[-1][0] == f"/claims/{kept.pk}/"
    assert "was merged into this claim" in text_of(desk.get(f"/claims/{gone.pk}/", follow=True))
    assert [row.claim for row in desk.get("/claims/").context["rows"]] == [kept]


def test_an_old_preview_is_shown_again_with_what_is_wrong(desk, two, editor):
    kept, gone = two
    decide(claim=kept, by=editor, verdict="refuted", reason="No.", version=0)
    sent = {"other": gone.pk, "keep": "this", "version_this": 0, "version_other": 0}
    page = desk.post(f"/claims/{kept.pk}/merge/", sent)
    assert page.status_code == 409
    assert "edda set it to refuted while you were looking" in text_of(page)
    assert 'name="version_this" value="1"' in text_of(page)
    for sent in ({}, {"other": "x"}, {"other": kept.pk}, {"other": 10**18}):
        assert "Merge with which other claim?" in text_of(desk.post(f"/claims/{kept.pk}/merge/", sent))
    assert not Claim.objects.exclude(merged_into=None).exists()


def test_the_preview_takes_the_same_queries_however_many_links_there_are(desk, two):
    kept, gone = two

    def queries():
        with CaptureQueriesContext(connection) as counted:
            desk.get(f"/claims/{kept.pk}/merge/", {"other": gone.pk})
        return len(counted)

    make_evidence(gone)
    make_evidence(kept)
    queries()
    one = queries()
    for _ in range(2):
        make_evidence(gone)
        make_evidence(kept)
    assert queries() == one


def test_a_claim_that_was_set_aside_is_tried_again(desk, two):
    kept, _ = two
    Claim.objects.filter(pk=kept.pk).update(
        matched_at=None, set_aside_at="2024-09-09T00:00Z", error="It broke."
    )
    page = text_of(desk.get(f"/claims/{kept.pk}/"))
    assert "Holding it against past statements failed." in page
    assert "It broke." in page
    rung = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.retry.ring_for", rung.append)
        again = desk.post(f"/claims/{kept.pk}/retry/", follow=True)
        assert "It will be tried again now." in text_of(again)
        kept.refresh_from_db()
        assert (kept.set_aside_at, kept.attempts, kept.error, rung) == (None, 0, "", [kept])
        twice = text_of(desk.post(f"/claims/{kept.pk}/retry/", follow=True))
    assert "This claim is not set aside" in twice
