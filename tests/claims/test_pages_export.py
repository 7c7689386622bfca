"""A claim taken away from the desk: on paper, as a table, as values, as a review for search engines."""

import csv
import io
import json

import pytest

from claims.decide import decide
from claims.models import Claim
from claims.review import accept_link
from claims.weigh.table import HEAD
from entities.models import Entity
from sources.models import Article
from tests.claims.factories import make_claim, make_evidence, make_statement, make_suggestion
from tests.sources.factories import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(edda):
    claim = make_claim("The upper dam has broken", speaker=Entity.objects.create(name="Bo Lind"))
    one = make_statement("The dam has broken", speaker="Ida Brandt", outlet="Fjord Post", relays=["Reuters"])
    make_evidence(claim, one, "supports", by=edda)
    make_evidence(claim, make_statement("=1+1 gates hold, no “leak”", speaker="Per Dahl"), "denies", by=edda)
    Article.objects.filter(pk=one.article_id).update(url="https://fjordpost.example/dam")
    return claim


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_has_a_row_for_each_statement_and_no_cell_that_is_a_formula(desk, claim):
    answer = desk.get(f"/claims/{claim.pk}/evidence.csv")
    assert f"claim-{claim.pk}.csv" in answer["Content-Disposition"]
    first, second = rows(answer)
    assert tuple(first) == HEAD
    assert (first["stance"], first["speaker"], first["outlet"]) == ("supports", "Ida Brandt", "Fjord Post")
    assert (first["by way of"], first["origin"], first["origin is"]) == (
        "Reuters",
        "Ida Brandt",
        "independent",
    )
    assert second["words"] == "'=1+1 gates hold, no “leak”"


def test_the_values_are_those_of_the_command_and_of_the_day_asked_for(desk, claim):
    found = json.loads(desk.get(f"/claims/{claim.pk}/evidence.json").content)
    assert (found["text"], found["supports"]["summary"]) == (
        claim.text,
        "1 report, 1 origin, 1 named first-hand",
    )
    assert [each["speaker"]["name"] for each in found["evidence"]] == ["Ida Brandt", "Per Dahl"]
    asked = {"as_of": "2024-09-01", "by": "published"}
    then = json.loads(desk.get(f"/claims/{claim.pk}/evidence.json", asked).content)
    assert (then["statements"]["supports"], then["by"]) == (0, "published")
    assert rows(desk.get(f"/claims/{claim.pk}/evidence.csv", asked)) == []
    assert desk.get(f"/claims/{claim.pk}/evidence.json", {"as_of": "2020-01-01"}).status_code == 404


def test_the_verdict_is_exported_as_a_claim_review(desk, claim, edda, settings):
    settings.NEWSROOM = "Fjord Desk"
    address = f"/claims/{claim.pk}/claimreview.json"
    assert "There is no verdict to review yet" in desk.get(address, follow=True).content.decode()
    decide(claim=Claim.objects.get(pk=claim.pk), by=edda, verdict="refuted", reason="It stands.", version=0)
    answer = desk.get(address)
    assert answer["Content-Type"] == "application/ld+json"
    review = json.loads(answer.content)
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", claim.text)
    assert review["author"] == {"@type": "Organization", "name": "Fjord Desk"}
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Refuted",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "Bo Lind"}
    assert review["itemReviewed"]["appearance"] == [
        {"@type": "CreativeWork", "url": "https://fjordpost.example/dam"}
    ]
    assert review["url"] == f"http://testserver/claims/{claim.pk}/"
    assert review["reviewBody"] == "It stands."
    decide(claim=Claim.objects.get(pk=claim.pk), by=edda, verdict="inconclusive", reason="Fog.", version=1)
    assert json.loads(desk.get(address).content)["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Inconclusive",
    }


def test_the_printed_page_has_verdict_origins_words_and_history_and_nothing_to_press(desk, claim, edda):
    decide(claim=Claim.objects.get(pk=claim.pk), by=edda, verdict="refuted", reason="It stands.", version=0)
    text = " ".join(desk.get(f"/claims/{claim.pk}/print/").content.decode().split())
    main = text.split("<main")[1].split("</main>")[0]
    for words in ("It stands.", "Refuted", "The dam has broken", "Reuters", "proposed the claim", "Per Dahl"):
        assert words in main
    assert "<button" not in main
    then = desk.get(f"/claims/{claim.pk}/print/", {"as_of": "2024-09-01", "by": "published"})
    assert "The dam has broken</q>" not in then.content.decode()


def test_paper_and_table_take_as_many_queries_for_three_as_for_one(desk, claim, edda):
    for ending in ("print/", "evidence.csv", "evidence.json"):
        address = f"/claims/{claim.pk}/{ending}"
        before = queries_of(desk, address)
        for name in ("Cy", "Di"):
            said = make_statement("It broke", speaker=f"{name} {ending[:2]}")
            accept_link(link=make_suggestion(claim, said), by=edda, stance="supports")
        assert queries_of(desk, address) == before
