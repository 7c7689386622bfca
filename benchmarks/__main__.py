"""python -m benchmarks COMMAND: quality and speed, and a made-up newsroom to measure them in."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if TYPE_CHECKING:
    from collections.abc import Callable

Options = argparse.Namespace


def main() -> None:
    """Reads the command and runs it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    _of_quality(commands)
    _of_speed(commands)
    options = parser.parse_args()
    for name, value in options.run(options).items():
        print(f"{name}: {value}" if name else value)


def _of_quality(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    links = commands.add_parser(
        "links", help="rank claims for statements and score them, peers beside; formats as rank_claims has"
    )
    for name in ("claims", "statements", "links"):
        links.add_argument(f"--{name}", type=Path, required=True)
    links.add_argument("--no-peers", action="store_true", help="Claimdesk alone")
    links.set_defaults(run=_with_services(_links))

    statements = commands.add_parser(
        "statements", help="the reader on annotated articles: quality, speed, faults"
    )
    statements.add_argument("gold", type=Path, help="articles with statements, one JSON object a line")
    statements.add_argument("--pipeline", default="en_news_ud_xs", help="an installed spaCy pipeline")
    statements.add_argument("--all", action="store_true", help="count annotations of belief and wish too")
    statements.add_argument("--no-peer", action="store_true", help="leave textacy out")
    statements.set_defaults(run=_statements)

    made = commands.add_parser("made", help="the reader on sentences made for single phenomena")
    made.add_argument("--pipeline", default="en_news_ud_xs", help="an installed spaCy pipeline")
    made.set_defaults(run=_made)

    names = commands.add_parser(
        "names", help="pairs of names held against each other, rapidfuzz alone beside"
    )
    names.add_argument("--held", action="store_true", help="the half that nothing was tuned on as well")
    names.set_defaults(run=_names)

    learning = commands.add_parser("learning", help="a simulated desk that learns from its decisions")
    learning.add_argument("folder", type=Path, help="claims.jsonl, and statements and links of train and dev")
    learning.add_argument("--out", type=Path, help="a page and a picture are written here (docs)")
    _numbers(learning, seeds=5)
    learning.set_defaults(run=_with_services(_learning))


def _of_speed(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    resolving = commands.add_parser(
        "resolving", help="time the resolving of an article's names at a size; leaves nothing behind"
    )
    _numbers(resolving, entities=10_000, mentions=100_000, articles=200, seed=1)
    resolving.set_defaults(run=_with_services(_resolving))

    memory = commands.add_parser("memory", help="the reader's size over many articles of made-up words")
    memory.add_argument("--pipeline", default="en_news_ud_xs", help="an installed spaCy pipeline")
    _numbers(memory, articles=10_000, seed=1)
    memory.set_defaults(run=_memory)

    duplicates = commands.add_parser(
        "duplicates", help="time the search for entries that may be one, at a size; leaves nothing behind"
    )
    _numbers(duplicates, entities=10_000, mentions=100_000, seed=1)
    duplicates.set_defaults(run=_with_services(_duplicates))

    generate = commands.add_parser("generate", help="fill an empty database with a made-up newsroom")
    _numbers(generate, claims=100_000, statements=1_000_000, links=0, seed=1)
    generate.set_defaults(run=_with_services(_generate))

    scale = commands.add_parser("scale", help="time suggestions, both ways, on what the database holds")
    _numbers(scale, repeat=300, rows_a_second=50, seed=1)
    scale.set_defaults(run=_with_services(_scale))

    page = commands.add_parser("claim_page", help="time the pages of a claim with thousands of links")
    _numbers(page, links=5_000, repeat=20)
    page.set_defaults(run=_with_services(_claim_page))

    pages = commands.add_parser(
        "pages", help="time every list and search page while people browse what the database holds"
    )
    _numbers(pages, people=20, seconds=120, seed=1)
    pages.set_defaults(run=_with_services(_pages))

    insert = commands.add_parser("insert", help="let made-up rows come in, as `scale` does meanwhile")
    _numbers(insert, rows_a_second=50, seconds=600)
    insert.set_defaults(run=_with_services(_insert))

    pipeline = commands.add_parser(
        "pipeline", help="made-up articles through the whole pipeline, in an empty database"
    )
    _numbers(pipeline, articles=10_000, workers=2)
    pipeline.set_defaults(run=_with_services(_pipeline))


def _numbers(parser: argparse.ArgumentParser, **defaults: int) -> None:
    for name, default in defaults.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int, default=default, help=f"{default:,} unless told"
        )


def _with_services(run: Callable[[Options], dict[str, object]]) -> Callable[[Options], dict[str, object]]:
    """The command, with Django set up and the servers running that it needs."""

    def within(options: Options) -> dict[str, object]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django
        from django.conf import settings

        from config import local_services

        django.setup()
        with local_services.running(settings.LOCAL_SERVICES):
            return run(options)

    return within


def _learning(options: Options) -> dict[str, object]:
    from benchmarks.learning import measure
    from benchmarks.learning_page import lines, write

    found, begun = measure(options.folder, seeds=options.seeds)
    if options.out:
        write(options.out, found, begun)
    return {"": "\n".join(lines(found, begun))}


def _links(options: Options) -> dict[str, object]:
    from benchmarks.links import measure

    for line in measure(options.claims, options.statements, options.links, peers=not options.no_peers):
        print(line, flush=True)
    return {}


def _claim_page(options: Options) -> dict[str, object]:
    from benchmarks.claim_page import measure

    for line in measure(links=options.links, repeat=options.repeat):
        print(line, flush=True)
    return {}


def _pages(options: Options) -> dict[str, object]:
    from benchmarks.pages import measure

    for line in measure(people=options.people, seconds=options.seconds, seed=options.seed):
        print(line, flush=True)
    return {}


def _on_one_core() -> None:
    """To be called before NumPy loads."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[name] = "1"


def _statements(options: Options) -> dict[str, object]:
    _on_one_core()
    from benchmarks.statements import measure

    tables = measure(options.gold, options.pipeline, everything=options.all, peer=not options.no_peer)
    return {"": "\n\n".join(tables)}


def _made(options: Options) -> dict[str, object]:
    from benchmarks.made import cases, table
    from extraction import load

    return {"": "\n".join(table(load(options.pipeline), cases()))}


def _names(options: Options) -> dict[str, object]:
    from benchmarks.names import table

    return {"": "\n".join(table(held=options.held))}


def _resolving(options: Options) -> dict[str, object]:
    from benchmarks.resolving import measure

    return measure(options.entities, options.mentions, articles=options.articles, seed=options.seed)


def _memory(options: Options) -> dict[str, object]:
    _on_one_core()
    from benchmarks.memory import measure

    for line in measure(options.pipeline, articles=options.articles, seed=options.seed):
        print(line, flush=True)
    return {}


def _duplicates(options: Options) -> dict[str, object]:
    from benchmarks.duplicates import measure

    return measure(options.entities, options.mentions, seed=options.seed)


def _generate(options: Options) -> dict[str, object]:
    from benchmarks.generate import NotEmpty, generate
    from benchmarks.newsroom import Size

    try:
        return generate(Size(options.claims, options.statements, options.links, options.seed))
    except NotEmpty as refused:
        sys.exit(str(refused))


def _pipeline(options: Options) -> dict[str, object]:
    from benchmarks.generate import NotEmpty
    from benchmarks.pipeline import measure

    try:
        for line in measure(articles=options.articles, workers=options.workers):
            print(line, flush=True)
    except NotEmpty as refused:
        sys.exit(str(refused))
    return {}


def _scale(options: Options) -> dict[str, object]:
    from benchmarks.scale import measure

    for line in measure(repeat=options.repeat, rows_a_second=options.rows_a_second, seed=options.seed):
        print(line, flush=True)
    return {}


def _insert(options: Options) -> dict[str, object]:
    from benchmarks.insert import insert

    return {"rows": insert(rows_a_second=options.rows_a_second, seconds=options.seconds)}


if __name__ == "__main__":
    main()
