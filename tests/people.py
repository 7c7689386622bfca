"""Who works at the desk in the tests: an editor, another one, a reporter, and the admin who curates names."""

# What needs Django's models is imported where it is used: this file is read before they can be.
import pytest


@pytest.fixture
def edda(db):
    """An editor."""
    from tests.claims.factories import make_user

    return make_user(username="edda")


@pytest.fixture
def editor(edda):
    """The same, where it does not matter who."""
    return edda


@pytest.fixture
def emil(db):
    """Another editor."""
    from tests.claims.factories import make_user

    return make_user(username="emil")


@pytest.fixture
def reporter(db):
    """Who brings articles."""
    from tests.sources.factories import person

    return person("reporter", "rana")


@pytest.fixture
def curator(db):
    """Who looks after people, organisations and their names."""
    from tests.sources.factories import person

    return person("admin")
