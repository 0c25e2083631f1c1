"""Addresses of kern: people, log, health, and what every page needs."""

from django.urls import URLPattern, URLResolver, path

from kern.views import aanmelden, aanwezigheid, galerij, notificaties, personen, scherm, sessie

app_name = "kern"

urlpatterns: list[URLPattern | URLResolver] = [
    path("palet/", scherm.palet_zoek, name="palet"),
    path("sneltoetsen/", scherm.sneltoetsen, name="sneltoetsen"),
    path("aanwezigheid/", aanwezigheid.aanwezigheid, name="aanwezigheid"),
    path("medewerkers/<str:username>/", personen.medewerker, name="medewerker"),
    path("notificaties/", notificaties.notificaties, name="notificaties"),
    path("notificaties/gelezen/", notificaties.alles_gelezen, name="alles_gelezen"),
    path("notificaties/<int:pk>/", notificaties.open_notificatie, name="notificatie"),
    path("profiel/", personen.profiel, name="profiel"),
    path("galerij/", galerij.galerij, name="galerij"),
    path("sessie/", sessie.stand, name="sessie"),
    path("sessie/verleng/", sessie.verleng, name="sessie_verleng"),
    path("medewerkers/<str:username>/aanmelding/", aanmelden.beheer, name="aanmelding"),
    path("medewerkers/<str:username>/aanmelding/link/", aanmelden.geef_link, name="aanmeldlink_geven"),
    path("medewerkers/<str:username>/aanmelding/tweede-stap/", aanmelden.wis_tweede_factor, name="tweede_factor_wissen"),
]
