"""What people showed, until when it counts, and how it asks attention before it ends."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from dossiers import personen
from dossiers.actions import attesten, betrokkenen, toewijzen
from dossiers.choices import Attestsoort, Betrokkenerol, Ernst
from dossiers.models import Aandacht, Attest, AttestEvent, Betrokkene, Dossier, Tijdlijnregel
from kern.actions import eigen_werk
from kern.fouten import AlGewijzigd
from kern.models import Medewerker
from kern.queries.werk import mijn_regels
from tests.dossiers.personen import maak_attest, maak_betrokkene
from tests.hulp.databank import Databank
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import maak
from tests.wereld import maak_dossier, maak_organisator


def open_aandacht() -> list[tuple[str, str]]:
    return list(Aandacht.objects.filter(tot=None).order_by("pk").values_list("reden", "ernst"))


@pytest.mark.parametrize(
    ("dagen", "zin", "ernst"),
    [(60, "vervalt op", Ernst.INFO), (0, "vervalt op", Ernst.INFO), (-1, "is vervallen sinds", "let_op")],
)
def test_een_attest_dat_vervalt_vraagt_aandacht_zonder_naam(
    zonnebloem: Dossier, an: Medewerker, dagen: int, zin: str, ernst: str
) -> None:
    dag = timezone.localdate() + timedelta(days=dagen)
    maak_attest(maak_betrokkene(zonnebloem, an), an, dag)
    verwacht = f"Uittreksel uit het strafregister van een verantwoordelijke {zin} {dag:%d/%m/%Y}"
    assert open_aandacht() == [(verwacht, ernst)]


def test_een_attest_dat_nog_lang_of_altijd_geldt_vraagt_niets(zonnebloem: Dossier, an: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    maak_attest(rita, an, timezone.localdate() + timedelta(days=61))
    maak_attest(rita, an, None, soort=Attestsoort.KWALIFICATIE)
    assert attesten.kijk_na(op=timezone.now()) == 0
    assert open_aandacht() == []


def test_vernieuwen_laat_de_aandacht_rusten_en_zet_een_regel_op_de_tijdlijn(zonnebloem: Dossier, an: Medewerker) -> None:
    oud = maak_attest(maak_betrokkene(zonnebloem, an), an, timezone.localdate())
    volgend = timezone.localdate() + timedelta(days=365)
    nieuw = attesten.vernieuw(attest=oud, afgegeven_op=None, verloopt_op=volgend, door=an, op=timezone.now())
    assert open_aandacht() == []
    assert Attest.objects.get(vervallen_op=None) == nieuw
    korte = list(
        Tijdlijnregel.objects.filter(soort=personen.ATTEST, vervallen_op=None).order_by("pk").values_list("kort", flat=True)
    )
    assert korte == [f"Geldig tot en met {timezone.localdate():%d/%m/%Y}", f"Geldig tot en met {volgend:%d/%m/%Y}"]
    assert AttestEvent.objects.filter(pgh_obj=oud).count() == 2


def test_een_tweede_attest_van_dezelfde_soort_wordt_met_een_zin_geweigerd(zonnebloem: Dossier, an: Medewerker) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    maak_attest(rita, an, None)
    with pytest.raises(ValidationError, match="Vernieuw dat"):
        maak_attest(rita, an, None)
    maak_attest(rita, an, None, soort=Attestsoort.ANDERE)
    maak_attest(rita, an, None, soort=Attestsoort.ANDERE)


def test_intrekken_neemt_de_regel_van_de_tijdlijn_en_laat_rusten(zonnebloem: Dossier, an: Medewerker) -> None:
    attest = maak_attest(maak_betrokkene(zonnebloem, an), an, timezone.localdate())
    attesten.trek_in(attest=attest, reden="Bij de verkeerde persoon genoteerd.", door=an, op=timezone.now())
    assert open_aandacht() == []
    assert not Tijdlijnregel.objects.filter(soort=personen.ATTEST, vervallen_op=None).exists()
    with pytest.raises(AlGewijzigd):
        attesten.vernieuw(attest=attest, afgegeven_op=None, verloopt_op=None, door=an, op=timezone.now())


def test_de_dagelijkse_blik_opent_verandert_en_sluit_en_doet_een_tweede_keer_niets(zonnebloem: Dossier, an: Medewerker) -> None:
    nu = timezone.now()
    rita = maak_betrokkene(zonnebloem, an)
    maak_attest(rita, an, timezone.localdate() + timedelta(days=90))
    bestuurder = maak_betrokkene(zonnebloem.organisator, an, "Bob Bestuurder", rol=Betrokkenerol.BESTUURDER)
    maak_attest(bestuurder, an, timezone.localdate())  # at no location: shown on the page of the organisator
    assert [attesten.kijk_na(op=nu + timedelta(days=d)) for d in (0, 31, 31, 91, 91)] == [0, 1, 0, 1, 0]
    assert len(werk_van(an)) == 2
    assert [ernst for _, ernst in open_aandacht()] == [Ernst.LET_OP]
    betrokkenen.beeindig(betrokkene=rita, versie=1, tot=timezone.localdate() + timedelta(days=92), door=an, op=nu)
    assert [attesten.kijk_na(op=nu + timedelta(days=d)) for d in (92, 93, 93)] == [0, 1, 0]
    assert open_aandacht() == []


def werk_van(wie: Medewerker) -> list[tuple[str, date | None]]:
    return [(regel.titel, regel.tegen_dag) for regel in mijn_regels(wie).filter(soort="dossiers.attest").order_by("tegen")]


def test_een_attest_dat_vervalt_wacht_in_de_werkvoorraad_van_wie_de_locatie_volgt(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    dag, nu = timezone.localdate() + timedelta(days=20), timezone.now()
    rita = maak_betrokkene(zonnebloem, an)
    attest = maak_attest(rita, an, dag)
    regel = ("Uittreksel uit het strafregister van een verantwoordelijke vervalt", dag)
    assert werk_van(an) == [regel]
    assert attesten.kijk_na(op=nu) == 0
    toewijzen.draag_over(rijen=[toewijzen.Gevraagd(zonnebloem.pk, an.pk)], naar=dirk, nota="", door=an, op=nu)
    assert (werk_van(an), werk_van(dirk)) == ([], [regel])
    rita = Betrokkene.objects.get(pk=rita.pk)
    betrokkenen.beeindig(betrokkene=rita, versie=1, tot=timezone.localdate() - timedelta(days=1), door=dirk, op=nu)
    assert werk_van(dirk) == []
    betrokkenen.hervat(betrokkene=rita, versie=2, door=dirk, op=nu)
    assert werk_van(dirk) == [regel]
    attesten.vernieuw(attest=attest, afgegeven_op=None, verloopt_op=None, door=dirk, op=nu)
    assert werk_van(dirk) == []
    call_command("controleer", "dossiers.werk_attest", stdout=StringIO())


def test_wie_een_attest_doorgeeft_krijgt_het_s_nachts_niet_terug(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker) -> None:
    maak_attest(maak_betrokkene(zonnebloem, an), an, timezone.localdate())
    eigen_werk.wijs_door(regel=mijn_regels(an).get(soort="dossiers.attest"), naar=dirk, door=an, op=timezone.now())
    assert attesten.kijk_na(op=timezone.now() + timedelta(days=1)) == 1  # it is over now: another reason
    assert (len(werk_van(an)), len(werk_van(dirk))) == (0, 1)


def test_van_wie_bij_de_organisator_zelf_staat_krijgt_de_vaste_klantenbeheerder_het_werk(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    bob = maak_betrokkene(zonnebloem.organisator, an, "Bob Bestuurder", rol=Betrokkenerol.BESTUURDER)
    maak_attest(bob, an, timezone.localdate())
    assert [titel for titel, _ in werk_van(an)] == ["Uittreksel uit het strafregister van een bestuurder vervalt"]
    toewijzen.wijs_toe(organisator=zonnebloem.organisator, van=an.pk, naar=dirk, nota="", door=an, op=timezone.now())
    assert (len(werk_van(an)), len(werk_van(dirk))) == (0, 1)


def test_zonder_klantenbeheerder_is_het_voor_de_coordinator(an: Medewerker, carla: Medewerker, els: Medewerker) -> None:
    maak_attest(maak_betrokkene(maak_dossier("De Maan", maak_organisator("Maan vzw")), an), an, timezone.localdate())
    assert (len(werk_van(carla)), len(werk_van(els))) == (1, 0)


def test_twee_die_tegelijk_vernieuwen_een_krijgt_gelijk(eigen_database: Databank) -> None:
    an = maak("an", "An Peeters", "klantenbeheerder", team="antwerpen")  # type: ignore[arg-type]
    attest = maak_attest(maak_betrokkene(maak_dossier("De Zon", maak_organisator("Zon vzw", an)), an), an, None)

    def vernieuw() -> Attest:
        zelfde = Attest.objects.get(pk=attest.pk)
        return attesten.vernieuw(attest=zelfde, afgegeven_op=None, verloopt_op=None, door=an, op=timezone.now())

    assert soorten(tegelijk(vernieuw, vernieuw)) == ["AlGewijzigd", "Attest"]
    assert Attest.objects.filter(vervallen_op=None).count() == 1
