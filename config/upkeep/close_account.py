"""An account of somebody who has left: who it was is forgotten, what they decided stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from claims.models import Digest, Notice, PersonalDesk, Preferences, SavedView, Watch
from config.run.refused import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OWN = (EmailAddress, Authenticator, Preferences, PersonalDesk, Notice, Digest, Watch)


@transaction.atomic
def close_account(person: User) -> str:
    """Forgets name, address, password, second factors and everything of their own; returns what they are called now.

    Their log-ins end with the password. What they did is by “former-…” from now on, and claims that are with them stay so until
    somebody takes them over, which is an act of that person. Raises Refused for the last
    superuser, without whom nobody could make another.
    """
    users = type(person)._default_manager.select_for_update()
    person = users.get(pk=person.pk)
    if (
        person.is_superuser
        and not users.filter(is_superuser=True, is_active=True).exclude(pk=person.pk).exists()
    ):
        raise Refused(
            f"{person.username} is the last superuser: make another first (manage.py createsuperuser)"
        )
    for model in OWN:
        model.objects.filter(user=person).delete()
    SavedView.objects.filter(by=person, shared=False).delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.username = f"former-{person.pk}"
    person.first_name = person.last_name = person.email = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    return person.username
