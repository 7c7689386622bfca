"""Whoever has left is forgotten, and what they decided is not."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from claims.decide import decide
from claims.models import Preferences
from claims.propose import propose_claim
from claims.roles import EDITOR, give_role
from config.run.refused import Refused
from config.upkeep.close_account import close_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def rana() -> User:
    person = User.objects.create_user(
        "rana", "rana@desk.example", "a password of hers", first_name="Rana", last_name="Ray"
    )
    give_role(person, EDITOR)
    EmailAddress.objects.create(user=person, email="rana@desk.example")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "hers"})
    Preferences.objects.create(user=person, language="de")
    return person


def test_name_log_in_and_settings_go_and_the_verdict_stays(rana: User) -> None:
    claim = propose_claim(by=rana, text="The pier is open to all")
    change = decide(claim=claim, by=rana, verdict="refuted", reason="Seen.", version=0)
    browser = Client()
    browser.force_login(rana)
    call_command("close_account", "rana")
    person = User.objects.get(pk=rana.pk)
    assert person.username == f"former-{rana.pk}"
    assert (person.first_name, person.last_name, person.email, person.is_active) == ("", "", "", False)
    assert not person.has_usable_password()
    assert not EmailAddress.objects.exists()
    assert not Authenticator.objects.exists()
    assert not Preferences.objects.exists()
    assert browser.get("/").status_code == 302  # to the log-in page
    change.refresh_from_db()
    assert change.by == person


def test_the_last_superuser_stays() -> None:
    only = User.objects.create_superuser("sue")
    with pytest.raises(Refused, match="the last superuser"):
        close_account(only)
    User.objects.create_superuser("sam")
    assert close_account(only) == f"former-{only.pk}"


def test_nobody_of_that_name_is_said() -> None:
    with pytest.raises(CommandError, match="nobody called rana"):
        call_command("close_account", "rana")
