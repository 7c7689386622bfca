"""The list of articles, and bringing a new one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from entities.models import Entity
from entities.paging import PAGE_ROWS
from sources.models import Article, Outlet, Stage
from tests.sources import factories as make

pytestmark = pytest.mark.django_db
LIST, ADD, DETAILS = "/articles/", "/articles/new/", "/articles/details/"
TEXT = "Harbour closed after the storm\n9 Sep 2024 14:05 GMT\n\nThe mayor said so. It was late."


def titles(page) -> list[str]:
    return [article.title for article in page.context["page"].rows]


# --- the list ------------------------------------------------------------------------------------------------


def test_the_same_number_of_queries_for_one_row_and_for_three(desk):
    def bring(number: int) -> None:
        article = make.article(f"Text {number} said it.", outlet=f"Outlet {number}", title=f"Title {number}")
        make.statement(article, "said", make.entity(f"Person {number}"))

    bring(1)
    one = make.queries_of(desk, LIST)
    bring(2)
    bring(3)
    assert make.queries_of(desk, LIST) == one


def test_a_row_says_where_when_how_many_and_how_far(desk):
    read = make.article("One said it.", title="Read", published_at=datetime(2024, 9, 9, 14, 5, tzinfo=UTC))
    make.statement(read, "said")
    make.article("Two said it.", title="Quiet")
    make.article("Three said it.", stage=Stage.RECEIVED)
    page = desk.get(LIST)
    for words in ("Harbour Wire", "9 Sep 2024, 14:05", "no date", "nothing found", "waiting to be read"):
        assertContains(page, words)
    assertContains(page, "“Three said it.”")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "crane"}, ["Cranes"]),
        ({"text": "STORM was"}, ["Storm"]),
        ({"speaker": "abara"}, ["Cranes"]),
        ({"speaker": "Thomas Abara"}, ["Cranes"]),
        ({"speaker": "Somebody"}, ["Storm"]),
        ({"stage": "read"}, ["Storm", "Cranes"]),
        ({"stage": "nothing"}, ["Quiet"]),
        ({"stage": "being_read"}, ["Waiting"]),
        ({"stage": "set_aside"}, ["Broken"]),
        ({"since": "2024-09-09"}, ["Storm"]),
        ({"until": "2024-09-08"}, ["Cranes"]),
        ({"since": "2024-09-08", "until": "2024-09-08", "stage": "read"}, ["Cranes"]),
    ],
)
def test_filters_narrow_the_list(desk, query, found):
    cranes = make.article(
        "No crane fell, he said.", title="Cranes", published_at=datetime(2024, 9, 8, 12, tzinfo=UTC)
    )
    make.statement(cranes, "No crane fell", make.entity("Tom Abara", aliases=["Thomas Abara"]))
    storm = make.article(
        "The storm was near.", title="Storm", published_at=datetime(2024, 9, 9, 12, tzinfo=UTC)
    )
    make.statement(storm, "was near", speaker_name="Somebody")
    make.article("Nobody spoke.", title="Quiet")
    make.article("Not yet.", title="Waiting", stage=Stage.READ)
    make.article("Never.", title="Broken", stage=Stage.READ, set_aside_at=timezone.now(), error="It broke.")
    assert titles(desk.get(LIST, query)) == found


@pytest.mark.parametrize("near", [0, 3, 800])
def test_words_are_found_alike_among_the_newest_and_by_the_index(desk, monkeypatch, near):
    """With other filters and without, on the first page and on the next, whether common or rare."""
    monkeypatch.setattr("sources.find_articles.NEAR", near)
    monkeypatch.setattr("sources.filters.PAGE_ROWS", 2)
    for number in range(5):
        outlet = "Bay Post" if number % 2 else "Harbour Wire"
        make.article(f"The weir number {number} held.", outlet=outlet, title=f"{number}")
    make.article("The crane fell.", outlet="Bay Post", title="Weirs of the world")
    make.article("The dam held.", outlet="Lake Press", title="Dam")
    bay = Outlet.objects.get(entity__name="Bay Post").pk
    newest = desk.get(LIST, {"text": "weir"})
    assert titles(newest) == ["Weirs of the world", "4", "3"]
    assert titles(desk.get(LIST, {"text": "weir", "after": f"[{newest.context['page'].rows[-1].pk}]"})) == [
        "2",
        "1",
        "0",
    ]
    assert titles(desk.get(LIST, {"text": "weir", "outlet": bay})) == ["Weirs of the world", "3", "1"]
    assert titles(desk.get(LIST, {"text": "crane", "outlet": bay})) == ["Weirs of the world"]
    assert titles(desk.get(LIST, {"text": "dam", "outlet": bay})) == [], "somebody has the word"
    assert titles(desk.get(LIST, {"text": "rs of the w"})) == ["Weirs of the world"], (
        "nobody has, but a title"
    )


def test_an_outlet_filter_offers_every_outlet_by_name(desk):
    make.article("One.", outlet="Bay Post", title="Bay")
    make.article("Two.", title="Wire")
    assert titles(desk.get(LIST, {"outlet": Outlet.objects.get(entity__name="Bay Post").pk})) == ["Bay"]


def test_pages_follow_each_other_without_gap_or_double(desk):
    for number in range(2 * PAGE_ROWS + 5):
        make.article(f"Text number {number}.", title=f"{number}")
    address, seen, pages = LIST, [], 0
    while address:
        page = desk.get(address)
        seen += titles(page)
        pages += 1
        key = page.context["page"].next
        address = f"{LIST}?after={key}" if key else ""
    assert (pages, seen) == (3, [str(number) for number in reversed(range(2 * PAGE_ROWS + 5))])


@pytest.mark.parametrize(
    "query",
    [
        "after=garbage", "after=[]", 'after=["x"]', "after=[null]", "after=[{}]", "after=[1,2]", "after=%00",
        f"after=[{'9' * 40}]", "after=[[[[[[", "after=%FF%FE", "stage=nonsense", "outlet=x", "outlet=99999999999999999999",
        "since=garbage", "until=2024-13-45", "since=0001-01-01", "text=%00", "speaker=%25_", "text=" + "x" * 5000,
        "unknown=1",
    ],
)  # fmt: skip
def test_an_address_mended_by_hand_is_no_error(desk, query):
    make.article("One.", title="One")
    page = desk.get(f"{LIST}?{query}")
    assertContains(page, "Articles")
    assert page.context["page"].is_first or "999" in query


def test_nothing_yet_and_filtered_out_are_two_messages(desk):
    assertContains(desk.get(LIST), "No articles yet")
    make.article("One.", title="One")
    page = desk.get(LIST, {"text": "nowhere"})
    assertContains(page, "No article is like this")
    assertNotContains(page, "No articles yet")


# --- a new one -----------------------------------------------------------------------------------------------


def brought(**changed: str) -> dict[str, str]:
    return {"outlet": "Harbour Wire", "text": TEXT} | changed


def test_what_the_text_says_of_itself_is_filled_in_and_said_so(desk):
    page = desk.post(ADD, brought(), follow=True)
    article = Article.objects.get()
    assert (article.title, article.published_at) == (
        "Harbour closed after the storm",
        datetime(2024, 9, 9, 14, 5, tzinfo=UTC),
    )
    assertRedirects(page, article.get_absolute_url())
    assertContains(page, "We took its title and its day from the text: check them.")


def test_what_was_typed_stays_as_it_was_typed(desk):
    typed = brought(
        title="Another title", published_on="2024-01-02", byline="Ana Ruiz", url="https://wire.example/1"
    )
    page = desk.post(ADD, typed, follow=True)
    article = Article.objects.get()
    assert (article.title, article.byline, article.url) == (
        "Another title",
        "Ana Ruiz",
        "https://wire.example/1",
    )
    assert article.published_at == datetime(2024, 1, 2, tzinfo=UTC)
    assertNotContains(page, "from the text")


def test_a_paste_fills_the_inputs_that_are_empty_and_no_others(desk):
    answer = desk.post(DETAILS, brought(title="Mine"), headers={"hx-request": "true"})
    assertContains(answer, 'id="detail-published_on" hx-swap-oob="true"')
    assertContains(answer, 'value="2024-09-09"')
    assertContains(answer, 'value="14:05"')
    assertContains(answer, "found in the text")
    assertNotContains(answer, "detail-title")
    nothing = desk.post(DETAILS, {"text": "Nothing here."})
    assertNotContains(nothing, "detail-")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"text": ""}, "There is no text yet"),
        ({"text": " \n "}, "There is no text yet"),
        ({"text": "before\x00after"}, "NUL bytes"),
        ({"text": "\x01\x02\x03 some"}, "control characters"),
        ({"text": "12 34"}, "no words"),
        ({"text": "word " * 200_001 + "x"}, "an article may have 1,000,000"),
        ({"outlet": ""}, "Which outlet printed it?"),
        ({"outlet": "x" * 400}, "300 characters"),
        ({"outlet": "…", "title": "a\x00b"}, "Null characters"),
        ({"url": "ftp://wire.example"}, "not a web address"),
        ({"url": "https://wire.example/" + "x" * 2000}, "2,000 characters"),
        ({"published_on": "yesterday"}, "Enter a valid date"),
        ({"published_on": "0001-01-01"}, "Nothing was printed on this day"),
        (
            {"published_on": f"{datetime.now(UTC) + timedelta(days=9):%Y-%m-%d}"},
            "Nothing was printed on this day",
        ),
        ({"published_time": "14:05", "text": "No day here, the mayor said."}, "On which day"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_nothing_typed_is_lost(desk, changed, says):
    page = desk.post(ADD, brought(byline="Ana Ruiz", **changed))
    assertContains(page, says)
    assertContains(page, 'value="Ana Ruiz"')
    assertContains(page, 'aria-invalid="true"')
    text = changed.get("text", TEXT)
    assert page.context["form"]["text"].value() == text
    assert not Article.objects.exists()
    assert not Entity.objects.exists()


def test_a_ten_megabyte_paste_gets_the_message_and_not_the_paste(desk):
    page = desk.post(ADD, brought(text="слово " * 1_700_000, title="Kept"))
    assertContains(page, "an article may have 1,000,000")
    assertContains(page, "too long to be shown here again")
    assertContains(page, 'value="Kept"')
    assert len(page.content) < 100_000


@pytest.mark.parametrize("address", [ADD, DETAILS])
@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_a_form_larger_than_the_desk_takes_gets_a_page_in_words(desk, settings, address, kind):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    body = brought(text="x" * 20_000)
    if kind == "multipart":
        page = desk.post(address, body)
    else:
        encoded = "&".join(f"{name}={value}" for name, value in body.items())
        page = desk.post(address, encoded, content_type="application/x-www-form-urlencoded")
    assert "An article may have 1,000,000 characters" in page.content.decode()
    assert page.status_code == (413 if address == ADD else 200)
    assert not Article.objects.exists()


def test_a_form_of_too_many_fields_gets_a_page_in_words(desk):
    page = desk.post(ADD, brought() | {f"field{n}": "1" for n in range(1_100)})
    assertContains(page, "more fields than the desk reads", status_code=413)


def test_a_form_without_its_token_is_refused_though_its_size_is_looked_at_first():
    client = make.client_of(make.person())
    client.handler.enforce_csrf_checks = True
    assert client.post(ADD, brought()).status_code == 403
    assert client.post(DETAILS, brought()).status_code == 403
    assert not Article.objects.exists()


def test_the_same_text_again_leads_to_the_article_that_is_here(desk):
    desk.post(ADD, brought())
    page = desk.post(ADD, brought(byline="Ana Ruiz"))
    assertContains(page, Article.objects.get().get_absolute_url())
    assertContains(page, "The desk has this text already")
    assertNotContains(page, 'name="revise"')
    assertContains(page, 'value="Ana Ruiz"')


def test_another_text_from_the_same_address_may_be_kept_as_a_revision(desk):
    there = {"url": "https://wire.example/1"}
    desk.post(ADD, brought(**there))
    first = Article.objects.get()
    changed = brought(text="The harbour is open again, the mayor said.", **there)
    page = desk.post(ADD, changed)
    assertContains(page, 'name="revise"')
    assertContains(page, first.get_absolute_url())
    desk.post(ADD, changed | {"revise": "on"})
    second = Article.objects.get(revision=2)
    assert second.revises == first


def test_the_outlets_that_are_known_are_offered_and_escaped(desk):
    make.article("One.", outlet='"><script>x</script>')
    page = desk.get(ADD)
    assertContains(page, '<option value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;">')
    assertNotContains(page, "<script>x")


def test_who_may_not_add_is_refused_and_sees_no_way_to():
    nobody = make.client_of(make.person("nobody"))
    assertNotContains(nobody.get(LIST), ADD)
    assert nobody.get(ADD).status_code == 403
    assert nobody.post(ADD, brought()).status_code == 403
    assert nobody.post(DETAILS, brought()).status_code == 403
    assert not Article.objects.exists()


def test_a_new_article_can_be_read_at_once_and_is_found_in_the_list(desk):
    desk.post(reverse("article-add"), brought())
    assert titles(desk.get(LIST, {"stage": "being_read"})) == ["Harbour closed after the storm"]
