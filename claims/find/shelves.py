"""The two tables that are searched, each with the counts of its lexemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import Claim, ClaimLexeme, StatementLexeme
from sources.models import Statement

if TYPE_CHECKING:
    from django.db import models


@dataclass(frozen=True, slots=True)
class Shelf:
    """A table to look in: its rows have a ``search`` column, its lexemes are counted in another table.

    All three are SQL of our own, never anybody's input; ``where`` leaves rows out.
    """

    table: str
    lexemes: str
    where: str = "true"


def table_of(model: type[models.Model]) -> str:
    """The name of a model's table."""
    return model._meta.db_table


def _shelf(model: type[models.Model], lexemes: type[models.Model], where: str = "true") -> Shelf:
    return Shelf(table_of(model), table_of(lexemes), where)


CLAIMS = _shelf(Claim, ClaimLexeme, "merged_into_id is null")
STATEMENTS = _shelf(Statement, StatementLexeme, "struck_at is null")
