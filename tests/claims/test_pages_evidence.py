"""Evidence on a claim's page: by utterance, with its origins; judged and put right there; any amount of it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Judgement, Link
from claims.take_apart import store_parts
from claims.weigh.outline import ON_A_PAGE, REPORTS
from entities.models import Entity
from extraction.parts import Part, PartWord
from sources.compare import compare_waiting
from sources.models import Article, Relay, Statement, UtteranceDecision
from tests.claims.factories import (
    DAY,
    make_article,
    make_claim,
    make_evidence,
    make_outlet,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db

FULL = "Any breach of the upper dam would flood the three towns below it, as we have said since the spring"
CUT = "any breach of the upper dam would flood the three towns’ cellars"
MANY = 5_000


@pytest.fixture
def claim(db):
    return make_claim("The upper dam has broken")


def text_of(response):
    """The page's text, white space evened out."""
    return " ".join(response.content.decode().split())


def evidence(claim, content="The upper dam has broken", stance="supports", **more):
    return make_evidence(claim, make_statement(content, **more), stance).statement


def test_one_utterance_in_two_reports_stands_once_with_the_cut_shown(desk, claim):
    evidence(claim, FULL, speaker="Ida Brandt", outlet="Fjord Post")
    evidence(claim, CUT, speaker="Ida Brandt", outlet="Lake Press", kind="mixed")
    compare_waiting()
    page = desk.get(claim.get_absolute_url())
    (said,) = page.context["evidence"].columns[0].said
    assert said.piece.content == FULL
    text = text_of(page)
    assert "2 statements in 1 utterance, 1 speaker" in text
    assert "2 reports of these words" in text
    assert (
        '<del><span class="visually-hidden">left out: </span>below it, as we have said since the spring</del>'
        in text
    )
    assert '<ins><span class="visually-hidden">added: </span>cellars</ins>' in text
    assert "2 reports, 1 origin, 1 named first-hand" in text


def test_the_range_comes_with_its_reason_in_words(desk, claim):
    evidence(claim, speaker="Ida Brandt")
    words = "We are aware of the worrying information provided by neighbours"
    evidence(claim, words, speaker="Per Dahl", modality="aware")
    text = text_of(desk.get(claim.get_absolute_url()))
    assert "2 reports, 1 to 2 origins, 1 named first-hand" in text
    assert (
        "Per Dahl speaks of “worrying information provided by neighbours”: that may come from Ida Brandt."
        in text
    )
    assert "possibly dependent" in text


def test_an_editor_judges_two_origins_and_takes_it_back(desk, claim):
    one, other = evidence(claim, speaker="Ida Brandt"), evidence(claim, speaker="Per Dahl")
    address = f"/claims/{claim.pk}/judge/"
    page = desk.post(address, {"one": other.pk, "other": one.pk, "says": "same_origin"}, follow=True)
    assert "2 reports, 1 origin, 2" not in text_of(page)
    assert "2 reports, 1 origin, 1 named first-hand" in text_of(page)
    assert "edda: <a" in text_of(page)
    again = desk.post(address, {"one": one.pk, "other": other.pk, "says": "same_origin"}, follow=True)
    assert "edda says already that they share one origin." in text_of(again)
    judgement = Judgement.objects.get()
    page = desk.post(f"/judgements/{judgement.pk}/undo/", follow=True)
    assert "2 reports, 2 origins, 2 named first-hand" in text_of(page)
    again = desk.post(f"/judgements/{judgement.pk}/undo/", follow=True)
    assert "edda has taken this back already." in text_of(again)


@pytest.mark.parametrize(
    "wrong", [{}, {"one": "x"}, {"says": "nonsense"}, {"other": "99999999999999999999"}, {"other": "\x00"}]
)
def test_a_judgement_that_makes_no_sense_is_answered_in_words(desk, claim, wrong):
    one, other = evidence(claim, speaker="Ida Brandt"), evidence(claim, speaker="Per Dahl")
    asked = {"one": one.pk, "other": other.pk, "says": "independent"} | wrong if wrong else {}
    page = desk.post(f"/claims/{claim.pk}/judge/", asked, follow=True)
    assert "Choose two statements, and what you want to say of them." in text_of(page)
    assert not Judgement.objects.exists()


def test_what_is_no_evidence_of_the_claim_is_not_judged(desk, claim):
    one, stranger = evidence(claim), make_statement("Elsewhere")
    for says, words in (
        ("independent", "Both must be accepted evidence"),
        ("one_utterance", "One of these statements is not here any more."),
    ):
        other = stranger.pk if says == "independent" else 2**40
        page = desk.post(
            f"/claims/{claim.pk}/judge/", {"one": one.pk, "other": other, "says": says}, follow=True
        )
        assert words in text_of(page)


def test_utterances_are_joined_and_split_on_the_page_and_both_are_taken_back(desk, claim):
    one = evidence(claim, FULL, speaker="Ida Brandt")
    other = evidence(claim, "It went in the night of the storm", speaker="Ida Brandt")
    asked = {"one": other.pk, "other": one.pk, "says": "one_utterance"}
    page = desk.post(f"/claims/{claim.pk}/judge/", asked, follow=True)
    assert "2 statements in 1 utterance" in text_of(page)
    joined = UtteranceDecision.objects.get()
    page = desk.post(f"/statements/{other.pk}/split/", {"next": claim.get_absolute_url()}, follow=True)
    assert "in 1 utterance" not in text_of(page)
    page = desk.post(f"/utterances/{joined.pk}/undo/", {"next": claim.get_absolute_url()}, follow=True)
    assert "In the way: edda said that" in text_of(page)
    for decision in UtteranceDecision.objects.order_by("-pk"):
        desk.post(f"/utterances/{decision.pk}/undo/")
    assert UtteranceDecision.objects.filter(says="taken_back").count() == 2


def test_a_contradiction_is_shown_with_both_passages_and_can_be_dismissed(desk, claim):
    early = make_article("It has broken, Ida Brandt said.", published_at=DAY - timedelta(days=9))
    one = evidence(claim, "It has broken", speaker="Ida Brandt", article=early)
    other = evidence(claim, "It stands as it ever stood", "denies", speaker="Ida Brandt")
    page = desk.get(claim.get_absolute_url())
    assert "Ida Brandt supports it (28 Aug 2024) and then denies it (6 Sep 2024)." in text_of(page)
    (found,) = page.context["evidence"].contradictions
    assert (found.earlier.statement, found.later.statement) == (one.pk, other.pk)
    asked = {"one": one.pk, "other": other.pk, "says": "no_contradiction"}
    page = desk.post(f"/claims/{claim.pk}/judge/", asked, follow=True)
    assert "Perhaps a contradiction" not in text_of(page)
    page = desk.post(f"/judgements/{Judgement.objects.get().pk}/undo/", follow=True)
    assert "Perhaps a contradiction" in text_of(page)


def test_what_no_source_covers_is_said_with_a_narrower_wording_to_propose(desk):
    claim = make_claim("The upper dam has broken")
    words = (
        PartWord("upper", "upper", (4, 9), head=False, drop=(3, 9)),
        PartWord("dam", "dam", (10, 13), head=True, drop=None),
    )
    broke = (PartWord("broken", "break", (18, 24), head=True, drop=None),)
    store_parts(
        claim=claim,
        parts=[
            Part("who", "upper dam", (4, 13), words, None),
            Part("happened", "has broken", (14, 24), broke, None),
        ],
    )
    evidence(claim, "The dam has collapsed", speaker="Ida Brandt")
    page = desk.get(claim.get_absolute_url())
    text = text_of(page)
    assert "No source covers “upper dam” (who)." in text
    assert "<q>The dam has broken</q>" in text
    assert "not “upper”" in text
    assert "The dam has broken</textarea>" in text_of(
        desk.get("/claims/new/", {"text": "The dam has broken"})
    )


def test_both_pictures_have_a_name_a_description_and_a_table(desk, claim):
    statement = evidence(claim, speaker="Ida Brandt", outlet="Fjord Post", relays=["Lake Press"])
    text = text_of(desk.get(claim.get_absolute_url()))
    for picture in ("timeline", "provenance"):
        assert f'aria-labelledby="{picture}-title {picture}-desc"' in text
        assert f'<title id="{picture}-title">' in text
        assert f'<desc id="{picture}-desc">' in text
    assert text.count("<summary>As a table</summary>") == 2
    assert f'<a href="{statement.get_absolute_url()}" aria-label="Ida Brandt supports' in text
    assert " style=" not in text


def many(claim, number):
    """Evidence by the thousand, as rows: a few hundred speakers, every tenth statement one passage."""
    outlet, user = make_outlet("Fjord Post"), make_user()
    speakers = Entity.objects.bulk_create(Entity(name=f"Person {n}") for n in range(min(number, 400)))
    articles = Article.objects.bulk_create(
        Article(
            outlet=outlet,
            text=f"Text {n}",
            content_hash=f"many{n}",
            added_by=user,
            stage="linked",
            published_at=DAY + timedelta(hours=n),
        )
        for n in range(number)
    )
    statements = Statement.objects.bulk_create(
        Statement(
            article=article,
            spans=[[0, 4]],
            content=FULL
            if n % 10 == 0
            else f"The upper dam number {n} has broken in the night, people by the river say",
            kind="direct",
            speaker=speakers[0 if n % 10 == 0 else n % len(speakers)],
        )
        for n, article in enumerate(articles)
    )
    Relay.objects.bulk_create(Relay(statement=s, position=1, name="Lake Press") for s in statements[::3])
    Link.objects.bulk_create(
        Link(
            claim=claim,
            statement=statement,
            state="accepted",
            stance=("supports", "denies", "context")[n % 3],
            decided_by=user,
            decided_at=DAY,
        )
        for n, statement in enumerate(statements)
    )


def test_a_page_of_thousands_asks_as_often_as_a_page_of_three_and_folds_what_it_shows(desk):
    def queries(claim):
        desk.get(claim.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            page = desk.get(claim.get_absolute_url())
        return len(captured), page

    few, thousands = make_claim("The upper dam has broken"), make_claim("The lower dam has broken")
    for stance in ("supports", "denies", "context"):
        evidence(few, FULL, stance, speaker="Ida Brandt", relays=["Lake Press"])
    many(thousands, MANY)
    compare_waiting()
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # the server does so by itself, but sees nothing of a test's transaction
    one, _ = queries(few)
    count, page = queries(thousands)
    assert count == one
    account = page.context["evidence"]
    assert account.total == MANY
    assert all(len(column.said) == ON_A_PAGE for column in account.columns)
    passage = next(said for column in account.columns for said in column.said if said.piece.content == FULL)
    assert passage.count > 100, "one utterance, counted once"
    assert len(passage.reports) == REPORTS
    assert len(page.content) < 150_000
    older = desk.get(thousands.get_absolute_url(), {"supports": 2})
    first, second = (p.context["evidence"].columns[0] for p in (page, older))
    assert not {s.piece.statement for s in first.said} & {s.piece.statement for s in second.said}
    assert second.newer == 1
    for odd in ("0", "-1", "x", "99999999999999999999", "999999"):
        assert desk.get(thousands.get_absolute_url(), {"supports": odd}).status_code == 200


def test_the_command_says_the_same_in_words_and_as_json(claim):
    evidence(claim, FULL, "context", speaker="Ida Brandt", outlet="Fjord Post", modality="conditional")
    evidence(claim, CUT, "context", speaker="Ida Brandt", outlet="Lake Press", kind="mixed")
    evidence(claim, speaker="Per Dahl", outlet="Fjord Post")
    compare_waiting()
    out = StringIO()
    call_command("evidence", "upper dam", stdout=out)
    said = out.getvalue()
    assert f"Claim {claim.pk}: The upper dam has broken (Unverified, in review)" in said
    assert "For: 1 report, 1 origin, 1 named first-hand" in said
    assert (
        "also in Lake Press, 2024-09-06: any breach of the upper dam would flood the three towns’ [-below"
        in said
    )
    out = StringIO()
    call_command("evidence", str(claim.pk), "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert found["supports"]["summary"] == "1 report, 1 origin, 1 named first-hand"
    assert found["statements"] == {"supports": 1, "denies": 0, "context": 2}
    (utterance,) = found["utterances"]
    assert len(utterance["statements"]) == 2
    assert {"role": "added", "text": "cellars"} in utterance["cuts"][0]["difference"]


def test_the_command_looks_back(claim):
    late = make_article("It has broken, Per Dahl said.", published_at=DAY + timedelta(days=30))
    evidence(claim, speaker="Ida Brandt")
    evidence(claim, "It has broken", speaker="Per Dahl", article=late)

    def summary(*asked):
        out = StringIO()
        call_command("evidence", str(claim.pk), "--json", *asked, stdout=out)
        return json.loads(out.getvalue())["supports"]["summary"]

    assert summary() == "2 reports, 2 origins, 2 named first-hand"
    by_then = ("--as-of", (DAY + timedelta(days=3)).date().isoformat(), "--by", "published")
    assert summary(*by_then) == "1 report, 1 origin, 1 named first-hand"
    out = StringIO()
    call_command("evidence", str(claim.pk), *by_then, stdout=out)
    assert "As of 2024-09-09 23:59 UTC, by what had been published" in out.getvalue()
    with pytest.raises(CommandError, match="did not track this claim by then"):
        call_command("evidence", str(claim.pk), "--as-of", "2020-01-01")
    for wrong in ("yesterday-ish", "2999-01-01", "2024-02-31"):
        with pytest.raises(CommandError, match="no moment to look back at"):
            call_command("evidence", str(claim.pk), "--as-of", wrong)


def test_the_command_says_what_it_does_not_find(claim):
    make_claim("The upper dam is being mended")
    with pytest.raises(CommandError, match="There is no claim “999”"):
        call_command("evidence", "999")
    with pytest.raises(CommandError, match="Several claims have “upper dam”"):
        call_command("evidence", "upper dam")
