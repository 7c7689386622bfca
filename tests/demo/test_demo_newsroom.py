"""The demo newsroom is loaded through the use cases, read by the real pipeline, and removed without a trace."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.decide import decide
from claims.demo.load import is_loaded, load_demo
from claims.demo.people import demo_password
from claims.demo.remove import remove_demo
from claims.models import Claim, Link, LinkDecision, Topic, VerdictChange
from claims.propose import propose_claim
from claims.review import link_by_hand
from entities.models import Alias, Entity
from sources.ingest import add_article
from sources.models import Article, Outlet, Stage, Statement

pytestmark = pytest.mark.django_db
EVERYTHING = (
    User,
    Entity,
    Alias,
    Outlet,
    Article,
    Statement,
    Topic,
    Claim,
    Link,
    LinkDecision,
    VerdictChange,
)


@pytest.fixture(scope="class")
def loaded(rows_of_class):
    """The demo newsroom, which takes long to read."""
    load_demo(password="a demo password")


@pytest.fixture
def demo(loaded, settings, tmp_path):
    """The same, with a folder of the test's own for its password."""
    settings.VAR_DIR = tmp_path


@pytest.mark.usefixtures("demo")
class TestLoaded:
    def test_it_shows_a_desk_at_work(self):
        claim = Claim.objects.get(text="Iran has delivered Fath-360 missiles to Russia")
        assert (claim.verdict, claim.work_state, claim.demo) == ("disputed", "settled", True)
        assert claim.verdict_changes.get().by.username == "editor"
        assert {link.stance for link in claim.links.filter(state="accepted")} == {
            "supports",
            "denies",
            "context",
        }
        assert Link.objects.filter(state="suggested").count() >= 5, "some links wait for the visitor"
        speakers = {s.shown_speaker for s in Statement.objects.with_speakers()}
        assert {"Sean Savett", "Nasser Kan'ani", "Peter Stano", "Mohammad Eslami"} <= speakers
        assert set(Article.objects.values_list("stage", "demo")) == {(Stage.LINKED, True)}
        assert all(article.published_at for article in Article.objects.all())

    def test_kanani_and_kan_ani_are_one(self):
        spellings = Statement.objects.filter(speaker_mention__contains="Kan").with_speakers()
        assert {s.shown_speaker for s in spellings} == {"Nasser Kan'ani"}
        assert len({s.speaker_mention for s in spellings}) > 1

    def test_loading_twice_changes_nothing(self, capsys):
        before = [model.objects.count() for model in EVERYTHING]
        call_command("load_demo")
        assert "already" in capsys.readouterr().out
        assert [model.objects.count() for model in EVERYTHING] == before

    def test_removing_it_leaves_nothing(self, django_capture_on_commit_callbacks, settings):
        (settings.VAR_DIR / "demo-password").write_text("a demo password")
        with django_capture_on_commit_callbacks(execute=True):
            gone = remove_demo()
        assert (gone.claims, gone.articles, gone.people, gone.kept_people) == (5, 6, 3, ())
        assert {model.__name__: model.objects.count() for model in EVERYTHING} == dict.fromkeys(
            (model.__name__ for model in EVERYTHING), 0
        )
        assert not (settings.VAR_DIR / "demo-password").exists()

    def test_what_is_the_newsrooms_own_stays(self):
        editor = User.objects.get(username="editor")
        own = propose_claim(
            by=editor, text="Iran has a spokesman for its foreign ministry", topic="Iran–Russia arms"
        )
        article = add_article(
            by=User.objects.create(username="rana"), outlet="Harbour Wire", text="We said no, Ada said."
        )
        statement = Statement.objects.get(content__contains="has never been a part of this conflict")
        link_by_hand(claim=own, statement=statement, by=editor, stance="context")
        gone = remove_demo()
        assert gone.kept_people == ("editor",)
        assert list(Claim.objects.all()) == [own]
        assert list(Article.objects.all()) == [article]
        assert Outlet.objects.get() == article.outlet
        assert [topic.name for topic in Topic.objects.all()] == ["Iran–Russia arms"]
        assert not Entity.objects.filter(demo=True).exists()
        assert not User.objects.get(username="editor").has_usable_password(), (
            "nobody knows a printed password"
        )

    def test_a_demo_that_was_removed_does_not_come_back_by_itself(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            remove_demo()
        call_command("load_demo", if_empty=True)
        assert not is_loaded()

    def test_a_verdict_that_rested_on_the_demo_asks_for_another_look(self):
        editor = User.objects.get(username="editor")
        own = propose_claim(by=editor, text="Iran has a spokesman for its foreign ministry")
        statement = Statement.objects.get(content__contains="has never been a part of this conflict")
        link_by_hand(claim=own, statement=statement, by=editor, stance="context")
        own.refresh_from_db()
        decide(claim=own, by=editor, verdict="confirmed", reason="He spoke.", version=own.version)
        remove_demo()
        own.refresh_from_db()
        assert own.work_state == "another_look"


def test_a_desk_that_has_somebody_is_not_empty(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    User.objects.create(username="rana")
    call_command("load_demo", if_empty=True)
    assert not is_loaded()
    assert not (tmp_path / "demo-password").exists()


def test_a_real_person_is_never_taken_for_the_demos(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    User.objects.create_superuser("admin", password="a real password")
    with pytest.raises(CommandError, match="a user “admin” already"):
        call_command("load_demo")
    remove_demo()
    assert [user.username for user in User.objects.all()] == ["admin"]


def test_stopped_in_the_middle_it_leaves_nothing(monkeypatch):
    def stop(*_):
        assert Claim.objects.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr("claims.demo.load._article", stop)
    with pytest.raises(KeyboardInterrupt):
        load_demo(password="a demo password")
    assert {model.__name__: model.objects.count() for model in EVERYTHING} == dict.fromkeys(
        (model.__name__ for model in EVERYTHING), 0
    )


def test_a_password_that_was_half_made_is_made_anew(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("claims.demo.people.secrets.token_hex", stop)
    with pytest.raises(KeyboardInterrupt):
        demo_password(tmp_path)
    monkeypatch.undo()
    assert demo_password(tmp_path).startswith("desk-")
    assert demo_password(tmp_path) == demo_password(tmp_path)
