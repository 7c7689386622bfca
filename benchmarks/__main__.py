"""python -m benchmarks links --claims FILE --statements FILE --links FILE: quality and speed of suggestions."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    """Starts the services that are needed, measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    links = commands.add_parser(
        "links", help="rank claims for statements and score them; formats as rank_claims has"
    )
    for name in ("claims", "statements", "links"):
        links.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings

    from config import local_services

    django.setup()
    with local_services.running(settings.LOCAL_SERVICES):
        from benchmarks.links import measure

        for name, value in measure(options.claims, options.statements, options.links).items():
            print(f"{name}: {value}")


if __name__ == "__main__":
    main()
