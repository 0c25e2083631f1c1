"""Addresses of kern: people, log, health, and what every page needs."""

from django.urls import URLPattern, URLResolver, path

from kern.views import (
    aanmelden,
    aanwezigheid,
    galerij,
    links,
    notificaties,
    pdf,
    personen,
    scherm,
    sessie,
    taken,
    termijnen,
    uitnodigingen,
)

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
    path("beheer/sluitingsdagen/", termijnen.sluitingsdagen, name="sluitingsdagen"),
    path("beheer/sluitingsdagen/nieuw/", termijnen.sluitingsdag_nieuw, name="sluitingsdag_nieuw"),
    path("beheer/sluitingsdagen/<int:pk>/", termijnen.sluitingsdag, name="sluitingsdag"),
    path("beheer/sluitingsdagen/<int:pk>/intrekken/", termijnen.sluitingsdag_intrekken, name="sluitingsdag_intrekken"),
    path("beheer/termijnregels/", termijnen.termijnregels, name="termijnregels"),
    path("beheer/termijnregels/<int:pk>/", termijnen.termijnregel, name="termijnregel"),
    path("beheer/termijnregels/<int:pk>/nieuwe-versie/", termijnen.termijnregel_versie, name="termijnregel_versie"),
    path("taken/", taken.taken, name="taken"),
    path("gevraagd/", uitnodigingen.lijst, name="gevraagd_lijst"),
    path("gevraagd/nieuw/<str:soort>/<str:sleutel>/", uitnodigingen.vraag, name="gevraagd_nieuw"),
    path("gevraagd/<uuid:pk>/", uitnodigingen.gevraagd, name="gevraagd"),
    path("gevraagd/<uuid:pk>/antwoord/", uitnodigingen.antwoord, name="gevraagd_antwoord"),
    path("gevraagd/<uuid:pk>/weigeren/", uitnodigingen.weiger, name="gevraagd_weigeren"),
    path("gevraagd/<uuid:pk>/intrekken/", uitnodigingen.trek_in, name="gevraagd_intrekken"),
    path("l/<str:token>/", links.open_link, name="link"),
    path("pdf/<uuid:pk>/", pdf.document, name="pdf"),
    path("logboek/uittreksel/", pdf.uittreksel, name="logboek_uittreksel"),
]
