"""The real parts that tests are given: a database and keys of their own, a worker, a browser."""

import os
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from playwright.sync_api import Page

from config.celery import app
from tests.worker import Worker

WORK_SECONDS = 90


@pytest.mark.django_db
def test_the_database_is_the_tests_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_database()")
        assert cursor.fetchone() == (f"test_claimdesk_{os.getpid()}",)
    assert str(os.getpid()) in settings.QUEUE_PREFIX
    assert settings.VAR_DIR.name == "test"


def wait_for_answer(worker: Worker) -> object:
    deadline = time.monotonic() + WORK_SECONDS
    while time.monotonic() < deadline:
        answer = app.control.ping(destination=[worker.name], timeout=1)
        if answer:
            return answer
    pytest.fail(f"the worker does not answer:\n{worker.said()}")


def test_a_worker_takes_jobs_dies_and_is_followed_by_another(
    worker: Worker, start_worker: Callable[..., Worker]
) -> None:
    assert wait_for_answer(worker) == [{worker.name: {"ok": "pong"}}]
    worker.kill()
    assert worker.process.returncode != 0
    another = start_worker()
    assert wait_for_answer(another) == [{another.name: {"ok": "pong"}}]


def test_a_browser_sees_the_log_in_page(page: Page) -> None:
    page.goto("/")
    assert page.url.endswith("/accounts/login/?next=/")
    assert page.locator("input[name=password]").is_visible()


def test_a_browser_can_be_somebody(page_of: Callable[[User], Page]) -> None:
    user = User.objects.create_user("rita", password="not typed here")
    page = page_of(user)
    response = page.goto("/")
    assert response is not None
    assert "/accounts/login/" not in page.url
