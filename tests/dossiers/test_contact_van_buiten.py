"""Whoever answers the phone registers, for any location: noted with the card alone, read by who follows it (domein W2)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.access.contact import VAN_BUITEN_VERBETERT, contactmomenten_zichtbaar_voor, mag_verbeteren
from dossiers.actions import contactmomenten
from dossiers.actions.contactmomenten import inhoud_van
from dossiers.models import Contactmoment, Dossier
from kern.choices import Rol
from kern.models import Logregel, Medewerker, Werkregel
from kern.queries.werk import mijn_regels
from tests.mensen import Inloggen, maak
from tests.wereld import geef_toegang, maak_dossier, maak_organisator, noteer_contact


def velden(**anders: Any) -> dict[str, Any]:
    nu = timezone.localtime()
    return {
        "sleutel": uuid4(),
        "tekst": "Vraagt terug te bellen.",
        "wat": "telefoon:in",
        "met": "",
        "op": f"{nu:%Y-%m-%dT%H:%M}",
    } | anders


def noteer(client: Client, dossier: Dossier) -> Contactmoment:
    antwoord = client.post(f"{dossier.get_absolute_url()}contact/", velden())
    assert (antwoord.status_code, antwoord["Location"]) == (302, dossier.get_absolute_url())
    return Contactmoment.objects.get()


def test_bart_van_een_ander_team_noteert_van_op_de_kaart_en_leest_alleen_zijn_eigen_woorden(
    client_bart: Client, zonnebloem: Dossier, an: Medewerker
) -> None:
    van_an = noteer_contact(zonnebloem, an)
    kaart = client_bart.get(zonnebloem.get_absolute_url()).content.decode()
    assert f'href="{zonnebloem.get_absolute_url()}contact/"' in kaart
    antwoord = client_bart.post(f"{zonnebloem.get_absolute_url()}contact/", velden())
    assert antwoord["Location"] == zonnebloem.get_absolute_url()
    eigen = Contactmoment.objects.exclude(pk=van_an.pk).get()
    assert "Vraagt terug te bellen." in client_bart.get(eigen.get_absolute_url()).content.decode()
    assert client_bart.get(van_an.get_absolute_url()).status_code == 404
    assert client_bart.get(f"{zonnebloem.get_absolute_url()}gegevens/").status_code == 403
    assert 'data-diepte="kaart"' in client_bart.get(zonnebloem.get_absolute_url()).content.decode()


def test_het_formulier_van_wie_alleen_de_kaart_ziet_toont_geen_inhoud_en_schrijft_geen_blik(
    client_bart: Client, bart: Medewerker, zonnebloem: Dossier, an: Medewerker
) -> None:
    noteer_contact(zonnebloem, an, "De poetshulp is ziek.")
    html = client_bart.get(f"{zonnebloem.get_absolute_url()}contact/").content.decode()
    assert "poetshulp" not in html
    assert not Logregel.objects.filter(door_id=bart.pk, gebeurtenis__endswith="_ingezien").exists()


def test_wie_de_locatie_volgt_krijgt_het_in_de_werkvoorraad_en_leest_wat_er_gezegd_is(
    client_an: Client, client_bart: Client, an: Medewerker, zonnebloem: Dossier
) -> None:
    contact = noteer(client_bart, zonnebloem)
    (regel,) = mijn_regels(an)
    assert (regel.titel, regel.url) == ("Bart Maes noteerde: telefoon gekregen", contact.get_absolute_url())
    assert "Bart Maes noteerde" in client_an.get("/").content.decode()
    assert "Vraagt terug te bellen." in client_an.get(contact.get_absolute_url()).content.decode()


def test_zonder_klantenbeheerder_krijgt_de_coordinator_het(client_bart: Client, carla: Medewerker, an: Medewerker) -> None:
    alleen = maak_dossier("De Eenzame", maak_organisator("Eenzaam vzw"))
    noteer(client_bart, alleen)
    assert [regel.titel for regel in mijn_regels(carla)] == ["Bart Maes noteerde: telefoon gekregen"]


def test_wie_daar_schrijft_maakt_voor_niemand_werk(client_an: Client, zonnebloem: Dossier) -> None:
    noteer(client_an, zonnebloem)
    assert not Werkregel.objects.exists()


def test_bart_verbetert_en_trekt_in_op_de_dag_zelf_en_daarna_niet_meer(
    client_bart: Client, bart: Medewerker, an: Medewerker, zonnebloem: Dossier
) -> None:
    contact = noteer(client_bart, zonnebloem)
    pad = contact.get_absolute_url()
    assert client_bart.get(f"{pad}verbeteren/").status_code == 200
    assert mag_verbeteren(bart, contact, contact.genoteerd_op + VAN_BUITEN_VERBETERT)
    assert not mag_verbeteren(bart, contact, contact.genoteerd_op + VAN_BUITEN_VERBETERT + timedelta(seconds=1))
    client_bart.post(f"{pad}intrekken/", {"reden": "Verkeerde locatie aangeklikt."})
    assert not mijn_regels(an).exists()
    client_bart.post(f"{pad}terugzetten/")
    assert mijn_regels(an).count() == 1


def test_wat_een_collega_verbeterde_zijn_niet_meer_de_woorden_van_bart(
    client_bart: Client, bart: Medewerker, carla: Medewerker, zonnebloem: Dossier
) -> None:
    contact = noteer(client_bart, zonnebloem)
    contactmomenten.verbeter_contact(
        contact=contact, versie=1, inhoud=inhoud_van(contact)._replace(tekst="Ernstig."), door=carla, op=timezone.now()
    )
    contact.refresh_from_db()
    assert client_bart.get(contact.get_absolute_url()).status_code == 404
    assert not mag_verbeteren(bart, contact, timezone.now())


def test_een_coordinator_van_een_ander_team_verbetert_niet_wat_een_ander_schreef(
    els: Medewerker, an: Medewerker, zonnebloem: Dossier
) -> None:
    """Noting needs the card, correcting what a colleague wrote needs the scope: an invitation gives none."""
    van_an = noteer_contact(zonnebloem, an)
    geef_toegang(zonnebloem, els, an)
    assert van_an in contactmomenten_zichtbaar_voor(els)
    assert not mag_verbeteren(els, van_an, timezone.now())


@pytest.mark.parametrize(
    ("rol", "mag"), [(Rol.BACKOFFICE, 200), (Rol.JURIST, 200), (Rol.DPO, 403), (Rol.BEHEERDER, 403), (Rol.BELLER, 404)]
)
def test_wie_aan_de_telefoon_zit_noteert_wie_toekijkt_niet(inloggen: Inloggen, zonnebloem: Dossier, rol: Rol, mag: int) -> None:
    iemand = maak("iemand", "Iemand Anders", rol)
    assert inloggen(iemand).get(f"{zonnebloem.get_absolute_url()}contact/").status_code == mag
