"""Appointments: told to who takes part, never to who must not know, done once, and along with their location."""

import email
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from dossiers.actions import afspraken, toewijzen
from dossiers.actions.afspraakgevolg import Persoon, Plan
from dossiers.choices import Afspraaksoort, Afspraakstatus, Contactsoort, Deelnemersoort
from dossiers.models import Aandacht, Afspraak, Contactmoment, Dossier, Tijdlijnregel, Verslag
from dossiers.queries.verslagen import geldende_sjablonen
from kern import controle, wissen
from kern.actions.mensen import deactiveer
from kern.fouten import AlAndersBewaard, AlGewijzigd, EisNietVoldaan
from kern.models import Logregel, Medewerker, OutboxRegel, Werkregel
from kern.outbox.bericht import maak_mail
from kern.tijd import BRUSSEL
from tests.mensen import vervang

RITA = Persoon(str(Deelnemersoort.ORGANISATOR), "Rita Verzonnen", "rita@creche.example")


def morgen(uur: int = 10, minuut: int = 0) -> datetime:
    dag = timezone.localtime() + timedelta(days=1)
    return dag.replace(hour=uur, minute=minuut, second=0, microsecond=0)


def plan(dossier: Dossier, **anders: Any) -> Plan:
    velden: dict[str, Any] = {
        "soort": str(Afspraaksoort.BEZOEK),
        "begin": morgen(),
        "einde": morgen(11, 30),
        "dossiers": (dossier,),
        "plaats": dossier.adres,
        "mensen": (RITA,),
    }
    return Plan(**velden | anders)


def maak(dossier: Dossier, door: Medewerker, *, vast: bool = True, **anders: Any) -> Afspraak:
    return afspraken.maak_afspraak(
        sleutel=anders.pop("sleutel", uuid4()),
        over=dossier.organisator,
        plan=plan(dossier, **anders),
        eigenaar=door,
        door=door,
        op=timezone.now(),
        bevestig_meteen=vast,
    )


def geheim(dossier: Dossier, door: Medewerker, **anders: Any) -> Afspraak:
    velden: dict[str, Any] = {"aangekondigd": False, "mensen": (), "uur_vast": False}
    return maak(dossier, door, **velden | anders)


def mails(afspraak: Afspraak) -> list[OutboxRegel]:
    over = OutboxRegel.objects.filter(onderwerp_soort="dossiers.afspraak", onderwerp_id=str(afspraak.pk))
    return list(over.order_by("pk"))


def gebeurtenis(regel: OutboxRegel) -> tuple[str, Any]:
    """Return the method and the event of the calendar in a mail, as its receiver gets them."""
    mail = email.message_from_bytes(maak_mail(regel).as_bytes(), _class=EmailMessage, policy=email.policy.SMTP)
    deel = next(deel for deel in mail.walk() if deel.get_content_type() == "text/calendar")
    kalender = Calendar.from_ical(deel.get_content())
    assert deel.get_param("method") == kalender["METHOD"]
    return str(kalender["METHOD"]), kalender.walk("VEVENT")[0]


# --- Not announced -----------------------------------------------------------------------------------------------------------


def test_van_een_onaangekondigd_bezoek_hoort_alleen_een_collega(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker) -> None:
    with pytest.raises(ValidationError, match="niemand van buiten"):
        maak(zonnebloem, an, aangekondigd=False, mensen=(RITA,))
    afspraak = geheim(zonnebloem, an, collegas=(dirk,))
    assert [regel.aan for regel in mails(afspraak)] == [[dirk.email]]
    _, ding = gebeurtenis(mails(afspraak)[0])
    assert str(ding["CLASS"]) == "PRIVATE"
    # A mail is read on a telephone and sent on by mistake: where and at whom stands behind the login.
    regel = mails(afspraak)[0]
    assert (regel.titel, str(ding["SUMMARY"])) == (f"Bezoek op {morgen():%d/%m/%Y}", "Bezoek")
    alles = maak_mail(regel).as_string() + regel.tekst + str(ding)
    waar = (zonnebloem.naam, zonnebloem.dossiernummer, zonnebloem.gemeente, zonnebloem.straat, zonnebloem.organisator.naam)
    assert not [woord for woord in waar if woord in alles]
    assert afspraak.get_absolute_url() in regel.tekst
    assert not Tijdlijnregel.objects.filter(soort="dossiers.afspraak").exists()


def test_ook_als_er_in_de_tabel_iemand_van_buiten_staat_vertrekt_er_niets(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an, vast=False)
    Afspraak.objects.filter(pk=afspraak.pk).update(aangekondigd=False)
    afspraak.refresh_from_db()
    afspraken.bevestig(afspraak=afspraak, door=an, op=timezone.now())
    assert mails(afspraak) == []
    uitkomst = {u.controle.code: u.fout for u in controle.voer_uit(["dossiers.afspraak_onaangekondigd"])}
    assert uitkomst["dossiers.afspraak_onaangekondigd"] == 1


def test_wie_hier_niet_meer_werkt_hoort_van_geen_bezoek_meer(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker) -> None:
    afspraak = geheim(zonnebloem, an, vast=False, collegas=(dirk,))
    deactiveer(medewerker=dirk, reden="Gaat weg", door=an, op=timezone.now())
    afspraken.bevestig(afspraak=afspraak, door=an, op=timezone.now())
    assert mails(afspraak) == []


def test_wat_al_is_aangekondigd_wordt_niet_meer_onaangekondigd(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an)
    stil = plan(zonnebloem, aangekondigd=False, mensen=())
    with pytest.raises(ValidationError, match="al aangekondigd"):
        afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=stil, door=an, op=timezone.now())


def test_wie_van_buiten_meeleest_weet_niets_van_afspraken(
    zonnebloem: Dossier, an: Medewerker, hanne: Medewerker, inloggen: Any
) -> None:
    from tests.wereld import geef_toegang

    geef_toegang(zonnebloem, hanne, an)
    afspraak = geheim(zonnebloem, an)
    client = inloggen(hanne)
    assert client.get(afspraak.get_absolute_url()).status_code == 404
    for adres in (zonnebloem.get_absolute_url(), f"{zonnebloem.get_absolute_url()}gegevens/"):
        assert "fspraak" not in client.get(adres).content.decode()


# --- Done or not -------------------------------------------------------------------------------------------------------------


def gisteren(zonnebloem: Dossier, an: Medewerker, **anders: Any) -> Afspraak:
    begin = morgen() - timedelta(days=2)
    return maak(zonnebloem, an, **{"begin": begin, "einde": begin + timedelta(hours=1)} | anders)


def rond_af(afspraak: Afspraak, door: Medewerker, **anders: Any) -> Afspraak:
    velden: dict[str, Any] = {"tekst": "Alles in orde.", "met": "Rita Verzonnen", "wanneer": afspraak.begin}
    return afspraken.rond_af(afspraak=afspraak, door=door, op=timezone.now(), **velden | anders)


def test_een_bezoek_dat_doorging_telt_voor_de_norm_en_begint_het_verslag(zonnebloem: Dossier, an: Medewerker) -> None:
    from dossiers.actions import bezoeknorm

    Dossier.objects.filter(pk=zonnebloem.pk).update(gestart_op=timezone.localdate() - timedelta(days=800))
    bezoeknorm.kijk_na(op=timezone.now())
    te_laat = Aandacht.objects.filter(dossier=zonnebloem, soort="dossiers.bezoeknorm", tot=None)
    assert te_laat.exists()
    sjabloon = geldende_sjablonen().get(soort="bezoek")
    afspraak = rond_af(gisteren(zonnebloem, an, aangekondigd=False, mensen=()), an, sjabloon=sjabloon)
    assert not te_laat.exists()
    assert afspraak.status == Afspraakstatus.GEDAAN
    contact = Contactmoment.objects.get()
    assert (contact.soort, contact.op, contact.met) == (Contactsoort.BEZOEK, afspraak.begin, "Rita Verzonnen")
    verslag = Verslag.objects.get()
    assert (verslag.contactmoment, verslag.op, verslag.met, verslag.dossier) == (contact, contact.op, contact.met, zonnebloem)
    assert not Werkregel.objects.filter(soort="dossiers.afspraak", klaar_op=None).exists()


def test_twee_die_tegelijk_afronden_noteren_een_bezoek(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = gisteren(zonnebloem, an)
    tweede = Afspraak.objects.get(pk=afspraak.pk)
    rond_af(afspraak, an)
    with pytest.raises((AlGewijzigd, AlAndersBewaard)):
        rond_af(tweede, an, tekst="Nog eens.")
    assert Contactmoment.objects.count() == 1


def test_wat_niet_doorging_heeft_een_reden_en_begint_niet_in_de_toekomst(zonnebloem: Dossier, an: Medewerker) -> None:
    with pytest.raises(ValidationError, match="moet nog beginnen"):
        afspraken.ging_niet_door(afspraak=maak(zonnebloem, an), reden="Niemand thuis", door=an, op=timezone.now())
    afspraak = gisteren(zonnebloem, an)
    with pytest.raises(EisNietVoldaan):
        afspraken.ging_niet_door(afspraak=afspraak, reden="", door=an, op=timezone.now())
    afspraken.ging_niet_door(afspraak=afspraak, reden="Niemand thuis", door=an, op=timezone.now())
    dag = afspraak.begin.astimezone(BRUSSEL)
    assert Tijdlijnregel.objects.get(vervallen_op=None, verwijzing__startswith=str(afspraak.pk)).titel == (
        f"Bezoek van {dag:%d/%m/%Y} ging niet door"
    )
    assert not Contactmoment.objects.exists()


# --- Werkvoorraad, hand-over, two people -------------------------------------------------------------------------------------


def test_de_afspraak_staat_in_de_werkvoorraad_van_wie_gaat_en_wie_meegaat(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    afspraak = maak(zonnebloem, an, collegas=(dirk,))
    rijen = Werkregel.objects.filter(soort="dossiers.afspraak", klaar_op=None)
    assert {(rij.voor, rij.begint_op) for rij in rijen} == {(an, afspraak.begin), (dirk, afspraak.begin)}
    zonder = plan(zonnebloem)
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=zonder, door=an, op=timezone.now())
    assert [rij.voor for rij in rijen.all()] == [an]


def test_afspraken_gaan_mee_met_hun_locatie(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, carla: Medewerker) -> None:
    komt, voorbij = maak(zonnebloem, an), gisteren(zonnebloem, an)
    gevraagd = toewijzen.Gevraagd(zonnebloem.pk, an.pk)
    toewijzen.draag_over(rijen=[gevraagd], naar=dirk, nota="Van team", door=carla, op=timezone.now())
    komt.refresh_from_db()
    voorbij.refresh_from_db()
    assert (komt.eigenaar, voorbij.eigenaar) == (dirk, an)
    assert Werkregel.objects.get(verwijzing=str(komt.pk), klaar_op=None).voor == dirk
    assert gebeurtenis(mails(komt)[-1])[1]["ORGANIZER"].params["CN"] == dirk.naam


def test_een_vervanger_wijzigt_de_afspraak_en_een_ander_team_niet(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker, bart: Medewerker, inloggen: Any
) -> None:
    afspraak = maak(zonnebloem, an)
    vervang(an, bart)
    assert inloggen(bart).get(f"{afspraak.get_absolute_url()}wijzigen/").status_code == 200


def test_twee_keer_verzonden_is_een_afspraak(zonnebloem: Dossier, an: Medewerker) -> None:
    sleutel = uuid4()
    assert maak(zonnebloem, an, sleutel=sleutel) == maak(zonnebloem, an, sleutel=sleutel)
    assert Afspraak.objects.count() == 1
    with pytest.raises(AlAndersBewaard):
        maak(zonnebloem, an, sleutel=sleutel, begin=morgen(9))


def test_wie_op_een_oude_versie_verder_gaat_overschrijft_niets(zonnebloem: Dossier, an: Medewerker, dirk: Medewerker) -> None:
    afspraak = maak(zonnebloem, an)
    oud = afspraak.versie
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=oud, plan=plan(zonnebloem, begin=morgen(8)), door=dirk, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        afspraken.wijzig_afspraak(
            afspraak=afspraak, versie=oud, plan=plan(zonnebloem, begin=morgen(9)), door=an, op=timezone.now()
        )


def test_gewist_blijft_er_geen_naam_adres_of_mail(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an, onderwerp="Gesprek met Rita Verzonnen")
    assert wissen.wisbaar_van("dossiers.afspraak").zoek("Verzonnen")
    wissen.wis(wissen.Onderwerp("dossiers.afspraak", str(afspraak.pk)), timezone.now())
    afspraak.refresh_from_db()
    assert (afspraak.onderwerp, afspraak.plaats, afspraak.deelnemers.count()) == ("", "", 0)
    assert all(not regel.tekst and not regel.aan for regel in mails(afspraak))
    assert "Verzonnen" not in str(list(Werkregel.objects.values())) + str(list(Logregel.objects.values()))


# --- Pages -------------------------------------------------------------------------------------------------------------------


def formulier(dossier: Dossier, **anders: Any) -> dict[str, Any]:
    dag = morgen().date()
    return {
        "sleutel": str(uuid4()), "wat": "bezoek", "dossiers": [dossier.pk], "dag": str(dag), "van": "10:00", "tot": "11:00",
        "uur_vast": "on", "anderen": "Rita Verzonnen <rita@creche.example>", "doe": "bevestig",
    } | anders  # fmt: skip


def test_met_het_formulier_maakt_en_bevestigt_men_in_een_keer(client_an: Client, zonnebloem: Dossier) -> None:
    adres = f"{zonnebloem.get_absolute_url()}afspraken/nieuw/"
    assert client_an.get(adres).status_code == 200
    antwoord = client_an.post(adres, formulier(zonnebloem))
    afspraak = Afspraak.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (302, afspraak.get_absolute_url())
    assert (afspraak.status, afspraak.plaats, afspraak.refnis) == (Afspraakstatus.VAST, zonnebloem.adres, "11029")
    bladzijde = client_an.get(afspraak.get_absolute_url()).content.decode()
    assert "Rita Verzonnen" in bladzijde


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"tot": "09:00"}, "eindigt voor ze begint"),
        ({"wat": "onaangekondigd"}, "niemand van buiten"),
        ({"dossiers": []}, "Kies de locatie"),
        ({"anderen": "geen adres"}, "geen naam met een mailadres"),
        ({"dag": "0026-01-01"}, "jaartal"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(client_an: Client, zonnebloem: Dossier, anders: dict[str, Any], zin: str) -> None:
    antwoord = client_an.post(f"{zonnebloem.get_absolute_url()}afspraken/nieuw/", formulier(zonnebloem, **anders))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Afspraak.objects.exists()


def test_een_afspraak_op_hetzelfde_moment_wordt_getoond_en_niet_geweigerd(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    maak(zonnebloem, an, onderwerp="Gesprek over plaatsen")
    tweede = maak(zonnebloem, an, begin=morgen(11), einde=morgen(12))
    bladzijde = client_an.get(tweede.get_absolute_url()).content.decode()
    assert "Op hetzelfde moment" in bladzijde
    assert "Gesprek over plaatsen" in bladzijde


def test_twee_versies_van_een_afspraak_staan_naast_elkaar(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an)
    velden = formulier(zonnebloem, van="15:00", tot="16:00", versie=afspraak.versie)
    later = plan(zonnebloem, onderwerp="Nieuwe leefgroep")
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=later, door=an, op=timezone.now())
    antwoord = client_an.post(f"{afspraak.get_absolute_url()}wijzigen/", velden)
    assert antwoord.status_code == 409
    assert "Nieuwe leefgroep" in antwoord.content.decode()
    nog = velden | {"versie": Afspraak.objects.get().versie}
    assert client_an.post(f"{afspraak.get_absolute_url()}wijzigen/", nog).status_code == 302


def test_de_stappen_op_de_bladzijde(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    adres = gisteren(zonnebloem, an).get_absolute_url()
    assert client_an.post(f"{adres}niet-doorgegaan/", {"reden": ""}).status_code == 422
    assert client_an.post(f"{adres}niet-doorgegaan/", {"reden": "Niemand thuis"}).status_code == 302
    klaar = gisteren(zonnebloem, an)
    wanneer = klaar.begin.astimezone(BRUSSEL).strftime("%Y-%m-%dT%H:%M")
    antwoord = client_an.post(f"{klaar.get_absolute_url()}gedaan/", {"tekst": "Goed.", "met": "Rita", "wanneer": wanneer})
    assert antwoord.status_code == 302
    vast = maak(zonnebloem, an)
    assert client_an.post(f"{vast.get_absolute_url()}annuleren/", {}).status_code == 422
    vast.delete()
    weg = maak(zonnebloem, an, vast=False)
    assert client_an.post(f"{weg.get_absolute_url()}annuleren/", {}).status_code == 302
    statussen = [a.status for a in Afspraak.objects.order_by("gemaakt_op")]
    assert statussen == [Afspraakstatus.NIET_DOORGEGAAN, Afspraakstatus.GEDAAN, Afspraakstatus.GEANNULEERD]
