"""manage.py add_articles: files come in by the same use case as pastes, and what was found is printed."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.propose import propose_claim
from sources.models import Article

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
    call_command("add_articles", file, outlet="Harbour Wire", wait=True, timeout=60, json=True)
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
    assert "empty.txt: not added. There is no text yet" in said
    assert "latin.txt: not added. Byte 2 is not UTF-8" in said
    assert "missing.txt: not added. The file cannot be read: No such file or directory" in said
    assert "The desk has this text already" in said
    assert [article.text for article in Article.objects.all()] == ["It is over, Ada said."]


def test_somebody_must_add_them(transactional_db, tmp_path):
    with pytest.raises(CommandError, match="Make a user first"):
        call_command("add_articles", tmp_path / "any.txt")
    User.objects.create(username="rana")
    with pytest.raises(CommandError, match="no active user “remi”"):
        call_command("add_articles", tmp_path / "any.txt", by="remi")
