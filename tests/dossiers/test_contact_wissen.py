"""Erasing a contact or a request takes the words everywhere: the row, earlier versions, the timeline."""

from django.db import connection
from django.test import Client
from django.utils import timezone

from dossiers.actions import contactmomenten, inspectieverzoeken
from dossiers.actions.contactmomenten import inhoud_van
from dossiers.models import Contactmoment, Dossier, Inspectieverzoek, Tijdlijnregel
from kern import wissen
from kern.models import Medewerker
from kern.wissen import Onderwerp
from tests.wereld import noteer_contact, vraag_inspectie

MERK = "Zeldzaamnaam"


def tabellen_met(merk: str) -> list[str]:
    """Return every table in which the word stands in any column, of all that this database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        namen = [naam for (naam,) in cursor.fetchall()]
        gevonden = []
        for naam in namen:
            cursor.execute(f'SELECT 1 FROM "{naam}" t WHERE t::text ILIKE %s LIMIT 1', [f"%{merk}%"])
            if cursor.fetchone():
                gevonden.append(naam)
    return gevonden


def test_een_gewist_contact_staat_nergens_meer(zonnebloem: Dossier, an: Medewerker) -> None:
    contact = noteer_contact(zonnebloem, an, f"Belde over {MERK}.", met=f"Lies {MERK}")
    contactmomenten.verbeter_contact(
        contact=contact, versie=1, inhoud=inhoud_van(contact)._replace(tekst=f"Mailde over {MERK}."), door=an, op=timezone.now()
    )
    contactmomenten.trek_contact_in(contact=contact, reden=f"Het was {MERK} niet.", door=an, op=timezone.now())
    assert tabellen_met(MERK) == ["dossiers_contactmoment", "dossiers_contactversie", "dossiers_tijdlijnregel"]
    ((soort, sleutel, zin),) = [(w.soort, s, z) for w in wissen.soorten() for s, z in w.zoek(MERK.lower())]
    assert (soort, sleutel) == ("dossiers.contactmoment", str(contact.pk))
    assert MERK not in zin
    wissen.wis(Onderwerp(soort, sleutel), timezone.now())
    assert tabellen_met(MERK) == []
    assert Contactmoment.objects.get().gewist_op is not None
    assert Tijdlijnregel.objects.filter(verwijzing=sleutel).count() == 2


def test_een_gewist_inspectieverzoek_staat_nergens_meer(client_an: Client, zonnebloem: Dossier, an: Medewerker) -> None:
    verzoek = vraag_inspectie(zonnebloem, an, f"Kijk na wat {MERK} zag.", aanleiding=f"Melding van {MERK}")
    inspectieverzoeken.trek_in(verzoek=verzoek, reden=f"{MERK} vergiste zich.", door=an, op=timezone.now())
    ((soort, sleutel),) = [(w.soort, s) for w in wissen.soorten() for s, _ in w.zoek(MERK)]
    wissen.wis(Onderwerp(soort, sleutel), timezone.now())
    assert tabellen_met(MERK) == []
    assert Inspectieverzoek.objects.get().status == "ingetrokken"
    assert "Dit verzoek is gewist" in client_an.get(verzoek.get_absolute_url()).content.decode()
