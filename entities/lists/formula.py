"""Cells that a spreadsheet would take for a formula (OWASP, CSV injection): what begins like one gets an apostrophe."""

from __future__ import annotations

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell as words."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def as_meant(cell: str) -> str:
    """The cell as it was before ``harmless``."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULAS) else cell
