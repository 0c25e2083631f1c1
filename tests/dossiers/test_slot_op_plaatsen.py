"""Places do not rise while something serious is open (domein W9), whatever way around is tried."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dossiers import gebeurtenissen
from dossiers.actions import aandacht, aanvragen, opvolging, sluiten, vergunning
from dossiers.actions.dossiers import wijzig_dossier
from dossiers.choices import Aanvraagsoort, Adviessoort, Dossierstatus, Opvolgingsoort
from dossiers.fouten import PlaatsenGeblokkeerd
from dossiers.models import Aandacht, Aanvraag, Dossier, Opvolging, Vergunning
from dossiers.queries.uitbreiding import Deel, Stijging, eerste_stijging
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.dossiers.soorten import proefsoorten  # noqa: F401 a fixture
from tests.hulp.antwoord import tekst
from tests.hulp.dagen import EEN_DAG, gisteren, morgen, straks, vandaag
from tests.wereld import maak_dossier, maak_organisator, vergun, wijzigvelden

pytestmark = pytest.mark.usefixtures("proefsoorten")


def laat_openstaan(dossier: Dossier, verwijzing: str = "1") -> Aandacht:
    return aandacht.open_aandacht(
        dossier=dossier, soort="test.traject", verwijzing=verwijzing, reden="Traject over toezicht", op=timezone.now()
    )


def pas_aan(v: Vergunning, door: Medewerker, reden: str = "", **anders: Any) -> Vergunning:
    velden = {veld: getattr(v, veld) for veld in vergunning.Periode._fields} | anders
    return vergunning.wijzig_periode(
        vergunning=v, versie=v.versie, periode=vergunning.Periode(**velden), reden=reden, door=door, op=timezone.now()
    )


def zet_plaatsen(dossier: Dossier, plaatsen: int | None, door: Medewerker, reden: str = "") -> Dossier:
    vers = Dossier.objects.get(pk=dossier.pk)
    return wijzig_dossier(dossier=vers, versie=vers.versie, plaatsen=plaatsen, reden=reden, door=door, op=timezone.now())


def koppel(voorganger: Dossier, opvolger: Dossier, door: Medewerker, **meer: Any) -> Opvolging:
    gegevens: dict[str, Any] = {"soort": Opvolgingsoort.OVERNAME, "vanaf": vandaag(), "op": timezone.now()} | meer
    return opvolging.koppel(voorganger=voorganger, opvolger=opvolger, door=door, **gegevens)


def tot_nagelezen(soort: Aanvraagsoort, dossier: Dossier, een: Medewerker, ander: Medewerker, **meer: Any) -> Aanvraag:
    op = timezone.now()
    if soort is Aanvraagsoort.VERHUIS:
        meer["plek"] = aanvragen.Plek("De Zonnebloem Zuid", "groep", "Kerkstraat", "2640", "Mortsel", "5")
    gegevens: dict[str, Any] = {"organisator": dossier.organisator, "gewenst_vanaf": straks()} | meer
    vraag = aanvragen.dien_in(soort=soort, dossier=dossier, team=dossier.team, door=een, op=op, **gegevens)
    aanvragen.ga_antecedenten_na(aanvraag=vraag, antecedenten="Nagekeken.", door=een, op=op)
    aanvragen.geef_advies(aanvraag=vraag, advies=Adviessoort.GUNSTIG, advies_tekst="Het kan.", door=een, op=op)
    return aanvragen.lees_na(aanvraag=vraag, nalezing="", door=ander, op=op)


def aanvaard(aanvraag: Aanvraag, door: Medewerker, reden: str = "") -> Aanvraag:
    vers = Aanvraag.objects.get(pk=aanvraag.pk)
    return aanvragen.aanvaard(aanvraag=vers, beslissing=reden, door=door, op=timezone.now())


# --- What is compared ---------------------------------------------------------------------------------------------------
D = date(2026, 3, 2)  # the day from which on is compared


@pytest.mark.parametrize(
    ("was", "wordt", "verwacht"),
    [
        ([], [], None),
        ([(D - EEN_DAG, None, 18)], [(D - EEN_DAG, None, 18)], None),
        ([(D - EEN_DAG, None, 18)], [(D - EEN_DAG, None, 19)], (D, 18, 19)),
        ([(D - EEN_DAG, None, 18)], [(D - EEN_DAG, D, 18), (D + EEN_DAG, None, 20)], (D + EEN_DAG, 18, 20)),
        ([(D - EEN_DAG, D, 18)], [(D - EEN_DAG, D + EEN_DAG, 18)], (D + EEN_DAG, 0, 18)),
        ([(D - EEN_DAG, None, 18)], [(D - EEN_DAG, D - EEN_DAG, 40), (D, None, 18)], None),  # what is over is over
        ([(D + 30 * EEN_DAG, None, 18)], [(D + EEN_DAG, None, 18)], (D + EEN_DAG, 0, 18)),
        ([(D - EEN_DAG, D + 30 * EEN_DAG, 18)], [(D - EEN_DAG, date.max, 18)], (D + 30 * EEN_DAG + EEN_DAG, 0, 18)),
        (
            [(date.min, None, 18)],
            [(D - EEN_DAG, D + 30 * EEN_DAG, 10), (D + EEN_DAG, D + 30 * EEN_DAG, 9)],
            (D + EEN_DAG, 18, 19),
        ),  # parts add up
    ],
)
def test_een_stijging_is_de_eerste_dag_met_meer_plaatsen_dan_er_waren(
    was: list[Any], wordt: list[Any], verwacht: tuple[Any, ...] | None
) -> None:
    gevonden = eerste_stijging([Deel(*d) for d in was], [Deel(*d) for d in wordt], D)
    assert gevonden == (Stijging(*verwacht) if verwacht else None)


# --- The ways around ------------------------------------------------------------------------------------------------------
def test_een_opgeheven_locatie_gaat_niet_weer_open(zonnebloem: Dossier, an: Medewerker, carla: Medewerker) -> None:
    lopend = vergun(zonnebloem, an)
    pas_aan(lopend, an, tot=gisteren(), einde="opgeheven")
    laat_openstaan(zonnebloem)
    for poging in (
        lambda: vergun(zonnebloem, an, f"{vandaag()}"),
        lambda: vergun(zonnebloem, an, f"{straks()}", plaatsen=1),
        lambda: pas_aan(Vergunning.objects.get(), an, tot=None, einde=""),
        lambda: pas_aan(Vergunning.objects.get(), an, tot=morgen()),
    ):
        with pytest.raises(PlaatsenGeblokkeerd, match="in plaats van 0"):
            poging()
    zonnebloem.refresh_from_db()
    assert (zonnebloem.status, Vergunning.objects.count()) == (Dossierstatus.OPGEHEVEN, 1)
    pas_aan(Vergunning.objects.get(), carla, reden="Het beroep is gegrond.", tot=None, einde="")
    zonnebloem.refresh_from_db()
    assert (zonnebloem.status, zonnebloem.gestopt_op) == (Dossierstatus.VERGUND, None)


def test_een_geschorste_locatie_gaat_niet_vroeger_open(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    schorsing = vergun(zonnebloem, an, f"{vandaag()}", stand="geschorst", tot=straks())
    laat_openstaan(zonnebloem)
    with pytest.raises(PlaatsenGeblokkeerd, match="vandaag 18 in plaats van 0"):
        pas_aan(schorsing, an, stand="vergund")
    schorsing.refresh_from_db()
    with pytest.raises(PlaatsenGeblokkeerd):
        pas_aan(Vergunning.objects.latest("vanaf"), an, plaatsen=19)
    pas_aan(schorsing, an, voorwaarden="Hek sluiten.")
    later = Vergunning.objects.latest("vanaf")
    pas_aan(later, an, vanaf=straks() + 10 * EEN_DAG)  # longer closed is no rise


def test_een_oudere_grotere_periode_komt_niet_terug_in_voege(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an, plaatsen=40)
    lopend = vergun(zonnebloem, an, f"{gisteren()}", plaatsen=18)
    oud = Vergunning.objects.get(plaatsen=40)
    laat_openstaan(zonnebloem)
    pas_aan(lopend, an, tot=morgen())
    with pytest.raises(PlaatsenGeblokkeerd, match=f"op {morgen() + EEN_DAG:%d/%m/%Y} 40 in plaats van 0"):
        pas_aan(oud, an, vanaf=morgen() + EEN_DAG, tot=None)


def test_plaatsen_worden_niet_leeg_en_dan_hoger(zonnebloem: Dossier, an: Medewerker, carla: Medewerker) -> None:
    laat_openstaan(zonnebloem)
    with pytest.raises(PlaatsenGeblokkeerd, match="kunnen nu niet leeg worden"):
        zet_plaatsen(zonnebloem, None, an)
    with pytest.raises(PlaatsenGeblokkeerd):
        zet_plaatsen(zonnebloem, 24, carla)
    zet_plaatsen(zonnebloem, 12, an)
    zet_plaatsen(zonnebloem, 24, carla, reden="De zaal ernaast is klaar.")
    assert Dossier.objects.get().plaatsen == 24
    (regel,) = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.PLAATSEN_ONDANKS.code)
    assert (regel.door_id, regel.gegevens["ondanks"]) == (carla.pk, [str(Aandacht.objects.get().pk)])


def test_een_getal_dat_niemand_kende_is_nul(an: Medewerker) -> None:
    dossier = maak_dossier("De Maan", maak_organisator("Maan vzw", an), plaatsen=None)
    laat_openstaan(dossier)
    with pytest.raises(PlaatsenGeblokkeerd, match="vandaag 14 in plaats van 0"):
        zet_plaatsen(dossier, 14, an)


def test_ook_wat_nog_niet_vergund_is_krijgt_met_de_hand_geen_hoger_getal(an: Medewerker) -> None:
    dossier = maak_dossier("De Maan", maak_organisator("Maan vzw", an), status=Dossierstatus.GESCHORST)
    laat_openstaan(dossier)
    with pytest.raises(PlaatsenGeblokkeerd, match="24 in plaats van 18"):
        zet_plaatsen(dossier, 24, an)


def test_de_voorganger_gaat_niet_eerst_weg(zonnebloem: Dossier, an: Medewerker, carla: Medewerker) -> None:
    midden, nieuw = (maak_dossier(f"De Maan {i}", maak_organisator(f"Maan {i} vzw", an)) for i in range(2))
    ver, dicht = koppel(zonnebloem, midden, an), koppel(midden, nieuw, an)
    laat_openstaan(zonnebloem)
    for schakel in (dicht, ver):
        with pytest.raises(PlaatsenGeblokkeerd, match="koppeling met de voorganger"):
            opvolging.ontkoppel(opvolging=schakel, reden="Dat was een vergissing.", door=an, op=timezone.now())
    with pytest.raises(PlaatsenGeblokkeerd, match="Traject over toezicht"):
        zet_plaatsen(nieuw, 30, an)
    opvolging.ontkoppel(opvolging=dicht, reden="Een ander gebouw, andere mensen.", door=carla, op=timezone.now())
    zet_plaatsen(nieuw, 30, an)


def test_een_opvolger_krijgt_zijn_vergunning_niet_zonder_de_coordinator(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    laat_openstaan(zonnebloem)
    nieuw = aanvaard(tot_nagelezen(Aanvraagsoort.VERHUIS, zonnebloem, an, dirk), carla).resultaat
    assert nieuw
    with pytest.raises(PlaatsenGeblokkeerd, match="18 in plaats van 0"):
        vergun(nieuw, an, f"{straks()}")
    periode = vergunning.Periode(straks(), None, "vergund", "groep", 18)
    vergunning.leg_periode_vast(
        dossier=nieuw, periode=periode, gezien="", reden="Met een plan van aanpak.", door=carla, op=timezone.now()
    )


def test_een_overname_tijdens_de_schorsing_is_geen_heropening(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    vergun(zonnebloem, an)
    vergun(zonnebloem, an, f"{vandaag()}", stand="geschorst", tot=straks())
    laat_openstaan(zonnebloem)
    nieuwe = maak_organisator("Overnemer vzw", an)
    vraag = tot_nagelezen(Aanvraagsoort.OVERNAME, zonnebloem, an, dirk, organisator=nieuwe, gewenst_vanaf=morgen())
    with pytest.raises(PlaatsenGeblokkeerd, match=f"op {morgen():%d/%m/%Y} 18 in plaats van 0"):
        aanvaard(vraag, carla)
    aanvaard(vraag, carla, reden="De schorsing ging over de vorige uitbater.")


def test_een_locatie_gaat_maar_een_keer_verder(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker) -> None:
    nieuwe = maak_organisator("Overnemer vzw", an)
    verhuis = tot_nagelezen(Aanvraagsoort.VERHUIS, zonnebloem, an, dirk)
    overname = tot_nagelezen(Aanvraagsoort.OVERNAME, zonnebloem, an, dirk, organisator=nieuwe)
    uitbreiding = tot_nagelezen(Aanvraagsoort.UITBREIDING, zonnebloem, an, dirk, plaatsen=30)
    aanvaard(verhuis, carla)
    for later in (overname, uitbreiding):
        with pytest.raises(ValidationError, match="gaat al verder als De Zonnebloem Zuid"):
            aanvaard(later, carla, reden="Toch.")
    assert Opvolging.objects.count() == 1
    aanvragen.weiger(aanvraag=overname, beslissing="Ze verhuizen.", door=carla, op=timezone.now())
    with pytest.raises(ValidationError, match="gaat al verder"):
        tot_nagelezen(Aanvraagsoort.OVERNAME, zonnebloem, an, dirk, organisator=nieuwe)


def test_een_tweede_opvolger_vraagt_de_coordinator(zonnebloem: Dossier, an: Medewerker, carla: Medewerker) -> None:
    maan, ster = (maak_dossier(naam, zonnebloem.organisator) for naam in ("De Maan", "De Ster"))
    koppel(zonnebloem, maan, an)
    laat_openstaan(zonnebloem)
    with pytest.raises(PlaatsenGeblokkeerd, match="al een opvolger"):
        koppel(zonnebloem, ster, an)
    koppel(zonnebloem, ster, carla, reden="De groep werd gesplitst over twee huizen.")
    assert Opvolging.objects.count() == 2


def test_wat_elders_openstaat_houdt_niets_tegen_en_wat_dicht_is_ook_niet(zonnebloem: Dossier, an: Medewerker) -> None:
    buur = maak_dossier("De Maan", zonnebloem.organisator)
    laat_openstaan(buur)
    punt = laat_openstaan(zonnebloem)
    aandacht.sluit_aandacht(soort=punt.soort, verwijzing=punt.verwijzing, dossier=zonnebloem, op=timezone.now())
    zet_plaatsen(zonnebloem, 30, an)
    vergun(zonnebloem, an, plaatsen=40)


def test_wie_het_dossier_van_de_voorganger_niet_leest_leest_ook_zijn_reden_niet(an: Medewerker, bart: Medewerker) -> None:
    oud = maak_dossier("De Zon", maak_organisator("Zon vzw", bart), team="oost-vlaanderen")
    nieuw = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    koppel(oud, nieuw, an)
    laat_openstaan(oud)
    with pytest.raises(PlaatsenGeblokkeerd) as fout:
        zet_plaatsen(nieuw, 30, an)
    assert f"iets bij {oud}" in fout.value.zin
    assert "toezicht" not in fout.value.zin


# --- The end takes along what was to come -----------------------------------------------------------------------------------
def test_een_opheffing_tijdens_de_schorsing_gaat_niet_vanzelf_weer_open(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    schorsing = vergun(zonnebloem, an, f"{vandaag()}", stand="geschorst", tot=straks())
    pas_aan(schorsing, an, tot=morgen(), einde="opgeheven")
    assert Vergunning.objects.filter(vanaf__gt=morgen()).count() == 0
    assert regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.VERGUNNING_VERVALLEN.code).count() == 1
    assert sluiten.werk_bij(op=timezone.now() + 60 * EEN_DAG) == 1
    zonnebloem.refresh_from_db()
    assert (zonnebloem.status, zonnebloem.gestopt_op) == (Dossierstatus.OPGEHEVEN, morgen())


def test_wie_een_oud_einde_verbetert_laat_staan_wat_later_begon_of_komt(zonnebloem: Dossier, an: Medewerker) -> None:
    oud = vergun(zonnebloem, an, "2015-01-01", tot=date(2016, 1, 1))
    vergun(zonnebloem, an, f"{straks()}")
    pas_aan(oud, an, einde="gestopt")
    assert Vergunning.objects.count() == 2


# --- The screens ------------------------------------------------------------------------------------------------------------
def test_op_het_scherm_blijft_wat_getypt_is_met_de_reden_en_wat_te_doen(
    client_an: Client, client_carla: Client, zonnebloem: Dossier
) -> None:
    laat_openstaan(zonnebloem)
    url = f"{zonnebloem.get_absolute_url()}wijzigen/"
    velden = wijzigvelden(zonnebloem, plaatsen=24, telefoon="0470 00 00 55")
    antwoord = client_an.post(url, velden)
    html = tekst(antwoord)
    assert antwoord.status_code == 422
    assert "Traject over toezicht" in html
    assert "Alleen de teamcoördinator kan dit, met een reden." in html
    assert 'value="24"' in html
    assert 'value="0470 00 00 55"' in html
    assert "Waarom stijgen de plaatsen toch?" not in html
    antwoord = client_carla.post(url, velden)
    assert antwoord.status_code == 422
    assert "Waarom stijgen de plaatsen toch?" in tekst(antwoord)
    assert client_carla.post(url, velden | {"reden": "De zaal ernaast is klaar."}).status_code == 302
    assert Dossier.objects.get().plaatsen == 24


def test_ontkoppelen_dat_niet_kan_houdt_de_reden_vast(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    schakel = koppel(maan, zonnebloem, an)
    laat_openstaan(maan)
    antwoord = client_an.post(f"{zonnebloem.get_absolute_url()}opvolging/{schakel.pk}/", {"reden": "Verkeerd nummer getypt"})
    html = tekst(antwoord)
    assert antwoord.status_code == 422
    assert "De koppeling met de voorganger kan nu niet weg" in html
    assert "Verkeerd nummer getypt" in html


def test_een_tweede_opvolger_op_het_scherm_staat_bij_het_veld(
    client_an: Client, client_carla: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    maan = maak_dossier("De Maan", zonnebloem.organisator)
    koppel(maan, maak_dossier("De Ster", zonnebloem.organisator), an)
    laat_openstaan(maan)
    url = f"{zonnebloem.get_absolute_url()}opvolging/"
    gegevens = {"voorganger": maan.dossiernummer, "soort": "overname", "vanaf": "2026-03-01"}
    antwoord = client_an.post(url, gegevens)
    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors["voorganger"]
    assert client_carla.post(url, gegevens | {"reden": "Gesplitst over twee huizen."}).status_code == 302
