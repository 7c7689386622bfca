"""The desk as most of these tests see it."""

import pytest


@pytest.fixture
def desk(editor):
    """An editor's browser, without a screen."""
    from tests.sources.factories import client_of

    return client_of(editor)
