"""The command rank_claims: the desk stays as it was, whatever it is given."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.find.lexemes import count_lexemes
from claims.find.rank import rank
from claims.find.scratch import load_claims, scratch_tables
from claims.management.commands.rank_claims import AT_ONCE
from claims.models import Claim
from matching.features import Said
from matching.names import speaker_terms
from tests.claims.factories import make_claim

pytestmark = pytest.mark.django_db
CLAIMS: list[dict[str, Any]] = [
    {
        "id": "c1",
        "text": "Norway has delivered patrol boats to Port Arvo",
        "title": "Boats for Arvo",
        "date": "May 2024",
    },
    {"id": 2, "text": "The harbour of Port Arvo is closed to ferries", "speaker": "Ada Falk"},
    {"id": "c3", "text": "The choir of Arvo has won a prize", "speaker": None},
]
STATEMENTS: list[dict[str, Any]] = [
    {
        "id": "s1",
        "text": "Norwegian patrol boats were delivered to Port Arvo",
        "speaker": "Bo Lind",
        "context": "Boats.",
    },
    {"id": "s2", "text": "Nothing of the kind", "extra": [1]},
]


@pytest.fixture
def ranked(tmp_path, capsys):
    """Runs the command on two files, given as lines, and returns its lines."""

    def run(claims=CLAIMS, statements=STATEMENTS, **options):
        paths = []
        for name, rows in (("claims", claims), ("statements", statements)):
            path = tmp_path / f"{name}.jsonl"
            lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
            path.write_text("\n".join(lines), encoding="utf8")
            paths.append(str(path))
        call_command("rank_claims", claims=paths[0], statements=paths[1], **options)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('search_path'), (select count(*) from pg_class where relname like 'claims_claim%'),"
            " (select count(*) from pg_namespace where nspname !~ '^pg_')"
        )
        return cursor.fetchone()


def test_claims_are_ranked_best_first_with_a_stance(ranked):
    first, second = ranked()
    assert first["statement"] == "s1"
    best = first["ranked"][0]
    assert best["claim"] == "c1"
    assert best["shown"] is True
    assert best["stance"] in {"supports", "denies", "reports"}
    assert best["reasons"]
    probabilities = [row["probability"] for row in first["ranked"]]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= p <= 1 for p in probabilities)
    assert second["ranked"] == []


def test_without_speakers_and_contexts_on_demand(ranked):
    bare = [{"id": row["id"], "text": row["text"], "title": row.get("title")} for row in CLAIMS]
    (line,) = ranked(bare, [{"id": "s1", "text": STATEMENTS[0]["text"]}])
    assert ranked(statements=STATEMENTS[:1], text_alone=True) == [line]
    assert ranked(statements=STATEMENTS[:1]) != [line]


def test_more_statements_than_are_ranked_together(ranked):
    statements = [{"id": n, "text": f"{n} patrol boats came to Port Arvo"} for n in range(AT_ONCE + 3)]
    together = ranked(statements=statements)
    assert [line["statement"] for line in together] == list(range(AT_ONCE + 3))
    assert ranked(statements=statements[-1:]) == together[-1:]


def test_context_is_called_reports(ranked):
    (line,) = ranked(statements=[{"id": 1, "text": "Any delivery of patrol boats would be an escalation"}])
    assert line["ranked"][0]["stance"] == "reports"


def test_as_many_as_twenty_are_ranked(ranked):
    claims = [{"id": n, "text": f"Ferry {n} has left Port Arvo"} for n in range(30)]
    (line,) = ranked(claims, [{"id": "s", "text": "The ferry left Port Arvo"}])
    assert len(line["ranked"]) >= 20
    assert sum(row["shown"] for row in line["ranked"]) <= 5


def test_the_same_file_twice_gives_the_same(ranked):
    assert ranked() == ranked()


def test_the_desk_is_neither_read_nor_changed(ranked):
    make_claim("Norwegian patrol boats were delivered to Port Arvo")
    before, place = list(Claim.objects.values()), tables()
    lines = ranked()
    assert {row["claim"] for line in lines for row in line["ranked"]} <= {"c1", 2, "c3"}
    assert list(Claim.objects.values()) == before
    assert tables() == place


def test_production_gives_the_same(ranked):
    (line, _) = ranked()
    with scratch_tables():
        load_claims(
            (n, c["text"], c.get("title") or "", speaker_terms(c.get("speaker") or ""))
            for n, c in enumerate(CLAIMS, 1)
        )
        scratch = rank(Said(STATEMENTS[0]["text"], "Bo Lind", "Boats."))
    for claim in CLAIMS:
        make_claim(
            claim["text"],
            note=claim.get("title") or "",
            speaker_terms=speaker_terms(claim.get("speaker") or ""),
        )
    count_lexemes()
    desk = rank(Said(STATEMENTS[0]["text"], "Bo Lind", "Boats."))
    assert [r.probability for r in desk] == pytest.approx([r.probability for r in scratch])
    assert [r.probability for r in scratch] == pytest.approx(
        [row["probability"] for row in line["ranked"]], abs=1e-6
    )


def test_an_interruption_leaves_nothing(ranked, monkeypatch):
    place = tables()

    def interrupted(_said):
        raise KeyboardInterrupt

    monkeypatch.setattr("claims.management.commands.rank_claims.rank_each", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ranked()
    assert tables() == place


def test_blank_lines_and_a_byte_order_mark_are_fine(ranked):
    lines = ranked(statements=["\ufeff" + json.dumps(STATEMENTS[0]), "", "  "])
    assert [line["statement"] for line in lines] == ["s1"]


def test_empty_files_rank_nothing(ranked):
    assert ranked([], []) == []
    assert [line["ranked"] for line in ranked([], STATEMENTS)] == [[], []]


def test_long_and_twin_claims_are_taken_as_they_are(ranked):
    long = "Port Arvo " + "is busy " * 500
    (line,) = ranked(
        [{"id": 1, "text": long}, {"id": 2, "text": long}], [{"id": "s", "text": "Port Arvo is busy"}]
    )
    assert {row["claim"] for row in line["ranked"]} == {1, 2}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "a b"}', "no “id”"),
        ('{"id": 1.5, "text": "a b"}', "no “id”"),
        ('{"id": 1, "text": "  "}', "no “text”"),
        ('{"id": 1, "text": "\\ud800"}', "no “text”"),
        ('{"id": "s1", "text": "again"}', "a second time"),
        ('{"id": 1, "text": "a", "context": 7}', "“context” is not text"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(ranked, capsys, line, words):
    with pytest.raises(CommandError, match=r"statements\.jsonl cannot be used: line 2: .*" + words):
        ranked(statements=[STATEMENTS[0], line])
    assert capsys.readouterr().out == ""


def test_every_bad_line_is_counted_and_the_first_are_named(ranked):
    with pytest.raises(CommandError, match=r"line 1: .*line 10: .*and 5 more"):
        ranked(claims=["{"] * 15)


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_text("")
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("rank_claims", claims=str(tmp_path / "none"), statements=str(good))
    with pytest.raises(CommandError, match="not UTF-8 from byte 1"):
        call_command("rank_claims", claims=str(good), statements=str(bad))
