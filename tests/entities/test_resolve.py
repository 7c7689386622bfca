"""Whom a name means: one entity, none or several, each with its reasons, in as many queries as ever."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.affiliate import affiliate
from entities.alias import add_alias
from entities.merge import merge_entities, undo_merge
from entities.models import Form, Kind
from entities.names_near import Asked
from entities.resolve import resolve
from tests.sources.factories import entity, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def iran():
    return entity("Iran", Kind.STATE)


def meant(name, *kinds, context=""):
    asked = Asked(name, kinds, context)
    return resolve([asked])[asked]


@pytest.mark.parametrize(
    "name", ["Kanaani", "Nasser Kanaani", "N. Kan’ani", "ناصر کنعانی", "Spokesman Nasser Kanani"]
)
def test_any_spelling_finds_the_one_who_is_known(name):
    kanani = entity("Nasser Kan'ani", aliases=["Kan'ani"], description="Spokesman of Iran's foreign ministry")
    entity("Yasser Kan'ani")
    entity("Nasser Kamani")
    found = meant(name, Kind.PERSON, context="the Iranian foreign ministry's spokesman")
    assert found.entity == kanani, [c.told() for c in found.candidates]
    assert found.candidates[0].why


def test_never_by_surface_alone_where_two_are_possible():
    mayor = entity("Ines Falk", description="Mayor of Harbour Bay")
    entity("Ines Falk", description="Norwegian footballer")
    alone = meant("Ines Falk", Kind.PERSON)
    assert alone.entity is None
    assert alone.several
    assert len(alone.candidates) == 2
    told = meant("Ines Falk", Kind.PERSON, context="the mayor Ines Falk")
    assert told.entity == mayor
    assert "mayor" in told.candidates[0].why


def test_an_affiliation_speaks_for_whom_it_is_known_of():
    falk, other = entity("Ines Falk"), entity("Ines Falk")
    affiliate(
        entity=falk,
        of=entity("Ministry of Ports of Norway", Kind.ORGANISATION),
        role="minister",
        by=person("admin"),
    )
    found = meant("Ines Falk", context="Norway's minister for ports")
    assert found.entity == falk
    assert other.pk in {c.entity.pk for c in found.candidates}


def test_a_surname_alone_may_be_anybody_who_has_it():
    entity("Ines Falk")
    assert (meant("Falk", Kind.PERSON).entity, meant("Falk", Kind.PERSON).several) == (None, True)
    assert not meant("Torv", Kind.PERSON).candidates


def test_a_state_is_meant_by_its_capital_where_that_speaks(iran):
    assert meant("Tehran", context="Tehran argues that it sold nothing").entity == iran
    assert meant("Tehran", context="a fire in Tehran").entity is None
    assert meant("ایران").entity == iran
    assert meant("Iraq").entity is None


def test_a_capital_that_somebody_noted_is_the_city_too(iran):
    add_alias(entity=iran, name="Tehran", form=Form.SEAT, by=person("admin"))
    assert meant("Tehran", context="Tehran said").entity == iran
    assert meant("Tehran", context="a fire in Tehran").entity is None


def test_an_acronym_finds_the_body_and_no_other():
    agency = entity("International Atomic Energy Agency", Kind.ORGANISATION)
    entity("International Energy Agency", Kind.ORGANISATION)
    assert meant("IAEA", Kind.ORGANISATION).entity == agency


def test_a_merged_name_finds_the_row_that_has_it_so_that_undoing_takes_it_along():
    admin, gone, kept = person("admin"), entity("Ines Falk"), entity("Ines Falk-Torv")
    merge = merge_entities(kept=kept, gone=gone, by=admin)
    found = meant("Ines Falk", Kind.PERSON)
    assert (found.entity.pk, found.entity.shown_id) == (gone.pk, kept.pk)
    assert len(found.candidates) == 1
    undo_merge(merge=merge, by=admin)
    assert meant("Ines Falk", Kind.PERSON).entity.shown_id == gone.pk


def test_any_number_of_names_takes_three_queries(iran):
    for name in ("Ines Falk", "Tom Abara", "Mila Torv"):
        entity(name)
    for names in (["Ines Falk"], ["Ines Falk", "T. Abara", "Torv", "Tehran", "nobody at all"]):
        with CaptureQueriesContext(connection) as counted:
            resolve(Asked(name) for name in names)
        assert len(counted) == 3
    assert resolve([]) == {}


def test_the_command_says_who_and_why(iran):
    entity("Iraq", Kind.STATE)
    out = StringIO()
    call_command("resolve_name", "Tehran", "--context", "Tehran denies it", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["outcome"] == "one"
    assert told["entity"] == {"id": iran.pk, "name": "Iran", "kind": "state"}
    assert "speaks here" in told["candidates"][0]["why"]
    for name, said in (("Teheran", "may be the city"), ("Nobody Atall", "Nobody the desk knows")):
        out = StringIO()
        call_command("resolve_name", name, stdout=out)
        assert said in out.getvalue()
    with pytest.raises(CommandError, match="1 to 300"):
        call_command("resolve_name", "  ")
