"""The desk as most of these tests see it."""

import pytest


@pytest.fixture
def desk(reporter):
    """A reporter's browser, without a screen."""
    from tests.sources.factories import client_of

    return client_of(reporter)
