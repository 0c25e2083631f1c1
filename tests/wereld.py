"""Places with a name, made through the actions: one crèche in Mortsel that An follows, and whatever a test adds to it."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from dossiers.actions import (
    afgeschermd,
    beloften,
    contactmomenten,
    documenten,
    dossiers,
    inspectieverzoeken,
    organisatoren,
    post_ontvangen,
    post_schrijven,
    telefoonbladen,
    toegang,
    vergunning,
    verslagen,
)
from dossiers.choices import Belover, Contactsoort, Opvangtype, Toegangsoort, Verslagsoort
from dossiers.documentsoorten import Documentsoort
from dossiers.models import (
    AfgeschermdeGegevens,
    Belofte,
    Contactmoment,
    Document,
    Dossier,
    DossierToegang,
    Inspectieverzoek,
    Organisator,
    Postbericht,
    Telefoonblad,
    Vergunning,
    Verslag,
    Verslagsjabloon,
)
from kern.actions.bestanden import zet_klaar
from kern.models import Medewerker, Team
from tests.hulp import bestanden
from tests.hulp.mails import mail

_volgnummer = count(1)


def maak_organisator(naam: str, klantenbeheerder: Medewerker | None = None, **meer: Any) -> Organisator:
    """Make an organisator, followed by *klantenbeheerder*."""
    nummer = f"{next(_volgnummer):09d}"
    gegevens: dict[str, Any] = {"nummer": nummer, "bron": "test", "bronnummer": nummer, "door": None, "op": timezone.now()}
    return organisatoren.maak_organisator(naam=naam, klantenbeheerder=klantenbeheerder, **gegevens | meer)


def maak_dossier(naam: str, organisator: Organisator, team: str = "antwerpen", **meer: Any) -> Dossier:
    """Make a location of *organisator* in the region of *team*."""
    nummer = f"{next(_volgnummer):010d}"
    gegevens: dict[str, Any] = {
        "dossiernummer": nummer,
        "bron": "test",
        "bronnummer": nummer,
        "team": Team.objects.get(code=team),
        "type": Opvangtype.GROEP,
        "straat": "Statielei",
        "huisnummer": "1",
        "postcode": "2640",
        "gemeente": "Mortsel",
        "telefoon": "0470 00 00 01",
        "plaatsen": 18,
        "door": None,
        "op": timezone.now(),
    }
    return dossiers.maak_dossier(naam=naam, organisator=organisator, **gegevens | meer)


def geef_toegang(
    dossier: Dossier,
    aan: Medewerker,
    door: Medewerker,
    *,
    soort: Toegangsoort = Toegangsoort.TOEGANG,
    op: datetime | None = None,
    duur: timedelta = timedelta(days=7),
) -> DossierToegang:
    """Let *aan* read *dossier* for *duur* from *op* (now)."""
    op = op or timezone.now()
    return toegang.verleen(dossier=dossier, aan=aan, soort=soort, reden="Leest mee in een test", tot=op + duur, door=door, op=op)


def geef_verlopen_toegang(dossier: Dossier, aan: Medewerker, door: Medewerker, **meer: Any) -> DossierToegang:
    """Let *aan* have read *dossier* until a second ago."""
    week = timedelta(days=7)
    return geef_toegang(dossier, aan, door, op=timezone.now() - week - timedelta(seconds=1), duur=week, **meer)


def wijzigvelden(dossier: Dossier, **anders: object) -> dict[str, object]:
    """Return what the form of *dossier* sends when only *anders* was typed in it."""
    velden = {veld: getattr(dossier, veld) for veld in (*dossiers.WIJZIGBAAR, "versie")}
    return {veld: "" if waarde is None else waarde for veld, waarde in (velden | anders).items()}


def scherm_af(dossier: Dossier, door: Medewerker) -> AfgeschermdeGegevens:
    """Write shielded data of *dossier*."""
    return afgeschermd.leg_vast(
        dossier=dossier,
        versie=0,
        contactpersoon="Rita Verzonnen",
        privetelefoon="0470 00 00 99",
        priveadres="Geheimstraat 9, 2640 Mortsel",
        aandacht="Kwetsbare grootouder in huis",
        door=door,
        op=timezone.now(),
    )


def noteer_contact(
    over: Dossier | Organisator,
    door: Medewerker,
    tekst: str = "De poetshulp is ziek.",
    *,
    op: datetime | None = None,
    **inhoud: Any,
) -> Contactmoment:
    """Note a phone call that *door* got; *inhoud* overrules what is said of it, *op* is when it was noted."""
    op = op or timezone.now()
    gegevens: dict[str, Any] = {"soort": "telefoon", "richting": "in", "met": "", "op": op, "tekst": tekst}
    gegevens |= {"richting": ""} if inhoud.get("soort", "telefoon") not in Contactsoort.met_richting() else {}
    return contactmomenten.noteer_contact(
        sleutel=uuid4(), over=over, inhoud=contactmomenten.Inhoud(**gegevens | inhoud), door=door, op=op
    )


def vergun(
    dossier: Dossier, door: Medewerker, vanaf: str = "2020-01-01", *, op: datetime | None = None, **anders: Any
) -> Vergunning:
    """Record a period of the permit for what the dossier says now; *anders* overrules it."""
    waarden: dict[str, Any] = {"tot": None, "stand": "vergund", "type": dossier.type, "plaatsen": dossier.plaatsen} | anders
    return vergunning.leg_periode_vast(
        dossier=dossier,
        periode=vergunning.Periode(vanaf=date.fromisoformat(vanaf), **waarden),
        gezien=vergunning.gezien_van(dossier),
        door=door,
        op=op or timezone.now(),
    )


def vraag_inspectie(
    dossier: Dossier, door: Medewerker, vraag: str = "Kijk de slaapruimte na.", *, op: datetime | None = None, **anders: Any
) -> Inspectieverzoek:
    """Ask Zorginspectie to look at *dossier* within a week; *anders* overrules what is asked."""
    op = op or timezone.now()
    tegen = timezone.localdate(op) + timedelta(days=7)
    gevraagd: dict[str, Any] = {"vraag": vraag, "aanleiding": "", "prioriteit": "gewoon", "tegen": tegen} | anders
    return inspectieverzoeken.vraag_inspectie(
        sleutel=uuid4(), dossier=dossier, gevraagd=inspectieverzoeken.Vraag(**gevraagd), door=door, op=op
    )


def beloof(over: Dossier | Organisator, door: Medewerker, wat: str = "Terugbellen over de poetshulp", **anders: Any) -> Belofte:
    """Promise something within a week; *anders* overrules who, by when and for whom."""
    op = anders.pop("op", None) or timezone.now()
    vast: dict[str, Any] = {"sleutel": uuid4(), "van": Belover.WIJ, "tegen": timezone.localdate(op) + timedelta(days=7)}
    return beloften.beloof(over=over, wat=wat, door=door, op=op, **vast | anders)


def voeg_document_toe(
    over: Dossier | Organisator, door: Medewerker, inhoud: bytes = b"", naam: str = "grondplan.png", **anders: Any
) -> Document:
    """Add a small drawing as a plan; *anders* overrules title, kind and moment."""
    vast: dict[str, Any] = {"sleutel": uuid4(), "soort": Documentsoort.PLAN, "op": timezone.now()}
    klaar = zet_klaar(inhoud=inhoud or bestanden.foto("beige", vorm="PNG"), naam=naam)
    return documenten.voeg_toe(over=over, bron=klaar, door=door, **vast | anders)


def begin_verslag(
    over: Dossier | Organisator, door: Medewerker, soort: Verslagsoort = Verslagsoort.BEZOEK, **anders: Any
) -> Verslag:
    """Begin a report of a visit two hours ago; *anders* overrules what is said of it."""
    nu = timezone.now()
    sjabloon = anders.pop("sjabloon", None) or Verslagsjabloon.objects.get(soort=soort, versie=1)
    vast: dict[str, Any] = {"sleutel": uuid4(), "titel": "Onaangekondigd bezoek", "wanneer": nu - timedelta(hours=2), "op": nu}
    return verslagen.begin_verslag(over=over, sjabloon=sjabloon, door=door, **vast | anders)


def schrijf_verslag(verslag: Verslag, door: Medewerker, **delen: str) -> None:
    """Write in parts; without *delen* what a visit must have."""
    for sleutel, tekst in (delen or {"aanleiding": "Jaarlijks.", "gezien": "Rustig.", "besluit": "Goed."}).items():
        deel = verslag.delen.get(sleutel=sleutel)
        verslagen.bewaar_deel(deel=deel, versie=deel.versie, tekst=f"<p>{tekst}</p>", door=door, op=timezone.now())


def schrijf_mail(over: Dossier | Organisator, door: Medewerker, *, op: datetime | None = None, **anders: Any) -> Postbericht:
    """Let *door* write a mail to Lies about *over*; it is kept as a concept."""
    op = op or timezone.now()
    velden = {"aan": ["lies@opvang.example"], "onderwerp": "Uw vraag over maandag", "tekst": "Dag Lies\n\nDat is goed.\n\nAn"}
    antwoord_op = anders.pop("antwoord_op", None)
    bericht = post_schrijven.begin(sleutel=uuid4(), over=over, door=door, op=op, antwoord_op=antwoord_op)
    return post_schrijven.bewaar(bericht=bericht, versie=1, door=door, op=op, **velden | anders)


def krijg_mail(**anders: Any) -> Postbericht:
    """Let a mail come in by the mailbox, of which nobody can say where it belongs."""
    post_ontvangen.neem_aan(mail(**anders).as_bytes(), timezone.now())
    return Postbericht.objects.latest("ontvangen_op")


@pytest.fixture
def zonnebloem(an: Medewerker) -> Dossier:
    """Kinderopvang De Zonnebloem in Mortsel (team Antwerpen), followed by An."""
    organisator = maak_organisator("Zonnebloem vzw", an)
    return maak_dossier("De Zonnebloem", organisator)


def schrijf_blad(
    door: Medewerker, tekst: str = "De mama van Rita Verzonnen belt.", over: Dossier | Organisator | None = None, **meer: Any
) -> Telefoonblad:
    """Let *door* write on a new telefoonblad."""
    inhoud = telefoonbladen.Inhoud(
        **{"tekst": tekst, "wie": "Rita Verzonnen", "nummer": "0470 12 34 56", "richting": "in"} | meer
    )
    return telefoonbladen.bewaar_blad(sleutel=uuid4(), versie=0, inhoud=inhoud._replace(over=over), door=door, op=timezone.now())
