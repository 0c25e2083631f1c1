"""A location that stops is closed on its day: at once, by night, or after missed nights; and what is refused from then on."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dossiers import gebeurtenissen, panelen
from dossiers.actions import aanvragen, inspectieverzoeken, opvang, sluiten, vergunning
from dossiers.choices import Aanvraagsoort, Adviessoort, Dossierstatus, Vergunningeinde
from dossiers.models import Dossier, Opvang, Tijdlijnregel, Vergunning
from kern import controle
from kern.logboek import regels_over
from kern.models import Medewerker
from tests.hulp.antwoord import tekst
from tests.hulp.dagen import EEN_DAG, gisteren, morgen, straks, vandaag
from tests.wereld import maak_dossier, maak_organisator, noteer_contact, vergun, vraag_inspectie, wijzigvelden

EINDE = "dossiers.vergunning.einde"


def nacht_na(dag: date) -> datetime:
    return timezone.now() + (dag - vandaag()) + EEN_DAG


def sluit(dossier: Dossier, laatste: date, door: Medewerker) -> Dossier:
    sluiten.leg_laatste_dag_vast(dossier=dossier, laatste=laatste, door=door, op=timezone.now())
    return Dossier.objects.get(pk=dossier.pk)


def stand(dossier: Dossier) -> tuple[str, date | None]:
    vers = Dossier.objects.get(pk=dossier.pk)
    return vers.status, vers.gestopt_op


def nagekeken() -> int:
    return sum(uitslag.fout for uitslag in controle.voer_uit(["dossiers.vergunning", "dossiers.einde"]))


def verhuis(dossier: Dossier, een: Medewerker, ander: Medewerker, coordinator: Medewerker, vanaf: date) -> Dossier:
    op = timezone.now()
    vraag = aanvragen.dien_in(
        soort=Aanvraagsoort.VERHUIS, organisator=dossier.organisator, dossier=dossier, team=dossier.team, gewenst_vanaf=vanaf,
        plek=aanvragen.Plek("De Zon", "groep", "Kerkstraat", "2640", "Mortsel", "5"), door=een, op=op,
    )  # fmt: skip
    aanvragen.ga_antecedenten_na(aanvraag=vraag, antecedenten="Nagekeken.", door=een, op=op)
    aanvragen.geef_advies(aanvraag=vraag, advies=Adviessoort.GUNSTIG, advies_tekst="Het kan.", door=een, op=op)
    aanvragen.lees_na(aanvraag=vraag, nalezing="", door=ander, op=op)
    resultaat = aanvragen.aanvaard(aanvraag=vraag, beslissing="", door=coordinator, op=op).resultaat
    assert resultaat
    return resultaat


# --- The day itself -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("einde", "status"), [("gestopt", Dossierstatus.GESTOPT), ("opgeheven", Dossierstatus.OPGEHEVEN)])
def test_een_vergunning_die_eindigt_sluit_het_dossier_de_nacht_erna_ook_na_gemiste_nachten(
    zonnebloem: Dossier, an: Medewerker, einde: str, status: str
) -> None:
    vergun(zonnebloem, an, tot=straks(), einde=einde)
    assert stand(zonnebloem) == (Dossierstatus.VERGUND, straks())  # announced
    assert sluiten.werk_bij(op=nacht_na(gisteren())) == 0
    assert sluiten.werk_bij(op=nacht_na(straks() + 5 * EEN_DAG)) == 1
    assert stand(zonnebloem) == (status, straks())
    assert sluiten.werk_bij(op=nacht_na(straks() + 5 * EEN_DAG)) == 0
    assert Tijdlijnregel.objects.filter(dossier=zonnebloem, soort=EINDE, vervallen_op=None).count() == 1


def test_een_einde_dat_voorbij_is_sluit_meteen_en_wie_heropent_heeft_geen_laatste_dag_meer(
    zonnebloem: Dossier, an: Medewerker
) -> None:
    vergun(zonnebloem, an, tot=gisteren(), einde="gestopt")
    assert stand(zonnebloem) == (Dossierstatus.GESTOPT, gisteren())
    vergun(zonnebloem, an, f"{vandaag()}")
    assert stand(zonnebloem) == (Dossierstatus.VERGUND, None)
    assert nagekeken() == 0


def test_een_vergunning_die_afloopt_zonder_meer_is_ook_het_einde(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an, tot=vandaag())
    assert stand(zonnebloem) == (Dossierstatus.VERGUND, None)  # another period may still come
    sluiten.werk_bij(op=nacht_na(vandaag()))
    assert stand(zonnebloem) == (Dossierstatus.GESTOPT, vandaag())


def test_een_laatste_dag_voor_de_eerste_dag_van_de_opvang_wordt_die_eerste_dag(an: Medewerker) -> None:
    dossier = maak_dossier("De Maan", maak_organisator("Maan vzw", an), gestart_op=gisteren())
    vergun(dossier, an, tot=date(2021, 1, 1), einde="gestopt")
    assert stand(dossier) == (Dossierstatus.GESTOPT, gisteren())
    assert nagekeken() == 0


def test_zonder_vergunning_sluit_het_dossier_na_zijn_laatste_dag(zonnebloem: Dossier, an: Medewerker) -> None:
    sluit(zonnebloem, straks(), an)
    assert stand(zonnebloem) == (Dossierstatus.VERGUND, straks())
    assert sluiten.werk_bij(op=nacht_na(straks() - EEN_DAG)) == 0
    assert sluiten.werk_bij(op=nacht_na(straks() + 3 * EEN_DAG)) == 1
    assert sluiten.werk_bij(op=nacht_na(straks() + 3 * EEN_DAG)) == 0
    assert stand(zonnebloem) == (Dossierstatus.GESTOPT, straks())
    (regel,) = Tijdlijnregel.objects.filter(dossier=zonnebloem, soort=EINDE)
    assert (regel.titel, timezone.localdate(regel.op)) == ("Opvang gestopt", straks() + EEN_DAG)
    assert regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.DOSSIER_GESLOTEN.code).count() == 1


def test_de_controle_ziet_een_locatie_die_open_bleef(zonnebloem: Dossier) -> None:
    Dossier.objects.filter(pk=zonnebloem.pk).update(gestopt_op=gisteren())
    assert nagekeken() == 1
    sluiten.werk_bij(op=timezone.now())
    assert nagekeken() == 0


def test_wie_al_vroeger_stopt_gaat_door_een_latere_verhuis_niet_langer_open(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker
) -> None:
    stopt = sluit(zonnebloem, morgen(), an)
    verhuis(stopt, an, dirk, carla, straks())
    assert stand(zonnebloem) == (Dossierstatus.VERGUND, morgen())
    laatste = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.DOSSIER_STOPT.code).first()
    assert laatste
    assert laatste.gegevens["laatste"] == str(morgen())


@pytest.mark.parametrize("met_vergunning", [False, True])
def test_na_een_verhuis_in_de_toekomst_sluit_de_voorganger_op_de_dag(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker, met_vergunning: bool
) -> None:
    if met_vergunning:  # suspended, and to go on after: that falls away too
        vergun(zonnebloem, an)
        vergun(zonnebloem, an, f"{vandaag()}", stand="geschorst", tot=straks() + 30 * EEN_DAG)
    verhuis(zonnebloem, an, dirk, carla, straks())
    laatste = straks() - EEN_DAG
    assert stand(zonnebloem)[1] == laatste
    assert sluiten.werk_bij(op=nacht_na(laatste)) == 1
    for later in (laatste, laatste + 100 * EEN_DAG):
        sluiten.werk_bij(op=nacht_na(later))
        assert stand(zonnebloem) == (Dossierstatus.GESTOPT, laatste)


def test_een_verhuis_van_voor_de_huidige_periode_laat_staan_wat_gebeurd_is(zonnebloem: Dossier, an: Medewerker) -> None:
    vergun(zonnebloem, an)
    vergun(zonnebloem, an, f"{gisteren()}", plaatsen=20)
    vergunning.beeindig(dossier=zonnebloem, laatste=date(2026, 1, 1), einde=Vergunningeinde.GESTOPT, door=an, op=timezone.now())
    perioden = list(Vergunning.objects.order_by("vanaf").values_list("vanaf", "tot", "einde"))
    assert perioden == [(date(2020, 1, 1), gisteren() - EEN_DAG, ""), (gisteren(), gisteren(), "gestopt")]
    assert stand(zonnebloem) == (Dossierstatus.GESTOPT, gisteren())


# --- What is refused at a closed location -----------------------------------------------------------------------------------
def gemeld(**anders: Any) -> opvang.Gemeld:
    leeg: dict[str, Any] = {
        "open_van": [None] * 7, "open_tot": [None] * 7, "bezetting": [None] * 10, "ingeschreven": 3, "vrije_plaatsen": None,
        "op": vandaag(),
    }  # fmt: skip
    return opvang.Gemeld(**leeg | anders)


@pytest.mark.parametrize("status", Dossierstatus.dicht())
def test_over_een_gesloten_locatie_wordt_geen_opvang_gemeld_en_geen_inspectie_gevraagd(
    status: str, zonnebloem: Dossier, an: Medewerker
) -> None:
    verzoek = vraag_inspectie(zonnebloem, an)
    einde = Vergunningeinde.OPGEHEVEN if status == Dossierstatus.OPGEHEVEN else Vergunningeinde.GESTOPT
    vergun(zonnebloem, an, tot=gisteren(), einde=einde)
    nu = timezone.now()
    zin = f"is {Dossierstatus(status).label} .laatste dag {gisteren():%d/%m/%Y}."
    with pytest.raises(ValidationError, match=zin):
        opvang.leg_opvang_vast(dossier=zonnebloem, versie=0, gemeld=gemeld(), groepen=[], sluitingen=[], door=an, op=nu)
    with pytest.raises(ValidationError, match=zin):
        vraag_inspectie(zonnebloem, an)
    gevraagd = inspectieverzoeken.vraag_van(verzoek)._replace(vraag="Iets anders.")
    with pytest.raises(ValidationError, match=zin):
        inspectieverzoeken.wijzig_verzoek(verzoek=verzoek, versie=verzoek.versie, gevraagd=gevraagd, door=an, op=nu)
    assert not Opvang.objects.exists()
    verzoek.refresh_from_db()
    inspectieverzoeken.trek_in(verzoek=verzoek, reden="De opvang is dicht.", door=an, op=nu)
    noteer_contact(zonnebloem, an, "De vorige uitbater belde over de attesten.")


def test_op_het_scherm_staat_de_zin_en_zijn_de_knoppen_weg(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    met_weg = Dossier.objects.met_weg(an).get(pk=zonnebloem.pk)
    assert "Vraag inspectie" in [h.label for h in panelen.handelingen_voor(an, met_weg)]
    sluit(zonnebloem, gisteren(), an)
    url = zonnebloem.get_absolute_url()
    antwoord = client_an.post(
        f"{url}inspectie-vragen/", {"sleutel": uuid4(), "vraag": "Kijk na.", "prioriteit": "gewoon", "tegen": f"{straks()}"}
    )
    assert antwoord.status_code == 422
    assert "Bij een gesloten locatie vraagt u geen inspectie meer" in tekst(antwoord)
    assert "Kijk na." in tekst(antwoord)
    met_weg = Dossier.objects.met_weg(an).get(pk=zonnebloem.pk)
    labels = [h.label for h in panelen.handelingen_voor(an, met_weg)]
    assert "Vraag inspectie" not in labels
    assert "Noteer contact" in labels
    gegevens = tekst(client_an.get(f"{url}gegevens/"))
    assert "Werk de opvang bij" not in gegevens
    velden = wijzigvelden(Dossier.objects.get(pk=zonnebloem.pk), telefoon="0470 00 00 55")
    assert client_an.post(f"{url}wijzigen/", velden).status_code == 302  # what is wrong may be mended
