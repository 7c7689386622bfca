"""Django's makemessages, which also finds what is said by ``say`` and ``say_counted`` (matching/phrase.py) or found of two
names (``finding``, matching/names/finding.py)."""

from __future__ import annotations

from django.core.management.commands.makemessages import Command as DjangosCommand


class Command(DjangosCommand):
    """As Django's, with three more words for a sentence that is to be translated."""

    xgettext_options = [
        *DjangosCommand.xgettext_options,
        "--keyword=say",
        "--keyword=say_counted:1,2",
        "--keyword=finding:2",
    ]
