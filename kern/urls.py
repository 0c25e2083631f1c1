"""Addresses of kern: people, log, health, and what every page needs."""

from django.urls import URLPattern, URLResolver

app_name = "kern"

urlpatterns: list[URLPattern | URLResolver] = []
