"""What dossiers hands to the mechanisms of kern; read once when the application starts."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from dossiers import controles as controles  # read for what it registers
from dossiers import soorten
from dossiers.access import SCHRIJFWEGEN
from dossiers.actions.toegang import verleen_op_uitnodiging
from dossiers.inrichting import afspraken as afspraken  # read for what it registers
from dossiers.inrichting import beloften as beloften  # read for what it registers
from dossiers.inrichting import contact as contact  # read for what it registers
from dossiers.inrichting import documenten as documenten  # read for what it registers
from dossiers.inrichting import historiek as historiek  # read for what it registers
from dossiers.inrichting import importeren as importeren  # read for what it registers
from dossiers.inrichting import pagina as pagina  # read for what it registers
from dossiers.inrichting import personen as personen  # read for what it registers
from dossiers.inrichting import post as post  # read for what it registers
from dossiers.inrichting import taken as taken  # read for what it registers
from dossiers.inrichting import telefoonblad as telefoonblad  # read for what it registers
from dossiers.inrichting import toewijzen as toewijzen  # read for what it registers
from dossiers.inrichting import verslagen as verslagen  # read for what it registers
from dossiers.inrichting import werk as werk  # read for what it registers
from dossiers.models import (
    Aandacht,
    AfgeschermdeGegevens,
    Dossier,
    DossierToegang,
    Gemeente,
    Organisator,
    Postcode,
    Tijdlijnregel,
    Toegangsvraag,
    Zoeknummer,
    Zoekregel,
    Zoekwoord,
)
from dossiers.models.dossier import DossierEvent
from dossiers.models.organisator import OrganisatorEvent
from dossiers.opzoeken.kiezer import Dossiers, Organisatoren
from dossiers.queries.nummers import nu_of_ooit
from kern import kiezer, uitnodigen, wissen
from kern.models import Medewerker
from kern.scherm import registreer_kijkrecht


def _met_eigen_bereik(persoon: Medewerker, sleutel: str) -> Dossier | None:
    # What one may read by a grant or an invitation is not passed on.
    if not sleutel.isdecimal():
        return None
    dossier = Dossier.objects.zichtbaar_voor(persoon).met_weg(persoon).filter(pk=sleutel).first()
    return dossier if dossier is not None and dossier.weg in SCHRIJFWEGEN else None


def _laad(sleutel: str) -> Dossier | None:
    return Dossier.objects.filter(pk=sleutel).first() if sleutel.isdecimal() else None


def _context(dossier: Dossier, _persoon: Medewerker) -> dict[str, Any]:
    return {"dossier": dossier}


def _mag_meekijken(persoon: Medewerker, sleutel: str) -> bool:
    return Dossier.objects.met_inhoud_voor(persoon).filter(pk=sleutel).exists()


registreer_kijkrecht("dossiers.dossier", _mag_meekijken)
kiezer.registreer(Dossiers, Organisatoren)

uitnodigen.registreer(
    uitnodigen.Vraagbaar(
        soort="dossiers.dossier",
        zoek=_met_eigen_bereik,
        laad=_laad,
        titel=str,
        verleen=verleen_op_uitnodiging,
        sjabloon="dossiers/gevraagd_dossier.html",
        context=_context,
    )
)


# --- Erasing -----------------------------------------------------------------------------------------------------------
# The dossiernummer is the key: it is given out once, while the serial number of a row comes back after a restore.
_AFGESCHERMD = "dossiers.afgeschermd"
GEWIST = "(gewist)"


def _afgeschermd(alles: wissen.Verzameling) -> QuerySet[AfgeschermdeGegevens]:
    return AfgeschermdeGegevens.objects.filter(nu_of_ooit(Dossier, wissen.sleutels(alles, _AFGESCHERMD), "dossier__"))


def _beschrijf_afgeschermd(dossiernummer: str) -> str | None:
    dossier = Dossier.objects.filter(nu_of_ooit(Dossier, [dossiernummer]), afgeschermd__isnull=False).first()
    return f"afgeschermde gegevens van dossier {dossier.dossiernummer}, {dossier.naam}" if dossier else None


def _zoek_afgeschermd(term: str) -> list[tuple[str, str]]:
    # By number only: a search by name would tell who stands in what is shielded.
    omschrijving = _beschrijf_afgeschermd(term)
    return [(term, omschrijving)] if omschrijving else []


def _regels_over(alles: wissen.Verzameling) -> QuerySet[Tijdlijnregel]:
    waar = Q(pk__in=[])
    for onderwerp in {onderwerp.soort for onderwerp in alles}:
        waar |= Q(soort__in=soorten.codes_over([onderwerp]), verwijzing__in=wissen.sleutels(alles, onderwerp))
    return Tijdlijnregel.objects.filter(waar).exclude(titel=GEWIST, kort="", door_naam="")


def _wis_regels(alles: wissen.Verzameling, _op: datetime) -> int:
    # The line stays with its date and kind: counters do not change because somebody was forgotten.
    return _regels_over(alles).update(titel=GEWIST, kort="", door_naam="")


def _rest_regels(alles: wissen.Verzameling) -> int:
    return _regels_over(alles).count()


def _wis_afgeschermd(alles: wissen.Verzameling, _op: datetime) -> int:
    return _afgeschermd(alles).delete()[0]


def _rest_afgeschermd(alles: wissen.Verzameling) -> int:
    return _afgeschermd(alles).count()


wissen.registreer(
    soorten=(
        wissen.Wisbaar(
            _AFGESCHERMD,
            "afgeschermde gegevens van een dossier",
            _beschrijf_afgeschermd,
            lambda nummer: nummer,
            _zoek_afgeschermd,
        ),
    ),
    wissers=(
        wissen.Wisser(
            AfgeschermdeGegevens,
            ("contactpersoon", "privetelefoon", "priveadres", "aandacht"),
            _wis_afgeschermd,
            _rest_afgeschermd,
        ),
        wissen.Wisser(Tijdlijnregel, ("titel", "kort", "door_naam"), _wis_regels, _rest_regels),
    ),
)

_REGISTER = "vergunningsregister: wettelijk te bewaren; wat over mensen achter een organisator gaat, komt met de betrokkenen"
for _model in (Organisator, OrganisatorEvent, Dossier, DossierEvent):
    wissen.blijft(_model, _REGISTER)
for _model in (Gemeente, Postcode):
    wissen.blijft(_model, "openbare lijst van gemeenten en postcodes")
for _model in (Zoekregel, Zoeknummer, Zoekwoord):
    wissen.blijft(_model, "woorden van het vergunningsregister, waarin wordt opgezocht; geen namen van betrokkenen")
_TOEGANG = "reden van een collega om een dossier te lezen; gaat over het werk, niet over een betrokkene"
for _model in (DossierToegang, Toegangsvraag):
    wissen.blijft(_model, _TOEGANG)

wissen.blijft(Tijdlijnregel, "codes en verwijzingen, zonder namen", "soort", "verwijzing", "url")
wissen.blijft(Aandacht, "waarom een locatie aandacht vraagt, in vaste zinnen van het programma, zonder namen")
