"""What comes as English words only, with something in it, can be said again: its shape is known."""

import ast
from pathlib import Path

import pytest

from entities.said import by_shape
from matching.phrase import ENGLISH, tell
from tests.conftest import ROOT

RAISED = {"Unreadable", "FetchFailed", "Forbidden", "Gone", "TooBig", "TooSlow", "Busy", "NoArticle"}
PARTS = ("extraction", "sources/fetching", "sources/page", "sources/unpack")
FILES = [
    *(path for part in PARTS for path in sorted((ROOT / part).rglob("*.py")) if path.name != "pipeline.py"),
    *(
        ROOT / "sources" / name
        for name in ("work.py", "add_rows.py", "revisit.py", "feed_words.py", "poll.py")
    ),
]
# What is wrong with an installation is said to whoever runs the server (extraction/pipeline.py).
FEWEST_WORDS = 4


def sentences(path: Path) -> list[str]:
    """The sentences in a file that are put together, with a number in their places."""
    found = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    said = [
        "".join(_words(part) for part in node.values) for node in found if isinstance(node, ast.JoinedStr)
    ]
    return [words for words in said if words.endswith(".") and len(words.split()) >= FEWEST_WORDS]


def _words(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "7"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_that_is_put_together_has_a_template(path):
    for sentence in sentences(path):
        made_of = by_shape(sentence)
        assert made_of is not None, sentence
        assert tell(made_of, ENGLISH) == sentence


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_whole_sentence_that_is_raised_is_marked(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
            assert not any(isinstance(given, ast.Constant) for given in node.args), ast.unparse(node)


def test_a_sentence_in_a_sentence_is_said_again_too():
    words = "The address leads on to another. An address has at most 2,000 characters."
    assert by_shape(words) == {
        "say": "The address leads on to another. %(sentence)s",
        "with": {
            "sentence": {"say": "An address has at most %(most)s characters.", "with": {"most": "2,000"}}
        },
    }


@pytest.mark.parametrize("words", ["This is not a web address.", "It took longer than we thought", ""])
def test_other_words_have_no_shape(words):
    assert by_shape(words) is None
