"""Many articles from one file: a dry run that tells the truth, nothing lost on the way, and taken back as one."""

import pytest
from django.contrib.auth.models import User

from entities.ledger import act_on
from entities.models import Act, Entity
from entities.refused import Refused
from entities.undo import undo
from sources.add_rows import take_further
from sources.begin_import import BEGUN, begin_import, discard_import
from sources.bring_rows import bring_rows
from sources.ingest import add_article
from sources.models import Article, Import, ImportRow, ImportState, RowState, Statement
from sources.models import Outlet as Publication
from sources.write_down import add_statement
from tests.sources import factories as make
from tests.sources import sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return User.objects.create(username="ana")


def run(brought: Import) -> Import:
    """What the worker does, step by step, until there is nothing left to do."""
    while take_further(brought.pk, by="here"):
        pass
    brought.refresh_from_db()
    return brought


def begun(brought: Import) -> Act:
    act = act_on(brought, BEGUN)
    assert act is not None
    return act


def wrong_by_line(brought: Import) -> dict[int, str]:
    return dict(brought.rows.filter(state=RowState.BAD).values_list("line", "problem"))


def imported(ana, rows: int = 6, bad: int = 1) -> Import:
    made, _ = sheets.sheet(rows, bad)
    brought = run(bring_rows(by=ana, name="rows.csv", data=sheets.as_csv(made)))
    begin_import(brought=brought, by=ana)
    return run(brought)


@pytest.mark.parametrize(("name", "write"), [("a.csv", sheets.as_csv), ("a.jsonl", sheets.as_json_lines)])
def test_the_dry_run_stores_no_article_and_says_what_is_wrong_with_each_bad_row(ana, name, write):
    made, wrong = sheets.sheet(rows=60, bad=10)
    brought = run(bring_rows(by=ana, name=name, data=write(made)))
    assert brought.state == ImportState.CHECKED
    assert (Article.objects.count(), Publication.objects.count()) == (0, 0)
    found = wrong_by_line(brought)
    shift = 0 if name == "a.csv" else 1
    assert found.keys() == {line - shift for line in wrong}
    for line, why in wrong.items():
        assert why.replace("line 2", f"line {2 - shift}") in found[line - shift]


def test_what_the_dry_run_found_good_comes_in(ana):
    made, wrong = sheets.sheet(rows=60, bad=10)
    brought = run(bring_rows(by=ana, name="rows.csv", data=sheets.as_csv(made)))
    begin_import(brought=brought, by=ana)
    run(brought)
    assert brought.state == ImportState.DONE
    kept = [row for number, row in enumerate(made) if number + 2 not in wrong]
    stored = Article.objects.order_by("pk").values_list("outlet__entity__name", "title", "text", "url")
    assert list(stored) == [(row["outlet"], row["title"], row["text"], row["url"]) for row in kept]
    days = Article.objects.order_by("pk").values_list("published_at__date", flat=True)
    assert [f"{day:%Y-%m-%d}" for day in days] == [row["published"] for row in kept]
    assert len(wrong_by_line(brought)) == 10


def test_a_text_that_the_desk_has_is_named(ana):
    there = add_article(by=ana, outlet="Harbour Wire 1", text=sheets.words(1), title="Old")
    made, _ = sheets.sheet(rows=4, bad=1)
    brought = run(bring_rows(by=ana, name="rows.csv", data=sheets.as_csv(made)))
    assert wrong_by_line(brought)[3] == (
        f"The desk has this text already: “Old”, added by ana. (article {there.pk})"
    )


def test_taken_back_as_one_and_done_again(ana):
    brought = imported(ana)
    assert Article.objects.count() == 5
    undoing = undo(act=begun(brought), by=ana)
    brought.refresh_from_db()
    assert (brought.state, Article.objects.count()) == (ImportState.TAKEN_BACK, 0)
    undo(act=undoing, by=ana)
    brought.refresh_from_db()
    assert run(brought).state == ImportState.DONE
    assert Article.objects.count() == 5


def test_the_outlets_that_an_import_made_go_with_it_but_for_those_that_are_needed(ana):
    old = add_article(by=ana, outlet="Old Post", text="The Old Post was here before it.").outlet
    brought = imported(ana)
    named, told, unused = Publication.objects.exclude(pk=old.pk)
    text = f"{named} has it otherwise, writes the Old Post."
    make.mention(add_article(by=ana, outlet="Old Post", text=text), str(named), named.entity)
    Publication.objects.filter(pk=told.pk).update(homepage="https://told.example/")
    undoing = undo(act=begun(brought), by=ana)
    assert set(Publication.objects.all()) == {old, named, told}
    assert not Entity.objects.filter(pk=unused.pk).exists()
    undo(act=undoing, by=ana)
    run(brought)
    assert Article.objects.filter(import_row__of=brought).count() == 5
    assert set(Publication.objects.all()) == {old, named, told, unused}
    assert Entity.objects.filter(kind="outlet").count() == 4


def test_taken_back_in_the_middle_no_further_row_comes_in(ana, monkeypatch):
    monkeypatch.setattr("sources.add_rows.STEP", 2)
    made, _ = sheets.sheet(rows=6, bad=1)
    brought = run(bring_rows(by=ana, name="rows.csv", data=sheets.as_csv(made)))
    begin_import(brought=brought, by=ana)
    take_further(brought.pk, by="here")
    assert Article.objects.count() == 2
    undo(act=begun(brought), by=ana)
    run(brought)
    assert Article.objects.count() == 0


def test_what_a_person_worked_on_stands_in_the_way_by_name(ana):
    brought = imported(ana)
    article = Article.objects.order_by("pk")[1]
    statement = add_statement(article=article, by=ana, spans=[[0, 8]], speaker=None)
    with pytest.raises(Refused, match=f"worked on 1 of these articles since: “{article.title}”"):
        undo(act=begun(brought), by=ana)
    assert Article.objects.count() == 5
    assert Statement.objects.filter(pk=statement.pk).exists()


def test_sources_without_a_name_go_with_their_articles(ana):
    brought = imported(ana)
    article = Article.objects.earliest("pk")
    nobody = Entity.objects.create(name="an official", kind="unnamed", context="in Harbour Wire")
    known = Entity.objects.create(name="Ana Ruiz", kind="person")
    for start, who in ((0, nobody), (9, known)):
        Statement.objects.create(
            article=article, spans=[[start, start + 5]], content="Words", kind="indirect", speaker=who
        )
    undo(act=begun(brought), by=ana)
    assert not Entity.objects.filter(pk=nobody.pk).exists()
    assert Entity.objects.filter(pk=known.pk).exists()


def test_the_second_of_two_who_begin_is_told(ana):
    made, _ = sheets.sheet(rows=4, bad=1)
    brought = run(bring_rows(by=ana, name="rows.csv", data=sheets.as_csv(made)))
    begin_import(brought=brought, by=ana)
    with pytest.raises(Refused, match="being added already"):
        begin_import(brought=brought, by=ana)
    with pytest.raises(Refused, match="Articles came in from this file"):
        discard_import(brought=brought)


def test_an_import_that_nobody_wants_goes(ana):
    brought = run(bring_rows(by=ana, name="rows.csv", data=b"outlet,text\nBay Post,It is open."))
    discard_import(brought=brought)
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"outlet,words\nBay Post,It is open.", "No column is called “text”.*Found: outlet, words"),
        ("a.csv", b"text\nIt is open.", "No column names the outlet"),
        ("a.csv", b"outlet,text\n", "There are no rows"),
        ("a.csv", "outlet,text\nBay Post,Zürich".encode("latin-1"), "is not UTF-8"),
        ("a.jsonl", b"no json\n", "No column is called “text”"),
        ("a.txt", b"Words.", "no CSV"),
        ("a.csv", b"", "empty"),
    ],
)
def test_a_file_that_makes_no_rows_says_why(ana, name, data, why):
    with pytest.raises(Refused, match=why):
        bring_rows(by=ana, name=name, data=data)
    assert not Import.objects.exists()


def test_columns_go_by_many_names_and_a_sheet_for_one_outlet_names_it_once(ana):
    data = 'Headline;Full text;Link;Tags\n„Shut“;"It is shut,\nAna said.";https://a.example/1;x\n'
    brought = run(bring_rows(by=ana, name="a.csv", data=data.encode("utf-8-sig"), outlet="Bay Post"))
    assert (brought.columns, brought.unused) == (
        {"Full text": "text", "Headline": "title", "Link": "url"},
        ["Tags"],
    )
    begin_import(brought=brought, by=ana)
    run(brought)
    article = Article.objects.get()
    assert (article.title, article.text, str(article.outlet)) == (
        "„Shut“",
        "It is shut,\nAna said.",
        "Bay Post",
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"text": ["a"], "outlet": "b"', "not JSON"),
        ("[1]", "no object"),
        ('{"text": {"a": 1}, "outlet": "b"}', "“text” is no text"),
        ('{"text": "a", "outlet": true}', "“outlet” is no text"),
        ('{"text": "a\\u0000b", "outlet": "b"}', ""),
    ],
)
def test_a_line_that_is_no_article_is_one_bad_row(ana, line, why):
    data = f'{{"text": "It is open.", "outlet": "Bay Post"}}\n{line}\n'.encode()
    brought = run(bring_rows(by=ana, name="a.jsonl", data=data))
    states = list(brought.rows.values_list("state", flat=True))
    assert states == [RowState.GOOD, RowState.BAD if why else RowState.GOOD]
    assert why in wrong_by_line(brought).get(2, "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.jsonl",
            b'{"text": "It \\ud800 is.", "title": "a \\udc00", "outlet": "b \\udfff", "\\ud800\\u0000": 1}',
        ),
        ("a.csv", b"text,outlet,un\x00used\nIt is\x00 open.,b\x00,c"),
        ("a\x00\ud800.csv", b"text,outlet,url\nIt is open.,b,\n"),
    ],
)
def test_characters_that_no_database_takes_stop_no_import(ana, name, data):
    brought = run(bring_rows(by=ana, name=name, data=data))
    assert brought.state == ImportState.CHECKED
    assert [row.state for row in brought.rows.all()] == [RowState.GOOD]
    begin_import(brought=brought, by=ana)
    assert run(brought).state == ImportState.DONE
    assert "It" in Article.objects.get().text


def test_an_address_that_leads_nowhere_is_one_bad_row(ana):
    data = b"text,outlet,url\nIt is open.,b,http://[::1\nIt is shut.,b,https://a.example/1\n"
    brought = run(bring_rows(by=ana, name="a.csv", data=data))
    assert [row.state for row in brought.rows.order_by("number")] == [RowState.BAD, RowState.GOOD]


def test_a_quotation_mark_never_closed_takes_in_no_rows_unnoticed(ana):
    data = b'text,outlet\nIt is open.,b\n"It is shut,b\nIt is late.,b\n'
    brought = run(bring_rows(by=ana, name="a.csv", data=data))
    assert [row.state for row in brought.rows.order_by("number")] == [RowState.GOOD, RowState.BAD]
    assert "never closed" in wrong_by_line(brought)[3]


def test_what_spreadsheets_say_of_their_cells_is_no_row(ana):
    data = b"sep=;\r\ntext;outlet;text\r\nIt is open, she said.;b;other\r\n"
    brought = run(bring_rows(by=ana, name="a.csv", data=data))
    assert [(row.line, row.state, row.values["text"]) for row in brought.rows.all()] == [
        (3, RowState.GOOD, "It is open, she said.")
    ]
