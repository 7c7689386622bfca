"""Lists in and out: a dry run line by line, nothing overwritten, all of it taken back as one; and Wikidata's items."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from entities.affiliate import affiliate
from entities.bring_list import BROUGHT, bring_list, store_list
from entities.hold_list import hold_against_desk
from entities.identify import add_external_id
from entities.ledger import act_on
from entities.merge import merge_entities
from entities.models import Affiliation, Alias, Entity, ExternalId, Kind, NameList
from entities.refused import Refused
from entities.tell_list import as_csv, as_json_lines
from entities.undo import undo
from tests.at_once import at_once
from tests.ledger.world import state_of
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


def store(by, text: str, form: str = "csv", **more) -> NameList:
    return store_list(by=by, name="people", data=text.encode(), form=form, **more)


def planned(brought: NameList) -> list[tuple[int, str, str]]:
    return [(each.entry.line, each.outcome, each.entry.problem) for each in hold_against_desk(brought)]


CSV = """Name;Type;Also known as;Wikidata;Role;Organisation;Since
Ines Falk;person;Mayor Falk | I. Falk;Q1;mayor;Harbour Board;2020-01-01
Harbour Board;organisation;;;;;
Tom Abara;gnome;;;;;
;person;;;;;
Otto Falk;person;;;deputy;Nowhere Board;
Ines  Falk;person;;https://www.wikidata.org/wiki/q1;;;
Late Falk;person;;;mayor;Harbour Board;yesterday
"""


def test_a_dry_run_says_of_every_line_what_would_become_of_it_and_changes_nothing(curator):
    before = state_of()
    brought = store(curator, CSV)
    outcomes = [(line, outcome) for line, outcome, _ in planned(brought)]
    assert outcomes == [(2, "new"), (3, "new"), (4, "refused"), (5, "refused"), (6, "new"), (7, "refused"), (8, "refused")]  # fmt: skip
    problems = {line: problem for line, _, problem in planned(brought)}
    assert "“gnome” is not a kind" in problems[4]
    assert problems[5] == "It has no name."
    assert problems[7] == "Line 2 means the same entry."
    assert "yesterday" in problems[8]
    remarks = {each.entry.line: each.entry.remarks for each in hold_against_desk(brought)}
    assert remarks[6] == ["deputy of Nowhere Board is left out: nobody on the desk or in the list is that"]
    assert state_of() == before


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "9223372036854775808", "9" * 40])
def test_what_no_entry_can_have_for_a_number_is_said_of_its_line(curator, number):
    brought = store(curator, f"id,name,kind\n{number},Ines Falk,person\n12345,Otto Falk,person\n")
    refused = [problem for _, _, problem in planned(brought)]
    assert refused == [f"“{number}” is not the number of an entry.", "No entry has the number 12345."]


def test_a_list_cannot_spell_what_no_database_holds(curator):
    line = r'{"name": "Ines\u0000 Falk\ud800", "kind": "person", "notes": "\u0000", "ids": {"wikidata": "Q1\u0000"}}'
    bring_list(brought=store(curator, line, form="jsonl"), by=curator)
    assert Entity.objects.get(name="Ines Falk").external_ids.get().value == "Q1"


def test_what_a_list_adds_is_one_act_and_taken_back_as_one(curator):
    board = make.entity("Harbour Board", Kind.ORGANISATION, description="runs the piers")
    before = state_of()
    brought = bring_list(brought=store(curator, CSV), by=curator)
    ines = Entity.objects.get(name="Ines Falk")
    assert {alias.name for alias in ines.aliases.all()} == {"Ines Falk", "Mayor Falk", "I. Falk"}
    assert ines.aliases.get(name="I. Falk").key == "i falk"
    assert ExternalId.objects.get().value == "Q1"
    held = Affiliation.objects.get()
    assert (held.entity, held.of, held.role, held.since) == (ines, board, "mayor", date(2020, 1, 1))
    assert brought.report is not None
    assert [line["entity"] for line in brought.report[:2]] == [ines.pk, board.pk]
    done = act_on(brought, BROUGHT)
    assert done is not None
    undoing = undo(act=done, by=curator)
    assert state_of() == before
    assert not Affiliation.objects.exists()
    brought.refresh_from_db()
    assert brought.brought_at is None
    undo(act=undoing, by=curator)
    assert Affiliation.objects.get().of == board


def test_what_is_there_is_found_by_id_by_number_or_by_the_one_name_and_never_overwritten(curator):
    by_id, by_number = make.entity("Ines Falk"), make.entity("Tom Abara", description="crane driver")
    add_external_id(entity=by_id, scheme="wikidata", value="Q1", by=curator)
    by_name = make.entity("Harbour Board", Kind.ORGANISATION)
    text = (
        f"id,name,kind,description,wikidata,aliases\n,Falk the mayor,person,mayor,Q1,\n"
        f"{by_number.pk},T. Abara,person,something else,,\n,Harbour  board,organisation,runs the piers,Q3,The Board\n"
    )
    bring_list(brought=store(curator, text), by=curator)
    for row in (by_id, by_number, by_name):
        row.refresh_from_db()
    assert (by_id.name, by_id.description) == ("Ines Falk", "mayor")
    assert by_id.aliases.filter(name="Falk the mayor").exists()
    assert by_number.description == "crane driver"
    assert by_name.aliases.filter(name="The Board").exists()
    assert Entity.objects.count() == 3
    again = store(curator, text)
    assert {outcome for _, outcome, _ in planned(again)} == {"same"}
    with pytest.raises(Refused, match="adds nothing"):
        bring_list(brought=again, by=curator)


def test_where_several_are_possible_nobody_is_chosen(curator):
    for number in (1, 2):
        add_external_id(entity=make.entity("John Smith"), scheme="wikidata", value=f"Q{number}", by=curator)
    text = "name,kind,wikidata\nJohn Smith,person,\nJohn Smith,person,Q2\nJohn Smith,person,Q3\nJohn Smith,item,\n"
    found = planned(store(curator, text))
    assert [outcome for _, outcome, _ in found] == ["refused", "same", "new", "new"]
    assert "Several go by this name" in found[0][2]


def test_a_merged_entry_is_added_to_where_it_is_shown(curator):
    kept, gone = make.entity("Ines Falk"), make.entity("Mayor Falk")
    merge_entities(kept=kept, gone=gone, by=curator)
    bring_list(brought=store(curator, "name,kind,aliases\nMayor Falk,person,Falk of the quay\n"), by=curator)
    assert Alias.objects.get(name="Falk of the quay").entity == kept


NUMBER = re.compile(r'^(?:\d+(?=,)|(\{)"id": \d+, )', re.MULTILINE)
"""An entry's number on the desk, at the head of its line; on another desk it says nothing."""


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_goes_out_as_words_and_comes_in_as_it_was(curator):
    name = '=HYPERLINK("http://harm.example","Falk")'
    make.entity(name, Kind.PERSON, description="+1 for mayor", notes="'quoted'")
    written = "".join(as_csv(Entity.objects.all()))
    row = next(csv.DictReader(io.StringIO(written)))
    assert (row["name"], row["description"], row["notes"]) == (f"'{name}", "'+1 for mayor", "'quoted'")
    Entity.objects.all().delete()
    bring_list(brought=store(curator, NUMBER.sub(r"\1", written)), by=curator)
    kept = Entity.objects.get()
    assert (kept.name, kept.description, kept.notes) == (name, "+1 for mayor", "'quoted'")


def test_out_and_in_again_into_an_empty_desk_gives_the_same(curator):
    board = make.entity("Harbour Board", Kind.ORGANISATION, notes="Founded 1900.\nTwice | split.")
    ines = make.entity(
        "Ines “Nessie” Falk, mayor", aliases=["إيناس فالك", "Инес Фальк"], description="mayor; and more"
    )
    add_external_id(entity=ines, scheme="wikidata", value="Q1", by=curator)
    affiliate(entity=ines, of=board, role="mayor", since=date(2020, 1, 1), by=curator)
    written = {
        "csv": "".join(as_csv(Entity.objects.all())),
        "jsonl": "".join(as_json_lines(Entity.objects.all())),
    }
    for form, text in written.items():
        Affiliation.objects.all().delete()
        Entity.objects.all().delete()
        bring_list(brought=store(curator, NUMBER.sub(r"\1", text), form), by=curator)
        ines, board = Entity.objects.get(kind="person"), Entity.objects.get(kind="organisation")
        assert {alias.name for alias in ines.aliases.all()} == {ines.name, "إيناس فالك", "Инес Фальк"}
        assert {alias.script for alias in ines.aliases.all()} == {"Latn", "Arab", "Cyrl"}
        held = Affiliation.objects.get()
        assert (held.role, held.of, held.since, held.until) == ("mayor", board, date(2020, 1, 1), None)
        assert (ines.description, board.notes) == ("mayor; and more", "Founded 1900.\nTwice | split.")
        assert ExternalId.objects.get().value == "Q1"


@pytest.mark.parametrize(
    ("data", "form", "says"),
    [
        (b"\xff\xfe", "csv", "not written in UTF-8"),
        (b"", "csv", "No column is called “name”"),
        (b"who,kind\nA,person", "csv", "No column is called “name”"),
        (b"name,kind\n", "csv", "no entry in this file"),
        (b"", "jsonl", "no entry in this file"),
        (b"", "wikidata", "no item of Wikidata"),
        (b"name\nA", "xls", "Say what the file is"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(curator, data, form, says):
    with pytest.raises(Refused, match=says):
        store_list(by=curator, name="people", data=data, form=form)
    assert not NameList.objects.exists()


@pytest.mark.parametrize(
    "line",
    ["[", "[1]", "1", '{"name": 5}', '{"name": "A", "aliases": [{}]}', '{"name": "A", "kind": "person", "id": "x"}',
     '{"name": "A", "kind": "person", "affiliations": [{"role": "x"}]}', '{"name": "A", "kind": "person", "ids": [1]}',
     '{"name": "A", "kind": "person", "ids": {"wikidata": "5"}}', '{"name": "A", "kind": "person", "id": 99999999999999999999}'],
)  # fmt: skip
def test_a_bad_line_is_refused_with_the_reason_and_the_others_go_on(curator, line):
    found = planned(store(curator, f'{line}\n{{"name": "Ines", "kind": "person"}}', "jsonl"))
    assert [outcome for _, outcome, _ in found] == ["refused", "new"]
    assert found[0][2]


def item(number: int, labels: dict[str, str], claims: dict[str, list] | None = None, **more) -> dict:
    return {
        "type": "item", "id": f"Q{number}",
        "labels": {code: {"language": code, "value": value} for code, value in labels.items()},
        "claims": claims or {}, **more,
    }  # fmt: skip


def said(value, rank: str = "normal", **qualifiers) -> dict:
    def snak(v):
        what = {"time": v[0], "precision": v[1]} if isinstance(v, tuple) else {"id": f"Q{v}"}
        return {"snaktype": "value", "datavalue": {"value": what}}

    return {
        "mainsnak": snak(value),
        "rank": rank,
        "qualifiers": {prop: [snak(v)] for prop, v in qualifiers.items()},
    }


def test_items_of_wikidata_come_in_with_names_in_all_scripts_kinds_positions_and_days(curator):
    spokesman = item(900, {"en": "spokesperson"}, {"P2389": [said(200)]})
    person = item(
        100,
        {"en": "Nasser Kanani", "fa": "ناصر کنعانی", "ru": "Насер Канани"},
        {
            "P31": [said(5)],
            "P39": [said(900, P580=("+2022-06-00T00:00:00Z", 10), P582=("+2024-00-00T00:00:00Z", 9)), said(901), said(900, "deprecated")],
            "P106": [said(902)],
            "P569": [said(("+1972-03-04T00:00:00Z", 11))],
        },
        aliases={"en": [{"language": "en", "value": "Nasser Kanaani"}]},
    )  # fmt: skip
    ministry = item(
        200,
        {"en": "Ministry of Foreign Affairs"},
        {"P31": [said(903)], "P571": [said(("+1821-00-00T00:00:00Z", 9))]},
    )
    kind = item(903, {"en": "foreign ministry"}, {"P279": [said(192350)]})
    job = item(902, {"en": "diplomat"})
    odd = item(300, {"en": "Something"}, {"P31": [said(904)]})
    unlabelled = {"id": "Q301", "type": "item"}
    lines = ["[", *(json.dumps(each, ensure_ascii=False) + "," for each in (person, ministry, spokesman, kind, job, odd, unlabelled)), "not json", "]"]  # fmt: skip
    brought = store(curator, "\n".join(lines), "wikidata")
    found = {each.entry.name or each.entry.line: each for each in hold_against_desk(brought)}
    assert {name: each.outcome for name, each in found.items()} == {
        "Nasser Kanani": "new", "Ministry of Foreign Affairs": "new", "Something": "refused", 8: "refused", 9: "refused",
    }  # fmt: skip
    assert found["Nasser Kanani"].entry.remarks == [
        "the position Q901 is left out: the file does not say what it is"
    ]
    bring_list(brought=brought, by=curator)
    who = Entity.objects.get(kind="person")
    assert (who.description, who.notes) == ("diplomat", "Born 4 March 1972.")
    names = set(who.aliases.values_list("name", "script", "source"))
    assert {("ناصر کنعانی", "Arab", "Wikidata"), ("Насер Канани", "Cyrl", "Wikidata")} <= names
    assert who.aliases.filter(name="Nasser Kanaani").exists()
    held = Affiliation.objects.get()
    assert (held.role, held.of.name) == ("spokesperson", "Ministry of Foreign Affairs")
    assert (held.since, held.until) == (date(2022, 6, 1), date(2024, 12, 31))
    assert held.of.notes == "Founded 1821."
    assert set(ExternalId.objects.values_list("value", flat=True)) == {"Q100", "Q200"}
    assert "same" in {outcome for _, outcome, _ in planned(store(curator, "\n".join(lines), "wikidata"))}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_the_same_list_in_one_is_told():
    ade, ida = make.person("admin", "ade"), make.person("admin", "ida")
    brought = store(ade, "name,kind\nInes Falk,person\n")
    outcomes = at_once(
        lambda: bring_list(brought=brought, by=ade), lambda: bring_list(brought=brought, by=ida)
    )
    (told,) = [outcome for outcome in outcomes if outcome != "done"]
    assert told in ("ade has brought this list in already.", "ida has brought this list in already.")
    assert Entity.objects.count() == 1


class TestPages:
    def upload(self, desk, text: str, form: str = "csv", **more):
        file = SimpleUploadedFile("people <b>.csv", text.encode())
        return desk.post(reverse("name-lists"), {"file": file, "form": form} | more, follow=True)

    def test_a_list_is_looked_at_brought_in_and_taken_back(self, desk):
        page = self.upload(desk, CSV + "Stray Cat;;;;;;\n", kind="item")
        assertContains(page, "Nothing is changed yet")
        assertContains(page, "people &lt;b&gt;.csv")
        assertContains(page, "It has no name.")
        brought = NameList.objects.get()
        there = reverse("name-list", args=[brought.pk])
        only = desk.get(there, {"only": "refused"})
        assertNotContains(only, "Otto Falk")
        done = desk.post(reverse("name-list-bring", args=[brought.pk]), follow=True)
        assertContains(done, "4 new, 0 added to")
        assert Entity.objects.get(name="Stray Cat").kind == Kind.ITEM
        assertContains(done, "This is what it changed")
        again = desk.post(reverse("name-list-bring", args=[brought.pk]), follow=True)
        assertContains(again, "admin has brought this list in already.")
        act = act_on(brought, BROUGHT)
        assert act is not None
        desk.post(reverse("act-undo", args=[act.pk]))
        assertContains(desk.get(there), "Nothing is changed yet")

    def test_what_cannot_be_read_is_said_at_the_form(self, desk):
        assertContains(self.upload(desk, "x"), "No column is called “name”")
        assertContains(desk.post(reverse("name-lists"), {"form": "csv"}), "Choose a file first")

    def test_long_lists_have_pages(self, desk):
        rows = "\n".join(f"Name {n},person" for n in range(250))
        page = self.upload(desk, f"name,kind\n{rows}\n")
        assertContains(page, "from=102")
        there = page.context["request"].path
        assertContains(desk.get(there, {"from": "202"}), "Name 249")
        for odd in ("x", "-1", "9" * 30):
            assertContains(desk.get(there, {"from": odd, "only": odd}), "people")

    def test_the_list_goes_out_narrowed_down(self, desk):
        make.entity("Ines Falk"), make.entity("Harbour Board", Kind.ORGANISATION)
        out = b"".join(desk.get(reverse("names-out"), {"kind": "person"}).streaming_content).decode()
        assert "Ines Falk" in out
        assert "Board" not in out
        lines = (
            b"".join(desk.get(reverse("names-out"), {"as": "jsonl"}).streaming_content).decode().splitlines()
        )
        assert {json.loads(line)["name"] for line in lines} == {"Ines Falk", "Harbour Board"}
