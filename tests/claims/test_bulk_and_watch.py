"""Answering several suggestions at once, watching claims, tripwires, and what exactly is new under a verdict."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from claims.bulk import answer_many
from claims.decide import decide
from claims.mail_notices import mail_notices
from claims.models import Claim, Link, Notice, Tripwire, Watch
from claims.propose import reword_claim
from claims.review import accept_link, link_by_hand, reject_link, take_back
from claims.whats_new import whats_new
from claims.wire import change_tripwire, remove_tripwire, set_tripwire
from entities.ledger import act_on, seen
from entities.models import Act, Entity
from entities.refused import Overtaken, Refused
from entities.undo import undo
from sources.correct import correct_statement
from sources.strike import strike_statement
from tests.claims.factories import make_claim, make_evidence, make_statement, make_suggestion, make_user
from tests.ledger.world import state_of
from tests.sources.factories import client_of, queries_of

pytestmark = pytest.mark.django_db
ADA = "Ada Pike"


def now(row):
    row.refresh_from_db()
    return row


def settled(by, *, links=1):
    claim = make_claim()
    for _ in range(links):
        make_evidence(claim, make_statement(speaker=ADA), by=by)
    decide(claim=claim, by=by, verdict="confirmed", reason="Seen.", version=now(claim).version)
    return now(claim)


def news(claim):
    return [
        (each.what, each.link.statement.shown_speaker if each.link else "") for each in whats_new(claim).news
    ]


def told(user):
    return [(n.kind, n.words) for n in Notice.objects.filter(user=user).order_by("pk")]


# --- several at once -----------------------------------------------------------------------------------------------


def test_several_are_answered_as_one_act_and_taken_back_as_one(edda, emil):
    links = [make_suggestion(make_claim()) for _ in range(3)]
    late = make_suggestion()
    reject_link(link=late, by=emil)
    before = state_of()
    done = answer_many(links=[link.pk for link in (*links, late)], answer="denies", by=edda)
    assert (done.count, done.refused) == (3, ["emil was first and rejected it. Your answer was not saved."])
    assert [(now(link).state, link.stance) for link in links] == [("accepted", "denies")] * 3
    undo(act=done.act, by=edda)
    assert state_of() == before
    assert [now(link).state for link in links] == ["suggested"] * 3


def test_several_are_refused_without_a_choice_and_where_none_is_left(edda, emil):
    link = make_suggestion()
    for links, answer in (([], "denies"), ([link.pk], "maybe"), ([0], "denies")):
        with pytest.raises(Refused):
            answer_many(links=links, answer=answer, by=edda)
    accept_link(link=link, by=emil, stance="supports")
    with pytest.raises(Refused, match="emil was first"):
        answer_many(links=[link.pk], answer="denies", by=edda)
    assert not Act.objects.filter(kind="link.bulk").exists()


def test_the_page_shows_what_would_be_done_before_it_is_and_offers_the_way_back(desk):
    links = [make_suggestion(make_claim()) for _ in range(2)]
    address, chosen = reverse("review-many"), [link.pk for link in links]
    assertContains(desk.get(address), f'value="{chosen[0]}"')
    preview = desk.post(address, {"link": chosen, "answer": "supports"})
    assertContains(preview, "2 suggestions would be answered: it supports the claim")
    assert now(links[0]).state == "suggested"
    done = desk.post(address, {"link": chosen, "answer": "supports", "confirmed": "1"}, follow=True)
    assertContains(done, "2 accepted: supports.")
    assert now(links[0]).state == "accepted"
    batch = Act.objects.get(kind="link.bulk")
    assertContains(done, reverse("act-undo", args=[batch.pk]))
    desk.post(reverse("act-undo", args=[batch.pk]))
    assert [now(link).state for link in links] == ["suggested"] * 2
    assertContains(desk.post(address, {"answer": "supports"}), "Choose the suggestions", status_code=422)
    assert desk.post(address, {"link": ["x", "9" * 40], "answer": "supports"}).status_code == 422


def test_the_page_of_several_takes_as_many_queries_for_three_as_for_one(desk):
    make_suggestion()
    one = queries_of(desk, reverse("review-many"))
    for _ in range(2):
        make_suggestion()
    assert queries_of(desk, reverse("review-many")) == one


# --- what is new ------------------------------------------------------------------------------------------------


def test_it_says_exactly_what_is_new_under_the_verdict(edda, emil, desk):
    claim = settled(edda)
    first = claim.links.get()
    assert news(claim) == []
    accept_link(link=make_suggestion(claim, make_statement(speaker="Bo Sand")), by=emil, stance="denies")
    assert now(claim).work_state == "another_look"
    assert news(claim) == [
        ("new, denies", "Bo Sand"),
        ("Independent origins against it: 0 (0 named first-hand) before, 1 (1 named first-hand) now.", ""),
    ]
    manner: Any = {"kind": "direct", "polarity": "asserted", "modality": "asserts"}
    correct_statement(
        statement=first.statement,
        by=emil,
        speaker=first.statement.speaker,
        **(manner | {"polarity": "denied"}),
    )
    assert ("corrected since", ADA) in news(claim)
    strike_statement(statement=first.statement, by=emil)
    assert ("counts no longer", ADA) in news(claim)
    reword_claim(claim=claim, by=emil, version=now(claim).version, text="The pier is open at night")
    assert any(what.startswith("The verdict was set on other words") for what, _ in news(now(claim)))
    page = desk.get(claim.get_absolute_url())
    assertContains(page, "What is new since edda set “Confirmed”")
    assertContains(page, "Bo Sand")


def test_undoing_each_change_settles_it_again_and_another_stance_is_new(edda, emil):
    claim = settled(edda)
    ever = Act.objects.latest("pk").pk
    link = claim.links.get()
    take_back(decision=link.decisions.last(), by=emil)
    accept_link(link=now(link), by=emil, stance="denies")
    reword_claim(claim=claim, by=emil, version=now(claim).version, text="The pier is open at night")
    assert ("denies, counted as supports before", ADA) in news(now(claim))
    for done in Act.objects.filter(pk__gt=ever, is_undoing=False, undone_by=None).order_by("-pk"):
        undo(act=done, by=edda)
    back: Any = Act.objects.filter(is_undoing=True, pk__gt=ever).order_by("pk").first()
    undo(act=back, by=edda)
    assert (now(claim).work_state, news(claim)) == ("settled", [])


# --- watching ---------------------------------------------------------------------------------------------------


def test_who_sets_a_verdict_watches_and_is_told_of_what_others_do(edda, emil):
    claim = settled(edda)
    assert Watch.objects.filter(claim=claim, user=edda).exists()
    decision = accept_link(link=make_suggestion(claim), by=emil, stance="denies")
    assert [kind for kind, _ in told(edda)] == ["another_look"]
    take_back(decision=decision, by=emil)
    assert "again what the verdict rested on" in told(edda)[-1][1]
    accept_link(link=make_suggestion(claim), by=edda, stance="denies")
    assert len(told(edda)) == 2, "what one does oneself is no news"
    decide(claim=claim, by=emil, verdict="disputed", reason="Two say so.", version=now(claim).version)
    assert told(edda)[-1] == ("status", "emil set it to disputed: Two say so.")


def test_notices_are_counted_in_the_header_and_read_up_to_what_was_shown(desk, edda, emil):
    claim = settled(edda)
    assertContains(desk.get(reverse("notices")), "Nothing has changed yet")
    accept_link(link=make_suggestion(claim), by=emil, stance="denies")
    page = desk.get(reverse("notices"))
    assertContains(page, "Notices, 1 unread")
    until = page.context["until"]
    accept_link(link=make_suggestion(claim), by=emil, stance="denies")
    desk.post(reverse("notices-read"), {"until": until})
    assertContains(desk.get(reverse("notices")), "Notices, 1 unread")
    assert desk.post(reverse("notices-read"), {"until": "x"}).status_code == 302
    desk.post(reverse("claim-watch", args=[claim.pk]), {"stop": "1"})
    accept_link(link=make_suggestion(claim), by=emil, stance="denies")
    assert len(told(edda)) == 2
    assertContains(client_of(make_user()).get(reverse("notices")), "You watch no claim yet")


def test_the_notices_take_as_many_queries_for_three_as_for_one(desk, edda, emil):
    claim = settled(edda)
    accept_link(link=make_suggestion(claim), by=emil, stance="denies")
    one = queries_of(desk, reverse("notices"))
    for _ in range(2):
        accept_link(link=make_suggestion(settled(edda)), by=emil, stance="denies")
    assert queries_of(desk, reverse("notices")) == one


def test_unread_notices_go_out_in_one_letter_once(edda, emil):
    edda.email = "edda@desk.invalid"
    edda.save()
    claims = [settled(edda), settled(edda)]
    for claim in claims:
        accept_link(link=make_suggestion(claim), by=emil, stance="denies")
    assert (mail_notices(), mail_notices()) == (1, 0)
    (letter,) = mail.outbox
    assert letter.to == ["edda@desk.invalid"]
    assert "2 claims you watch changed" in letter.subject
    assert all(claim.text in letter.body for claim in claims)


# --- tripwires --------------------------------------------------------------------------------------------------


def test_a_tripwire_alarms_everybody_who_watches_as_soon_as_such_evidence_is_accepted(edda, emil):
    claim = make_claim()
    old = make_evidence(claim, make_statement(speaker=ADA), stance="denies", by=emil)
    wire = set_tripwire(
        claim=claim, by=edda, stance="denies", named=True, first_hand=True, speaker_kind="person"
    )
    assert now(claim).work_state == "in_review", "what was accepted before it was armed is no hit"
    accept_link(link=make_suggestion(claim, make_statement()), by=edda, stance="denies")
    assert now(claim).work_state == "in_review", "an unnamed speaker misses"
    decision = accept_link(
        link=make_suggestion(claim, make_statement(speaker="Bo")), by=edda, stance="denies"
    )
    assert now(claim).work_state == "another_look"
    assert told(edda)[-1][0] == "tripwire"
    assert "Tripwire: a named person denies the claim first-hand." in told(edda)[-1][1]
    assert [hit[0] for hit in claim.verdict_changes.last().hits] == [wire.pk]
    take_back(decision=decision, by=edda)
    assert now(claim).work_state == "in_review"
    assert old.pk


def test_a_near_miss_is_explained(desk, edda):
    claim = make_claim()
    set_tripwire(claim=claim, by=edda, stance="denies", named=True, modality="asserts")
    for speaker, more in (("", {}), (ADA, {"modality": "expects"})):
        said = make_statement(speaker=speaker, **more)
        accept_link(link=make_suggestion(claim, said), by=edda, stance="denies")
    page = desk.get(claim.get_absolute_url())
    assertContains(page, "the speaker is unnamed; everything else fits")
    assertContains(page, "the speaker expects it; everything else fits")


def test_a_tripwire_is_set_changed_removed_and_each_taken_back(desk, edda):
    claim = make_claim()
    asked = {"stance": "denies", "speaker": "", "speaker_kind": "person", "named": "on", "modality": ""}
    page = desk.post(reverse("tripwire-add", args=[claim.pk]), asked, follow=True)
    assertContains(page, "A named person denies the claim")
    wire = Tripwire.objects.get()
    change = asked | {"modality": "asserts", "seen": seen(wire)}
    assert desk.post(reverse("tripwire-edit", args=[wire.pk]), change).status_code == 302
    late = desk.post(reverse("tripwire-edit", args=[wire.pk]), change | {"modality": "asks"})
    assertContains(late, "Now: asserts it", status_code=422)
    removed = desk.post(reverse("tripwire-remove", args=[wire.pk]), follow=True)
    assertContains(removed, "No tripwire is set")
    for kind in ("tripwire.remove", "tripwire.change"):
        desk.post(reverse("act-undo", args=[Act.objects.get(kind=kind, is_undoing=False).pk]))
    assert (now(wire).modality, wire.named) == ("", True)
    first: Any = act_on(wire, "tripwire.set")
    undo(act=first, by=edda)
    assert not Tripwire.objects.exists()
    assertContains(desk.post(reverse("tripwire-add", args=[claim.pk]), {}), "Choose what", status_code=422)


def test_a_tripwire_for_somebody_in_particular_follows_merges_and_removing_it_ends_the_alarm(edda):
    claim = make_claim()
    ada = Entity.objects.create(name=ADA)
    wire = set_tripwire(claim=claim, by=edda, stance="supports", speaker=ada)
    with pytest.raises(Overtaken):
        change_tripwire(wire=wire, by=edda, stance="denies", seen=0)
    link_by_hand(claim=claim, statement=make_statement(speaker=ADA), by=edda, stance="supports")
    assert now(claim).work_state == "another_look"
    remove_tripwire(wire=wire, by=edda)
    assert now(claim).work_state == "in_review"
    assert Link.objects.count() == 1
    assert not Claim.objects.filter(work_state="another_look").exists()
    assertNotContains(client_of(edda).get(claim.get_absolute_url()), "Hit:")


def test_a_batch_under_a_verdict_is_one_change_and_one_notice(edda, emil):
    claim = settled(edda)
    links = [make_suggestion(claim, make_statement(f"The pier opened {n}", speaker=ADA)).pk for n in range(3)]
    changes = claim.verdict_changes.count()
    done = answer_many(links=links, answer="denies", by=emil)
    assert claim.verdict_changes.count() == changes + 1
    assert len(told(edda)) == 1
    assert len([what for what, _ in news(claim) if what == "new, denies"]) == 3
    undo(act=done.act, by=emil)
    assert (now(claim).work_state, claim.verdict_changes.count(), len(told(edda))) == (
        "settled",
        changes + 2,
        2,
    )
