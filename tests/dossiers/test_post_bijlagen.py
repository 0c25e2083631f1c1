"""What goes along with a mail: files, documents of the file, never more than a mail can carry."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone

from dossiers import werksoorten
from dossiers.actions import post_schrijven as actions
from dossiers.actions.documenten import trek_in, voeg_versie_toe
from dossiers.models import Dossier
from dossiers.postkeuzes import Poststatus
from kern import controle
from kern.actions.bestanden import zet_klaar
from kern.fouten import DomeinFout
from kern.models import Bestand, Medewerker, Werkregel
from tests.dossiers.test_post_schrijven import laat_vertrekken, schrijf, verstuur
from tests.hulp.post import Mailserver
from tests.wereld import maak_dossier, maak_organisator, voeg_document_toe

pytestmark = pytest.mark.django_db


def test_bijlage_vertrekt_mee(zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver) -> None:
    op = timezone.now()
    bericht = schrijf(zonnebloem, an, op=op)
    for _ in range(2):  # a double click is one attachment, and no file that belongs to nothing
        actions.neem_bijlage(bericht=bericht, inhoud=BytesIO(b"Alles over de sluiting."), naam="brief.txt", door=an, op=op)
    assert Bestand.objects.count() == 1
    verstuur(bericht, an, op)
    laat_vertrekken(op)
    [bijlage] = mailserver.brieven[0].iter_attachments()
    assert (bijlage.get_filename(), bijlage.get_content().strip()) == ("brief.txt", "Alles over de sluiting.")


def test_documenten_van_het_dossier_gaan_mee_zoals_ze_gekozen_werden(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    op = timezone.now()
    plan, brief = (voeg_document_toe(zonnebloem, an, f"Tekst {n}".encode(), f"{n}.txt") for n in ("plan", "brief"))
    bericht = schrijf(zonnebloem, an, op=op)
    eerste, andere = plan.alle_versies.get(), brief.alle_versies.get()
    actions.kies_documenten(bericht=bericht, versies=[eerste, andere], door=an, op=op)
    actions.kies_documenten(bericht=bericht, versies=[eerste], door=an, op=op)
    # A next version is not what was chosen; what was chosen is what leaves.
    klaar = zet_klaar(inhoud=b"Tekst plan, nieuw", naam="plan.txt")
    voeg_versie_toe(sleutel=uuid4(), document=plan, bron=klaar, toelichting="", door=an, op=op)
    verstuur(bericht, an, op)
    laat_vertrekken(op)
    assert [deel.get_content().strip() for deel in mailserver.brieven[0].iter_attachments()] == ["Tekst plan"]
    assert not [uitslag for uitslag in controle.voer_uit(["kern.bestanden"]) if uitslag.fout]


def test_document_van_een_ander_dossier_of_ingetrokken_gaat_niet_mee(zonnebloem: Dossier, an: Medewerker) -> None:
    elders = maak_dossier("Regenboog", maak_organisator("Regenboog vzw", an))
    vreemd, weg = voeg_document_toe(elders, an), voeg_document_toe(zonnebloem, an)
    trek_in(document=weg, reden="Hoort hier niet", door=an, op=timezone.now())
    bericht = schrijf(zonnebloem, an)
    for document in (vreemd, weg):
        versie = document.alle_versies.select_related("document", "bestand").get()
        with pytest.raises(DomeinFout, match="staat niet"):
            actions.kies_documenten(bericht=bericht, versies=[versie], door=an, op=timezone.now())
    assert not bericht.bijlagen.exists()


def test_samen_niet_meer_dan_twintig_megabyte_en_wat_er_hing_blijft(zonnebloem: Dossier, an: Medewerker) -> None:
    op = timezone.now()
    bericht = schrijf(zonnebloem, an, op=op)
    groot = [b"%d" % n + b"x" * 11_000_000 for n in range(2)]
    actions.neem_bijlage(bericht=bericht, inhoud=BytesIO(groot[0]), naam="groot.txt", door=an, op=op)
    with pytest.raises(DomeinFout, match="20 MB"):
        actions.neem_bijlage(bericht=bericht, inhoud=BytesIO(groot[1]), naam="tweede.txt", door=an, op=op)
    document = voeg_document_toe(zonnebloem, an, groot[1], "derde.txt")
    with pytest.raises(DomeinFout, match="20 MB"):
        actions.kies_documenten(bericht=bericht, versies=[document.alle_versies.get()], door=an, op=op)
    assert [rij.naam for rij in bericht.bijlagen.all()] == ["groot.txt"]
    assert Bestand.objects.count() == 2


def test_mail_van_twintig_megabyte_vertrekt_of_zegt_dat_de_ontvanger_ze_niet_wil(
    zonnebloem: Dossier, an: Medewerker, mailserver: Mailserver
) -> None:
    op = timezone.now()
    for plaats, antwoord in enumerate(("", "552 5.3.4 te groot")):
        bericht = schrijf(zonnebloem, an, op=op)
        for nummer in range(4):
            inhoud = b"%d" % nummer + b"x" * 4_900_000
            actions.neem_bijlage(bericht=bericht, inhoud=BytesIO(inhoud), naam=f"{nummer}.txt", door=an, op=op)
        verstuur(bericht, an, op)
        mailserver.antwoorden = [antwoord] if antwoord else []
        laat_vertrekken(op + plaats * timedelta(minutes=1))
        bericht.refresh_from_db()
        assert bericht.status == (Poststatus.NIET_AANGEKOMEN if antwoord else Poststatus.VERSTUURD)
    [brief] = mailserver.brieven
    assert [len(deel.get_content()) for deel in brief.iter_attachments()] == [4_900_001] * 4
    assert Werkregel.objects.get(soort=werksoorten.POST_TERUG.code).voor == an
