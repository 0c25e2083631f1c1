"""What is sent about an appointment: a mail with a calendar per version, to who takes part, and nothing more."""

from datetime import datetime, timedelta

import pytest
from django.utils import formats, timezone

from dossiers.actions import afspraken
from dossiers.models import Afspraak, Dossier, Tijdlijnregel
from kern.fouten import AlGewijzigd
from kern.models import Medewerker, OutboxRegel
from kern.outbox.bericht import maak_mail
from kern.outbox.keuzes import UitgaandStatus
from kern.tijd import BRUSSEL
from tests.dossiers.test_afspraak import gebeurtenis, maak, mails, morgen, plan


def test_wie_deelneemt_krijgt_een_uitnodiging_die_in_elke_agenda_past(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    afspraak = maak(zonnebloem, an, collegas=(dirk,), boodschap="Ik kom de nieuwe leefgroep bekijken.")
    aan_dirk, aan_rita = sorted(mails(afspraak), key=lambda regel: regel.aan[0])
    methode, ding = gebeurtenis(aan_rita)
    assert (methode, str(ding["UID"]), ding["SEQUENCE"]) == ("REQUEST", f"afspraak-{afspraak.pk}@opgroeien.example", 0)
    assert ding.decoded("DTSTART") == afspraak.begin
    assert ding.decoded("DTEND") == afspraak.einde
    assert str(ding["ORGANIZER"]) == "mailto:klantenbeheer@opgroeien.example"
    assert ding["ORGANIZER"].params["CN"] == an.naam
    assert str(ding["ATTENDEE"]) == "mailto:rita@creche.example"
    assert "nieuwe leefgroep" in aan_rita.tekst
    assert aan_rita.antwoord_aan == an.email
    # In the calendar of a colleague stands no name of a location; it may be shared.
    assert str(gebeurtenis(aan_dirk)[1]["SUMMARY"]) == f"Bezoek · {zonnebloem.dossiernummer} {zonnebloem.gemeente}"
    assert zonnebloem.naam not in maak_mail(aan_dirk).as_string()


def test_de_mail_draagt_de_agenda_als_uitnodiging_en_als_bestand(zonnebloem: Dossier, an: Medewerker) -> None:
    mail = maak_mail(mails(maak(zonnebloem, an))[0])
    soorten = [(deel.get_content_type(), deel.get_filename()) for deel in mail.walk() if not deel.is_multipart()]
    assert soorten == [("text/plain", None), ("text/calendar", "afspraak.ics"), ("application/ics", "afspraak.ics")]


def test_verplaatst_gaat_dezelfde_afspraak_met_een_hoger_nummer_en_wat_nog_wachtte_gaat_niet_meer(
    zonnebloem: Dossier, an: Medewerker
) -> None:
    afspraak = maak(zonnebloem, an)
    later = plan(zonnebloem, begin=morgen(14), einde=morgen(15))
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=later, door=an, op=timezone.now())
    eerste, tweede = mails(afspraak)
    assert (eerste.status, tweede.status) == (UitgaandStatus.TERUGGEHAALD, UitgaandStatus.WACHT)
    _, ding = gebeurtenis(tweede)
    assert (ding["SEQUENCE"], ding.decoded("DTSTART")) == (1, morgen(14))
    assert str(ding["UID"]) == str(gebeurtenis(eerste)[1]["UID"])
    assert tweede.titel.startswith("Verplaatst: ")
    assert f"(eerst: {formats.date_format(morgen(), 'l j F Y')} om 10.00 uur)" in tweede.tekst


def test_wie_van_de_organisator_is_leest_een_keer_waar_het_is(zonnebloem: Dossier, an: Medewerker) -> None:
    assert mails(maak(zonnebloem, an))[0].tekst.count(zonnebloem.adres) == 1


@pytest.mark.parametrize(("dag", "utc"), [("2027-03-26", 9), ("2027-03-29", 8), ("2027-10-29", 8), ("2027-11-01", 9)])
def test_tien_uur_blijft_tien_uur_als_de_klok_verspringt(zonnebloem: Dossier, an: Medewerker, dag: str, utc: int) -> None:
    begin = datetime.fromisoformat(f"{dag}T10:00").replace(tzinfo=BRUSSEL)
    afspraak = maak(zonnebloem, an, begin=begin, einde=begin + timedelta(hours=1))
    _, ding = gebeurtenis(mails(afspraak)[0])
    assert ding["DTSTART"].to_ical() == f"{dag.replace('-', '')}T{utc:02}0000Z".encode()
    assert ding["DTSTAMP"].to_ical().endswith(b"Z")


def test_wie_niets_hoorde_krijgt_ook_geen_afzegging_en_wie_het_hoorde_wel(zonnebloem: Dossier, an: Medewerker) -> None:
    snel = maak(zonnebloem, an)
    afspraken.annuleer(afspraak=snel, reden="Dubbel geboekt", door=an, op=timezone.now())
    assert [regel.status for regel in mails(snel)] == [UitgaandStatus.TERUGGEHAALD]

    gehoord = maak(zonnebloem, an)
    OutboxRegel.objects.filter(onderwerp_id=str(gehoord.pk)).update(status=UitgaandStatus.VERZONDEN, verzonden_op=timezone.now())
    afspraken.annuleer(afspraak=gehoord, reden="Rita is ziek, zei haar zus", door=an, op=timezone.now())
    uitnodiging, afzegging = mails(gehoord)
    methode, ding = gebeurtenis(afzegging)
    assert (methode, str(ding["STATUS"]), ding["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert str(ding["UID"]) == str(gebeurtenis(uitnodiging)[1]["UID"])
    # Why stays in the house.
    assert "zus" not in maak_mail(afzegging).as_string()


def test_wie_niet_meer_deelneemt_krijgt_een_afzegging_en_de_anderen_de_nieuwe_versie(
    zonnebloem: Dossier, an: Medewerker, dirk: Medewerker
) -> None:
    afspraak = maak(zonnebloem, an, collegas=(dirk,))
    OutboxRegel.objects.filter(onderwerp_id=str(afspraak.pk)).update(status=UitgaandStatus.VERZONDEN, verzonden_op=timezone.now())
    zonder = plan(zonnebloem, mensen=(), collegas=(dirk,))
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=zonder, door=an, op=timezone.now())
    nieuw = [(regel.aan[0], gebeurtenis(regel)[0]) for regel in mails(afspraak) if regel.status == UitgaandStatus.WACHT]
    assert sorted(nieuw) == [(dirk.email, "REQUEST"), ("rita@creche.example", "CANCEL")]


def test_een_nota_voor_binnen_stuurt_niemand_een_mail(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an)
    met_nota = plan(zonnebloem, nota="Kijk naar de trap.")
    afspraken.wijzig_afspraak(afspraak=afspraak, versie=afspraak.versie, plan=met_nota, door=an, op=timezone.now())
    assert len(mails(afspraak)) == 1
    assert "trap" not in maak_mail(mails(afspraak)[0]).as_string()


def test_een_voorstel_blijft_binnen_tot_het_bevestigd_is_en_dat_lukt_een_keer(zonnebloem: Dossier, an: Medewerker) -> None:
    afspraak = maak(zonnebloem, an, vast=False)
    zelfde = Afspraak.objects.get(pk=afspraak.pk)
    assert (mails(afspraak), Tijdlijnregel.objects.filter(soort="dossiers.afspraak").count()) == ([], 0)
    afspraken.bevestig(afspraak=afspraak, door=an, op=timezone.now())
    with pytest.raises(AlGewijzigd):
        afspraken.bevestig(afspraak=zelfde, door=an, op=timezone.now())
    assert len(mails(afspraak)) == 1
