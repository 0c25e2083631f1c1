"""Addresses people can remember; each app keeps its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("kern.aanmelden.urls")),
    path("", include("kern.urls")),
    path("", include("dossiers.urls")),
]

handler400 = "kern.views.fouten.foute_vraag"
handler403 = "kern.views.fouten.geen_recht"
handler404 = "kern.views.fouten.niet_gevonden"
handler500 = "kern.views.fouten.serverfout"
