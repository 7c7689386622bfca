"""What is curated of an entity beside its name: affiliations, external ids, relations, and how names are written."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from entities.affiliate import affiliate, change_affiliation, remove_affiliation
from entities.alias import add_alias
from entities.identify import add_external_id, remove_external_id
from entities.models import Act, Affiliation, Alias, Entity, ExternalId, Form, Kind, Relation, Tie
from entities.refused import Refused
from entities.relate import relate, remove_relation
from entities.undo import undo
from tests.sources.factories import entity, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return person("admin")


@pytest.fixture
def falk():
    return entity("Ines Falk")


@pytest.fixture
def port():
    return entity("Port Authority", Kind.ORGANISATION)


def rows():
    tables = (Entity, Alias, Affiliation, ExternalId, Relation)
    return {table: list(table.objects.order_by("pk").values()) for table in tables}


def test_a_name_knows_its_script_its_form_and_where_we_have_it_from(admin, falk):
    alias = add_alias(entity=falk, name="Инес Фальк", by=admin, form=Form.FORMER, source="harbour list")
    assert (alias.script, alias.form, alias.source) == ("Cyrl", "former", "harbour list")
    assert falk.aliases.get(name="Ines Falk").script == "Latn"


def test_everything_curated_can_be_taken_back(admin, falk, port):
    before = rows()
    day = date(2024, 2, 29)
    held = affiliate(entity=falk, of=port, role="spokeswoman", since=day, by=admin)
    change_affiliation(affiliation=held, role="head", since=day, until=date(2025, 1, 1), by=admin)
    number = add_external_id(entity=falk, scheme="wikidata", value="https://example.org/wiki/q42", by=admin)
    assert number.value == "Q42"
    tied = relate(entity=port, tie=Tie.IS_A, term="harbour authority", by=admin)
    full = rows()
    remove_affiliation(affiliation=held, by=admin)
    remove_external_id(external_id=number, by=admin)
    remove_relation(relation=tied, by=admin)
    for act in list(Act.objects.order_by("-pk")[:3]):
        undo(act=act, by=admin)
    assert rows() == full
    for act in list(Act.objects.filter(is_undoing=False, undone_by=None, undoes=None).order_by("-pk")):
        undo(act=act, by=admin)
    assert rows() == before


@pytest.mark.parametrize(
    ("scheme", "value", "said"),
    [("wikidata", "42", "looks like Q42"), ("Two words", "1", "small letters"), ("viaf", " ", "Type the id")],
)
def test_an_id_of_the_wrong_shape_is_refused(admin, falk, scheme, value, said):
    with pytest.raises(Refused, match=said):
        add_external_id(entity=falk, scheme=scheme, value=value, by=admin)


def test_an_id_belongs_to_one_entity(admin, falk, port):
    add_external_id(entity=falk, scheme="wikidata", value="Q42", by=admin)
    with pytest.raises(Refused, match="Ines Falk has this id already"):
        add_external_id(entity=port, scheme="wikidata", value="Q42", by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalId.objects.create(entity=port, scheme="wikidata", value="Q42")


def test_days_the_wrong_way_round_and_a_second_time_are_refused(admin, falk, port):
    with pytest.raises(Refused, match="last day is before the first"):
        affiliate(entity=falk, of=port, since=date(2024, 2, 1), until=date(2024, 1, 1), by=admin)
    with pytest.raises(Refused, match="two different"):
        affiliate(entity=falk, of=falk, by=admin)
    affiliate(entity=falk, of=port, role="head", by=admin)
    with pytest.raises(Refused, match="there already"):
        affiliate(entity=falk, of=port, role="head", by=admin)


@pytest.mark.parametrize("to", [{}, {"term": "a crane", "other": True}, {"tie": "of", "term": "a crane"}])
def test_a_relation_is_to_one_other_or_a_term(admin, falk, port, to):
    given = {"tie": Tie.IS_A} | to | ({"other": port} if "other" in to else {})
    with pytest.raises(Refused):
        relate(entity=falk, by=admin, **given)
