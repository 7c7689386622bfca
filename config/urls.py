"""Every address of the desk. What each role gets at each is a table in tests/house/test_addresses.py."""

from django.contrib import admin
from django.urls import include, path, register_converter

from config.health import healthz
from entities.requests import IdInPath

register_converter(IdInPath, "id")

urlpatterns = [
    path("", include("claims.urls")),
    path("", include("sources.urls")),
    path("", include("entities.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]

handler400 = "config.not_taken.bad_request"
