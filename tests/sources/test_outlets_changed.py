"""Where outlets publish and whose they are; and what is said of an article, put right."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.utils import timezone

from claims.decide import decide
from claims.ground import ground_of
from claims.models import Claim
from claims.queries.moment import Moment
from claims.queries.past_evidence import evidence_as_of
from claims.queries.pieces import dossier_of
from claims.review import accept_link
from entities.ledger import act_on, seen
from entities.models import Kind
from entities.refused import Overtaken, Refused
from entities.undo import undo
from sources.change_outlet import change_outlet
from sources.describe import describe_article
from sources.models import Outlet
from sources.outlets import outlet_at
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


def taken_back(row, kind, by):
    done = act_on(row, kind)
    assert done is not None
    undo(act=done, by=by)


def test_an_outlet_is_known_by_its_hosts_and_those_below_them():
    by, quay = make.person("admin"), make.outlet("The Quay")
    change_outlet(
        outlet=quay, by=by, hosts=["https://www.Quay.example/news", "quay.example", "münchen.example"]
    )
    assert [host.host for host in quay.hosts.all()] == ["quay.example", "xn--mnchen-3ya.example"]
    assert outlet_at("https://amp.quay.example/x") == quay
    assert outlet_at("https://notquay.example/x") is None
    assert outlet_at("nonsense") is None


@pytest.mark.parametrize("host", ["quay example", "http://", "x" * 300, "<b>"])
def test_what_is_no_host_is_refused(host):
    with pytest.raises(Refused) as refused:
        change_outlet(outlet=make.outlet(), by=make.person("admin"), hosts=[host])
    assert refused.value.field == "hosts"


def test_a_host_is_one_outlets_and_a_change_can_be_taken_back():
    by, quay, wire = make.person("admin"), make.outlet("The Quay"), make.outlet()
    change_outlet(
        outlet=quay, by=by, hosts=["quay.example"], group="Sea Media", homepage="https://quay.example/"
    )
    with pytest.raises(Refused, match="The Quay"):
        change_outlet(outlet=wire, by=by, hosts=["quay.example"])
    at = seen(quay)
    change_outlet(outlet=quay, by=by, hosts=["dock.example"], group="sea media", seen=at)
    assert outlet_at("https://quay.example/") is None
    with pytest.raises(Overtaken):
        change_outlet(outlet=quay, by=by, seen=at)
    taken_back(quay, "outlet.change", by)
    quay = Outlet.objects.get(pk=quay.pk)
    assert (outlet_at("https://quay.example/"), quay.homepage) == (quay, "https://quay.example/")
    assert quay.group.name == "Sea Media"


def test_outlets_of_one_owner_are_one_origin_and_a_verdict_on_two_needs_another_look():
    by = make.person("editor", "ed")
    claim = make.claim("The pier is closed")
    for name in ("The Quay", "Harbour Wire"):
        article = make.article(f"{name} has learned that the pier is closed.", outlet=name)
        said = make.statement(article, "the pier is closed", article.outlet.entity)
        accept_link(link=make.link(said, claim), by=by, stance="supports")
    claim.refresh_from_db()
    decide(claim=claim, by=by, verdict="corroborated", reason="Two.", version=claim.version)
    before = ground_of(Claim.objects.get(pk=claim.pk)).origins["supports"]
    assert before[1] == 2
    moment = timezone.now()
    for outlet in Outlet.objects.all():
        change_outlet(outlet=outlet, by=by, group="Sea Media")
    claim.refresh_from_db()
    assert ground_of(claim).origins["supports"][:2] == [1, 1]
    assert claim.work_state == "another_look"
    assert "whose an outlet is" in claim.verdict_changes.last().reason
    then = evidence_as_of(claim.pk, Moment(moment, "learned"))
    assert [piece.owner for piece in then.pieces] == [None, None]
    now = evidence_as_of(claim.pk, Moment(timezone.now(), "learned"))
    assert [piece.owner for piece in now.pieces] == ["Sea Media", "Sea Media"]
    taken_back(Outlet.objects.latest("pk"), "outlet.change", by)
    claim.refresh_from_db()
    assert claim.work_state == "settled"


def test_what_a_person_told_two_outlets_of_one_owner_goes_back_to_the_person():
    by = make.person("editor", "ed")
    claim = make.claim("The pier is closed")
    for name, who in (("The Quay", "Ines Falk"), ("Harbour Wire", "Tom Abara")):
        article = make.article(f"The pier is closed, {who} told {name}.", outlet=name)
        said = make.statement(article, "The pier is closed", make.entity(who, Kind.PERSON))
        accept_link(link=make.link(said, claim), by=by, stance="supports")
        change_outlet(outlet=article.outlet, by=by, group="Sea Media")
    assert dossier_of(claim).supports.high == 2


def test_title_day_and_byline_are_put_right_and_the_words_are_not():
    by = make.person()
    article = make.article(title="Peir shut")
    at = seen(article)
    day = datetime(2024, 9, 2, 8, tzinfo=UTC)
    describe_article(
        article=article, by=by, title=" Pier  shut", byline="Ada Quill", published_at=day, seen=at
    )
    article.refresh_from_db()
    assert (article.title, article.byline, article.published_at) == ("Pier shut", "Ada Quill", day)
    with pytest.raises(Overtaken) as overtaken:
        describe_article(article=article, by=by, title="Other", byline="", published_at=None, seen=at)
    assert by.get_username() in overtaken.value.message
    kept = apps.get_model("sources", "ArticleEvent")._default_manager.get(pgh_obj_id=article.pk)
    assert kept.title == "Peir shut", "the audit trail keeps what it was"
    taken_back(article, "article.describe", by)
    article.refresh_from_db()
    assert (article.title, article.published_at) == ("Peir shut", None)
