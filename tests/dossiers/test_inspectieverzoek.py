"""A request to Zorginspectie: asked once, followed, late when its term is over, closed with a visit or a reason."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dossiers.actions import inspectieverzoeken as actions
from dossiers.models import Aandacht, Dossier, Inspectieverzoek, Tijdlijnregel
from dossiers.queries import panelen as panelen_contact
from kern import controle
from kern.fouten import AlGewijzigd
from kern.models import Logregel, Medewerker, Werkregel
from kern.tijd import BRUSSEL
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import collega
from tests.wereld import maak_dossier, maak_organisator, vraag_inspectie


def vandaag() -> date:
    return timezone.localdate()  # asked each time: a run may pass midnight


def volgende_week() -> date:
    return vandaag() + timedelta(days=7)


def velden(**anders: Any) -> dict[str, Any]:
    begin = {"sleutel": uuid4(), "vraag": "Kijk de slaapruimte na.", "aanleiding": "Melding van een buur", "prioriteit": "hoog"}
    return begin | {"tegen": f"{volgende_week()}"} | anders


def adres(dossier: Dossier) -> str:
    return f"{dossier.get_absolute_url()}inspectie-vragen/"


def titels(dossier: Dossier) -> list[str]:
    regels = Tijdlijnregel.objects.filter(dossier=dossier, soort__startswith="dossiers.inspectie", vervallen_op=None)
    return [r.titel for r in regels.order_by("pk")]


def over_een_maand() -> datetime:
    return datetime.combine(vandaag() + timedelta(days=30), time(0, 10), tzinfo=BRUSSEL)


def test_an_vraagt_een_inspectie_en_die_staat_op_de_tijdlijn(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    antwoord = client_an.post(adres(zonnebloem), velden())
    assert (antwoord.status_code, antwoord["Location"]) == (302, zonnebloem.get_absolute_url())
    verzoek = Inspectieverzoek.objects.get()
    assert (verzoek.status, verzoek.gevraagd_door) == ("gevraagd", an)
    assert titels(zonnebloem) == [f"Inspectie gevraagd: hoog, tegen {volgende_week():%d/%m/%Y}"]
    assert Logregel.objects.filter(gebeurtenis="dossiers.inspectie_gevraagd", onderwerp_id=str(zonnebloem.pk)).count() == 1


def test_twee_keer_verzonden_is_een_verzoek_en_met_andere_woorden_wordt_het_gevraagd(
    client_an: Client, zonnebloem: Dossier
) -> None:
    eerst = velden()
    for _ in range(2):
        assert client_an.post(adres(zonnebloem), eerst).status_code == 302
    assert Inspectieverzoek.objects.count() == 1
    antwoord = client_an.post(adres(zonnebloem), eerst | {"vraag": "Kijk het hek na."})
    assert antwoord.status_code == 409
    assert "Kijk het hek na." in antwoord.content.decode()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"vraag": ""}, "verplicht"),
        ({"tegen": f"{vandaag() - timedelta(days=1)}"}, "Deze dag is voorbij"),
        ({"tegen": "9999-12-31"}, "Kijk het jaartal na"),
        ({"prioriteit": "gisteren"}, "geldige keuze"),
        ({"vraag": "x" * 10_001}, "hoogstens 10.000 tekens"),
    ],
)
def test_fout_in_het_verzoek_bewaart_niets(client_an: Client, zonnebloem: Dossier, anders: dict[str, str], zin: str) -> None:
    antwoord = client_an.post(adres(zonnebloem), velden(**anders))
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Inspectieverzoek.objects.exists()


def test_bevestigd_en_dan_bezocht_met_verslag(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    verzoek = vraag_inspectie(zonnebloem, an)
    een = verzoek.get_absolute_url()
    assert client_an.post(f"{een}bevestigen/", {"gepland_op": f"{volgende_week()}"}).status_code == 302
    assert client_an.post(f"{een}bevestigen/", {"gepland_op": ""}).status_code == 409
    goed = {"bezocht_op": f"{vandaag()}", "verslagnummer": "ZI-2026-00012"}
    assert client_an.post(f"{een}afsluiten/", {"bezocht_op": f"{volgende_week()}"}).status_code == 422
    assert client_an.post(f"{een}afsluiten/", goed).status_code == 302
    verzoek.refresh_from_db()
    assert (verzoek.status, verzoek.bezocht_op, verzoek.verslagnummer) == ("uitgevoerd", vandaag(), "ZI-2026-00012")
    assert titels(zonnebloem)[1:] == [
        f"Zorginspectie bevestigde het verzoek voor {volgende_week():%d/%m/%Y}",
        "Zorginspectie ging langs (verslag ZI-2026-00012)",
    ]
    assert Tijdlijnregel.objects.get(soort="dossiers.inspectie").op == datetime.combine(vandaag(), time.min, tzinfo=BRUSSEL)
    html = client_an.get(een).content.decode()
    assert "ZI-2026-00012" in html
    assert "afsluiten/" not in html


def test_intrekken_vraagt_een_reden(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    een = vraag_inspectie(zonnebloem, an).get_absolute_url()
    antwoord = client_an.post(f"{een}intrekken/", {"reden": ""})
    assert antwoord.status_code == 422
    assert client_an.post(f"{een}intrekken/", {"reden": "De opvang is gestopt."}).status_code == 302
    assert "De opvang is gestopt." in client_an.get(een).content.decode()


def test_het_verzoek_wacht_in_de_werkvoorraad_van_wie_de_locatie_volgt(
    client_carla: Client, zonnebloem: Dossier, carla: Medewerker, an: Medewerker
) -> None:
    verzoek = vraag_inspectie(zonnebloem, carla)
    regel = Werkregel.objects.get(soort="dossiers.inspectieverzoek")
    assert (regel.voor, regel.wacht_op, regel.klaar_op) == (an, "Zorginspectie", None)
    (uitslag,) = controle.voer_uit(["dossiers.werk_inspectie"])
    assert uitslag.fout == 0
    nieuw = velden(tegen=f"{volgende_week() + timedelta(days=7)}", versie=1)
    client_carla.post(f"{verzoek.get_absolute_url()}wijzigen/", nieuw)
    assert regel.tegen is not None
    assert Werkregel.objects.get().tegen == regel.tegen + timedelta(days=7)
    client_carla.post(f"{verzoek.get_absolute_url()}intrekken/", {"reden": "Niet meer nodig."})
    assert Werkregel.objects.get().klaar_door == carla


def test_te_laat_vraagt_aandacht_tot_het_bezoek(zonnebloem: Dossier, an: Medewerker) -> None:
    verzoek, later = vraag_inspectie(zonnebloem, an, prioriteit="dringend"), over_een_maand()
    assert actions.markeer_te_laat(op=timezone.now()) == 0
    assert actions.markeer_te_laat(op=later) == 1
    assert actions.markeer_te_laat(op=later + timedelta(days=1)) == 0
    punt = Aandacht.objects.get(tot=None)
    assert (punt.dossier, punt.ernst) == (zonnebloem, "gevaar")
    assert punt.reden == f"Inspectie gevraagd tegen {volgende_week():%d/%m/%Y}, nog niet gebeurd"
    actions.sluit_af(verzoek=Inspectieverzoek.objects.get(pk=verzoek.pk), bezocht_op=later.date(), door=an, op=later)
    assert not Aandacht.objects.filter(tot=None).exists()


def test_een_nieuwe_term_neemt_de_aandacht_weg(zonnebloem: Dossier, an: Medewerker) -> None:
    verzoek, later = vraag_inspectie(zonnebloem, an), over_een_maand()
    actions.markeer_te_laat(op=later)
    gevraagd = actions.vraag_van(verzoek)._replace(tegen=later.date() + timedelta(days=5))
    actions.wijzig_verzoek(verzoek=verzoek, versie=1, gevraagd=gevraagd, door=an, op=later)
    assert not Aandacht.objects.filter(tot=None).exists()
    assert actions.markeer_te_laat(op=later) == 0


def test_een_andere_vraag_bij_een_term_die_voorbij_is_mag(zonnebloem: Dossier, an: Medewerker) -> None:
    verzoek, later = vraag_inspectie(zonnebloem, an), over_een_maand()
    gevraagd = actions.vraag_van(verzoek)._replace(vraag="Ook het hek.")
    assert actions.wijzig_verzoek(verzoek=verzoek, versie=1, gevraagd=gevraagd, door=an, op=later).versie == 2
    with pytest.raises(ValidationError, match="voorbij"):
        actions.wijzig_verzoek(verzoek=verzoek, versie=2, gevraagd=gevraagd._replace(tegen=vandaag()), door=an, op=later)


def test_collega_was_eerst_en_beide_versies_staan_er(
    client_an: Client, client_carla: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    een = f"{vraag_inspectie(zonnebloem, an).get_absolute_url()}wijzigen/"
    assert client_carla.post(een, velden(vraag="Van Carla.", versie=1)).status_code == 302
    antwoord = client_an.post(een, velden(vraag="Van An.", versie=1))
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Van Carla." in html
    assert "Van An." in html
    assert client_an.post(een, velden(vraag="Van An.", versie=2)).status_code == 302


def test_afgesloten_terwijl_een_ander_wijzigt_verliest_geen_tekst(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    verzoek = vraag_inspectie(zonnebloem, an)
    een = verzoek.get_absolute_url()
    client_an.post(f"{een}intrekken/", {"reden": "Niet meer nodig."})
    antwoord = client_an.post(f"{een}wijzigen/", velden(vraag="Te laat getypt.", versie=1))
    assert antwoord.status_code == 409
    assert "Te laat getypt." in antwoord.content.decode()
    assert "intussen afgesloten" in antwoord.content.decode()


def test_twee_stappen_tegelijk_een_wint(eigen_database: None) -> None:
    an = collega("An", team="antwerpen")
    pk = vraag_inspectie(maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an)), an).pk

    def haal() -> Inspectieverzoek:
        return Inspectieverzoek.objects.select_related("dossier").get(pk=pk)

    def bezocht() -> Inspectieverzoek:
        return actions.sluit_af(verzoek=haal(), bezocht_op=vandaag(), door=an, op=timezone.now())

    def ingetrokken() -> Inspectieverzoek:
        return actions.trek_in(verzoek=haal(), reden="niet nodig", door=an, op=timezone.now())

    assert soorten(tegelijk(bezocht, ingetrokken)) == ["AlGewijzigd", "Inspectieverzoek"]
    assert AlGewijzigd.status == 409


# --- The list --------------------------------------------------------------------------------------------------------------
def namen(client: Client, **filters: str) -> list[str]:
    lijst = client.get("/inspectieverzoeken/", filters).context["lijst"]
    return [str(rij) for rij in lijst.blad.rijen]


def test_lijst_toont_alleen_wat_open_staat_voor_de_lezer(
    client_an: Client, client_bart: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    vraag_inspectie(zonnebloem, an, vraag="Woorden over mensen")
    assert len(namen(client_an)) == 1
    assert namen(client_bart) == []
    assert "Woorden over mensen" not in client_an.get("/inspectieverzoeken/?uitvoer=csv").getvalue().decode()


def test_lijst_filtert_op_stand_prioriteit_en_te_laat(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    vraag_inspectie(zonnebloem, an)
    vraag_inspectie(zonnebloem, an, prioriteit="dringend")
    Inspectieverzoek.objects.filter(prioriteit="dringend").update(tegen=vandaag() - timedelta(days=1))
    aantallen = [
        len(namen(client_an, **filters))
        for filters in (
            {"prioriteit": "dringend"},
            {"laat": "ja"},
            {"laat": "nee"},
            {"status": "open"},
            {"status": "uitgevoerd"},
            {"team": "antwerpen"},
            {"q": "zonnebloem"},
        )
    ]
    assert aantallen == [1, 1, 1, 2, 0, 2, 2]


def test_lijst_begint_met_wat_nog_moet_komen_en_zegt_wat_te_laat_is(
    client_an: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    gedaan, laat, later = (vraag_inspectie(zonnebloem, an) for _ in range(3))
    for verzoek, dagen in ((gedaan, 400), (laat, 3), (later, -9)):
        Inspectieverzoek.objects.filter(pk=verzoek.pk).update(tegen=vandaag() - timedelta(days=dagen))
    actions.sluit_af(verzoek=gedaan, bezocht_op=vandaag(), door=an, op=timezone.now())
    antwoord = client_an.get("/inspectieverzoeken/")
    assert [rij.pk for rij in antwoord.context["lijst"].blad.rijen] == [laat.pk, later.pk, gedaan.pk]
    assert antwoord.content.decode().count("te laat</span>") == 1
    assert client_an.get("/inspectieverzoeken/?uitvoer=csv").getvalue().decode().count("(te laat)") == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_lijst_vraagt_niet_meer_met_meer_rijen(
    client_an: Client, zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        vraag_inspectie(zonnebloem, an)
    with django_assert_num_queries(8):
        client_an.get("/inspectieverzoeken/")


@pytest.mark.parametrize("aantal", [1, 3])
def test_paneel_vraagt_een_keer(
    zonnebloem: Dossier, an: Medewerker, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(aantal):
        vraag_inspectie(zonnebloem, an)
    dossier = Dossier.objects.met_weg(an).get()
    with django_assert_num_queries(1):
        assert len(panelen_contact.inspectieverzoeken(an, dossier, timezone.now())["verzoeken"]) == aantal
