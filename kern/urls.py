"""Addresses of kern: people, log, health, and what every page needs."""

from django.urls import URLPattern, URLResolver, path

from kern.views import galerij, scherm

app_name = "kern"

urlpatterns: list[URLPattern | URLResolver] = [
    path("palet/", scherm.palet_zoek, name="palet"),
    path("sneltoetsen/", scherm.sneltoetsen, name="sneltoetsen"),
    path("galerij/", galerij.galerij, name="galerij"),
]
