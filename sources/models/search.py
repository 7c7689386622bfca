"""The text-search column of statements and claims: words in English stems, and one lexeme a word of a speaker's name."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, GeneratedField, TextField, Value
from django.db.models.expressions import Combinable, CombinedExpression

# A tsvector has an upper size (1 MB); nobody says more than this many characters in one statement.
SEARCHED_CHARACTERS = 20_000


def search_column(*texts: str, terms: str) -> GeneratedField:
    """A stored tsvector over the named text columns, in order, and the lexemes in the array column ``terms``.

    The database computes it, so that no way of writing a row can forget it.
    """
    words: Combinable = _words(texts[0])
    for text in texts[1:]:
        words = CombinedExpression(words, "||", _words(text))
    return GeneratedField(
        expression=CombinedExpression(
            words, "||", Func(F(terms), function="array_to_tsvector"), output_field=SearchVectorField()
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def _words(column: str) -> Func:
    head = Func(F(column), Value(SEARCHED_CHARACTERS), function="left", output_field=TextField())
    return Func(
        head,
        template="to_tsvector('english'::regconfig, %(expressions)s)",
        output_field=SearchVectorField(),
    )
