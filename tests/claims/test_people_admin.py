"""Admins give roles; nobody makes themselves, or touches, what stands above them."""

import pytest
from django.contrib.auth.models import Group, User

from claims.roles import ADMIN, EDITOR, REPORTER, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = User.objects.create_user("ade", password="ade's own password")
    give_role(user, ADMIN)
    client.force_login(user)
    return user


def save(client, user, **changes):
    fields = {
        "username": user.username,
        "is_active": "on",
        "date_joined_0": "2024-09-09",
        "date_joined_1": "10:00:00",
        "groups": [group.pk for group in user.groups.all()],
    }
    return client.post(f"/admin/auth/user/{user.pk}/change/", fields | changes)


def test_an_admin_cannot_become_a_superuser(admin, client):
    assert save(client, admin, is_superuser="on", user_permissions=["1"]).status_code == 302
    admin.refresh_from_db()
    assert not admin.is_superuser
    assert not admin.user_permissions.exists()


def test_a_superuser_is_out_of_an_admins_reach(admin, client):
    above = User.objects.create_superuser("sue", password="sue's own password")
    assert save(client, above, username="susan").status_code == 403
    page = client.post(
        f"/admin/auth/user/{above.pk}/password/", {"password1": "x" * 12, "password2": "x" * 12}
    )
    assert page.status_code == 403
    above.refresh_from_db()
    assert above.username == "sue"
    assert above.check_password("sue's own password")


def test_entering_the_admin_follows_from_the_role(admin, client):
    person = User.objects.create_user("rana")
    give_role(person, REPORTER)
    save(client, person, groups=[Group.objects.get(name=ADMIN).pk])
    person.refresh_from_db()
    assert person.is_staff
    save(client, person, groups=[Group.objects.get(name=EDITOR).pk], is_staff="on")
    assert User.objects.filter(username="rana", is_staff=False).exists()
    assert [group.name for group in person.groups.all()] == [EDITOR]
