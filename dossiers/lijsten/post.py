"""The list of mail that stands in no file, with what one is writing oneself."""

from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, When
from django.urls import reverse

from dossiers.models import Postbericht
from dossiers.postkeuzes import Poststatus
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst, Tekstfilter

_STANDEN = [(str(status), str(status.label)) for status in (*Poststatus.te_lezen(), Poststatus.CONCEPT)]


def _waarom(bericht: Any) -> str:
    if bericht.status == Poststatus.CONCEPT:
        return f"nog niet verstuurd, over {bericht.over}"
    return str(bericht.reden or bericht.automaat or " ".join(bericht.opmerkingen[:1]))


class Postvaklijst(Lijst):
    """What came in and was placed nowhere: what waits first, then what was set aside or was written by a machine.

    With the mails one is writing oneself: a browser that was closed leaves a concept, and here it is found back.
    """

    sleutel = "postvak"
    enkelvoud, meervoud = "mail", "mails"
    sortering = "stand"
    toont_inhoud = True
    kolommen = (
        Kolom("onderwerp", "Onderwerp", "kop", opent=True),
        Kolom("van", "Van", "van"),
        Kolom("ontvangen", "Ontvangen", "ontvangen_op", sorteer=("ontvangen_op",), klasse="nietbreken"),
        Kolom("stand", "Stand", lambda bericht: bericht.statuslid, sorteer=("afgehandeld", "ontvangen_op")),
        Kolom("waarom", "Waarom hier", _waarom),
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
        """What this person may place or goes on writing, with what a row shows."""
        wacht = (Poststatus.TE_PLAATSEN, Poststatus.CONCEPT)
        wacht_eerst = Case(When(status__in=wacht, then=0), default=1, output_field=IntegerField())
        binnen = Postbericht.objects.in_het_postvak_van(self.medewerker).order_by()
        eigen = Postbericht.objects.zichtbaar_voor(self.medewerker).filter(door=self.medewerker, status=Poststatus.CONCEPT)
        # One set of keys, so that each half is found by its own index.
        rijen = Postbericht.objects.filter(pk__in=binnen.values("pk").union(eigen.order_by().values("pk")))
        rijen = rijen.select_related("dossier__organisator", "organisator").annotate(afgehandeld=wacht_eerst)
        return rijen.annotate(aantal_bijlagen=Count("bijlagen"))

    def rij_url(self, rij: Any) -> str:
        """A concept opens where one goes on writing."""
        return reverse("dossiers:post_concept", args=[rij.pk]) if rij.status == Poststatus.CONCEPT else super().rij_url(rij)
