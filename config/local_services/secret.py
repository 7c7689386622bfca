"""The secret that signs sessions, for an installation that was not given one."""

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from config.local_services.failure import ServiceFailure


def secret_key(var_dir: Path) -> str:
    """Return the installation's own secret, made at the first call and kept in `var_dir`/secret-key (mode 0600).

    Raises ServiceFailure where the folder cannot be written.
    """
    path = var_dir / "secret-key"
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ServiceFailure(
            f"cannot keep a secret key in {path}: {error.strerror}; set SECRET_KEY"
        ) from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole, then linked: two first starts at once agree on one key, and nobody reads half of it.
    with NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=".secret-") as made:
        made.write(secrets.token_urlsafe(50))
        made.flush()
        os.fsync(made.fileno())
        try:
            os.link(made.name, path)
        except FileExistsError:
            return
