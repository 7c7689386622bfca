"""How many claims, and how many statements, hold a lexeme: what makes a word rare, and a match telling."""

from django.db import models
from django.db.models.functions import Now


class Lexeme(models.Model):
    """A lexeme of the text-search columns and the number of rows that hold it, counted in the background."""

    word = models.TextField(primary_key=True)
    documents = models.PositiveIntegerField()
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.word


class ClaimLexeme(Lexeme):
    """Counts over claims."""


class StatementLexeme(Lexeme):
    """Counts over statements."""
