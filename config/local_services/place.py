"""Where a private server's files and socket lie."""

import hashlib
import os
import re
import socket
from pathlib import Path

from config.local_services.failure import ServiceFailure

# A socket's path has room for 103 bytes on macOS and 107 on Linux; the smaller number suits both.
SOCKET_PATH_BYTES = 103
# The longest name of a socket that one of the servers makes.
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"
# libpq splits a host at commas and pg_ctl hands options to a shell, so unusual folders get a plain stand-in.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._ -]+")
# Not tempfile.gettempdir(): it follows TMPDIR, and two terminals with different ones must meet at the same socket.
SHORT_ROOT = Path("/tmp")  # noqa: S108 - the folder made in it is our own, mode 0700, and refused if it is not


def socket_folder(folder: Path) -> Path:
    """Return the folder for the sockets of the server that lives in `folder`.

    Beside its data where the path is short and plain enough, else in a short place named by a hash of `folder`.
    """
    near = folder / "socket"
    fits = len(os.fsencode(near / LONGEST_SOCKET_NAME)) <= SOCKET_PATH_BYTES
    if fits and PLAIN_PATH.fullmatch(str(near)):
        return near
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return SHORT_ROOT / f"claimdesk-{digest}"


def make_private(folder: Path, owner: int | None = None) -> None:
    """Make `folder` (mode 0700) for the user with id `owner`, by default our own.

    Raises ServiceFailure when it exists and is somebody else's: in a shared place it may be a trap.
    """
    uid = os.geteuid() if owner is None else owner
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if found.st_uid != uid and os.geteuid() == 0 and found.st_uid == 0:
            os.chown(folder, uid, -1)
        elif found.st_uid != uid:
            raise ServiceFailure(
                f"{folder} belongs to another user (id {found.st_uid}): remove it or set VAR_DIR"
            )
    except OSError as error:
        raise ServiceFailure(f"cannot use {folder}: {error.strerror}") from error


def listening(path: Path) -> bool:
    """Return whether a living process listens on the socket at `path`; a dead one's left-over does not."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        except OSError as error:
            raise ServiceFailure(f"cannot reach {path}: {error}") from error
    return True
