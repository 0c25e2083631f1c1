"""Two colleagues open the same form; who saves second reads, field by field, both versions, and nothing is overwritten."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers import gebeurtenissen
from dossiers.actions import attesten, groepen
from dossiers.models import Attest, Dossier
from kern.logboek import reden_van, regels_over
from kern.models import Medewerker
from tests.dossiers.personen import maak_attest, maak_betrokkene
from tests.mensen import Inloggen
from tests.wereld import begin_verslag, noteer_contact, scherm_af, vergun, vraag_inspectie

Adres = Callable[[Dossier, Medewerker], str]


def bij_dossier(stuk: str) -> Adres:
    return lambda dossier, _an: f"{dossier.get_absolute_url()}{stuk}"


def groep(_dossier: Dossier, an: Medewerker) -> str:
    gemaakt = groepen.maak_groep(naam="De Bende", soort="groep", door=an, op=timezone.now())
    return f"{gemaakt.get_absolute_url()}wijzigen/"


def vergunning(dossier: Dossier, an: Medewerker) -> str:
    periode = vergun(dossier, an)
    return reverse("dossiers:vergunning_wijzigen", args=[dossier.dossiernummer, periode.pk])


FORMULIEREN: dict[str, tuple[Adres, dict[str, Any], dict[str, Any], list[tuple[str, str, str]]]] = {
    "een dossier": (
        bij_dossier("wijzigen/"),
        {"straat": "Kerkstraat", "email": "zon@voorbeeld.be"},
        {"straat": "Dorpsstraat"},
        [("Straat", "Kerkstraat", "Dorpsstraat"), ("E-mail", "zon@voorbeeld.be", "niet ingevuld")],
    ),
    "een organisator": (
        lambda dossier, _an: f"{dossier.organisator.get_absolute_url()}wijzigen/",
        {"telefoon": "03 111 11 11", "talen": ["nl", "fr"], "rechtsvorm": "vzw", "kbo": "0413.895.634"},
        {"telefoon": "03 222 22 22", "talen": ["nl"], "rechtsvorm": "vzw"},
        [
            ("Ondernemingsnummer", "0413.895.634", "niet ingevuld"),
            ("Telefoon", "03 111 11 11", "03 222 22 22"),
            ("Talen aan de telefoon", "Nederlands, Frans", "Nederlands"),
        ],
    ),
    "een betrokkene": (
        lambda dossier, an: f"{maak_betrokkene(dossier, an).get_absolute_url()}wijzigen/",
        {"telefoon": "0470 11 11 11", "vanaf": "2021-03-01"},
        {"telefoon": "0470 22 22 22", "vanaf": "2021-04-01"},
        [("Hier sinds", "01/03/2021", "01/04/2021"), ("Telefoon", "0470 11 11 11", "0470 22 22 22")],
    ),
    "een contactmoment": (
        lambda dossier, an: f"{noteer_contact(dossier, an).get_absolute_url()}verbeteren/",
        {"tekst": "Carla schreef\ntwee regels.", "wat": "mail:uit"},
        {"tekst": "An schreef\r\nook twee.", "wat": "telefoon:in"},
        [
            ("Wat is er gezegd?", "Carla schreef\ntwee regels.", "An schreef\nook twee."),
            ("Soort contact", "Mail gestuurd", "Telefoon gekregen"),
        ],
    ),
    "een inspectieverzoek": (
        lambda dossier, an: f"{vraag_inspectie(dossier, an).get_absolute_url()}wijzigen/",
        {"vraag": "Kijk de tuin na.", "prioriteit": "dringend"},
        {"vraag": "Kijk de keuken na.", "prioriteit": "gewoon"},
        [("Wat moet Zorginspectie nakijken?", "Kijk de tuin na.", "Kijk de keuken na."), ("Prioriteit", "dringend", "gewoon")],
    ),
    "een periode van de vergunning": (
        vergunning,
        {"voorwaarden": "Hoogstens negen baby’s."},
        {"besluitnummer": "OPG-2026-7"},
        [("Nummer van het besluit", "niet ingevuld", "OPG-2026-7"), ("Voorwaarden", "Hoogstens negen baby’s.", "niet ingevuld")],
    ),
    "de opvang": (
        bij_dossier("opvang/"),
        {"ingeschreven": "22", "van_0": "07:00", "tot_0": "18:00", "groep_0_naam": "Berenhol", "groep_0_kinderen": "9"},
        {"ingeschreven": "11", "dicht_0_vanaf": "2027-12-24", "dicht_0_tot": "2027-12-31", "dicht_0_reden": "Kerst"},
        [
            ("Ingeschreven kinderen", "22", "11"),
            ("Maandag: open van", "07:00", "niet ingevuld"),
            ("Maandag: open tot", "18:00", "niet ingevuld"),
            ("Leefgroep", "Berenhol: hoogstens 9, alle leeftijden", "niet ingevuld"),
            ("Gesloten", "niet ingevuld", "24/12/2027 tot en met 31/12/2027, Kerst"),
        ],
    ),
    "wat boven een verslag staat": (
        lambda dossier, an: f"{begin_verslag(dossier, an).get_absolute_url()}kop/",
        {"titel": "Bezoek van Carla", "met": "Rita"},
        {"titel": "Bezoek van An"},
        [("Waarover gaat het?", "Bezoek van Carla", "Bezoek van An"), ("Met wie", "Rita", "niet ingevuld")],
    ),
    "een groep": (groep, {"naam": "De Bende van Carla"}, {"soort": "koepel"}, [
        ("Naam", "De Bende van Carla", "De Bende"), ("Soort", "groep", "koepel"),
    ]),
}  # fmt: skip


def ingevuld(form: BaseForm) -> dict[str, Any]:
    """Return what a browser sends when nothing was typed in *form*."""
    uit: dict[str, Any] = {}
    for veld in form:
        waarde = veld.field.widget.format_value(veld.field.prepare_value(veld.value()))
        uit[veld.html_name] = "" if waarde is None else waarde
    return uit


@pytest.mark.parametrize("wat", list(FORMULIEREN))
def test_wie_tweede_bewaart_leest_per_gegeven_beide_versies(
    wat: str, client_an: Client, client_carla: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    adres, van_carla, van_an, verwacht = FORMULIEREN[wat]
    pad = adres(zonnebloem, an)
    begin = ingevuld(client_an.get(pad).context["form"])
    assert client_carla.post(pad, begin | van_carla).status_code == 302
    antwoord = client_an.post(pad, begin | van_an)
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == verwacht
    assert "Er is niets overschreven, en wat u typte staat hieronder nog." in html
    opnieuw = ingevuld(antwoord.context["form"])
    for veld, waarde in van_an.items():
        assert opnieuw[veld] in (waarde, [waarde]), "wat An typte staat er nog"
    nu = ingevuld(client_carla.get(pad).context["form"])
    for veld, waarde in van_carla.items():
        assert str(nu[veld]).strip("[']") == str(waarde).strip("[']"), "wat Carla bewaarde staat er nog"
    assert client_an.post(pad, opnieuw).status_code == 302, "en nu ze beide zag, bewaart An"


def test_een_attest_dat_twee_collegas_vernieuwen_toont_beide_en_vervangt_daarna_het_hunne(
    client_an: Client, an: Medewerker, carla: Medewerker, zonnebloem: Dossier
) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    oud = maak_attest(rita, an, date(2026, 12, 31))
    van, tot = date(2026, 11, 2), date(2027, 11, 2)
    attesten.vernieuw(attest=oud, afgegeven_op=van, verloopt_op=tot, opmerking="Per post.", door=carla, op=timezone.now())
    getypt = {"afgegeven_op": "2026-11-12", "verloopt_op": "2027-11-12", "opmerking": "Per post."}
    antwoord = client_an.post(f"/attesten/{oud.pk}/vernieuwen/", getypt)
    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == [
        ("Afgegeven op", "02/11/2026", "12/11/2026"),
        ("Geldig tot en met", "02/11/2027", "12/11/2027"),
    ]
    assert 'value="2027-11-12"' in antwoord.text
    van_carla = Attest.objects.get(betrokkene=rita, vervallen_op=None)
    assert (van_carla.pk != oud.pk, van_carla.verloopt_op) == (True, date(2027, 11, 2))
    assert client_an.post(antwoord.context["actie"], getypt).status_code == 302
    assert Attest.objects.get(betrokkene=rita, vervallen_op=None).verloopt_op == date(2027, 11, 12)


def test_een_attest_dat_een_collega_introk_geeft_terug_wat_getypt_was(
    client_an: Client, an: Medewerker, carla: Medewerker, zonnebloem: Dossier
) -> None:
    attest = maak_attest(maak_betrokkene(zonnebloem, an), an, date(2026, 12, 31))
    attesten.trek_in(attest=attest, reden="Verkeerde persoon.", door=carla, op=timezone.now())
    antwoord = client_an.post(
        f"/attesten/{attest.pk}/vernieuwen/", {"verloopt_op": "2027-11-12", "opmerking": "Nieuw uittreksel."}
    )
    assert antwoord.status_code == 409
    for getypt in ("12/11/2027", "Nieuw uittreksel."):
        assert getypt in antwoord.text


def test_de_laatste_dag_van_iemand_wiens_gegevens_intussen_wijzigden(
    client_an: Client, client_carla: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    rita = maak_betrokkene(zonnebloem, an)
    begin = ingevuld(client_an.get(f"{rita.get_absolute_url()}wijzigen/").context["form"])
    assert client_carla.post(f"{rita.get_absolute_url()}wijzigen/", begin | {"telefoon": "0470 11 11 11"}).status_code == 302
    antwoord = client_an.post(f"{rita.get_absolute_url()}vertrokken/", {"versie": "1", "tot": "2026-10-31"})
    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == [("Laatste dag", "niet ingevuld", "31/10/2026")]
    assert client_an.post(f"{rita.get_absolute_url()}vertrokken/", ingevuld(antwoord.context["form"])).status_code == 302


def test_afgeschermde_gegevens_tonen_beide_versies_en_die_blik_staat_in_het_logboek(
    client_an: Client, client_carla: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    scherm_af(zonnebloem, an)
    pad, begin = f"{zonnebloem.get_absolute_url()}afgeschermd/bewaren/", {"versie": "1", "contactpersoon": "Rita Verzonnen"}
    assert client_carla.post(pad, begin | {"privetelefoon": "0470 11 11 11"}).status_code == 302
    antwoord = client_an.post(pad, begin | {"privetelefoon": "0470 22 22 22"})
    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == [("Privénummer", "0470 11 11 11", "0470 22 22 22")]
    (blik,) = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.AFGESCHERMD_INGEZIEN.code)
    assert (blik.door_naam, "beide versies" in str(reden_van(blik))) == ("An Peeters", True)
    assert client_an.post(pad, ingevuld(antwoord.context["form"])).status_code == 302


def test_een_organisator_die_twee_coordinatoren_toewijzen(
    client_carla: Client, dirk: Medewerker, bart: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    pad = f"{zonnebloem.organisator.get_absolute_url()}toewijzen/"
    begin = {"van": an.pk, "nota": "Let op de verbouwing in het voorjaar."}
    assert client_carla.post(pad, begin | {"naar": dirk.pk}).status_code == 302
    antwoord = client_carla.post(pad, begin | {"naar": bart.pk})
    assert antwoord.status_code == 409
    assert antwoord.context["verschillen"] == [("Vaste klantenbeheerder", "Dirk Claes", "Bart Maes")]
    assert "Let op de verbouwing in het voorjaar.</textarea>" in antwoord.text
    assert client_carla.post(pad, begin | {"naar": bart.pk, "van": dirk.pk}).status_code == 302
