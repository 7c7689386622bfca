"""What must be true before the desk's processes start: tables, static files, something to look at.

    python -m config.run.prepare

A process of its own, so that the one that watches stays small. Each step is quick when there is nothing to do.
"""

import hashlib
import os
import sys
import traceback
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from config.run.refused import first_line


def prepare() -> None:
    """Migrate, collect static files, and load the demo newsroom into an empty private database."""
    call_command("migrate", interactive=False, verbosity=0)
    collect_static(settings.VAR_DIR / "static.stamp")
    if settings.DEMO:
        call_command("load_demo", "--if-empty")


def collect_static(stamp: Path) -> None:
    """Collect the static files where one of them changed since `stamp` was written."""
    state = _static_state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state and settings.STATIC_ROOT.exists():
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state, encoding="ascii")


def _static_state() -> str:
    state = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))  # noqa: PTH116 - storages speak in strings
            state.update(f"{path} {found.st_mtime_ns} {found.st_size}\n".encode())
    return state.hexdigest()


def main() -> int:
    """Run `prepare`; the last line on standard error says why it failed, for the one that watches to show."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        prepare()
    except Exception as error:  # noqa: BLE001 - whatever it is, the person wants one line and the log the rest
        traceback.print_exc()
        sys.stderr.write(f"{first_line(error)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
