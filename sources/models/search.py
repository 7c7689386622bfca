"""What is searched: words in English stems, and of statements and claims one lexeme a word of a speaker's name."""

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func, GeneratedField, TextField, Value
from django.db.models.expressions import Combinable, CombinedExpression

# A tsvector has an upper size (1 MB); nobody says more than this many characters in one statement.
SEARCHED_CHARACTERS = 20_000
FILLED_BY = """
    INSERT INTO sources_articlewords (article_id, search) VALUES (NEW.id,
        setweight(to_tsvector('english', NEW.title), 'A') || to_tsvector('english', left(NEW.text, 100000)))
    ON CONFLICT (article_id) DO UPDATE SET search = EXCLUDED.search;
    RETURN NULL;
"""
"""What the triggers on articles do. The first 100,000 characters of a text are searched: they never reach the upper size."""


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


class Written(SearchQuery):
    """A tsquery as its own text, of lexemes as the columns have them."""

    template = "%(expressions)s::tsquery"


def lexeme(text: str, *, begins: bool = False) -> str:
    """A lexeme, or the beginning of one, as the text of a tsquery has it."""
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'{':*' if begins else ''}"
