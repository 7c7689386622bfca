"""python -m benchmarks links --claims FILE --statements FILE --links FILE: quality and speed of suggestions.

python -m benchmarks made: the reader on sentences made for single phenomena.
"""

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
    made = commands.add_parser("made", help="the reader on sentences made for single phenomena")
    made.add_argument("--pipeline", default="en_news_ud_xs", help="an installed spaCy pipeline")
    options = parser.parse_args()
    if options.command == "made":
        _print_made(options.pipeline)
        return

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings

    from config import local_services

    django.setup()
    with local_services.running(settings.LOCAL_SERVICES):
        from benchmarks.links import measure

        for name, value in measure(options.claims, options.statements, options.links).items():
            print(f"{name}: {value}")


def _print_made(pipeline: str) -> None:
    from benchmarks.made import cases, table
    from extraction import load

    for line in table(load(pipeline), cases()):
        print(line)


if __name__ == "__main__":
    main()
