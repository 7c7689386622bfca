"""Log-ins that have ended are forgotten."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from config.tasks import forget_sessions


@pytest.mark.django_db
def test_a_log_in_that_has_ended_is_forgotten_and_one_that_lasts_is_not() -> None:
    for key, days in (("ended", -1), ("lasts", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now() + timedelta(days=days))
    assert settings.CELERY_BEAT_SCHEDULE["forget-sessions"]["task"] == forget_sessions.name
    forget_sessions()
    assert [each.session_key for each in Session.objects.all()] == ["lasts"]
