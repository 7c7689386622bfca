"""The demo newsroom's people: one a role, with a password of this installation."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, User
from django.db import transaction

from claims.roles import ADMIN, EDITOR, REPORTER, give_role
from entities.refused import Refused

if TYPE_CHECKING:
    from pathlib import Path

DEMO = "demo newsroom"
NAMES = {REPORTER: ("Rana", "Reporter"), EDITOR: ("Edda", "Editor"), ADMIN: ("Ade", "Admin")}


def demo_password(var_dir: Path) -> str:
    """The password of the demo log-ins on this machine: made once, kept in ``var_dir``, readable by its owner only."""
    file = _file(var_dir)
    if not file.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        # Written whole, then named: stopped in between, it would be an empty password.
        part = file.with_name(f".{file.name}-{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(f"desk-{secrets.token_hex(4)}\n")
        part.rename(file)
    return file.read_text().strip()


def forget_demo(var_dir: Path) -> None:
    """Removes the kept password, and remembers that the demo was removed: it does not come back by itself."""
    _file(var_dir).unlink(missing_ok=True)
    var_dir.mkdir(parents=True, exist_ok=True)
    (var_dir / "demo-removed").touch()


def was_removed(var_dir: Path) -> bool:
    """Whether somebody removed the demo newsroom here."""
    return (var_dir / "demo-removed").exists()


@transaction.atomic
def make_people(password: str) -> dict[str, User]:
    """The users "reporter", "editor" and "admin" by role, marked as the demo's by a group of their own.

    Raises Refused where somebody else has one of these names: a real person's account is never used.
    """
    demo, _ = Group.objects.get_or_create(name=DEMO)
    people = {}
    for role, (first, last) in NAMES.items():
        user, new = User.objects.get_or_create(
            username=role, defaults={"first_name": first, "last_name": last}
        )
        if new:
            user.set_password(password)
            give_role(user, role)
            user.groups.add(demo)
        elif not user.groups.filter(name=DEMO).exists():
            raise Refused(f"There is a user “{role}” already, who is not of the demo newsroom.")
        people[role] = user
    return people


def _file(var_dir: Path) -> Path:
    return var_dir / "demo-password"
