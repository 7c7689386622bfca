"""An article changes: a new revision, its statements go over, and a quote that was altered is flagged on its claim."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.decide import decide
from claims.models import Claim, Link
from claims.review import accept_link
from entities.ledger import act_on
from entities.refused import Refused
from entities.undo import undo
from extraction.reading import Name, Reading
from sources.bring import bring_address
from sources.extract import extract
from sources.fetch_address import fetch_address
from sources.ingest import add_article
from sources.keep_fetch import Details, keep_fetch
from sources.models import Article, Fate, FetchedPage, Revisit, Statement
from sources.revisit import revisit_article, sweep
from sources.split_entity import SPLIT, split_entity
from sources.strike import strike_statement
from sources.watch import HOURS, stop_watching_article, watch_article
from tests.sources import factories as make

pytestmark = pytest.mark.django_db
HEAD = "<html><head><title>Pier</title></head><body><article><h1>Pier shut after storm</h1>"
PIER = "The pier is closed, Mayor Ines Falk said on Monday after the storm had damaged several planks of it."
QUOTE = (
    "“Two cranes have fallen into the harbour and nobody may walk there,” she said to reporters on Monday."
)
UNION = "Dock union head Tom Abara denied that any crane had fallen and asked for an inquiry into the works."


def page(*paragraphs):
    return HEAD + "".join(f"<p>{words}</p>" for words in paragraphs) + "</article></body></html>"


@pytest.fixture
def web(press, settings):
    """The press, which this desk may fetch from."""
    settings.FETCH_TEST_SERVER = f"127.0.0.1:{press.port}"
    settings.FETCH_PACE_SECONDS = 0
    return press


@pytest.fixture
def article(web):
    """An article that came by its address and is watched."""
    by = make.person()
    row = bring_address(url=web.page("/pier", page(PIER, QUOTE, UNION), etag='"1"'), by=by)
    fetch_address(row.pk, by="a delivery")
    row.refresh_from_db()
    ticked = [n for n, (_, kept) in enumerate(row.blocks) if kept]
    details = Details(outlet="Harbour Wire", title="Pier shut", url=row.url)
    return keep_fetch(fetch=row, by=by, passages=ticked, details=details)


def visit(of):
    row = Revisit.objects.get(article__url=of.url)
    Revisit.objects.filter(pk=row.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    assert revisit_article(row.pk, by="a delivery")
    row.refresh_from_db()
    return row


def test_twice_changed_there_are_three_revisions_and_the_altered_quote_is_flagged_on_its_claim(web, article):
    editor = make.person("editor", "ed")
    falk = make.entity("Ines Falk")
    closed = make.statement(article, "The pier is closed", falk)
    fallen = make.statement(
        article, "Two cranes have fallen into the harbour and nobody may walk there", falk
    )
    claims = {}
    for said, text in (
        (closed, "The pier of the harbour is closed"),
        (fallen, "Two cranes have fallen there"),
    ):
        claim = make.claim(text)
        accept_link(link=make.link(said, claim), by=editor, stance="supports")
        claim.refresh_from_db()
        decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=claim.version)
        claims[said.pk] = claim

    web.page(
        "/pier", page("An opening that is new to it, and says nothing else.", PIER, QUOTE, UNION), etag='"2"'
    )
    row = visit(article)
    assert row.outcome == "It had changed: revision 2."
    for claim in claims.values():
        claim.refresh_from_db()
        assert claim.work_state == "settled", "nothing that it rests on has changed"
    closed.refresh_from_db()
    assert closed.article.revision == 2
    assert [closed.article.text[s:e] for s, e in closed.spans] == ["The pier is closed"]

    web.page("/pier", page(PIER, QUOTE.replace("Two cranes have", "One crane may have"), UNION), etag='"3"')
    visit(article)
    revisions = list(Article.objects.filter(url=article.url).order_by("revision"))
    assert [each.revision for each in revisions] == [1, 2, 3]
    assert FetchedPage.objects.filter(article__in=revisions).count() == 3
    closed.refresh_from_db()
    fallen.refresh_from_db()
    assert closed.article == revisions[2]
    assert (fallen.article, fallen.lost_in, fallen.fate) == (revisions[1], revisions[2], Fate.ALTERED)
    kept, flagged = claims[closed.pk], claims[fallen.pk]
    kept.refresh_from_db()
    flagged.refresh_from_db()
    assert kept.work_state == "settled"
    assert flagged.work_state == "another_look"
    reason = flagged.verdict_changes.last().reason
    assert "Ines Falk" in reason
    assert "altered by the outlet" in reason
    assert Link.objects.get(claim=flagged).statement == fallen


def test_whom_a_person_chose_for_a_name_goes_over_to_the_next_revision_and_can_still_be_taken_back(
    web, article
):
    by = make.person("admin", "curator")
    falk = make.entity("Ines Falk")
    named = make.mention(article, "Ines Falk", falk)
    read = make.mention(article, "Tom Abara", make.entity("Tom Abara"))
    other = split_entity(entity=falk, name="Ines Falk of Eastport", kind="person", mentions=[named.pk], by=by)

    web.page("/pier", page("A new opening.", PIER, QUOTE, UNION.replace("Abara", "Abarra")), etag='"2"')
    visit(article)
    named.refresh_from_db()
    read.refresh_from_db()
    assert (named.article.revision, named.entity) == (2, other)
    assert named.article.text[named.start : named.end] == "Ines Falk"
    assert read.article.revision == 1
    extract(
        article=named.article, reading=Reading((), (Name("Ines Falk", (named.start, named.end), "person"),))
    )
    assert named.article.mentions.get().entity == other

    split = act_on(other, SPLIT)
    assert split
    undo(act=split, by=by)
    named.refresh_from_db()
    assert (named.article.revision, named.entity) == (2, falk)


def test_a_quote_that_is_gone_is_flagged_and_comes_back_with_the_words(web, article):
    fallen = make.statement(article, "Two cranes have fallen into the harbour and nobody may walk there")
    claim = settled_on(fallen)
    web.page("/pier", page(PIER, UNION + " It began at once."))
    visit(article)
    fallen.refresh_from_db()
    claim.refresh_from_db()
    assert (fallen.fate, claim.work_state) == (Fate.GONE, "another_look")
    web.page("/pier", page(PIER, QUOTE, UNION + " It began at once."))
    visit(article)
    fallen.refresh_from_db()
    claim.refresh_from_db()
    assert (fallen.fate, fallen.lost_in, fallen.article.revision) == ("", None, 3)
    assert claim.work_state == "settled", "it rests on the same again"


def take_back(row, kind, by):
    done = act_on(row, kind)
    assert done is not None
    undo(act=done, by=by)


def settled_on(said):
    editor = make.person("editor", "ed")
    claim = make.claim("Two cranes have fallen there")
    accept_link(link=make.link(said, claim), by=editor, stance="supports")
    claim.refresh_from_db()
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=claim.version)
    return Claim.objects.get(pk=claim.pk)


def test_who_is_said_to_have_said_it_counts_too(web, article):
    start = article.text.index("The pier is closed")
    who = article.text.index("Mayor Ines Falk")
    said = make.statement(
        article, "The pier is closed", speaker_span=[who, who + 15], speaker_name="Ines Falk"
    )
    assert said.spans == [[start, start + 18]]
    web.page("/pier", page(PIER.replace("Mayor Ines Falk", "Harbour master Bo Lind"), QUOTE, UNION))
    visit(article)
    said.refresh_from_db()
    assert (said.fate, said.article) == (Fate.ALTERED, article)


def test_what_a_person_touched_stays_as_they_left_it(web, article):
    by = make.person(name="cora")
    struck = make.statement(article, "Dock union head Tom Abara denied that any crane had fallen")
    strike_statement(statement=struck, by=by)
    chosen = make.statement(article, "The pier is closed", make.entity("Ines Falk"), speaker_chosen=True)
    web.page("/pier", page("Something new stands here at the top of it.", PIER, QUOTE, UNION))
    visit(article)
    struck.refresh_from_db()
    chosen.refresh_from_db()
    assert struck.struck_at is not None
    assert {struck.article.revision, chosen.article.revision} == {2}
    assert chosen.speaker_chosen
    take_back(struck, "statement.strike", by)
    now = Statement.objects.get(pk=struck.pk)
    assert now.struck_at is None
    assert now.article.revision == 2


def test_a_paragraph_that_moved_takes_its_statement_along(web, article):
    said = make.statement(article, "Two cranes have fallen into the harbour and nobody may walk there")
    web.page("/pier", page(UNION, PIER + " And more is to come of it.", QUOTE))
    visit(article)
    said.refresh_from_db()
    assert said.article.revision == 2
    assert [said.article.text[s:e] for s, e in said.spans] == [said.content]


def test_an_earlier_text_is_not_said_to_have_nothing(web, article):
    make.statement(article, "The pier is closed")
    Article.objects.update(stage="linked")
    fresh = add_article(
        by=article.added_by, outlet="Harbour Wire", url=article.url, text=article.text + " More.", revise=True
    )
    client = make.client_of(article.added_by)
    page = client.get("/articles/").content.decode()
    assert "read, changed since" in page
    assert "nothing found" not in page.replace("read, nothing found", "")
    before = client.get(article.get_absolute_url()).content.decode()
    assert "Nothing found" not in before
    assert fresh.get_absolute_url() in before


def test_what_has_not_changed_is_looked_at_ever_more_seldom(web, article):
    row = Revisit.objects.get(article=article)
    waits = []
    for _ in HOURS:
        row = visit(article)
        waits.append(row.next_at and round((row.next_at - timezone.now()).total_seconds() / 3600))
    assert waits == [*HOURS[1:], None]
    assert row.outcome == "It had not changed."
    assert Article.objects.count() == 1


def test_a_server_that_says_unchanged_is_asked_for_nothing_more(web, article):
    visit(article)
    visit(article)
    assert web.asked[-1][1]["if-none-match"] == '"1"'


def test_passages_that_a_person_cut_or_put_back_are_no_change(web):
    by = make.person()
    row = bring_address(url=web.page("/pier", page(PIER, QUOTE, UNION)), by=by)
    fetch_address(row.pk, by="a delivery")
    row.refresh_from_db()
    kept = [n for n, (words, _) in enumerate(row.blocks) if "union" not in words]
    article = keep_fetch(fetch=row, by=by, passages=kept, details=Details(outlet="Harbour Wire", url=row.url))
    assert "union" not in article.text
    assert visit(article).outcome == "It had not changed."
    web.page("/pier", page(PIER, QUOTE.replace("Monday", "Tuesday"), UNION))
    visit(article)
    assert "union" not in Article.objects.get(revision=2).text


@pytest.mark.parametrize("status", [404, 500])
def test_a_page_that_cannot_be_had_changes_nothing(web, article, status):
    web.page("/pier", "Gone fishing: SECRET", status=status)
    row = visit(article)
    assert str(status) in row.outcome
    assert "SECRET" not in row.outcome
    assert row.next_at is not None
    assert Article.objects.count() == 1


def test_a_page_that_became_another_changes_nothing(web, article):
    web.page(
        "/pier",
        page("Please log in to go on reading this and the many other stories that we print every day."),
    )
    assert "missing" in visit(article).outcome
    assert Article.objects.count() == 1


def test_an_article_that_was_pasted_is_first_compared_with_its_own_page(web):
    url = web.page("/pier", page(PIER, QUOTE, UNION))
    article = add_article(
        by=make.person(), outlet="Harbour Wire", url=url, text=f"Share this!\n{PIER}\n{QUOTE}"
    )
    watch_article(article=article, by=article.added_by)
    assert "first look" in visit(article).outcome
    assert Article.objects.count() == 1
    web.page("/pier", page(PIER, QUOTE.replace("Two", "Six"), UNION))
    visit(article)
    assert Article.objects.count() == 2


def test_only_what_is_due_and_watched_is_rung_for(web, article):
    assert sweep() == 0
    row = Revisit.objects.get(article=article)
    Revisit.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert sweep() == 1
    stop_watching_article(article=article, by=article.added_by)
    Revisit.objects.update(rung_at=None)
    assert sweep() == 0
    assert not revisit_article(row.pk, by="a delivery")
    with pytest.raises(Refused):
        stop_watching_article(article=article, by=article.added_by)


def test_watching_can_be_taken_back(web, article):
    stop_watching_article(article=article, by=article.added_by)
    row = Revisit.objects.get(article=article)
    take_back(row, "article.unwatch", article.added_by)
    row.refresh_from_db()
    assert row.active


def test_a_revision_that_was_pasted_carries_over_too(web, article):
    said = make.statement(article, "The pier is closed")
    text = article.text + "\n\nA last line."
    fresh = add_article(by=article.added_by, outlet="Harbour Wire", url=article.url, text=text, revise=True)
    said.refresh_from_db()
    assert said.article == fresh
    assert Revisit.objects.get().article == fresh
    assert Statement.objects.filter(article=article).count() == 0
