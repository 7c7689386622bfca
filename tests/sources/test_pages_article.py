"""An article's page: its text with the statements marked, their notes, and how far it has come."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from sources.models import Article, Stage
from sources.views.parts import PART_CHARACTERS
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make.client_of(make.person("editor"))


def with_statements(count: int) -> Article:
    """An article in which ``count`` people speak, each with a relay, a name and two links."""
    lines = [f"Person {n} said that crane {n} had fallen, Radio {n} reported." for n in range(count)]
    article = make.article("\n".join(lines), title="Cranes")
    claim = make.claim(f"Some of {count} cranes have fallen")
    for n in range(count):
        who = make.entity(f"Person {n}")
        said = make.statement(article, f"crane {n} had fallen", who, speaker_span=[0, 1])
        make.relay(said, make.entity(f"Radio {n}", "outlet"))
        make.link(said, claim)
        make.mention(article, f"Person {n}", who)
    return article


def test_the_same_number_of_queries_whatever_stands_in_it(desk):
    one, three = with_statements(1), with_statements(3)
    assertContains(desk.get(three.get_absolute_url()), 'class="note"', count=3)
    assert (
        make.queries_of(desk, one.get_absolute_url()) == make.queries_of(desk, three.get_absolute_url()) <= 19
    )


def test_statements_stand_marked_in_the_text_with_their_notes_beside_them(desk):
    article = make.article(title="Harbour closed")
    mayor, radio = make.entity("Ines Falk"), make.entity("Coast Radio", "outlet")
    closed = make.statement(
        article, "The harbour is closed", mayor, kind="direct", confidence=0.3,
        speaker_span=[article.text.index("Ines"), article.text.index("Ines") + 9],
    )  # fmt: skip
    make.relay(closed, radio)
    fallen = make.statement(
        article, "any crane had fallen", make.entity("Tom Abara"), polarity="denied", confidence=0.9
    )
    make.link(closed, make.claim("The harbour is closed"))
    make.link(
        fallen,
        make.claim(),
        state="accepted",
        stance="denies",
        decided_by=article.added_by,
        decided_at=timezone.now(),
    )
    rejected = make.claim("Cranes are safe")
    make.link(fallen, rejected, state="rejected", decided_by=article.added_by, decided_at=timezone.now())
    page = desk.get(article.get_absolute_url())
    assertContains(page, f'id="statement-{closed.pk}" data-number="1">The harbour is closed</mark>')
    assertContains(page, '<mark class="who">Ines Falk</mark>')
    first, second = re.findall(r'<li class="note".*?</li>', page.content.decode(), re.DOTALL)
    assert mayor.get_absolute_url() in first
    assert "direct quote" in first
    assert "unsure" in first
    assert "Coast Radio" in first
    assert "suggested" in first
    assert "denied" in second
    assert "unsure" not in second
    assert "▼" in second
    assert rejected.text not in page.content.decode()
    for name in ("statement-edit", "statement-strike", "statement-link"):
        assert reverse(name, args=[closed.pk]) in first


def test_hostile_text_and_names_are_shown_and_not_run(desk):
    text = "He said <script>alert(\"x\")</script> & 'more' </p></mark>, <img src=x onerror=alert(1)> told us."
    article = make.article(text, title='<script>alert("title")</script>', byline='"><script>')
    said = make.statement(article, text[8:40], make.entity('<b onclick="x">Eve</b>'))
    make.mention(article, "<img src=x onerror=alert(1)>")
    page = desk.get(article.get_absolute_url())
    assertNotContains(page, "<script>alert")
    assertNotContains(page, "<img src=x")
    assertNotContains(page, "<b onclick")
    assertContains(page, f'id="statement-{said.pk}"', count=1)
    assertContains(page, "&lt;b onclick=&quot;x&quot;&gt;Eve&lt;/b&gt;")


def test_a_speaker_is_shown_under_the_name_they_were_merged_into(desk):
    article = make.article()
    kept, gone = make.entity("Ines Falk"), make.entity("Mayor Falk")
    make.statement(article, "The harbour is closed", gone)
    type(gone).objects.filter(pk=gone.pk).update(merged_into=kept, canonical=kept)
    page = desk.get(article.get_absolute_url())
    assertContains(page, f'<a class="who" href="{kept.get_absolute_url()}"><bdi>Ines Falk</bdi></a>')


def test_a_struck_statement_is_out_of_the_text_and_can_be_restored(desk):
    article = make.article()
    said = make.statement(
        article,
        "The harbour is closed",
        touched_at=timezone.now(),
        touched_by=article.added_by,
        struck_at=timezone.now(),
    )
    page = desk.get(article.get_absolute_url())
    assertNotContains(page, f'id="statement-{said.pk}"')
    assertContains(page, reverse("statement-restore", args=[said.pk]))
    assertContains(page, "Nothing found")


def test_a_long_text_comes_in_parts_and_a_statement_brings_its_own(desk):
    lines = [f"Line {n} of the minutes of the harbour board, which were long.\n" for n in range(2_000)]
    article = make.article("".join(lines).strip())
    late = make.statement(article, "Line 1990 of the minutes")
    first = desk.get(article.get_absolute_url())
    assertContains(first, "Part 1 of")
    assertNotContains(first, f'id="statement-{late.pk}"')
    assert len(first.content) < 4 * PART_CHARACTERS
    there = desk.get(article.get_absolute_url(), {"statement": late.pk})
    assertContains(there, f'id="statement-{late.pk}"', count=1)
    assertNotContains(there, "Line 3 of the minutes")


@pytest.mark.parametrize(
    "query", ["part=x", "part=-1", "part=99999999999999999999", "statement=0", "statement=<b>"]
)
def test_an_address_mended_by_hand_gives_the_first_part(desk, query):
    article = make.article()
    assertContains(desk.get(f"{article.get_absolute_url()}?{query}"), "Harbour closed after the storm")


def test_an_article_that_is_not_there_is_a_page_not_found(desk):
    assert desk.get(reverse("article", args=[2**63])).status_code == 404
    assert desk.get(reverse("article-progress", args=[5])).status_code == 404


def test_read_and_nothing_found_says_what_to_do_and_never_looks_like_success(desk):
    page = desk.get(make.article().get_absolute_url())
    assertContains(page, "Nothing found")
    assertContains(page, reverse("statement-add", args=[Article.objects.get().pk]))
    assertNotContains(page, "✓")


def test_while_it_is_being_read_the_page_asks_again_and_can_be_read(desk):
    article = make.article(stage=Stage.RECEIVED)
    page = desk.get(article.get_absolute_url())
    assertContains(page, 'hx-trigger="every 2s"')
    assertContains(page, "Reading: who said what")
    assertContains(page, "The harbour is closed")
    assertContains(page, "Look again")
    assertNotContains(page, "Nothing found")


def test_the_poll_ends_with_what_was_found_and_offers_to_show_it(desk):
    article = make.article(stage=Stage.RECEIVED)
    address = reverse("article-progress", args=[article.pk])
    assertContains(desk.get(address, {"seen": 0}), "every 2s")
    make.statement(article, "The harbour is closed")
    Article.objects.update(stage=Stage.ATTRIBUTED)
    assertContains(desk.get(address, {"seen": 0}), "Show what was found so far")
    Article.objects.update(stage=Stage.LINKED)
    done = desk.get(address, {"seen": 0})
    assertContains(done, "Read: 1 statement found.")
    assertContains(done, "Show them")
    assertNotContains(done, "every 2s")
    assertContains(desk.get(address, {"seen": "garbage"}), "Read: 1 statement found.")


def test_a_poll_to_which_nothing_is_new_changes_nothing_on_the_page(desk):
    article = make.article(stage=Stage.RECEIVED)
    page = desk.get(article.get_absolute_url())
    (written,) = re.findall(r'hx-get="([^"]+progress[^"]+)"', page.content.decode())
    poll = unescape(written)
    assert (desk.get(poll).status_code, desk.get(poll).content) == (204, b"")
    Article.objects.update(stage=Stage.READ)
    assertContains(desk.get(poll), "Finding out who the speakers are…")


def set_aside() -> Article:
    article = make.article(stage=Stage.RECEIVED)
    Article.objects.update(
        set_aside_at=timezone.now(), error="It took longer than <120> seconds.", attempts=3
    )
    return article


def test_an_article_set_aside_says_why_and_can_be_tried_again(desk):
    article = set_aside()
    page = desk.get(article.get_absolute_url())
    assertContains(page, "It took longer than &lt;120&gt; seconds.")
    assertNotContains(page, "every 2s")
    again = reverse("article-retry", args=[article.pk])
    assertContains(page, f'action="{again}"')
    assertRedirects(desk.post(again), article.get_absolute_url())
    article.refresh_from_db()
    assert (article.set_aside_at, article.attempts, article.error) == (None, 0, "")
    assertContains(desk.post(again, follow=True), "somebody has tried it again already")


def test_who_may_only_look_sees_no_buttons_and_is_refused():
    article = set_aside()
    said = make.statement(article, "The harbour is closed")
    nobody = make.client_of(make.person("nobody"))
    page = nobody.get(article.get_absolute_url())
    for name, pk in (
        ("article-retry", article.pk),
        ("statement-strike", said.pk),
        ("statement-restore", said.pk),
    ):
        assertNotContains(page, reverse(name, args=[pk]))
        assert nobody.post(reverse(name, args=[pk])).status_code == 403
    for name, pk in (("statement-add", article.pk), ("statement-edit", said.pk)):
        assertNotContains(page, reverse(name, args=[pk]))
        assert nobody.get(reverse(name, args=[pk])).status_code == 403
    article.refresh_from_db()
    assert article.is_set_aside


def test_revisions_point_to_each_other(desk):
    first = make.article(url="https://wire.example/1", title="Before")
    second = make.article("The harbour is open.", url=first.url, revises=first, revision=2)
    assertContains(desk.get(first.get_absolute_url()), second.get_absolute_url())
    assertContains(desk.get(second.get_absolute_url()), first.get_absolute_url())


def test_nobody_logged_out_sees_an_article(client):
    article = make.article()
    for name in ("article", "article-progress", "statement-add"):
        there = reverse(name, args=[article.pk])
        assertRedirects(client.get(there), f"{reverse('account_login')}?next={there}")
