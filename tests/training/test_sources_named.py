"""Every data set that the pipeline is made from is named, with licence, address and changes, wherever it must be."""

from __future__ import annotations

import json
from pathlib import Path

from training.package import LICENCE, sources

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "training" / "ATTRIBUTION.md").read_text(encoding="utf8")


def test_the_page_names_every_source() -> None:
    for source in sources():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| [{source['name']}]"))
        assert source["url"] in row
        assert source["license"] in row
        assert source["author"] in row


def test_every_folder_of_data_is_told_where_to_get() -> None:
    readme = (ROOT / "training" / "README.md").read_text(encoding="utf8")
    listed = json.loads((ROOT / "training" / "data" / "sources.json").read_text(encoding="utf8"))
    for source in listed:
        if source["folder"]:
            row = next(line for line in readme.splitlines() if line.startswith(f"| `{source['folder']}/`"))
            assert source["commit"] in row
            assert source["url"].removeprefix("https://") in row


def test_sources_tell_what_was_changed() -> None:
    assert LICENCE == "CC BY-SA 4.0"
    assert all(source["changes"] for source in sources())
