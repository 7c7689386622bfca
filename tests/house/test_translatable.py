"""Every word that the desk itself says can be said in another language: none stands bare in a template, nor where Python
hands words to people.
"""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ROOMS = ("claims", "sources", "entities", "config")
# What runs without Django, or talks to whoever runs a server: in English.
NOT_FOR_READERS = (
    "migrations",
    "management",
    "weigh",
    "unpack",
    "page",
    "fetching",
    "run",
    "local_services",
    "upkeep",
    "demo",
)
CODE = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if not set(path.relative_to(ROOT).parts) & set(NOT_FOR_READERS)
]
WORD = re.compile(r"[^\W\d_]{2,}")
TOKEN = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TRANSLATED = re.compile(
    r"\{% blocktranslate\b.*?\{% endblocktranslate %\}"
    r"|\{% block (?:main_class|at_\w+) %\}.*?\{% endblock \w+ %\}",  # attributes, not words
    re.DOTALL,
)
NO_WORDS = re.compile(r"<(kbd|script|style|code)\b[^>]*>.*?</\1>|<!--.*?-->", re.DOTALL)
SPOKEN = re.compile(r'\b(title|aria-label|placeholder|alt|data-column|data-key-label)="([^"]*)"')
TAG = re.compile(r"</?[A-Za-z!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
GIVEN = re.compile(r'=(?P<words>"[^"/=]*[a-z]{2} [^"]*")')
# Within a sentence that is to be translated Django takes no filter: it goes before, by "with".
FILTERED = re.compile(
    r"(?s)\{% blocktranslate\b(?:(?!endblocktranslate).)*?\{\{[^}|]*\|[^}]*\}\}(?=(?:(?!\{% blocktranslate).)*?\{% endblocktranslate)"
)
NAMES = {"Claimdesk", "· Claimdesk", "djlint:off", "djlint:on"}
MESSAGES = {"success", "warning", "error", "info"}
SAID_BY = {"Refused", "ValidationError"}
KEYWORDS = {"label", "help_text", "empty_label", "words", "news"}


def bare_words(template: str) -> list[str]:
    """The words of a template that nobody could translate."""
    told = [
        match["words"] for tag in TOKEN.findall(template) for match in GIVEN.finditer(tag) if "include" in tag
    ]
    left = NO_WORDS.sub("", TOKEN.sub("\0", TRANSLATED.sub("\0", template)))
    pieces = [words for tag in TAG.findall(left) for _, words in SPOKEN.findall(tag)] + TAG.split(left)
    bare = [piece.strip() for part in pieces for piece in re.sub(r"&#?\w+;", "", part).split("\0")]
    filtered = [inside[0] for inside in FILTERED.finditer(template)]
    return told + filtered + [words for words in bare if WORD.search(words) and words not in NAMES]


def test_no_word_of_a_template_stands_bare():
    assert found_in(TEMPLATES, bare_words) == {}


def said_barely(source: str) -> list[str]:
    """The words that Python hands to people as they are, with their lines."""
    tree = ast.parse(source)
    named = {id(call): names for names, calls in map(_inside, _functions(tree)) for call in calls}
    return [
        f"{part.lineno}: {ast.unparse(part)[:80]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for given in _handed(node)
        for value in (named.get(id(node), {}).get(given.id, []) if isinstance(given, ast.Name) else [given])
        for part in _leaves(value)
        if WORD.search("".join(str(each.value) for each in ast.walk(part) if isinstance(each, ast.Constant)))
    ]


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _inside(function: ast.FunctionDef) -> tuple[dict[str, list[ast.expr]], list[ast.Call]]:
    """What a function gives names to, by name, and what it calls."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign | ast.AugAssign):
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(node.value)
    return found, [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def _handed(call: ast.Call) -> list[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of = getattr(getattr(call.func, "value", None), "id", "")
    handed = [each.value for each in call.keywords if each.arg in KEYWORDS]
    if (of == "messages" and name in MESSAGES) or name in ("add_error", "say_done"):
        handed += call.args[1:2]
    return handed + (call.args[:1] if name in SAID_BY else [])


def _leaves(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return _leaves(node.body) + _leaves(node.orelse)
    return [node] if isinstance(node, ast.JoinedStr) or _is_text(node) else []


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_no_word_for_people_stands_bare_in_python():
    assert found_in(CODE, said_barely) == {}


def found_in(paths: Iterable[Path], find: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What there is to find in which file."""
    found = {str(path.relative_to(ROOT)): find(path.read_text(encoding="utf-8")) for path in paths}
    return {path: words for path, words in found.items() if words}


@pytest.mark.parametrize(
    ("template", "bare"),
    [
        ("<p>Nothing here</p>", ["Nothing here"]),
        ('<p>{% translate "Nothing here" %} · 3 <kbd>Esc</kbd></p>', []),
        ("<p>{{ n }} claims</p>", ["claims"]),
        ("{% blocktranslate %}{{ n }} claims{% endblocktranslate %}", []),
        ('<a title="Take back" href="x">{{ y }}</a>', ["Take back"]),
        ('{% include "a.html" with words="Show them all" %}', ['"Show them all"']),
        ("{# a note to ourselves #}<b>&amp; ✓</b>", []),
        (
            "{% blocktranslate %}{{ n|floatformat }} claims{% endblocktranslate %}{{ n|floatformat }}",
            ["{% blocktranslate %}{{ n|floatformat }}"],
        ),
    ],
)
def test_bare_words_of_a_template_are_found(template, bare):
    assert bare_words(template) == bare


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('messages.success(request, "It is kept.")', 1),
        ('messages.success(request, f"{n} kept." if n else gettext("None."))', 1),
        ('say_done(request, "It is kept.", act)', 1),
        ('raise Refused(gettext("Too long."), field="text")', 0),
        ('CharField(label="Its name", help_text=gettext_lazy("x y"))', 1),
        ('form.add_error(None, "Who?")', 1),
        ('logger.info("a line for the log")', 0),
        ('def f(request):\n    words = f"{n} kept."\n    messages.success(request, words)', 1),
        ('def f(by):\n    act(KIND, by=by, words=f"kept {n}.")', 1),
    ],
)
def test_bare_words_in_python_are_found(source, count):
    assert len(said_barely(source)) == count
