"""A list of colleagues on an address of its own, so that the list component is tried before any app has a list."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path

from kern.choices import Rol
from kern.fouten import DomeinFout
from kern.lijst import Bulkactie, Datumfilter, Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter
from kern.models import Medewerker, Team


def _groet(rij: Medewerker, *, door: Medewerker, op: datetime) -> str:
    if rij == door:
        raise DomeinFout("U kunt uzelf niet groeten.")
    return f"gegroet door {door}"


class Collegalijst(Lijst):
    """Everybody, five a page."""

    sleutel = "proef.collegas"
    enkelvoud, meervoud = "collega", "collega’s"
    omvang = 5
    sortering = "naam"
    kolommen = (
        Kolom("naam", "Naam", "naam", sorteer=("sorteersleutel",), opent=True),
        Kolom("team", "Team", "team.naam", sorteer=("team__naam",)),
        Kolom("telefoon", "Telefoon", "telefoon", sorteer=("telefoon", "sorteersleutel")),
        Kolom("sinds", "Gedeactiveerd", "gedeactiveerd_op", sorteer=("gedeactiveerd_op",)),
        Kolom("mail", "E-mail", "email", alleen_export=True),
    )
    filters = (
        Tekstfilter("q", "Naam", velden=("voornaam", "familienaam")),
        Keuzefilter("team", "Team", keuzes=lambda _m: Team.objects.values_list("code", "naam"), orm="team__code"),
        Keuzefilter("rol", "Rol", keuzes=Rol.choices, orm="rollen__contains"),
        Datumfilter("weg", "Gedeactiveerd vanaf", orm="gedeactiveerd_op"),
    )
    bulkacties = (Bulkactie("groet", "Groet", _groet),)
    leeg = Leeg("Nog geen collega’s", "Voeg de eerste toe.")

    def basis(self) -> QuerySet[Any]:
        return Medewerker.objects.select_related("team")


def collegas(request: HttpRequest) -> HttpResponseBase:
    return Collegalijst(request).antwoord("kern/lijst.html")


urlpatterns = [path("proef/collegas/", collegas), path("", include("opgroeien.urls"))]
handler404 = "kern.views.fouten.niet_gevonden"
