"""What a person may do: asked for once, and the same that Django's own backend finds in two queries."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from pytest_django.asserts import assertNumQueries

from claims.roles import ADMIN, EDITOR
from tests.claims.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [EDITOR, ADMIN, None])
def test_ones_own_permissions_and_those_of_ones_role_come_in_one_query(role):
    user = make_user(role)
    user.user_permissions.add(Permission.objects.get(codename="view_unshown"))
    same, fresh = User.objects.get(pk=user.pk), User.objects.get(pk=user.pk)
    expected = ModelBackend().get_all_permissions(same)
    assert "claims.view_unshown" in expected
    with assertNumQueries(1):
        assert fresh.get_all_permissions() == expected
        assert fresh.has_perm("claims.decide") is (role is not None)
        assert not fresh.has_perm("claims.no_such_thing")


def test_who_is_no_longer_active_may_nothing_and_a_superuser_everything():
    user = make_user(ADMIN)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not User.objects.get(pk=user.pk).has_perm("claims.decide")
    User.objects.filter(pk=user.pk).update(is_active=True, is_superuser=True)
    chief = User.objects.get(pk=user.pk)
    assert chief.has_perm("claims.no_such_thing")
    assert "claims.delete_claim" in chief.get_all_permissions()
