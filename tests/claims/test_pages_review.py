"""The review: one suggestion at a time, strongest first; answers, skips, undo, and two editors at once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from claims.models import InHand, Link, LinkState
from claims.queries.review import Place, Queue
from claims.review import accept_link
from claims.roles import REPORTER
from claims.take_in_hand import take_in_hand
from entities.models import Entity
from sources.strike import strike_statement
from tests.claims.factories import (
    decisions_of,
    is_waiting,
    make_article,
    make_claim,
    make_evidence,
    make_statement,
    make_suggestion,
    make_user,
)
from tests.sources.factories import client_of

pytestmark = pytest.mark.django_db


def shown(response):
    """The id of the suggestion that a page of the review shows."""
    found = re.search(r"/links/(\d+)/accept/", response.content.decode())
    return int(found[1]) if found else None


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_strongest_comes_first_and_skipping_walks_down_through_ties_to_the_end(desk):
    weak, strong = make_suggestion(probability=0.3), make_suggestion(probability=0.9)
    ties = [make_suggestion(probability=0.5) for _ in range(3)]
    by_hand = make_suggestion(probability=None)
    order, page = [], desk.get("/review/")
    while (pk := shown(page)) is not None:
        order.append(pk)
        assert "0 of 6 done" in page.content.decode()
        page = desk.get("/review/", {"after": str(Place.of(Link.objects.get(pk=pk)))})
    assert order == [link.pk for link in (by_hand, strong, *ties, weak)]
    assert "That was the last one" in page.content.decode()
    assert "6 that you skipped still wait" in page.content.decode()


def test_previous_leads_back_over_the_same_ties():
    links = [make_suggestion(probability=p) for p in (0.9, 0.5, 0.5, 0.5, None)]
    queue, walked = Queue(by=make_user()), []
    step = queue.step(link_id=links[3].pk)
    while step and step.previous:
        walked.append(step.previous.pk)
        step = queue.step(link_id=step.previous.pk)
    assert walked == [links[n].pk for n in (2, 1, 0, 4)]


def test_an_accepted_suggestion_leads_to_the_next_with_a_way_back(desk, editor):
    first, second = make_suggestion(probability=0.9), make_suggestion(probability=0.8)
    page = desk.post(f"/links/{first.pk}/accept/", {"stance": "denies"}, follow=True)
    first.refresh_from_db()
    assert (first.state, first.stance, first.decided_by) == (LinkState.ACCEPTED, "denies", editor)
    assert shown(page) == second.pk
    assert said(page) == [f"Accepted: it denies “{first.claim.text}”."]
    decision = first.decisions.get()
    assert f"/decisions/{decision.pk}/undo/" in page.content.decode()
    back = desk.post(f"/decisions/{decision.pk}/undo/", follow=True)
    assert is_waiting(first)
    assert shown(back) == first.pk
    assert said(back) == ["Taken back: it is a suggestion again."]


def test_a_rejection_keeps_its_reason_and_without_one_says_another_reason(desk):
    first, second = make_suggestion(probability=0.9), make_suggestion(probability=0.8)
    desk.post(f"/links/{first.pk}/reject/", {"reason": "too_vague"})
    page = desk.post(f"/links/{second.pk}/reject/", {"reason": ""}, follow=True)
    assert [link.decisions.get().reason for link in (first, second)] == ["too_vague", "other"]
    assert "All done" in page.content.decode()
    assert said(page)[-1] == f"Not related to “{second.claim.text}”: another reason."


def test_an_answer_that_names_no_stance_changes_nothing_and_stays(desk):
    link = make_suggestion()
    for stance in ("", "maybe"):
        page = desk.post(f"/links/{link.pk}/accept/", {"stance": stance}, follow=True)
        assert said(page) == ["Choose how it bears on the claim: supports, denies or context."]
        assert shown(page) == link.pk
    assert is_waiting(link)


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_the_second_editor_is_told_who_was_first_and_goes_on(desk, answer):
    link, following = make_suggestion(probability=0.9), make_suggestion(probability=0.8)
    accept_link(link=link, by=make_user(username="emil"), stance="context")
    page = desk.post(f"/links/{link.pk}/{answer}/", {"stance": "denies"}, follow=True)
    assert said(page) == ["emil was first and accepted it: context. Your answer was not saved."]
    assert shown(page) == following.pk
    assert decisions_of(link) == [("accepted", "context")]


def test_taking_back_what_somebody_changed_since_is_refused_in_words(desk, editor):
    link = make_suggestion()
    decision = accept_link(link=link, by=editor, stance="denies")
    undone = desk.post(f"/decisions/{decision.pk}/undo/")
    assert undone.status_code == 302
    again = desk.post(f"/decisions/{decision.pk}/undo/", follow=True)
    assert said(again) == [
        "Taken back: it is a suggestion again.",
        "edda changed this since, so it cannot be taken back any more.",
    ]


def test_a_suggestion_asked_for_by_an_old_address_says_what_became_of_it(desk):
    gone, left = make_evidence(stance="denies", by=make_user(username="emil")), make_suggestion()
    page = desk.get("/review/", {"link": gone.pk})
    assert said(page) == ["emil answered that suggestion: denies."]
    assert shown(page) == left.pk
    strike_statement(statement=left.statement, by=make_user())
    page = desk.get("/review/", {"link": left.pk})
    assert said(page) == ["Somebody struck the statement of that suggestion: nobody said it."]
    assert shown(page) is None


def test_the_guess_is_marked_but_nothing_is_chosen(desk):
    make_suggestion(guessed_stance="denies")
    page = desk.get("/review/").content.decode()
    assert page.count("guessed</small>") == 1
    assert re.search(r'value="denies" class="denies guessed"', page)
    assert "checked" not in page


def test_a_reason_that_speaks_against_the_link_says_so(desk):
    reasons = [
        {"kind": "names", "text": "both name Ada", "weight": 1.5},
        {"kind": "numbers_differ", "text": "numbers differ: 3 here, 5 in the claim", "weight": -0.4},
        {"text": "kept by an older version"},
    ]
    make_suggestion(reasons=reasons)
    page = desk.get("/review/").content.decode()
    assert page.count("against:") == 1
    assert "against:</span> numbers differ: 3 here, 5 in the claim" in page
    assert "kept by an older version" in page


def test_one_claims_suggestions_alone_and_back_to_them_after_an_answer(desk):
    claim = make_claim()
    mine, other = make_suggestion(claim, probability=0.5), make_suggestion(probability=0.9)
    assert shown(desk.get("/review/", {"claim": claim.pk})) == mine.pk
    page = desk.post(
        f"/links/{mine.pk}/accept/", {"stance": "context", "within": f"claim={claim.pk}"}, follow=True
    )
    assert shown(page) is None
    assert "Nothing waits for this claim" in page.content.decode()
    assert "1 waits for other claims" in page.content.decode()
    assert shown(desk.get("/review/")) == other.pk


def test_an_empty_queue_says_whether_it_was_ever_full(desk):
    for address, done in (("/review/", "All done"), ("/review/several/", "Every suggestion is answered")):
        page = desk.get(address).content.decode()
        assert "Nothing to review yet" in page
        assert done not in page
    make_evidence()
    for address, done in (("/review/", "All done"), ("/review/several/", "Every suggestion is answered")):
        assert done in desk.get(address).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "after=garbage",
        "after=nan,1",
        "after=inf,1",
        "after=0.5",
        "after=0.5,99999999999999999999999",
        "after=0.5,%00",
        "after=1e999,1",
        "claim=abc",
        "claim=99999999999999999999999",
        "claim=-1",
        "claim=²",
        "link=abc",
        "link=99999999999999999999999",
        "link=%00",
    ],
)
def test_an_address_mended_by_hand_still_shows_the_strongest(desk, query):
    link = make_suggestion()
    assert shown(desk.get(f"/review/?{query}")) == link.pk


def test_hostile_text_is_shown_as_text(desk):
    bad = "<script>alert(1)</script>"
    statement = make_statement(f"The pier {bad} is open", speaker=f"Ada {bad}", outlet=f"Wire {bad}")
    reasons = [{"kind": "phrase", "text": bad, "weight": 1}]
    make_suggestion(make_claim(f"The pier is {bad}"), statement, reasons=reasons)
    page = desk.get("/review/").content.decode()
    assert bad not in page
    assert page.count(escape(bad)) >= 5


def test_the_words_said_and_who_said_them_are_marked_where_they_stand(desk):
    text = (
        "First paragraph.\n\n“The pier 🌊 is open,” Ada Pole said, “and <free>.” Bo doubted it.\n\n"
        + "Far away. " * 300
    )
    article = make_article(text=text)
    words = ["The pier 🌊 is open", "and <free>"]
    spans = [[text.index(word), text.index(word) + len(word)] for word in words]
    who = [text.index("Ada Pole"), text.index("Ada Pole") + 8]
    statement = make_statement(words[0], article=article, spans=spans, speaker_span=who)
    make_suggestion(statement=statement)
    page = desk.get("/review/").content.decode()
    assert (
        '“<mark>The pier 🌊 is open</mark>,” <mark class="who">Ada Pole</mark> said, “<mark>and &lt;free&gt;</mark>.”'
        in page
    )
    assert "paragraph 2" in page
    assert page.count("Far away") < 60, "only the neighbourhood is shown"


def test_spans_that_do_not_lie_in_the_text_are_passed_over(desk):
    statement = make_statement(spans=[[0, 3], [90_000, 90_010]], speaker_span=[5, 2], cue_span=[-4, 2])
    make_suggestion(statement=statement)
    assert "<mark>The</mark>" in desk.get("/review/").content.decode()


def test_reporters_cannot_review(client):
    link, decided = make_suggestion(), make_evidence()
    decision = decided.decisions.get()
    client.force_login(make_user(REPORTER))
    answers = [
        client.get("/review/"),
        client.post(f"/links/{link.pk}/accept/", {"stance": "supports"}),
        client.post(f"/links/{link.pk}/reject/"),
        client.post(f"/decisions/{decision.pk}/undo/"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert "Your role does not include this" in answers[1].content.decode()
    assert is_waiting(link)
    assert not is_waiting(decided)
    assert "/review/" not in client.get("/").content.decode()


def test_answers_are_only_posted(desk):
    link = make_suggestion()
    assert desk.get(f"/links/{link.pk}/accept/").status_code == 405
    assert is_waiting(link)


def test_after_an_answer_no_other_site_is_gone_on_to(desk):
    link = make_suggestion()
    response = desk.post(
        f"/links/{link.pk}/accept/", {"stance": "supports", "next": "https://elsewhere.example/"}
    )
    assert response["Location"].startswith("/review/")


def test_the_page_asks_the_database_as_often_for_three_suggestions_as_for_one(desk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get("/review/")
        return len(captured)

    def more(count):
        for n in range(count):
            make_suggestion(statement=make_statement(speaker=f"Bo {n}", relays=["Wire", "Post"]))

    more(2)  # the one that is shown, and the one ahead
    desk.get("/review/")
    two = queries()
    more(2)
    assert queries() == two


# --- ready before one asks -----------------------------------------------------------------------------------------


def test_the_next_one_lies_ready_and_is_what_an_answer_leads_to(desk):
    links = [make_suggestion(probability=p) for p in (0.9, 0.8, 0.7)]
    page = desk.get("/review/").content.decode()
    ahead = page[page.index("<template") : page.index("</template>")]
    assert f"/links/{links[1].pk}/accept/" in ahead
    assert f"/links/{links[0].pk}/" not in ahead
    # The page shows it already, so it stays, though a stronger one has come in meanwhile.
    make_suggestion(probability=0.85)
    answer = {"stance": "context", "showing": links[1].pk}
    assert shown(desk.post(f"/links/{links[0].pk}/accept/", answer, follow=True)) == links[1].pk


def test_what_lies_ready_and_was_answered_meanwhile_is_told_and_passed(desk):
    links = [make_suggestion(probability=p) for p in (0.9, 0.8, 0.7)]
    accept_link(link=links[1], by=make_user(username="emil"), stance="denies")
    page = desk.post(f"/links/{links[0].pk}/reject/", {"showing": links[1].pk}, follow=True)
    assert said(page)[1:] == ["emil answered that suggestion: denies."]
    assert shown(page) == links[2].pk


# --- in somebody's hands -------------------------------------------------------------------------------------------


def test_two_editors_get_different_ones_and_who_asks_for_the_same_is_told(desk):
    first, second = make_suggestion(probability=0.9), make_suggestion(probability=0.8)
    dana = client_of(make_user(username="dana"))
    assert shown(dana.get("/review/")) == first.pk
    assert shown(desk.get("/review/")) == second.pk
    page = desk.get("/review/", {"link": first.pk}).content.decode()
    assert re.search(r"dana has this in hand since \d\d:\d\d", page)
    answered = desk.post(f"/links/{first.pk}/accept/", {"stance": "denies"}, follow=True)
    assert said(answered)[0].startswith("Accepted"), "it keeps nobody from answering"
    assert "edda has this in hand" in dana.get("/review/", {"link": second.pk}).content.decode()


def test_where_another_has_all_of_them_in_hand_they_are_shown_all_the_same(desk):
    link = make_suggestion()
    client_of(make_user(username="dana")).get("/review/")
    assert shown(desk.get("/review/")) == link.pk
    page = desk.get("/review/", {"after": str(Place(0.95, 0))}).content.decode()
    assert "dana has 1 in hand" in page


def test_a_suggestion_in_hand_is_had_by_one_until_the_time_runs_out_or_the_person_moves_on():
    edda, dana = make_user(username="edda"), make_user(username="dana")
    link, other = make_suggestion(), make_suggestion()
    assert take_in_hand(link=link, by=edda).user == edda
    since = InHand.objects.get().since
    assert take_in_hand(link=link, by=dana).user == edda
    assert take_in_hand(link=link, by=edda).since == since, "looking again does not begin anew"
    now = timezone.now()
    InHand.objects.update(since=now - timedelta(minutes=9), until=now - timedelta(minutes=4))
    assert take_in_hand(link=link, by=dana).user == dana
    take_in_hand(link=other, by=dana)
    assert [row.link_id for row in InHand.objects.all()] == [other.pk]
    Link.objects.filter(pk=other.pk).delete()
    assert take_in_hand(link=other, by=edda) is None, "a suggestion that is gone is in nobody's hands"


# --- one go, and its end -------------------------------------------------------------------------------------------


def test_the_end_says_what_was_done_and_takes_it_back_one_by_one_or_all_at_once(desk, editor):
    links = [make_suggestion(probability=p) for p in (0.9, 0.8, 0.7)]
    make_evidence(by=editor)  # before this go
    desk.get("/review/")
    for link, stance in zip(links, ("supports", "supports"), strict=False):
        desk.post(f"/links/{link.pk}/accept/", {"stance": stance})
    assert "2 of 3 done" in desk.get("/review/").content.decode()
    desk.post(f"/links/{links[2].pk}/reject/", {"reason": "too_vague"})
    for page in (desk.get("/review/"), desk.get("/review/end/")):
        words = "You answered 3 in this go: 2 supports, 1 not related: too vague to bear on it"
        assert words in page.content.decode()
    until = desk.get("/review/end/").context["run"].until
    assert shown(desk.post("/review/undo/", follow=True)) == links[2].pk
    assert shown(desk.post("/review/undo/", follow=True)) == links[1].pk
    done = desk.post("/review/end/take-back/", {"until": until}, follow=True)
    assert said(done)[-1] == "1 answer is taken back."
    assert all(is_waiting(link) for link in links)
    nothing = desk.post("/review/end/take-back/", {"until": until}, follow=True)
    assert said(nothing) == ["There is nothing to take back any more."]
    assert said(desk.post("/review/undo/", follow=True))[0].startswith("There is no answer of yours")


def test_a_go_is_taken_back_as_one_act_that_can_be_done_again(desk):
    links = [make_suggestion(probability=p) for p in (0.9, 0.8)]
    desk.get("/review/")
    for link in links:
        desk.post(f"/links/{link.pk}/accept/", {"stance": "denies"})
    until = desk.get("/review/end/").context["run"].until
    page = desk.post("/review/end/take-back/", {"until": until}, follow=True)
    assert said(page) == ["2 answers are taken back."]
    (again,) = set(re.findall(r"/ledger/\d+/undo/", page.content.decode()))
    desk.post(again)
    assert [is_waiting(link) for link in links] == [False, False]


# --- narrowed ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ferries"}, [1]),
        ({"speaker": "bo"}, [1, 2]),
        ({"outlet": "coast"}, [2]),
        ({"strength": "likely"}, [0, 1]),
        ({"strength": "possible"}, [2]),
        ({"speaker": "bo", "strength": "likely"}, [1]),
        ({"strength": "no such"}, [0, 1, 2]),
        ({"q": "\x00'"}, []),
    ],
)
def test_the_queue_is_narrowed_by_claim_speaker_outlet_and_strength(desk, asked, found):
    links = [
        make_suggestion(make_claim(claim), make_statement(speaker=speaker, outlet=outlet), probability=p)
        for claim, speaker, outlet, p in (
            ("The pier is open", "Ada Pike", "Harbour Wire", 0.9),
            ("The ferry runs again", "Bo Lind", "Harbour Wire", 0.8),
            ("The crane has fallen", "Bo Lind", "Coast Radio", 0.3),
        )
    ]
    page, walked = desk.get("/review/", asked), []
    while (pk := shown(page)) is not None:
        walked.append(pk)
        page = desk.post(
            f"/links/{pk}/accept/", {"stance": "context", "within": page.context["within"].query}, follow=True
        )
    assert walked == [links[n].pk for n in found]


def test_a_name_that_nobody_known_has_finds_what_articles_say_of_it_and_a_merged_one_its_own(desk):
    unknown = make_suggestion(statement=make_statement(speaker_name="Cyd Marsh"), probability=0.9)
    said = make_statement(speaker="Bo L.")
    merged = make_suggestion(statement=said, probability=0.8)
    bo = make_statement(speaker="Bo Lind").speaker
    Entity.objects.filter(pk=said.speaker_id).update(merged_into=bo, canonical=bo)
    assert shown(desk.get("/review/", {"speaker": "marsh"})) == unknown.pk
    assert shown(desk.get("/review/", {"speaker": "lind"})) == merged.pk
    assert shown(desk.get("/review/", {"speaker": "nobody at all"})) is None
