"""The list of mail that stands in no file."""

from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, When

from dossiers.models import Postbericht
from dossiers.postkeuzes import Poststatus
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter

_STANDEN = [(str(status), str(status.label)) for status in Poststatus.te_lezen()]


class Postvaklijst(Lijst):
    """What came in and was placed nowhere: what waits first, then what was set aside or was written by a machine."""

    sleutel = "postvak"
    enkelvoud, meervoud = "mail", "mails"
    sortering = "stand"
    toont_inhoud = True
    kolommen = (
        Kolom("onderwerp", "Onderwerp", "kop", opent=True),
        Kolom("van", "Van", "van"),
        Kolom("ontvangen", "Ontvangen", "ontvangen_op", sorteer=("ontvangen_op",), klasse="nietbreken"),
        Kolom("stand", "Stand", lambda bericht: bericht.statuslid, sorteer=("afgehandeld", "ontvangen_op")),
        Kolom("waarom", "Waarom hier", lambda bericht: bericht.reden or bericht.automaat or " ".join(bericht.opmerkingen[:1])),
        Kolom("bijlagen", "Bijlagen", "aantal_bijlagen", klasse="getal"),
    )
    filters = (
        Tekstfilter("q", "Zoek", velden=("onderwerp", "van_naam", "van_adres")),
        Keuzefilter("stand", "Stand", keuzes=_STANDEN, orm="status"),
    )
    leeg = Leeg(
        "Het postvak is leeg", "Wat niet vanzelf in een dossier terechtkomt, verschijnt hier om geplaatst te worden.",
        "/dossiers/", "Naar de dossiers",
    )  # fmt: skip

    def basis(self) -> QuerySet[Any]:
        """What this person may place, with what a row shows."""
        wacht_eerst = Case(When(status=Poststatus.TE_PLAATSEN, then=0), default=1, output_field=IntegerField())
        rijen = Postbericht.objects.in_het_postvak_van(self.medewerker).annotate(afgehandeld=wacht_eerst)
        return rijen.annotate(aantal_bijlagen=Count("bijlagen"))
