"""The reports of a location in the world of the table of rights."""

from uuid import uuid4

from django.utils import timezone

from dossiers.actions import verslag_nalezen, verslag_vast
from dossiers.choices import Verslagsoort
from dossiers.models import Dossier, Verslagfoto
from kern.actions.bestanden import leg_vast, zet_klaar
from kern.models import Medewerker
from tests.hulp.bestanden import foto
from tests.wereld import begin_verslag, schrijf_verslag

NOTA = "Gebeld over de poetshulp"  # the report of each location that is fixed, with an addendum


def zet_verslagen(dossier: Dossier, door: Medewerker, lezer: Medewerker) -> None:
    """Write a report that came back from its reader with a remark, and one that is fixed with an addendum."""
    verslag, nu = begin_verslag(dossier, door), timezone.now()
    schrijf_verslag(verslag, door, aanleiding="Jaarlijks.", gezien="Rita Verzonnen was alleen.", besluit="Goed.")
    deel = verslag.delen.get(sleutel="gezien")
    klaar = zet_klaar(inhoud=foto(maat=(40, 30)), naam="deur.jpg")
    bestand = leg_vast(klaar=klaar, door=door, op=nu)
    Verslagfoto.objects.create(deel=deel, bestand=bestand, alt="De deur van Rita stond open", breed=40, hoog=30, door=door, op=nu)
    verslag_nalezen.bied_aan(verslag=verslag, lezer=lezer, door=door, op=nu)
    verslag_nalezen.merk_op(sleutel=uuid4(), deel=deel, citaat="alleen", tekst="Hoe lang?", door=lezer, op=nu)
    verslag_nalezen.geef_terug(verslag=verslag, door=lezer, op=nu)
    nota = begin_verslag(dossier, door, Verslagsoort.TELEFOON, titel=NOTA)
    schrijf_verslag(nota, door, gezegd="De poetshulp is ziek.")
    verslag_vast.stel_vast(verslag=nota, door=door, op=nu)
    waarom = {"tekst": "<p>Ze komt maandag terug.</p>", "reden": "Vergeten te zeggen"}
    verslag_vast.vul_aan(sleutel=uuid4(), verslag=nota, door=door, op=nu, **waarom)
