"""Templates lie where CONTRIBUTING.md says, by the names that it says, and none lies there for nothing."""

import re

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
APPS = ("claims", "sources", "entities")
INCLUDED = re.compile(r'{% include "([^"]+)"')
WRITTEN = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}
OF_APPS = [name for name in WRITTEN if name.split("/")[0] in APPS]
CODE = "".join(path.read_text() for app in (*APPS, "config") for path in (ROOT / app).rglob("*.py"))
NAMED = set(re.findall(r'"([\w/]+\.html)"', CODE))
INCLUDES = [(name, part) for name, text in WRITTEN.items() for part in INCLUDED.findall(text)]


def folder(name: str) -> str:
    return name.rpartition("/")[0]


def test_a_part_of_a_page_begins_with_an_underscore_and_a_page_does_not():
    assert {name for name in OF_APPS if name.split("/")[1].startswith("_")} == {
        name for name in OF_APPS if "{% extends" not in WRITTEN[name]
    }


def test_a_part_is_there_and_no_other_apps():
    assert not [(name, part) for name, part in INCLUDES if part not in WRITTEN]
    assert set(WRITTEN) >= NAMED
    strangers = [
        (name, part)
        for name, part in INCLUDES
        if folder(part) not in ("partials", folder(name)) and folder(name)
    ]
    assert not strangers


def test_what_several_apps_show_and_nothing_else_is_in_partials():
    for part in (name for name in WRITTEN if folder(name) == "partials"):
        users = {folder(name) for name, included in INCLUDES if included == part}
        assert len(users) > 1 or users == {""}, f"{part} is a part of {users} alone"


def test_no_template_lies_there_for_nothing():
    named = {part for _, part in INCLUDES} | NAMED
    assert [name for name in OF_APPS if name not in named] == []
