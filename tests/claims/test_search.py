"""Searching everything: what words find, in which order, how it is shown, and that nothing typed is an error."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.queries.search import claims, statements
from claims.queries.search.asked import LONGEST, ask
from claims.queries.search.passages import shown
from claims.queries.search.people import find_people
from claims.roles import ADMIN, REPORTER
from entities.create import create_entity
from entities.merge import merge_entities
from matching.names import speaker_terms
from sources import find_articles as articles
from sources import gather
from sources.describe import describe_article
from sources.models import Article, ArticleWords
from sources.strike import strike_statement
from tests.claims.factories import (
    DAY,
    make_article,
    make_claim,
    make_evidence,
    make_outlet,
    make_statement,
    make_suggestion,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_user(REPORTER))
    return client


def results(desk, **query):
    """What the page of everything finds: (kind, what it is)."""
    found = desk.get("/search/", query).context["found"]
    return [(str(r.kind), str(r.row.entity if r.kind == "people" else r.row)) for r in found.results]


def listed(desk, kind="statements", **query):
    """What the page of one kind lists."""
    return [str(row) for row in desk.get("/search/", {"kind": kind, **query}).context["listing"].rows]


def test_one_box_finds_every_kind(desk):
    create_entity(name="Pier Union", kind="organisation")
    claim = make_claim("The pier is closed")
    said = make_statement("Nobody may use the pier", speaker="Ada Quill")
    article = make_article("A long text about a pier.", title="Storm at the coast")
    found = results(desk, q="pier")
    assert {kind for kind, _ in found} == {"claims", "statements", "people", "articles"}
    assert results(desk, q="pier union")[0] == ("people", "Pier Union")
    assert ("claims", claim.text) in found
    assert ("statements", said.content) in found
    assert ("articles", article.title) in found
    assert "<mark>pier</mark>" in desk.get("/search/?q=pier").content.decode()


def test_of_equal_words_a_claim_comes_before_a_statement_and_that_before_an_article(desk):
    make_article("The lower dam broke.", title="Untitled")
    make_statement("The lower dam broke", article=make_article("The lower dam broke.", title="Another"))
    make_claim("The lower dam broke")
    kinds = [kind for kind, _ in results(desk, q="lower dam")]
    assert kinds[0] == "claims"
    assert kinds.index("statements") < kinds.index("articles")


def test_an_article_with_the_words_in_its_title_comes_before_one_with_them_in_its_text(desk):
    make_article("A crane fell on the ferry.", title="Ferry sinks")
    make_article("The ferry came late, and everybody waited for the ferry.", title="Notes of the day")
    make_article("The ferry came late again.", title="More notes")
    assert listed(desk, "articles", q="ferry")[0] == "Ferry sinks"


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("delivers missile", True),
        ("missiles DELIVERED", True),
        ('"short-range missiles"', True),
        ('"missiles short-range"', False),
        ("missiles -nuclear", True),
        ("missiles -short", False),
        ("ballis*", False),
        ("missi*", True),
        ("missi", False),
        ("“short-range missiles”", True),
        ("delivered Fath-360", True),
        ("fath 360", True),
        ("the missiles of", True),
        ("Okoro missiles", True),
        ("Okoro submarine", False),
    ],
)
def test_words_find_in_any_form_phrases_side_by_side_and_minus_leaves_out(desk, typed, finds):
    make_statement(
        "They have delivered short-range missiles, the Fath-360 among them",
        speaker="Dan Okoro",
        speaker_terms=speaker_terms("Dan Okoro"),
    )
    assert bool(listed(desk, q=typed)) is finds


@pytest.mark.parametrize(
    "typed", ["Kanani", "kanaani", "Nasser Kan’ani", "nas kan", "Канани", "کنعانی", "Kan'ani Nasser"]
)
def test_people_are_found_by_any_spelling_of_any_of_their_names(typed):
    create_entity(name="Nasser Kan'ani", kind="person", aliases=["ناصر کنعانی"])
    create_entity(name="Dan Okoro", kind="person")
    assert [person.entity.name for person in find_people(typed)] == ["Nasser Kan'ani"]


def test_a_merged_name_finds_the_one_it_was_merged_into_and_says_so(desk):
    kept, gone = (
        create_entity(name="Nasser Kan'ani", kind="person"),
        create_entity(name="Foreign Spokesman Naser", kind="person"),
    )
    merge_entities(kept=kept, gone=gone, by=make_user(ADMIN))
    found = find_people("spokesman nas")
    assert [(person.entity, person.called) for person in found] == [(kept, "Foreign Spokesman Naser")]
    assert "also Foreign Spokesman Naser" in desk.get("/search/?q=spokesman+nas&kind=people").content.decode()


def test_who_speaks_more_often_comes_first_among_names_that_fit_alike():
    create_entity(name="Ana Bel", kind="person")
    loud = create_entity(name="Ana Cor", kind="person")
    make_statement(speaker="Ana Cor")
    assert find_people("ana")[0].entity == loud


def test_struck_statements_and_merged_claims_are_not_found(desk):
    said = make_statement("The lock gates failed")
    stays = make_claim("The lock gates are broken")
    make_claim("The lock gates broke", merged_into=stays)
    strike_statement(statement=said, by=make_user())
    assert results(desk, q="gates") == [
        ("claims", "The lock gates are broken"),
        ("articles", str(said.article)),
    ]


def test_words_of_an_article_follow_its_title_and_come_with_every_way_of_storing_one():
    article = make_article("Nothing else.", title="Dredging begins")
    assert articles.find_articles(ask("dredging").query).hits[0].pk == article.pk
    describe_article(article=article, by=make_user(), title="Tunnel begins", byline="", published_at=DAY)
    assert not articles.find_articles(ask("dredging").query).hits
    assert articles.find_articles(ask("tunnel").query).hits[0].pk == article.pk
    Article.objects.filter(pk=article.pk).update(title="Bridge begins")
    assert articles.find_articles(ask("bridge").query).hits[0].pk == article.pk


def test_a_text_of_any_sort_can_be_searched_as_far_as_it_is_read():
    several = (chr(0x10000 + n // 500) + chr(0x10000 + n % 500) for n in range(200_000))
    worst = " ".join(f"{word}-{next(several)}x" for word in several)
    article = make_article(f"Weir. {worst} Estuary.")
    assert ArticleWords.objects.get(article=article).search
    assert articles.find_articles(ask("weir").query).hits
    assert not articles.find_articles(ask("estuary").query).hits


# --- who said what about what ---------------------------------------------------------------------------------


@pytest.fixture
def press():
    """Statements by two people in two outlets on three days, one of them on a claim."""
    claim = make_claim("The pier is unsafe")

    def say(content, speaker, outlet, day):
        article = make_article(
            text=f"{content}, {speaker} said.", outlet=outlet, published_at=datetime(2024, 9, day, tzinfo=UTC)
        )
        return make_statement(content, article=article, speaker=speaker)

    for name in ("Ada Quill", "Tom Abara"):
        create_entity(name=name, kind="person")
    for name in ("Bay Post", "Harbour Wire"):
        create_entity(name=name, kind="outlet")
    said = {
        "ada1": say("The pier is safe", "Ada Quill", "Bay Post", 1),
        "ada2": say("The pier is not safe any longer", "Ada Quill", "Harbour Wire", 5),
        "tom": say("We mend the pier", "Tom Abara", "Bay Post", 9),
    }
    make_evidence(claim, said["ada2"])
    make_suggestion(claim, said["tom"])
    return said | {"claim": claim}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"who": "Ada Quill"}, ["ada2", "ada1"]),
        ({"who": "quil", "q": "not"}, ["ada2", "ada1"]),
        ({"who": "Quill", "q": "longer"}, ["ada2"]),
        ({"q": "pier", "since": "2024-09-05"}, ["ada2", "tom"]),
        ({"since": "2024-09-05", "until": "2024-09-05"}, ["ada2"]),
        ({"outlet": "bay post"}, ["tom", "ada1"]),
        ({"outlet": "Bay Post", "who": "Ada"}, ["ada1"]),
        ({"about": "unsafe pier"}, ["tom", "ada2"]),
        ({"about": "unsafe pier", "who": "Ada"}, ["ada2"]),
        ({"about": "volcano"}, []),
        ({"outlet": "Volcano Times"}, []),
        ({"who": "Nobody Known"}, []),
    ],
)
def test_who_said_what_about_what(desk, press, query, found):
    # A field of the form alone is enough to be asked for statements.
    page = desk.get("/search/", query | {"sort": "newest" if "q" not in query else ""})
    rows = page.context["listing"].rows or ()
    expected = [press[name] for name in found]
    assert page.context["kind"] == "statements" or set(query) == {"q"}
    assert (list(rows) if "q" not in query else set(rows)) == (
        expected if "q" not in query else set(expected)
    )


def test_a_claim_is_named_by_its_number_too(desk, press):
    number = press["claim"].pk
    assert (
        listed(desk, about=str(number))
        == listed(desk, about=f"#{number}")
        == ["We mend the pier", "The pier is not safe any longer"]
    )
    page = desk.get("/search/", {"about": number}).content.decode()
    assert "The pier is unsafe" in page
    assert "suggested" in page


def test_words_that_are_left_out_of_a_search_are_named(desk, press):
    assert "“any more” was left out" in desk.get("/search/?who=Quill&q=any+more").content.decode()


def test_somebody_whose_name_nobody_settled_is_found_by_it(desk):
    make_statement("It held", speaker_name="Bo Lind")
    assert listed(desk, who="bo lind") == ["It held"]


# --- pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["", "newest"])
@pytest.mark.parametrize("kind", ["statements", "claims", "articles"])
def test_more_leads_through_all_of_a_kind_without_a_gap_or_a_repeat(desk, kind, sort, monkeypatch):
    monkeypatch.setattr("claims.queries.search.listing.PAGE_ROWS", 3)
    make_article("Tide one tide two.", published_at=DAY)
    for n in range(8):
        if kind == "claims":
            make_claim(f"The tide number {n} is high")
        elif kind == "articles":
            make_article(f"The tide number {n}.", title=f"Tide {n}")
        else:
            words = f"The tide number {n} is high"
            make_statement(words, article=make_article(f"{words}."))
    address, seen = f"/search/?q=tide&kind={kind}&sort={sort}", []
    while address:
        page = desk.get(address)
        seen += [row.pk for row in page.context["listing"].rows]
        address = page.context["more"]
    assert len(seen) == len(set(seen)) == 8 + (kind == "articles")


@pytest.mark.parametrize("near", [0, 10_000])
def test_what_is_common_and_what_is_rare_are_found_alike(near, monkeypatch):
    """Whether the newest rows are looked through first or not at all."""
    for module in (claims, articles, statements):
        monkeypatch.setattr(module, "NEAR", near)
    monkeypatch.setattr(gather, "ENOUGH", 2)
    said = [
        make_statement(
            f"The weir number {n} holds",
            article=make_article(f"The weir number {n} holds, Ada said.", title=f"Weir {n}"),
        )
        for n in range(4)
    ]
    made = [make_claim(f"The weir number {n} holds") for n in range(4)]
    spoken = ask("weir").spoken
    newest = claims.find_claims(spoken, enough=3)
    assert [hit.pk for hit in newest.hits] == [claim.pk for claim in made[:0:-1]]
    assert not newest.whole
    assert [hit.pk for hit in statements.find_statements(statements.Sought(spoken), enough=3).hits] == [
        s.pk for s in said[:0:-1]
    ]
    assert [hit.pk for hit in articles.find_articles(spoken, enough=3).hits] == [
        s.article_id for s in said[:0:-1]
    ]


ADDRESSES = [
    "/search/?q=pier",
    "/search/typing/?q=pie",
    "/search/?q=pier&kind=statements",
    "/search/?q=pier&kind=claims&sort=newest",
    "/search/?q=pier&kind=articles",
    "/search/?q=pier&kind=people",
    "/search/?who=Pier&about=pier&outlet=pier",
]


def test_the_number_of_queries_does_not_depend_on_what_is_found(desk):
    def make(n):
        create_entity(name=f"Pier Union {n}", kind="organisation")
        create_entity(name=f"Pier Abara {n}", kind="person")
        create_entity(name=f"Pier Post {n}", kind="outlet")
        outlet = make_outlet(f"Pier Post {n}")
        said = make_statement(
            f"The pier {n} is open",
            speaker=f"Pier Abara {n}",
            outlet=str(outlet.entity),
            relays=["Lake Press"],
        )
        make_evidence(make_claim(f"The pier {n} is really open"), said)

    def count():
        counts = []
        for address in ADDRESSES:
            desk.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    make(1)
    one = count()
    make(2), make(3)
    several = count()
    assert all(many <= few for few, many in zip(one, several, strict=True)), (one, several)


# --- whatever is typed ----------------------------------------------------------------------------------------


def test_every_empty_answer_says_why(desk):
    assert "What you can ask for" in desk.get("/search/").content.decode()
    assert "Nothing to look for in “the”" in desk.get("/search/?q=the").content.decode()
    assert "Nothing to look for in “-war”" in desk.get("/search/?q=-war").content.decode()
    assert "Nothing found for “volcano”" in desk.get("/search/?q=volcano").content.decode()
    assert "No claim is like that" in desk.get("/search/?about=volcano").content.decode()
    assert "No outlet goes by that name" in desk.get("/search/?outlet=volcano").content.decode()
    assert "Take something away" in desk.get("/search/?who=volcano").content.decode()


def test_where_no_word_is_so_words_that_begin_so_are_shown_and_that_is_said(desk):
    make_claim("The tunnelling has begun")
    page = desk.get("/search/?q=tunn").content.decode()
    assert "These have words that begin so" in page
    assert "<mark>tunnelling</mark>" in page


def test_a_text_that_is_too_long_is_cut_and_that_is_said(desk):
    typed = "pier " * 100
    asked = ask(typed)
    assert asked.cut
    assert len(asked.text) <= LONGEST
    assert (
        f"Only the first {LONGEST} characters were searched for"
        in desk.get("/search/", {"q": typed}).content.decode()
    )
    assert not ask("pier").cut


def test_what_texts_hold_is_escaped_and_only_what_was_asked_for_is_marked(desk):
    make_statement('The pier "<script>alert(1)</script>" & \x02stays\x03')
    page = desk.get("/search/?q=pier&kind=statements").content.decode()
    assert "<script>alert" not in page
    assert "The <mark>pier</mark> &quot;" in page  # the database leaves tags out of what it marks
    assert (
        "&lt;script&gt;alert(1)"
        in desk.get("/search/?who=&kind=statements&since=2000-01-01").content.decode()
    )
    assert shown("<b> \x02a & b\x03 \x02") == "&lt;b&gt; <mark>a &amp; b</mark> "


BAD = [
    "after=x", "after=1", "after=%00", "after=2024-01-01T00:00:00%2B00:00,5", "after=0001-01-01T00:00:00%2B14:00,5",
    "after=2024-01-01,5", "after=,", "after=99999999999999999999999", "since=x", "since=0001-01-01", "until=9999-12-31",
    "about=99999999999999999999999", "about=%23", "about=9223372036854775808", "who=%00", "outlet=%00", "who='%26|!():*", "kind=x", "sort=x",
    "who=" + "x" * 5000, "about=" + "x" * 5000, "q=%F0%9F%A6%86", "q=%5C", "q='%5C'_", "q=%22%22%22", "q=a*b*", "q=*", "q=%27_%27*",
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_nothing_in_an_address_is_an_error(desk, bad):
    make_statement("The pier is open")
    for address in (
        f"/search/?q=pier&{bad}",
        f"/search/?kind=statements&q=pier&{bad}",
        f"/search/?kind=claims&sort=newest&{bad}",
        f"/search/typing/?{bad}",
    ):
        assert desk.get(address).status_code == 200


class AnythingTyped(TestCase):
    """No text that can be typed is refused by the database."""

    @settings(max_examples=150, deadline=None)
    @given(
        st.text(
            alphabet=st.one_of(st.sampled_from("ab'\"\\-*:&|!()<>_ %\x00"), st.characters(codec="utf-8")),
            max_size=40,
        )
    )
    def test_it_is_a_query(self, typed):
        for typing in (False, True):
            asked = ask(typed, typing=typing)
            if asked.query:
                claims.find_claims(asked.spoken)
                statements.find_statements(statements.Sought(asked.spoken))
                articles.find_articles(asked.query)
        find_people(typed)
