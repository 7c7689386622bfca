"""Who works at the desk in these tests, and a browser of theirs without a screen."""

# What needs Django's models is imported where it is used: this file is read before they can be.
import pytest


@pytest.fixture
def edda():
    """An editor."""
    from tests.claims.factories import make_user

    return make_user(username="edda")


@pytest.fixture
def editor(edda):
    """The same, where it does not matter who."""
    return edda


@pytest.fixture
def emil():
    """Another editor."""
    from tests.claims.factories import make_user

    return make_user(username="emil")


@pytest.fixture
def desk(editor):
    """The desk as the first of them sees it."""
    from tests.sources.factories import client_of

    return client_of(editor)
