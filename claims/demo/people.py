"""The demo newsroom's people: one a role, with a password of this installation."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction

from claims.roles import ADMIN, EDITOR, REPORTER, give_role

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {REPORTER: ("Rana", "Reporter"), EDITOR: ("Edda", "Editor"), ADMIN: ("Ade", "Admin")}


def demo_password(var_dir: Path) -> str:
    """The password of the demo log-ins on this machine: made once, kept in ``var_dir``, readable by its owner only."""
    file = _file(var_dir)
    if not file.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"desk-{secrets.token_hex(4)}\n")
    return file.read_text().strip()


def forget_password(var_dir: Path) -> None:
    """Removes the kept password: nobody logs in with it any more."""
    _file(var_dir).unlink(missing_ok=True)


@transaction.atomic
def make_people(password: str) -> dict[str, User]:
    """The users "reporter", "editor" and "admin" by role, made where they are missing; those there stay as they are."""
    people = {}
    for role, (first, last) in NAMES.items():
        user, new = User.objects.get_or_create(
            username=role, defaults={"first_name": first, "last_name": last}
        )
        if new:
            user.set_password(password)
            give_role(user, role)
        people[role] = user
    return people


def _file(var_dir: Path) -> Path:
    return var_dir / "demo-password"
