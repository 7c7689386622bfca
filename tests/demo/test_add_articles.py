"""manage.py add_articles: files come in by the same use case as pastes, and what was found is printed."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.propose import propose_claim
from sources.models import Article, Fetch, Import
from tests.sources import files, sheets
from tests.sources.test_page import STORY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reporter(transactional_db):
    return User.objects.create(username="rana")


def test_it_waits_until_each_is_linked_and_prints_what_was_found(reporter, worker, tmp_path, capsys):
    propose_claim(by=reporter, text="The north pier was closed by the storm")
    file = tmp_path / "pier.txt"
    file.write_text(
        "Storm shuts pier\n\n9 September 2024\n\nAda Lund said on Monday that the storm had closed the north pier.\n"
    )
    call_command("add_articles", file, outlet="Harbour Wire", wait=True, timeout=150, json=True)
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["title"], found["outlet"], found["published"], found["stage"], found["error"]) == (
        "Storm shuts pier",
        "Harbour Wire",
        "2024-09-09",
        "linked",
        "",
    )
    assert [(s["speaker"], s["content"]) for s in found["statements"]] == [
        ("Ada Lund", "the storm had closed the north pier")
    ]
    assert [s["claim"] for s in found["suggestions"]] == ["The north pier was closed by the storm"]


def test_one_file_that_fails_is_named_and_the_others_come_in(reporter, tmp_path, capsys):
    good, empty, other, missing = (
        tmp_path / name for name in ("good.txt", "empty.txt", "latin.txt", "missing.txt")
    )
    good.write_text("It is over, Ada said.")
    empty.write_text(" \n")
    other.write_bytes("Zürich says no.".encode("latin-1"))
    with pytest.raises(SystemExit) as ended:
        call_command("add_articles", good, empty, other, missing, good)
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert "empty.txt: not added. This file is empty" in said
    assert "latin.txt: not added. Byte 2 is not UTF-8" in said
    assert "missing.txt: not added. The file cannot be read: No such file or directory" in said
    assert "The desk has this text already" in said
    assert [article.text for article in Article.objects.all()] == ["It is over, Ada said."]


def test_addresses_and_feeds_come_in_by_a_worker(reporter, press, start_worker, settings, capsys):
    fetching = {"FETCH_TEST_SERVER": f"127.0.0.1:{press.port}", "FETCH_PACE_SECONDS": "0"}
    settings.FETCH_TEST_SERVER, settings.FETCH_PACE_SECONDS = fetching["FETCH_TEST_SERVER"], 0
    start_worker(**fetching)
    pier = press.page("/pier", STORY.replace("https://harbour.example/pier", press.url("/pier")))
    feed = press.page(
        "/feed", f'<rss version="2.0"><channel><item><link>{pier}</link></item></channel></rss>'
    )
    inside, gone = "http://10.0.0.1/", press.url("/gone")
    with pytest.raises(SystemExit):
        call_command("add_articles", inside, gone, feed=[feed], wait=True, timeout=150, json=True)
    found = {line["file"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert "leads inside a network" in found[inside]["error"]
    assert "404" in found[gone]["error"]
    article = found[pier]
    assert (article["title"], article["outlet"], article["stage"], article["error"]) == (
        "Pier shut after storm",
        "Harbour Wire",
        "linked",
        "",
    )
    assert article["statements"]


def test_a_dry_run_stores_nothing(reporter, press, settings, tmp_path, capsys):
    settings.FETCH_TEST_SERVER, settings.FETCH_PACE_SECONDS = f"127.0.0.1:{press.port}", 0
    file = tmp_path / "pier.txt"
    file.write_text("It is over, Ada said.")
    pier = press.page("/pier", STORY)
    call_command("add_articles", file, pier, dry_run=True)
    lines = capsys.readouterr().out.splitlines()
    assert "would be added" in lines[0]
    assert "“Pier shut after storm”, Harbour Wire, 2024-09-02" in lines[1]
    with pytest.raises(SystemExit):
        call_command("add_articles", "http://10.0.0.1/", dry_run=True)
    assert "would not be added" in capsys.readouterr().out
    assert not Article.objects.exists()
    assert not Fetch.objects.exists()


def test_every_kind_of_file_comes_in_and_a_dry_run_leaves_nothing_behind(reporter, tmp_path, capsys):
    made, wrong = sheets.sheet(rows=8, bad=2)
    contents = {
        "storm.html": files.PAGE.encode(),
        "storm.pdf": files.story_pdf(),
        "storm.docx": files.docx(files.HEADLINE, files.SAID),
        "storm.eml": files.mail(),
        "rows.csv": sheets.as_csv(made),
        "rows.jsonl": sheets.as_json_lines([sheets.good(90), sheets.good(91)]),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in contents]
    call_command("add_articles", *paths, dry_run=True)
    said = capsys.readouterr().out
    assert f"would be added: “{files.HEADLINE}”, Harbour Wire, 2024-09-09" in said
    assert "rows.csv: 6 of 8 rows would be added" in said
    assert all(f"line {line}: {why}" in said for line, why in wrong.items())
    assert (Article.objects.count(), Import.objects.count()) == (0, 0)
    call_command("add_articles", *paths)
    said = capsys.readouterr().out
    assert "rows.csv: 6 of 8 rows added" in said
    assert "rows.jsonl: 2 of 2 rows added" in said
    assert Article.objects.count() == 12
    assert Article.objects.filter(outlet__entity__name="Harbour Wire", title=files.HEADLINE).exists()


def test_somebody_must_add_them(transactional_db, tmp_path):
    with pytest.raises(CommandError, match="Make a user first"):
        call_command("add_articles", tmp_path / "any.txt")
    User.objects.create(username="rana")
    with pytest.raises(CommandError, match="no active user “remi”"):
        call_command("add_articles", tmp_path / "any.txt", by="remi")
