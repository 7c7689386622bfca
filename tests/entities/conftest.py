"""The desk as most of these tests see it."""

import pytest


@pytest.fixture
def desk(curator):
    """A curator's browser, without a screen."""
    from tests.sources.factories import client_of

    return client_of(curator)
