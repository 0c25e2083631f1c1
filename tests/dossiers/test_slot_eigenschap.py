"""Whatever a klantenbeheerder does, in whatever order: while something serious is open, no day to come gets more places.

What is in force is counted here anew, day by day and from the tables, so that a fault in the program's own count is seen too.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers.actions import aanvragen, dossiers, opvolging, sluiten, vergunning
from dossiers.actions.aandacht import open_aandacht, sluit_aandacht
from dossiers.choices import Aanvraagsoort, Adviessoort, Opvangtype, Opvolgingsoort, Vergunningeinde, Vergunningstand
from dossiers.fouten import PlaatsenGeblokkeerd
from dossiers.models import Aandacht, Aanvraag, Dossier, Opvolging, Organisator, Vergunning
from kern.fouten import DomeinFout
from kern.models import Medewerker
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.wereld import maak_dossier, maak_organisator

VERSTE = 70  # days ahead that are counted; what is done lies within
Verloop = dict[int, list[int]]


def in_voege(dossier: Dossier, perioden: list[Vergunning], dag: date) -> int:
    if perioden:
        vergund = [p for p in perioden if p.stand == "vergund"]
        return sum(p.plaatsen for p in vergund if p.vanaf <= dag and (p.tot is None or p.tot >= dag))
    dicht = dossier.status != "vergund" or (dossier.gestopt_op is not None and dossier.gestopt_op < dag)
    return 0 if dicht else dossier.plaatsen or 0


def bewaakt() -> set[int]:
    """Return what something blocks: the locations with an open matter, and all that go on from there."""
    gevonden = set(Aandacht.objects.filter(tot=None, blokkeert_uitbreiding=True).values_list("dossier", flat=True))
    schakels = list(Opvolging.objects.filter(vervallen_op=None).values_list("voorganger", "opvolger"))
    for _ in schakels:
        gevonden |= {na for voor, na in schakels if voor in gevonden}
    return gevonden


def verloop(dossiers_: QuerySet[Dossier]) -> Verloop:
    dagen = [timezone.localdate() + timedelta(days=n) for n in range(VERSTE)]
    uit = {}
    for dossier in dossiers_.prefetch_related("vergunningen"):
        perioden = list(dossier.vergunningen.all())
        uit[dossier.pk] = [in_voege(dossier, perioden, dag) for dag in dagen]
    return uit


class Wereld:
    """Two locations that follow each other and one beside; An does what a klantenbeheerder can do."""

    def __init__(self, an: Medewerker, dirk: Medewerker, kans: Random) -> None:
        self.an, self.dirk = an, dirk
        organisator = maak_organisator("Zonnebloem vzw", an)
        self.ander = maak_organisator("Maan vzw", an)
        self.dossiers = Dossier.objects.filter(organisator__in=(organisator, self.ander))
        eerste, tweede, _los = (maak_dossier(f"De Zonnebloem {i}", organisator) for i in range(3))
        opvolging.koppel(
            voorganger=eerste, opvolger=tweede, soort=Opvolgingsoort.VOORTZETTING, vanaf=self.dag(kans), door=an,
            op=timezone.now(),
        )  # fmt: skip
        open_aandacht(dossier=eerste, soort="test.traject", verwijzing="t0", reden="Traject", op=timezone.now())
        self.handelingen: list[Callable[[Random], object]] = [
            self.zet_plaatsen, self.leg_vast, self.leg_vast, self.wijzig, self.wijzig, self.beeindig, self.koppel,
            self.ontkoppel, self.vraag_aan, self.vraag_aan, self.open, self.sluit,
        ]  # fmt: skip

    def dag(self, kans: Random) -> date:
        return timezone.localdate() + timedelta(days=kans.randrange(-40, 40))

    def dossier(self, kans: Random) -> Dossier:
        return kans.choice(list(self.dossiers.select_related("organisator", "team").order_by("pk")))

    def zet_plaatsen(self, kans: Random) -> None:
        dossier = self.dossier(kans)
        plaatsen = kans.choice([None, kans.randrange(5, 40)])
        dossiers.wijzig_dossier(
            dossier=dossier, versie=dossier.versie, plaatsen=plaatsen, reden="Ze vragen het.", door=self.an, op=timezone.now()
        )

    def periode(self, kans: Random) -> vergunning.Periode:
        vanaf = self.dag(kans)
        tot = kans.choice([None, vanaf + timedelta(days=kans.randrange(0, 40))])
        einde = kans.choice(["", *Vergunningeinde.values]) if tot else ""
        stand = kans.choice([Vergunningstand.VERGUND, Vergunningstand.VERGUND, Vergunningstand.GESCHORST])
        return vergunning.Periode(vanaf, tot, stand, Opvangtype.GROEP, kans.randrange(5, 40), einde=einde)

    def leg_vast(self, kans: Random) -> None:
        dossier = self.dossier(kans)
        vergunning.leg_periode_vast(
            dossier=dossier, periode=self.periode(kans), gezien=vergunning.gezien_van(dossier), reden="Ze vragen het.",
            door=self.an, op=timezone.now(),
        )  # fmt: skip

    def wijzig(self, kans: Random) -> None:
        perioden = list(Vergunning.objects.filter(dossier__in=self.dossiers).select_related("dossier").order_by("pk"))
        if perioden:
            deze, nieuw = kans.choice(perioden), self.periode(kans)
            welke = kans.sample(vergunning.Periode._fields[:5], kans.randrange(1, 4))
            oud = vergunning.Periode(**{veld: getattr(deze, veld) for veld in vergunning.Periode._fields})
            anders = {veld: getattr(nieuw, veld) for veld in welke} | ({"einde": nieuw.einde} if "tot" in welke else {})
            vergunning.wijzig_periode(
                vergunning=deze, versie=deze.versie, periode=oud._replace(**anders), reden="Ze vragen het.", door=self.an,
                op=timezone.now(),
            )  # fmt: skip

    def beeindig(self, kans: Random) -> None:
        sluiten.leg_laatste_dag_vast(dossier=self.dossier(kans), laatste=self.dag(kans), door=self.an, op=timezone.now())

    def koppel(self, kans: Random) -> None:
        opvolging.koppel(
            voorganger=self.dossier(kans), opvolger=self.dossier(kans), soort=Opvolgingsoort.OVERNAME, vanaf=self.dag(kans),
            reden="Ze vragen het.", door=self.an, op=timezone.now(),
        )  # fmt: skip

    def ontkoppel(self, kans: Random) -> None:
        schakels = list(Opvolging.objects.filter(vervallen_op=None).select_related("voorganger", "opvolger").order_by("pk"))
        if schakels:
            opvolging.ontkoppel(opvolging=kans.choice(schakels), reden="Verkeerd getypt.", door=self.an, op=timezone.now())

    def vraag_aan(self, kans: Random) -> None:
        dossier, op = self.dossier(kans), timezone.now()
        soort = kans.choice([Aanvraagsoort.UITBREIDING, Aanvraagsoort.VERHUIS, Aanvraagsoort.OVERNAME])
        organisator: Organisator = self.ander if soort is Aanvraagsoort.OVERNAME else dossier.organisator
        plek = aanvragen.Plek("De Zon", "groep", "Kerkstraat", "2640", "Mortsel") if soort is Aanvraagsoort.VERHUIS else None
        plaatsen = kans.choice([None, kans.randrange(5, 40)]) if soort is not Aanvraagsoort.UITBREIDING else kans.randrange(5, 40)
        vraag: Aanvraag = aanvragen.dien_in(
            soort=soort, organisator=organisator, dossier=dossier, team=dossier.team, gewenst_vanaf=self.dag(kans), plek=plek,
            plaatsen=plaatsen, door=self.an, op=op,
        )  # fmt: skip
        aanvragen.ga_antecedenten_na(aanvraag=vraag, antecedenten="Nagekeken.", door=self.an, op=op)
        aanvragen.geef_advies(aanvraag=vraag, advies=Adviessoort.GUNSTIG, advies_tekst="Het kan.", door=self.an, op=op)
        aanvragen.lees_na(aanvraag=vraag, nalezing="", door=self.dirk, op=op)
        try:
            aanvragen.aanvaard(aanvraag=vraag, beslissing="Ze vragen het.", door=self.an, op=op)
        except (ValidationError, DomeinFout):
            aanvragen.weiger(aanvraag=Aanvraag.objects.get(pk=vraag.pk), beslissing="Het kan niet.", door=self.an, op=op)
            raise

    def open(self, kans: Random) -> None:
        verwijzing = f"t{kans.randrange(1, 3)}"
        open_aandacht(dossier=self.dossier(kans), soort="test.traject", verwijzing=verwijzing, reden="Traject", op=timezone.now())

    def sluit(self, kans: Random) -> None:
        sluit_aandacht(soort="test.traject", verwijzing=f"t{kans.randrange(3)}", op=timezone.now())


@pytest.mark.traag
@pytest.mark.usefixtures("proefsoorten")
def test_wat_een_klantenbeheerder_ook_doet_geen_dag_krijgt_meer_plaatsen(an: Medewerker, dirk: Medewerker) -> None:
    gebeurd: Counter[str] = Counter()

    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 10_000)), min_size=4, max_size=12))
    def probeer(stappen: list[tuple[int, int]]) -> None:
        for model in (Aandacht, Opvolging):  # what an earlier example left
            model._default_manager.all().update(**{"tot" if model is Aandacht else "vervallen_op": timezone.now()})
        wereld = Wereld(an, dirk, Random(len(stappen)))
        for welke, zaad in stappen:
            handeling = wereld.handelingen[welke]
            was, hield_tegen = verloop(wereld.dossiers), bewaakt()
            try:
                handeling(Random(zaad))
                gebeurd[handeling.__name__] += 1
            except (ValidationError, DomeinFout) as fout:
                gebeurd[type(fout).__name__] += 1
            wordt = verloop(wereld.dossiers)
            for pk in hield_tegen if handeling.__name__ != "sluit" else ():
                assert all(na <= voor for voor, na in zip(was[pk], wordt[pk], strict=True)), (handeling.__name__, zaad, pk)
                assert pk in bewaakt()

    probeer()
    assert gebeurd[PlaatsenGeblokkeerd.__name__] > 3
    assert sum(gebeurd[naam] for naam in ("zet_plaatsen", "leg_vast", "wijzig", "beeindig", "koppel", "vraag_aan")) > 10
