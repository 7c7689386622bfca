"""The row is the record: what taking, failing, overtaking and sweeping leave on it."""

from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from entities.refused import Refused
from extraction import Unreadable
from sources import stages, work
from sources.ingest import add_article
from sources.models import Article, Stage
from sources.retry import retry_article
from sources.stages import run_stage, sweep, take_further

pytestmark = pytest.mark.django_db
WAITING = Q(stage=Stage.RECEIVED)


@pytest.fixture
def article():
    reporter = User.objects.create(username="rana")
    return add_article(by=reporter, outlet="Harbour Wire", text="The mayor said the harbour was open.")


@pytest.fixture
def rung(monkeypatch):
    """The tasks that were sent, in order, in place of the queue's own send: the queue is tested with a real worker."""
    sent = []
    monkeypatch.setattr("sources.work.current_app.send_task", lambda name, args: sent.append((name, *args)))
    return sent


def attempt(article, do, *, by="first"):
    return run_stage(article.pk, stage=Stage.RECEIVED, by=by, do=lambda row: lambda: do(row))


def fail(_):
    raise ZeroDivisionError("a fault of ours")


def test_a_stage_done_moves_the_row_and_rings_for_the_next(article, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert attempt(article, lambda row: None)
    article.refresh_from_db()
    assert (article.stage, article.attempts, article.taken_at, article.taken_by) == (Stage.READ, 0, None, "")
    assert rung == [("sources.tasks.attribute_article", article.pk)]


@pytest.fixture
def doing(monkeypatch):
    """What each task does to an article, in place of the real work: it notes the stage it was done at."""
    done = []
    for _, task in django_settings.ARTICLE_STAGES:
        monkeypatch.setitem(stages._doing, task, lambda row: lambda: done.append((row.stage, row.attempts)))
    return done


def further(article, *, task="sources.tasks.read_article", by="first"):
    return take_further(article.pk, task=task, by=by)


def test_one_delivery_takes_an_article_through_all_stages(
    article, rung, doing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert further(article)
    article.refresh_from_db()
    assert (article.stage, article.attempts, article.taken_at, article.taken_by) == (
        Stage.LINKED,
        0,
        None,
        "",
    )
    assert doing == [(Stage.RECEIVED, 1), (Stage.READ, 1), (Stage.ATTRIBUTED, 1)]
    assert rung == []
    assert not further(article, by="second")
    assert not further(article)


def test_a_delivery_that_comes_again_goes_on_where_the_dead_one_was(article, doing, monkeypatch):
    def dies(row):
        raise KeyboardInterrupt

    monkeypatch.setitem(stages._doing, "sources.tasks.attribute_article", dies)
    with pytest.raises(KeyboardInterrupt):
        further(article)
    article.refresh_from_db()
    assert (article.stage, article.attempts, article.taken_by) == (Stage.READ, 1, "first")
    assert not further(article, task="sources.tasks.attribute_article", by="second"), "it is held"
    for n in (2, 3):
        with pytest.raises(KeyboardInterrupt):
            further(article)
        article.refresh_from_db()
        assert article.attempts == n
    assert not further(article)
    article.refresh_from_db()
    assert article.is_set_aside
    assert doing == [(Stage.RECEIVED, 1)], "what was done is not done again"


def test_what_failed_on_the_way_is_rung_for_at_its_own_stage(
    article, rung, doing, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setitem(stages._doing, "sources.tasks.attribute_article", lambda row: lambda: fail(row))
    with django_capture_on_commit_callbacks(execute=True):
        assert further(article), "the first stage was kept"
    article.refresh_from_db()
    assert (article.stage, article.attempts, article.taken_by) == (Stage.READ, 1, "")
    assert rung == [("sources.tasks.attribute_article", article.pk)]


def test_after_a_long_stage_the_next_is_rung_for(
    article, rung, doing, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(stages, "GOES_ON_SECONDS", 0.0)
    with django_capture_on_commit_callbacks(execute=True):
        assert further(article)
    article.refresh_from_db()
    assert (article.stage, article.taken_by) == (Stage.READ, "")
    assert rung == [("sources.tasks.attribute_article", article.pk)]


def test_a_stage_of_the_newsrooms_own_is_rung_for(
    article, rung, doing, settings, django_capture_on_commit_callbacks
):
    first, *others = settings.ARTICLE_STAGES
    settings.ARTICLE_STAGES = [first, ("read", "newsroom.tasks.translate"), *others[1:]]
    with django_capture_on_commit_callbacks(execute=True):
        assert further(article)
    assert rung == [("newsroom.tasks.translate", article.pk)]


def test_a_stage_runs_once_however_often_it_is_rung_for(article):
    done = []
    assert attempt(article, done.append)
    assert not attempt(article, done.append, by="second")
    assert len(done) == 1


def test_a_row_held_by_one_delivery_is_not_taken_by_another_but_is_by_the_same_delivered_again(article):
    assert work.take(Article, article.pk, where=WAITING, by="first")
    assert work.take(Article, article.pk, where=WAITING, by="second") is None
    again = work.take(Article, article.pk, where=WAITING, by="first")
    assert again.attempts == 2


def test_a_row_whose_lease_has_run_out_is_taken_by_another(article, settings):
    assert work.take(Article, article.pk, where=WAITING, by="first")
    long_ago = timezone.now() - timedelta(seconds=settings.WORK_LEASE_SECONDS + 1)
    Article.objects.filter(pk=article.pk).update(taken_at=long_ago)
    assert work.take(Article, article.pk, where=WAITING, by="second").attempts == 2


def test_an_attempt_that_was_overtaken_keeps_nothing(article):
    def slow(row):
        row.statements.create(spans=[[0, 3]], content="The", kind="direct")
        Article.objects.filter(pk=row.pk).update(attempts=row.attempts + 1, taken_by="second")

    assert not attempt(article, slow)
    assert article.statements.count() == 0
    article.refresh_from_db()
    assert article.stage == Stage.RECEIVED


def test_a_failed_attempt_says_why_and_the_third_sets_the_row_aside(
    article, rung, django_capture_on_commit_callbacks
):
    for n in (1, 2, 3):
        with django_capture_on_commit_callbacks(execute=True):
            assert not attempt(article, fail, by=str(n))
        article.refresh_from_db()
        assert (article.attempts, article.is_set_aside) == (n, n == 3)
        assert "a fault of ours" in article.error
    assert len(rung) == 2, "rung again after the first two, not for a row that was set aside"
    assert not attempt(article, lambda row: None, by="4")


@pytest.mark.parametrize("error", [MemoryError(), SoftTimeLimitExceeded()])
def test_running_out_of_time_or_memory_is_kept_in_words(article, error):
    def burst(_):
        raise error

    assert not attempt(article, burst)
    article.refresh_from_db()
    assert "seconds" in article.error or "memory" in article.error


def test_what_is_unreadable_is_set_aside_at_once_with_the_reason(article):
    def unreadable(_):
        raise Unreadable("This is not in a language the reader knows.")

    assert not attempt(article, unreadable)
    article.refresh_from_db()
    assert article.is_set_aside
    assert article.error == "This is not in a language the reader knows."


def test_a_row_whose_workers_all_died_is_set_aside_at_the_fourth_taking(article):
    for n in (1, 2, 3):
        assert work.take(Article, article.pk, where=WAITING, by="poison").attempts == n
    assert work.take(Article, article.pk, where=WAITING, by="poison") is None
    article.refresh_from_db()
    assert article.is_set_aside
    assert "3 times" in article.error


def test_trying_again_starts_from_the_first_attempt(article, rung, django_capture_on_commit_callbacks):
    for n in (1, 2, 3):
        attempt(article, fail, by=str(n))
    article.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        retry_article(article=article, by=article.added_by)
    assert (article.attempts, article.error, article.is_set_aside) == (0, "", False)
    assert rung[-1] == ("sources.tasks.read_article", article.pk)
    with pytest.raises(Refused):
        retry_article(article=article, by=article.added_by)


def test_the_sweeper_rings_for_waiting_rows_once_until_they_are_late_again(
    article, rung, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep() == 1
        assert sweep() == 0
    assert rung == [("sources.tasks.read_article", article.pk)]
    late = timezone.now() - timedelta(seconds=settings.WORK_RING_AGAIN_SECONDS + 1)
    Article.objects.filter(pk=article.pk).update(rung_at=late)
    assert sweep() == 1


def test_the_sweeper_leaves_rows_that_are_held_set_aside_or_done(article):
    work.take(Article, article.pk, where=WAITING, by="first")
    assert sweep() == 0
    Article.objects.filter(pk=article.pk).update(taken_at=None, taken_by="", stage=Stage.LINKED)
    assert sweep() == 0
    Article.objects.filter(pk=article.pk).update(stage=Stage.READ, set_aside_at=timezone.now(), error="no")
    assert sweep() == 0


def test_a_queue_that_is_down_loses_no_article(article, monkeypatch, django_capture_on_commit_callbacks):
    def down(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("sources.work.current_app.send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        kept = add_article(by=article.added_by, outlet="Harbour Wire", text="Another text, they said.")
    assert Article.objects.get(pk=kept.pk).stage == Stage.RECEIVED
    assert sweep() == 2
