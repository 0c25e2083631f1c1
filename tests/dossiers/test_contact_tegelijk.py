"""Two at the same moment, with real commits: one contact, one correction."""

from uuid import uuid4

from django.utils import timezone

from dossiers.actions import contactmomenten
from dossiers.actions.contactmomenten import inhoud_van
from dossiers.models import Contactmoment, Contactversie, Dossier, Tijdlijnregel
from kern.models import Medewerker
from tests.hulp.tegelijk import soorten, tegelijk
from tests.mensen import collega
from tests.wereld import maak_dossier, maak_organisator, noteer_contact


def wereld() -> tuple[Medewerker, Dossier]:
    an = collega("An", team="antwerpen")
    return an, maak_dossier("De Zonnebloem", maak_organisator("Zonnebloem vzw", an))


def test_dubbele_klik_op_hetzelfde_ogenblik_bewaart_een_keer(eigen_database: None) -> None:
    an, zonnebloem = wereld()
    nu, sleutel = timezone.now(), uuid4()
    inhoud = contactmomenten.Inhoud("mail", "in", "", nu, "Twee keer geklikt.")

    def noteer() -> Contactmoment:
        return contactmomenten.noteer_contact(sleutel=sleutel, over=zonnebloem, inhoud=inhoud, door=an, op=nu)

    assert soorten(tegelijk(noteer, noteer)) == ["Contactmoment", "Contactmoment"]
    assert Contactmoment.objects.count() == Tijdlijnregel.objects.filter(soort="dossiers.contact.mail").count() == 1


def test_twee_verbeteringen_tegelijk_een_wint(eigen_database: None) -> None:
    an, zonnebloem = wereld()
    contact = noteer_contact(zonnebloem, an)

    def verbeter(tekst: str) -> Contactmoment:
        eigen = Contactmoment.objects.get(pk=contact.pk)
        return contactmomenten.verbeter_contact(
            contact=eigen, versie=1, inhoud=inhoud_van(eigen)._replace(tekst=tekst), door=an, op=timezone.now()
        )

    assert soorten(tegelijk(lambda: verbeter("een"), lambda: verbeter("twee"))) == ["AlGewijzigd", "Contactmoment"]
    assert Contactversie.objects.count() == 1
    assert Tijdlijnregel.objects.filter(soort="dossiers.contact.telefoon", vervallen_op=None).count() == 1
