"""The pages of an import: the dry run, the word to go on, the report, and taking it back."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from sources.add_rows import take_further
from sources.models import Article, Import, Stage
from sources.write_down import add_statement
from tests.sources import factories as make
from tests.sources import sheets

pytestmark = pytest.mark.django_db
IMPORTS = "/imports/"


def bring(desk, data: bytes, name: str = "rows.csv", **typed: str):
    return desk.post(IMPORTS, {"file": SimpleUploadedFile(name, data), **typed})


def run() -> None:
    while take_further(Import.objects.get().pk, by="here"):
        pass


@pytest.fixture
def checked(desk):
    made, _ = sheets.sheet(rows=8, bad=4)
    page = bring(desk, sheets.as_csv(made))
    brought = Import.objects.get()
    assertRedirects(page, brought.get_absolute_url())
    run()
    return brought


def test_while_it_is_checked_the_page_asks_again_and_then_shows_itself_anew(desk):
    bring(desk, b"outlet,text\nBay Post,It is open.")
    address = Import.objects.get().get_absolute_url()
    assertContains(desk.get(address), "Checking every row: nothing is added yet.")
    assertContains(desk.get(f"{address}progress/"), "0 of 1")
    run()
    assert desk.get(f"{address}progress/")["HX-Refresh"] == "true"


def test_the_dry_run_shows_what_is_wrong_and_adds_nothing(desk, checked):
    page = desk.get(checked.get_absolute_url())
    assertContains(page, "4 of 8 rows can be added.")
    for why in ("This row has no text", "This row names no outlet", "not a web address", "in one way only"):
        assertContains(page, why)
    assertContains(page, "Add 4 articles")
    assert not Article.objects.exists()
    assertContains(desk.get(f"{checked.get_absolute_url()}?only=all"), "can be added</td>", count=4)


def test_the_report_says_of_each_line_what_became_of_it(desk, checked):
    answer = desk.get(f"{checked.get_absolute_url()}report.csv")
    written = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(written))
    assert head[:3] == ["line", "what became of it", "why not"]
    assert [(line[0], line[1]) for line in lines] == [
        (str(n + 2), "cannot be added" if n % 2 else "can be added") for n in range(8)
    ]
    assert all(bool(line[2]) == (line[1] == "cannot be added") for line in lines)


def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_made_words(desk):
    bring(desk, b"outlet,text,title\nBay Post,It is open.,=1+1\n")
    run()
    answer = desk.get(f"{Import.objects.get().get_absolute_url()}report.csv")
    assert "'=1+1" in b"".join(answer.streaming_content).decode()


def test_begun_done_and_taken_back(desk, checked):
    address = checked.get_absolute_url()
    desk.post(f"{address}begin/")
    run()
    page = desk.get(address)
    assertContains(page, "4 articles came in")
    assert Article.objects.count() == 4
    undo = f"/ledger/{page.context['begun'].pk}/undo/"
    page = desk.post(undo, {"next": address}, follow=True)
    assertContains(page, "None of its articles is on the desk any more.")
    assert not Article.objects.exists()


def test_what_somebody_worked_on_is_named_on_the_page_and_by_the_refusal(desk, checked):
    address = checked.get_absolute_url()
    desk.post(f"{address}begin/")
    run()
    act = desk.get(address).context["begun"].pk
    article = Article.objects.order_by("pk")[1]
    add_statement(article=article, by=checked.by, spans=[[0, 8]], speaker=None)
    assertContains(desk.get(address), f">{article.title}</a></li>")
    page = desk.post(f"/ledger/{act}/undo/", {"next": address}, follow=True)
    assertContains(page, "Somebody has worked on 1 of these articles since")
    assert Article.objects.count() == 4


def test_a_file_without_rows_says_so_beside_the_field(desk):
    assertContains(bring(desk, b"outlet,words\nBay Post,It is open."), "No column is called “text”")
    assertContains(bring(desk, b"text\nIt is open."), "No column names the outlet")
    assertContains(bring(desk, b"x" * 25_200_000), "larger than 25 MB", status_code=413)
    assertContains(desk.post(IMPORTS), "Choose a file first.")


def test_a_file_that_nobody_wants_is_removed(desk, checked):
    page = desk.post(f"{checked.get_absolute_url()}discard/", follow=True)
    assertContains(page, "Nothing of it was added.")
    assertNotContains(desk.get(IMPORTS), checked.get_absolute_url())


def test_the_same_number_of_queries_for_one_row_and_for_three(desk, checked):
    address = checked.get_absolute_url()
    desk.post(f"{address}begin/")
    run()
    many = make.queries_of(desk, f"{address}?only=all")
    listed = make.queries_of(desk, IMPORTS)
    checked.rows.exclude(number=1).delete()
    assert make.queries_of(desk, f"{address}?only=all") == many
    bring(desk, b"outlet,text\nBay Post,It is open.")
    assert make.queries_of(desk, IMPORTS) == listed


def test_how_far_its_articles_are_read_is_shown_by_stage_and_what_stopped_is_tried_again(desk, checked):
    address = checked.get_absolute_url()
    assertNotContains(desk.get(address), "import-reading")
    desk.post(f"{address}begin/")
    run()
    first, second, third, _ = Article.objects.order_by("pk")
    Article.objects.filter(pk=first.pk).update(stage=Stage.LINKED)
    Article.objects.filter(pk=second.pk).update(stage=Stage.READ)
    Article.objects.filter(pk=third.pk).update(set_aside_at=Now(), error="The reader gave up.")
    page = desk.get(address)
    assertContains(page, "1 of 4 articles are read to the end")
    assertContains(page, "1 wait to be read · 1 wait for their speakers to be found")
    assertContains(page, "The reader gave up.")
    at = str(page.context["reading"])
    assert desk.get(f"{address}reading/?at={at}").status_code == 204
    Article.objects.exclude(pk=third.pk).update(stage=Stage.LINKED)
    done = desk.get(f"{address}reading/?at={at}")
    assertContains(done, "All read, but for 1 set aside")
    assertNotContains(done, "hx-trigger")
    assertContains(desk.post(f"{address}read-again/", follow=True), "1 will be tried again now.")
    third.refresh_from_db()
    assert (third.set_aside_at, third.error) == (None, "")
    assertContains(desk.post(f"{address}read-again/", follow=True), "None of these articles is set aside")
