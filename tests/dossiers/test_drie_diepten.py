"""Who sees what of a dossier: card, content, shielded data; and that expiry is true at the second."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from dossiers import gebeurtenissen
from dossiers.actions import dossiers as dossieracties
from dossiers.choices import Toegangsoort
from dossiers.models import Dossier, DossierToegang
from kern.actions.mensen import wijzig_rollen
from kern.choices import Rol
from kern.logboek import regels_over
from kern.models import Logregel, Medewerker
from tests.mensen import Inloggen, maak, vervang
from tests.wereld import geef_toegang, geef_verlopen_toegang, maak_dossier, maak_organisator, scherm_af


def diepte(client: Client, dossier: Dossier) -> str:
    """Return what the page of the dossier shows: "inhoud", "kaart", or the status it answers."""
    antwoord = client.get(dossier.get_absolute_url())
    if antwoord.status_code != 200:
        return str(antwoord.status_code)
    html = antwoord.content.decode()
    return next(d for d in ("inhoud", "kaart") if f'data-diepte="{d}"' in html)


def inzages(dossier: Dossier) -> list[Logregel]:
    return list(regels_over(dossier).filter(gebeurtenis=gebeurtenissen.DOSSIER_INGEZIEN.code))


def test_an_ziet_de_inhoud_en_haar_blik_staat_in_het_logboek(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    assert diepte(client_an, zonnebloem) == "inhoud"
    (regel,) = inzages(zonnebloem)
    assert (regel.door_id, regel.namens_id, regel.gegevens) == (an.pk, None, {"weg": "eigen"})


def test_bart_van_een_ander_team_ziet_alleen_de_kaart(client_bart: Client, zonnebloem: Dossier) -> None:
    html = client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert 'data-diepte="kaart"' in html
    assert zonnebloem.dossiernummer in html
    assert "Mortsel" in html
    assert "0470 00 00 01" in html
    assert "An Peeters" in html
    assert "Statielei" not in html
    assert "vraag-toegang/" in html
    assert "noodtoegang/" in html
    assert inzages(zonnebloem) == []


def test_bart_ziet_de_inhoud_van_elke_locatie_van_een_organisator_die_hij_mee_volgt(
    client_bart: Client, bart: Medewerker, zonnebloem: Dossier
) -> None:
    in_gent = maak_dossier("De Zonnebloem Gent", zonnebloem.organisator, "oost-vlaanderen", gemeente="Gent", postcode="9000")
    dossieracties.laat_afwijken(dossier=in_gent, klantenbeheerder=bart, reden="woont dichterbij", door=None, op=timezone.now())
    assert diepte(client_bart, zonnebloem) == "inhoud"


def test_wie_een_andere_rol_krijgt_verliest_meteen_de_inhoud(
    an: Medewerker, carla: Medewerker, client_an: Client, zonnebloem: Dossier
) -> None:
    wijzig_rollen(medewerker=an, rollen=[Rol.BACKOFFICE], team=None, door=carla, op=timezone.now(), reden="andere functie")
    assert diepte(client_an, zonnebloem) == "kaart"


@pytest.mark.parametrize(("wie", "verwacht"), [("dirk", "inhoud"), ("fatima", "inhoud"), ("gust", "kaart"), ("hanne", "404")])
def test_team_en_meldingen_zien_de_inhoud_een_jurist_de_kaart_een_beller_niets(
    wie: str, verwacht: str, request: pytest.FixtureRequest, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    assert diepte(inloggen(request.getfixturevalue(wie)), zonnebloem) == verwacht


def test_wie_een_uitnodiging_kreeg_leest_tot_ze_eindigt(
    hanne: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    client = inloggen(hanne)
    ander = maak_dossier("De Maan", maak_organisator("Maan vzw", an))
    geef_toegang(zonnebloem, hanne, an, soort=Toegangsoort.UITNODIGING)
    assert diepte(client, zonnebloem) == "inhoud"
    assert diepte(client, ander) == "404"
    assert [d.pk for d in Dossier.objects.zichtbaar_voor(hanne)] == [zonnebloem.pk]


def test_een_verlopen_toegang_geeft_niets_meer(
    hanne: Medewerker, gust: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    geef_verlopen_toegang(zonnebloem, hanne, an)
    geef_verlopen_toegang(zonnebloem, gust, an)
    assert diepte(inloggen(hanne), zonnebloem) == "404"
    assert diepte(inloggen(gust), zonnebloem) == "kaart"


def test_toegang_eindigt_op_de_seconde_zonder_dat_er_iets_draait(
    gust: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    client = inloggen(gust)
    toegang = geef_toegang(zonnebloem, gust, an)
    assert diepte(client, zonnebloem) == "inhoud"
    assert gust.has_perm("dossiers.inhoud_zien", zonnebloem)
    DossierToegang.objects.filter(pk=toegang.pk).update(verloopt_op=Now())  # the clock reaches its last moment
    assert diepte(client, zonnebloem) == "kaart"
    assert not gust.has_perm("dossiers.inhoud_zien", zonnebloem)


def test_een_toegang_die_nog_moet_beginnen_geeft_nog_niets(
    gust: Medewerker, an: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    geef_toegang(zonnebloem, gust, an, op=timezone.now() + timedelta(hours=1))
    assert diepte(inloggen(gust), zonnebloem) == "kaart"


def test_na_het_einde_kan_toegang_opnieuw_gegeven_worden(gust: Medewerker, an: Medewerker, zonnebloem: Dossier) -> None:
    geef_verlopen_toegang(zonnebloem, gust, an)
    geef_toegang(zonnebloem, gust, an)
    assert Dossier.objects.met_inhoud_voor(gust).filter(pk=zonnebloem.pk).exists()


def test_bart_vervangt_an_en_het_logboek_zegt_namens_wie(
    an: Medewerker, bart: Medewerker, client_bart: Client, zonnebloem: Dossier
) -> None:
    vervang(an, bart)
    assert diepte(client_bart, zonnebloem) == "inhoud"
    (regel,) = inzages(zonnebloem)
    assert (regel.door_naam, regel.namens_naam, regel.gegevens["weg"]) == ("Bart Maes", "An Peeters", "vervanging")


def test_een_vervanging_geeft_niet_door_wat_de_afwezige_zelf_kreeg(
    an: Medewerker, bart: Medewerker, dirk: Medewerker, inloggen: Inloggen, gust: Medewerker, zonnebloem: Dossier
) -> None:
    """Not transitive: An stands in for Bart, Gust for An; what is Bart's does not reach Gust."""
    in_gent = maak_dossier("De Kikker", maak_organisator("Kikker bv", bart), "oost-vlaanderen")
    vervang(bart, an)
    vervang(an, gust)
    assert diepte(inloggen(an), in_gent) == "inhoud"
    assert diepte(inloggen(gust), zonnebloem) == "inhoud"
    assert diepte(inloggen(gust), in_gent) == "kaart"


def test_een_persoonlijke_toegang_gaat_niet_mee_met_een_vervanging(
    an: Medewerker, bart: Medewerker, gust: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    geef_toegang(zonnebloem, bart, an)
    vervang(bart, gust)
    assert diepte(inloggen(gust), zonnebloem) == "kaart"


def test_vervanger_van_meldingen_ziet_elke_inhoud(
    fatima: Medewerker, gust: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    vervang(fatima, gust)
    assert diepte(inloggen(gust), zonnebloem) == "inhoud"


def test_wie_extern_wordt_terwijl_hij_een_collega_vervangt_ziet_niets_meer(
    an: Medewerker, gust: Medewerker, carla: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    vervang(an, gust)
    wijzig_rollen(medewerker=gust, rollen=[Rol.BELLER], team=None, door=carla, op=timezone.now(), reden="ging weg")
    assert diepte(inloggen(gust), zonnebloem) == "404"


def test_lijst_en_pagina_zijn_het_voor_elke_rol_eens(an: Medewerker, bart: Medewerker, zonnebloem: Dossier) -> None:
    """The predicate of lists (`met_inhoud_voor`) and the way of one page (`met_weg`) never differ."""
    in_gent = maak_dossier("De Kikker", maak_organisator("Kikker bv", bart), "oost-vlaanderen")
    samen = maak_dossier("De Zonnebloem Gent", zonnebloem.organisator, "oost-vlaanderen")
    for rol in Rol:
        for team in (None, "antwerpen", "oost-vlaanderen", "limburg"):
            wie = maak(f"{rol}-{team or 'zonder-team'}", f"Rol {rol.label}", rol, team=team)
            if wie.is_intern:
                vervang(an if team == "limburg" else bart, wie)
            geef_toegang(in_gent, wie, bart)
            in_lijst = set(Dossier.objects.met_inhoud_voor(wie).values_list("pk", flat=True))
            op_pagina = {d.pk for d in Dossier.objects.met_weg(wie) if d.weg}
            assert in_lijst == op_pagina, (rol, team)
            assert in_gent.pk in in_lijst
    assert {zonnebloem.pk, samen.pk} <= set(Dossier.objects.met_inhoud_voor(an).values_list("pk", flat=True))


def test_afgeschermde_gegevens_vragen_eerst_een_reden(client_an: Client, an: Medewerker, zonnebloem: Dossier) -> None:
    scherm_af(zonnebloem, an)
    url = f"{zonnebloem.get_absolute_url()}afgeschermd/"
    assert "Rita Verzonnen" not in client_an.get(zonnebloem.get_absolute_url()).content.decode()
    assert "Rita Verzonnen" not in client_an.get(url).content.decode()
    zonder = client_an.post(url, {"reden": "kort"})
    assert zonder.status_code == 422
    assert "Rita Verzonnen" not in zonder.content.decode()

    met = client_an.post(url, {"reden": "Ouder staat voor een gesloten deur"})
    assert "Rita Verzonnen" in met.content.decode()
    assert "no-store" in met["Cache-Control"]
    (regel,) = regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.AFGESCHERMD_INGEZIEN.code)
    assert regel.reden.tekst == "Ouder staat voor een gesloten deur"


def test_wie_de_inhoud_ziet_maar_het_recht_niet_heeft_ziet_niets_afgeschermd(
    an: Medewerker, gust: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    """Standing in for An gives Gust her scope, never her powers."""
    scherm_af(zonnebloem, an)
    vervang(an, gust)
    client = inloggen(gust)
    assert diepte(client, zonnebloem) == "inhoud"
    antwoord = client.post(f"{zonnebloem.get_absolute_url()}afgeschermd/", {"reden": "Ik wil het gewoon weten"})
    assert antwoord.status_code == 403
    assert not regels_over(zonnebloem).filter(gebeurtenis=gebeurtenissen.AFGESCHERMD_INGEZIEN.code).exists()


def test_dirk_bewaart_wat_an_intussen_wijzigde_niet_ongezien(
    client_an: Client, an: Medewerker, dirk: Medewerker, inloggen: Inloggen, zonnebloem: Dossier
) -> None:
    scherm_af(zonnebloem, an)
    url = f"{zonnebloem.get_absolute_url()}afgeschermd/bewaren/"
    goed = client_an.post(url, {"versie": 1, "contactpersoon": "Rita Nieuw"})
    assert goed.status_code == 302
    laat = inloggen(dirk).post(url, {"versie": 1, "contactpersoon": "Rita van Dirk"})
    assert laat.status_code == 409
    assert "Rita van Dirk" in laat.content.decode()
    zonnebloem.refresh_from_db()
    assert zonnebloem.afgeschermd.contactpersoon == "Rita Nieuw"
