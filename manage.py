#!/usr/bin/env python3
"""Claimdesk's command line: `python manage.py help`.

Where no DATABASE_URL or REDIS_URL is set, the private servers are started for as long as the command runs.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

# Commands that ask neither server, and would only wait for them.
WITHOUT_SERVICES = {
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "collectstatic",
    "findstatic",
    "diffsettings",
}


# An undefined table, an undefined column.
NOT_OUR_TABLES = {"42P01", "42703"}


def main(arguments: Sequence[str]) -> None:
    """Run the Django command named by `arguments` (the program's own name first)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from config import local_services

    if set(arguments[1:2]) <= WITHOUT_SERVICES:
        execute_from_command_line(list(arguments))
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    with local_services.running(settings.LOCAL_SERVICES):
        execute_from_command_line(list(arguments))


def why_not(failure: Exception) -> str:
    """Return, in one line, why the database could not be used, and what to do; raise `failure` again where it is a fault."""
    from django.db import OperationalError, ProgrammingError

    lines = [line.strip() for line in str(failure).splitlines() if line.strip()]
    if isinstance(failure, OperationalError):
        return f"the database refuses (DATABASE_URL): {lines[0] if lines else 'it said nothing'}"
    if isinstance(failure, ProgrammingError) and getattr(failure.__cause__, "sqlstate", "") in NOT_OUR_TABLES:
        return f"the tables are not those of this version ({lines[0]}): run manage.py migrate first"
    raise failure


def _leave(number: int, _frame: FrameType | None) -> None:
    # As an exception, so that the servers are given back on the way out.
    raise SystemExit(128 + number)


if __name__ == "__main__":
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    from config.local_services import ServiceFailure

    try:
        main(sys.argv)
    except (ImproperlyConfigured, ServiceFailure) as failure:
        sys.exit(f"claimdesk: {failure}")
    except Error as failure:
        sys.exit(f"claimdesk: {why_not(failure)}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except BrokenPipeError:
        # Whoever read has enough ("| head"); the interpreter would else fail over telling so at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
