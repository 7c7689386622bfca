"""The three roles of the desk, as Django groups; a role holds everything the one before it holds."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.utils.translation import gettext_noop

REPORTER, EDITOR, ADMIN = gettext_noop("reporter"), gettext_noop("editor"), gettext_noop("admin")

REPORTER_MAY = frozenset(
    {
        "sources.add_article",  # add and correct articles, try failed ones again
        "sources.change_article",
        "sources.add_statement",
        "sources.change_statement",  # correct, strike and restore
        "claims.add_claim",  # propose
        "claims.add_note",  # take part in the discussion of a claim
    }
)
EDITOR_MAY = REPORTER_MAY | {
    "claims.change_claim",  # reword, assign, topic, due date
    "claims.change_topic",  # the list of topics
    "claims.review",  # accept and reject links
    "claims.decide",  # set verdicts
    "entities.see_ledger",  # what everybody did
}
ADMIN_MAY = EDITOR_MAY | {
    "entities.curate",
    "claims.delete_note",  # take back what somebody else wrote
    "claims.choose_model",  # which coefficients suggestions are made with
    # What the Django admin shows an admin.
    *(f"entities.{verb}_{model}" for verb in ("add", "change", "view") for model in ("entity", "alias")),
    *(f"sources.{verb}_outlet" for verb in ("add", "change", "view")),
    "claims.view_topic",
    *(f"auth.{verb}_user" for verb in ("add", "change", "view")),
    "auth.view_group",
    *(f"sources.view_{model}" for model in ("article", "statement", "mention", "relay")),
    *(f"claims.view_{model}" for model in ("claim", "link", "linkdecision", "verdictchange")),
    "entities.view_merge",
}
ROLES = {REPORTER: REPORTER_MAY, EDITOR: EDITOR_MAY, ADMIN: ADMIN_MAY}


def make_groups(**_signal: Any) -> None:
    """Makes the three groups and gives each exactly its permissions; called after every migration."""
    known = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    for role, may in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set([known[name] for name in may if name in known])


def give_role(user: AbstractBaseUser, role: str) -> None:
    """Gives a user one role in place of any other. Admins may enter the Django admin, others may not."""
    group = Group.objects.get(name=role)
    user.groups.set([group])  # type: ignore[attr-defined]
    user.is_staff = role == ADMIN  # type: ignore[attr-defined]
    user.save()
