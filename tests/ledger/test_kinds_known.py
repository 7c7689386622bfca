"""Every process knows every kind of act, not only one that has opened the pages."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
LIST_KINDS = "import django; django.setup(); from entities.ledger import KINDS; print(*KINDS, sep='\\n')"


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The kinds that a process knows which has only begun: a worker, a command."""
    begun = [sys.executable, "-c", LIST_KINDS]
    return set(subprocess.run(begun, cwd=HOUSE, capture_output=True, text=True, check=True).stdout.split())


def _made_known() -> dict[str, str]:
    """Kinds that use cases make known, and where, by reading the code."""
    found = {}
    for app in ("claims", "sources", "entities"):
        for path in (HOUSE / app).rglob("*.py"):
            tree = ast.parse(path.read_text())
            names = {
                target.id: node.value.value
                for node in tree.body
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id == "register"
                ):
                    first = node.args[0]
                    kind = (
                        first.value
                        if isinstance(first, ast.Constant)
                        else names.get(getattr(first, "id", ""))
                    )
                    if isinstance(kind, str) and "." in kind:
                        found[kind] = str(path.relative_to(HOUSE))
    return found


def test_a_process_that_has_only_begun_knows_every_kind(known: set[str]) -> None:
    said = _made_known()
    assert len(said) > 50
    assert {kind: where for kind, where in said.items() if kind not in known} == {}
