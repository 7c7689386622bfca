"""The states of the world as a newsroom may start with them: known by name, capital and people, in their own scripts."""

import pytest

from entities.add_states import CLDR, add_states
from entities.models import Alias, Entity, Form, Kind
from entities.names_near import Asked
from entities.resolve import resolve
from tests.sources.factories import entity

pytestmark = pytest.mark.django_db


def test_states_come_once_and_leave_those_that_are_there_alone():
    persia = entity("Persia", Kind.STATE)
    added = add_states()
    assert added > 190
    assert not Entity.objects.filter(name="Iran").exists(), "it goes by an earlier name here"
    assert persia.aliases.count() == 1
    assert add_states() == 0
    names = {(a.name, a.script, a.form, a.source) for a in Alias.objects.filter(entity__name="Ukraine")}
    assert ("Україна", "Cyrl", Form.NAME, CLDR) in names
    assert any(name == "Kyiv" and form == Form.SEAT for name, _, form, _ in names)
    asked = [
        Asked("Kyiv", context="Kyiv insists that it was not told"),
        Asked("Kyiv", context="a fire in Kyiv"),
        Asked("Україна"),
        Asked("UK"),
        Asked("North Korea"),
    ]
    found = resolve(asked)
    assert [found[each].entity and found[each].entity.name for each in asked] == [
        "Ukraine",
        None,
        "Ukraine",
        "United Kingdom",
        "North Korea",
    ]
