"""What the desk curated is what the next article is read with: the names, and the relations that links are found by."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.queries.known import known_names as known_to_links
from entities.alias import add_alias
from entities.models import Form, Kind, PassedOver, Tie, Why
from entities.relate import relate
from sources.ingest import add_article
from sources.known_names import known_names
from sources.models import Article, Outcome, Stage
from tests.sources.factories import entity, person

WORKER_SECONDS = 120


@pytest.mark.django_db
def test_names_come_as_the_text_spells_them_with_their_kinds():
    entity("Nasser Kan'ani", aliases=["WHO", "May"])
    entity("Fath-360", Kind.ITEM)
    entity("Unnamed official", Kind.UNNAMED)
    text = "Nasser Kan’ani, who may speak for Fath 360, met an unnamed official: UNNAMED OFFICIAL."
    assert known_names(text) == [("Nasser Kan’ani", "person"), ("Fath 360", "item")]


@pytest.mark.django_db
def test_what_was_passed_over_and_capitals_are_left_to_the_reader():
    iran, by = entity("Iran", Kind.STATE), person("admin")
    add_alias(entity=iran, name="Tehran", form=Form.SEAT, by=by)
    entity("Monday")
    PassedOver.objects.create(name="Monday", key="monday", why=Why.NOT_A_NAME, by=by)
    assert known_names("On Monday Tehran and Iran met.") == [("Iran", "state")]


@pytest.mark.django_db
def test_any_number_of_names_takes_one_query():
    for name in ("Ines Falk", "Tom Abara", "Mila Torv"):
        entity(name)
    with CaptureQueriesContext(connection) as counted:
        assert len(known_names("Ines Falk, Tom Abara and Mila Torv met on the quay.")) == 3
    assert len(counted) == 1


@pytest.mark.django_db
def test_what_a_thing_is_and_whose_helps_to_find_its_claims():
    by, iran, fath = person("admin"), entity("Iran", Kind.STATE), entity("Fath-360", Kind.ITEM)
    texts = [
        "It sent ballistic missiles.",
        "It sent Iranian missiles.",
        "It sent a close-range ballistic missile.",
    ]
    assert not any(known_to_links([text]).meant_by(text) for text in texts)
    relate(entity=fath, tie=Tie.IS_A, term="close-range ballistic missile", by=by)
    relate(entity=fath, tie=Tie.OF, other=iran, by=by)
    for text in texts:
        meant = known_to_links([text]).meant_by(text)
        assert ("Fath-360", True) in [(each.shown, each.wider) for each in meant], text
    other = "It sent Russian missiles and Iranian boats."
    assert "Fath-360" not in [each.shown for each in known_to_links([other]).meant_by(other)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(240)
def test_the_next_article_that_a_running_worker_reads_uses_a_new_alias(worker):
    by = person("admin")
    falk = entity("Ines Falk")
    story = "“The harbour is closed,” {} said on Monday. Nobody else at the port spoke on day {}."
    before = _read(add_article(by=by, outlet="Harbour Wire", text=story.format("Quayside Ada", 1)))
    assert not before.mentions.filter(entity=falk).exists()
    add_alias(entity=falk, name="Quayside Ada", by=by)
    after = _read(add_article(by=by, outlet="Harbour Wire", text=story.format("Quayside Ada", 2)))
    named = after.mentions.get(text="Quayside Ada")
    assert (named.entity, named.outcome, named.kind) == (falk, Outcome.MATCHED, "person")
    assert worker.process.poll() is None


def _read(article):
    until = time.monotonic() + WORKER_SECONDS
    while time.monotonic() < until:
        article = Article.objects.get(pk=article.pk)
        if article.stage == Stage.LINKED:
            return article
        time.sleep(0.1)
    pytest.fail(f"not read: {article.stage} {article.error}")
