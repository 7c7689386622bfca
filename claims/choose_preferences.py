"""A person chooses their keys, what they are told and how, and how they read the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from claims.keys import KEYS
from claims.models import NoticeKind, Preferences, Rhythm
from entities.reader import zone_names
from entities.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import AbstractBaseUser


def choose_keys(*, by: AbstractBaseUser, off: bool, keys: Mapping[str, str]) -> Preferences:
    """Switches this person's keys ``off`` or on, and has ``keys`` (by the desk's key, another) do what others do else.

    Raises Refused, with the desk's key as its field, for what is no single key, and where one key would do two things.
    """
    chosen = {known: key.lower() for known, key in keys.items() if key and key.lower() != known}
    for known, key in chosen.items():
        if known not in KEYS:
            raise Refused(gettext("“%(known)s” is no key of the desk.") % {"known": known})
        if len(key) != 1 or not key.isprintable() or key.isspace():
            raise Refused(gettext("One letter, digit or sign."), field=known)
    taken: dict[str, str] = {}
    for known in KEYS:
        key = chosen.get(known, known)
        if key in taken:
            raise Refused(
                gettext("“%(upper)s” would do two things: %(keys)s, and %(keys2)s.")
                % {"upper": key.upper(), "keys": KEYS[taken[key]], "keys2": KEYS[known]},
                field=known if known in chosen else taken[key],
            )
        taken[key] = known
    return _keep(by, keys_off=off, keys=chosen)


def choose_notices(
    *, by: AbstractBaseUser, rhythm: str, not_told: Collection[str] = (), not_mailed: Collection[str] = ()
) -> Preferences:
    """Says how often this person is mailed, of which kinds of notices they are not told at all, and which are not mailed.
    What they were told before stays.

    Raises Refused for an unknown rhythm or kind.
    """
    if rhythm not in Rhythm.values:
        raise Refused(gettext("Choose how often."), field="rhythm")
    unknown = {*not_told, *not_mailed} - set(NoticeKind.values)
    if unknown:
        raise Refused(gettext("“%(unknown)s” is no kind of notice.") % {"unknown": min(unknown)})
    return _keep(by, rhythm=rhythm, not_told=sorted(not_told), not_mailed=sorted(not_mailed))


def choose_reading(*, by: AbstractBaseUser, language: str, time_zone: str) -> Preferences:
    """Says in which language this person reads the desk, and in which time zone it shows them moments (an IANA name);
    empty ones are the browser's and the newsroom's. Raises Refused for one that the desk does not have.
    """
    if language and language not in dict(settings.LANGUAGES):
        raise Refused(
            gettext("The desk does not speak “%(language)s”.") % {"language": language}, field="language"
        )
    if time_zone and time_zone not in zone_names():
        raise Refused(
            gettext("“%(time_zone)s” is no time zone that the desk knows.") % {"time_zone": time_zone},
            field="time_zone",
        )
    return _keep(by, language=language, time_zone=time_zone)


def preferences_of(user: AbstractBaseUser) -> Preferences:
    """What this person has chosen; an unsaved row of what everybody begins with where that is nothing."""
    return Preferences.objects.filter(user=user.pk).first() or Preferences(user_id=user.pk)


def _keep(by: AbstractBaseUser, **chosen: object) -> Preferences:
    return Preferences.objects.update_or_create(user_id=by.pk, defaults=chosen)[0]
