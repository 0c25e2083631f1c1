"""Addresses people can remember; each app keeps its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
    path("", include("kern.urls")),
]
