"""The stage "suggest": on a desk of a few claims, as on a newsroom's first day."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.find.rank import rank, rank_each
from claims.models import Link, LinkState, Stance
from claims.review import accept_link, reject_link
from claims.suggest import AT_ONCE, suggest_for_article, suggest_for_claim
from matching.features import Said
from matching.score import shipped
from tests.claims.factories import make_article, make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db
FATH = "Iran has delivered Fath-360 missiles to Russia"
OTHERS = [
    "Iran has supplied Russia with drones for the war in Ukraine",
    "Russian soldiers were trained in Iran to use the Fath-360",
    "Iran is running a secret nuclear programme",
    "Iran opposes the opening of the Zangezur Corridor",
]
DELIVERED = "Missiles of a short range have now reached Russia from Iran, delivered last week"


@pytest.fixture
def desk():
    return {text: make_claim(text) for text in (FATH, *OTHERS)}


def suggested(statement):
    return {
        link.claim.text: link for link in Link.objects.filter(statement=statement).select_related("claim")
    }


def one_statement(content, **fields):
    statement = make_statement(content, **fields)
    suggest_for_article(article_id=statement.article_id)
    return suggested(statement)


@pytest.mark.parametrize(
    ("content", "fields", "stances"),
    [
        (DELIVERED, {}, {"supports", "context"}),
        ("Tehran sent ballistic missiles to Moscow", {}, {"supports", "context"}),
        (
            "Any transfer of Iranian ballistic missiles to Russia would mean a dramatic escalation",
            {"modality": "conditional"},
            {"context"},
        ),
        (
            "aware of credible information from allies that ballistic missiles of Iran were delivered to Russia",
            {"modality": "aware"},
            {"context"},
        ),
        ("Iran had sent missiles to Russia", {"polarity": "denied"}, {"denies"}),
        ("Iran has not delivered any missiles to Russia", {}, {"denies"}),
        ("Russia expects hundreds of Fath-360 missiles from Iran", {"modality": "expects"}, {"context"}),
    ],
)
def test_a_statement_about_the_claim_is_suggested_with_a_stance(desk, content, fields, stances):
    found = one_statement(content, **fields)
    assert FATH in found
    link = found[FATH]
    assert link.probability == max(other.probability for other in found.values())
    assert link.state == LinkState.SUGGESTED
    assert link.stance == ""
    assert link.guessed_stance in stances
    assert 0 <= link.guessed_stance_probability <= 1


@pytest.mark.parametrize(
    "content",
    [
        "The visitors delivered a fine first half and deserved the cup",
        "We are running out of time to open the new stadium",
        "The bank will raise interest rates in March",
        "Russia opened a new football stadium in Kazan",
        "Our training programme is running well",
        "Tickets sold out",
        "?!",
        "the of and",
    ],
)
def test_an_unrelated_statement_is_suggested_for_nothing(desk, content):
    assert one_statement(content) == {}


def test_reasons_say_why(desk):
    link = one_statement(DELIVERED)[FATH]
    texts = {reason["kind"]: reason["text"] for reason in link.reasons}
    assert texts["names"] == "both name Iran, Russia"
    assert "“missiles”" in texts["phrase"]
    assert link.reasons[-1]["kind"] == "stance"
    assert link.features
    assert link.model_version


def test_the_context_and_the_speaker_help(desk):
    bare = Said("The rockets have now been delivered")
    rich = Said(bare.text, context="Iran and Russia spoke of the Fath-360 missiles.")
    assert _probability(rich, desk[FATH]) > _probability(bare, desk[FATH])


def _probability(said, claim):
    return {ranked.claim_id: ranked.probability for ranked in rank(said)}[claim.pk]


def test_running_it_again_changes_nothing(desk):
    statement = make_statement(DELIVERED)
    first = suggest_for_article(article_id=statement.article_id)
    before = list(Link.objects.order_by("pk").values())
    assert first == len(before) > 0
    assert suggest_for_article(article_id=statement.article_id) == 0
    assert list(Link.objects.order_by("pk").values()) == before


def test_decided_links_are_left_alone(desk):
    statement = make_statement(DELIVERED)
    suggest_for_article(article_id=statement.article_id)
    first, *rest = Link.objects.order_by("pk")
    reject_link(link=first, by=make_user(), reason="other_event")
    for link in rest:
        accept_link(link=link, by=make_user(), stance=Stance.SUPPORTS)
    before = list(Link.objects.order_by("pk").values())
    suggest_for_article(article_id=statement.article_id)
    for claim in desk.values():
        suggest_for_claim(claim_id=claim.pk)
    assert list(Link.objects.order_by("pk").values()) == before


def test_struck_statements_are_passed_over(desk):
    now, by = timezone.now(), make_user()
    statement = make_statement(DELIVERED, struck_at=now, touched_at=now, touched_by=by)
    assert suggest_for_article(article_id=statement.article_id) == 0
    assert suggest_for_claim(claim_id=desk[FATH].pk) == 0


def test_at_most_so_many_links_a_statement(settings):
    settings.LINKS_PER_STATEMENT = 2
    for boat in ("Alma", "Brita", "Cora", "Dora"):
        make_claim(f"The ferry {boat} has hit the pier at Port Arvo")
    statement = make_statement("A ferry has hit the pier at Port Arvo")
    assert suggest_for_article(article_id=statement.article_id) == 2


def test_nothing_below_the_threshold(desk, settings):
    settings.LINK_POSSIBLE = 1.1
    assert one_statement(DELIVERED) == {}


def test_the_coefficients_say_from_where_on_a_link_is_shown_unless_a_setting_does(desk, settings):
    shut = replace(shipped(), small=replace(shipped().small, shown_from=1.1))
    (open_, shut_) = ([r.shown for r in rank(Said(DELIVERED), model=m)] for m in (shipped(), shut))
    assert open_[0]
    assert not any(shut_)
    settings.LINK_POSSIBLE = 0.01
    assert rank(Said(DELIVERED), model=shut)[0].shown


def test_a_new_claim_meets_past_statements_with_the_same_probability(desk):
    statement = make_statement(DELIVERED)
    suggest_for_article(article_id=statement.article_id)
    forward = suggested(statement)[FATH]
    Link.objects.all().delete()
    assert suggest_for_claim(claim_id=desk[FATH].pk) == 1
    backward = suggested(statement)[FATH]
    assert list(suggested(statement)) == [FATH]
    for name in ("probability", "rank", "guessed_stance", "reasons", "features", "model_version"):
        assert getattr(backward, name) == getattr(forward, name)


def test_a_claim_that_is_gone_and_an_article_without_statements(desk):
    assert suggest_for_claim(claim_id=10**9) == 0
    assert suggest_for_article(article_id=make_article().pk) == 0


def queries(article):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        suggest_for_article(article_id=article.pk)
    return len(seen)


def article_of(count):
    contents = [f"Iran delivered {number} missiles to Russia" for number in range(2, count + 2)]
    article = make_article(text=". ".join(contents))
    for content in contents:
        make_statement(content, article=article)
    return article


def test_one_query_more_a_statement_however_many_claims_there_are(desk):
    suggest_for_article(article_id=article_of(3).pk)
    one, three = queries(article_of(1)), queries(article_of(3))
    assert three == one + 2
    for number in range(60):
        make_claim(f"Iran delivered missiles to Russia on day {number}")
    # New words are asked for once.
    assert queries(article_of(3)) == three + 1
    assert queries(article_of(3)) == three


def test_statements_are_ranked_together_as_they_are_alone(desk):
    several = [Said(DELIVERED), Said("Nothing of the kind"), Said("Russia has drones", context="from Iran")]
    assert rank_each(several) == [rank(each) for each in several]
    assert rank_each([]) == []


def test_an_article_of_more_statements_than_are_held_at_once(desk):
    article = article_of(AT_ONCE + 2)
    suggest_for_article(article_id=article.pk)
    assert Link.objects.filter(claim=desk[FATH]).count() == AT_ONCE + 2


def test_a_very_long_statement_is_ranked(desk):
    words = " ".join(f"word{number}" for number in range(10_000))
    assert isinstance(rank(Said(f"{FATH} {words}", context=words)), list)
