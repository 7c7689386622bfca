"""An outlet is found by any of its names; what cannot be told apart is asked about, never a 500."""

import pytest

from entities.create import create_entity
from entities.models import Kind
from entities.refused import Refused
from entities.rename import rename_entity
from sources.models import Outlet
from sources.outlets import find_or_make_outlet

pytestmark = pytest.mark.django_db


def test_two_outlets_of_one_name_are_asked_about(reporter):
    for _ in range(2):
        create_entity(name="Twin Post", kind=Kind.OUTLET)
    for _ in range(2):
        with pytest.raises(Refused, match="Several outlets go by") as refused:
            find_or_make_outlet(name="Twin Post", by=reporter)
        assert refused.value.field == "outlet"
    assert not Outlet.objects.exists()


def test_an_outlet_that_gave_up_its_name_is_still_found_by_it(reporter):
    old = find_or_make_outlet(name="Old Gazette", by=reporter)
    rename_entity(entity=old.entity, by=reporter, name="New Gazette", kind=Kind.OUTLET)
    old.entity.aliases.filter(name="Old Gazette").delete()
    assert find_or_make_outlet(name="Old Gazette", by=reporter) == old
    assert find_or_make_outlet(name="New Gazette", by=reporter) == old


def test_an_outlet_known_only_as_cited_becomes_one_that_publishes(reporter):
    cited = create_entity(name="Reuters", kind=Kind.OUTLET, aliases=["Reuters news agency"])
    assert find_or_make_outlet(name="Reuters news agency", by=reporter).entity == cited
    assert find_or_make_outlet(name="Reuters", by=reporter).entity == cited
    assert Outlet.objects.count() == 1


def test_a_person_of_the_same_name_is_no_outlet(reporter):
    create_entity(name="Herald", kind=Kind.PERSON)
    assert find_or_make_outlet(name="Herald", by=reporter).entity.kind == Kind.OUTLET
