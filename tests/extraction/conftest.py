"""One loaded reader for all tests of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction import Reading, load

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "seeds"


@pytest.fixture(scope="session")
def reader():
    return load("en_news_ud_xs")


@pytest.fixture(scope="session")
def read(reader):
    return reader.read


@pytest.fixture(scope="session")
def only(reader):
    """Reads a text that holds one statement, and gives it."""

    def read_one(text):
        found = reader.read(text).statements
        assert len(found) == 1, [(s.speaker, s.content) for s in found]
        return found[0]

    return read_one


@pytest.fixture(scope="session")
def seed(reader):
    """A real paste by the beginning of its file's name, with its reading; skips where the pastes are not at hand."""
    known: dict[str, tuple[str, Reading]] = {}

    def paste(start: str) -> tuple[str, Reading]:
        if start not in known:
            found = sorted(SEEDS.glob(f"{start}_*.txt"))
            if not found:
                pytest.skip(f"THE REAL PASTES ARE NOT HERE ({SEEDS}): nothing was checked against them")
            text = found[0].read_bytes().decode("utf8")
            known[start] = text, reader.read(text)
        return known[start]

    return paste
