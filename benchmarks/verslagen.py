"""What reports cost: saving a part while somebody types, and the PDF of one that is fixed."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from weasyprint import HTML

from benchmarks.bewaren import meet_bewaren
from benchmarks.meting import Meting, meet
from dossiers.actions import verslagen
from dossiers.choices import Verslagsoort
from dossiers.models import Dossier, Verslagdeel, Verslagsjabloon
from dossiers.verslagtekst import Deel, Vastetekst
from kern import pdf, pdfmotor
from kern.models import Medewerker

_ALINEA = "De kinderen slapen in een aparte ruimte; de begeleider kijkt om het kwartier en schrijft het op het blad aan de deur. "


def meet_verslagen(lezer: Medewerker, *, rondes: int, n: int, op: datetime) -> Iterator[Meting]:
    """Yield the row of saving while typing, and that of the PDF."""
    yield _bewaren(lezer, rondes, n, op)
    yield _papier(rondes, min(n, 3), op)


def _bewaren(lezer: Medewerker, rondes: int, n: int, op: datetime) -> Meting:
    """One save of a part of 6,000 characters as the editor sends it, through all middleware; each has other words."""
    dossier = Dossier.objects.filter(klantenbeheerder=lezer)[0]
    sjabloon = Verslagsjabloon.objects.filter(soort=Verslagsoort.BEZOEK).latest("versie")
    verslag = verslagen.begin_verslag(
        sleutel=uuid4(), over=dossier, sjabloon=sjabloon, titel="Meting", wanneer=op, door=lezer, op=op
    )
    deel, client, teller = verslag.delen.get(sleutel="gezien"), Client(), count()
    client.force_login(lezer, backend=settings.AUTHENTICATION_BACKENDS[-1])
    adres = f"{verslag.get_absolute_url()}delen/gezien/"

    def werk() -> bytes:
        versie = Verslagdeel.objects.values_list("versie", flat=True).get(pk=deel.pk)
        tekst = f"<p>{_ALINEA * 50}</p><p>{next(teller)}</p>"
        antwoord = client.post(adres, {"versie": versie, "tekst": tekst}, headers={"Accept": "application/json"})
        assert antwoord.status_code == 200, antwoord.content
        return antwoord.content

    return meet_bewaren("verslag, bewaren bij het typen", werk, rondes=rondes, n=n, eigen_queries=1)  # which version it is at


def _papier(rondes: int, n: int, op: datetime) -> Meting:
    """A report of three pages through the whole pipeline, against bare WeasyPrint on the same HTML."""
    delen = [Deel(f"Kop {nummer}", f"<p>{_ALINEA * 4}</p>" * 3 + "<ul><li><p>een</p></li></ul>") for nummer in range(1, 6)]
    moment = op.isoformat(timespec="seconds")
    vast = Vastetekst("bezoek", "Meting", "De Zon", "Zon vzw", moment, "", "An", "Carla", moment, moment, delen)
    vast = Vastetekst.uit_json(json.dumps(json.loads(vast.als_json())))
    context, sjabloon = {"vast": vast, "sha256": "0" * 64}, "pdf/verslag.html"
    html = render_to_string(sjabloon, {**context, "titel": vast.titel, "gemaakt_op": op})

    def kaal() -> None:
        letters, stijl = pdfmotor._huisstijl()  # the same fonts and style sheet, or the floor would draw another document
        document = HTML(string=html, base_url=pdfmotor.BASIS, url_fetcher=pdfmotor.VerzegeldeLezer())
        document.write_pdf(font_config=letters, stylesheets=[stijl], pdf_variant="pdf/ua-1")

    gemaakt = pdf.maak(sjabloon, context, titel=vast.titel, op=op)
    assert gemaakt.paginas == 3, gemaakt.paginas
    cijfers, van_vloer, ratio = meet(
        lambda: pdf.maak(sjabloon, context, titel=vast.titel, op=op).inhoud, vloer=kaal, rondes=rondes, n=n
    )
    return Meting(
        "PDF van een verslag, drie bladzijden",
        cijfers,
        van_vloer,
        ratio,
        bytes=len(gemaakt.inhoud),
        grens="≤ 1,1 × WeasyPrint",
        gehaald=ratio is not None and ratio <= 1.1,
    )
