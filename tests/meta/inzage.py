"""The written table of looks: which address shows content, and what the log says of it (docs/rechten.md).

`test_inzage.py` opens every address of the table of rights as those who may. A page that shows words that erasing would take away
(what the wissers of each app empty: names, what somebody said, why something is so) must have left a row; and each address writes
exactly the rows that stand here. So a later page about people fails until somebody decided.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from dossiers import gebeurtenissen as d
from kern import gebeurtenissen as k
from kern import wissen
from kern.gebeurtenissen import Gebeurtenis, alle
from kern.models import Logregel, Medewerker

KORTSTE = 6  # characters; a shorter text stands anywhere
# Sent to one person, or the work of one person: their words may say no more than the card. And why a colleague did something.
BERICHTEN = {"kern.notificatie", "kern.outboxregel", "kern.werkregel", "kern.logtekst"}
# Written by the program (a title, an address, who of us did it), not about people.
VAN_HET_PROGRAMMA = {"url", "titel", "door_naam"}


@dataclass(frozen=True)
class Blik:
    """One address that shows content: the rows it writes, and what is sent along to be shown something."""

    rijen: tuple[Gebeurtenis, ...]
    methode: str = "get"
    gegevens: dict[str, str] = field(default_factory=dict)


def een(*rijen: Gebeurtenis) -> Blik:
    return Blik(rijen)


DOSSIER, BETROKKENE, CONTACT = een(d.DOSSIER_INGEZIEN), een(d.BETROKKENE_INGEZIEN), een(d.CONTACT_INGEZIEN)
INSPECTIE, AANVRAAG, ORGANISATOR = een(d.INSPECTIE_INGEZIEN), een(d.AANVRAAG_INGEZIEN), een(d.ORGANISATOR_INGEZIEN)
VERSLAG, BELOFTE, POST = een(d.VERSLAG_INGEZIEN), een(d.BELOFTE_INGEZIEN), een(d.POST_INGEZIEN)
AFSPRAAK = een(d.AFSPRAAK_INGEZIEN)
DOCUMENT = een(d.DOCUMENT_INGEZIEN)
LIJST = een(k.LIJST_INGEZIEN)

INZAGE: dict[str, Blik] = {
    # One subject: its page, and each form that shows what stands there.
    "dossiers:dossier": DOSSIER,
    "dossiers:dossier_gegevens": DOSSIER,
    "dossiers:dossier_wijzigen": DOSSIER,
    "dossiers:vergunning_nieuw": DOSSIER,
    "dossiers:vergunning_wijzigen": DOSSIER,
    "dossiers:opvang": DOSSIER,
    "dossiers:opvolging": DOSSIER,
    "dossiers:opvolging_ontkoppelen": Blik((d.DOSSIER_INGEZIEN,), "post"),
    "dossiers:aanvraag_kies": DOSSIER,
    "dossiers:aanvraag_bij_dossier": DOSSIER,
    "dossiers:aanvraag_nakijken": Blik((d.DOSSIER_INGEZIEN,), "post"),
    "dossiers:dossier_logboek": een(d.LOGBOEK_INGEZIEN),
    "dossiers:afgeschermd": Blik((d.AFGESCHERMD_INGEZIEN,), "post", {"reden": "Ik bel straks met hen."}),
    "dossiers:organisator": ORGANISATOR,
    "dossiers:organisator_verslagen": ORGANISATOR,
    "dossiers:organisator_wijzigen": ORGANISATOR,
    "dossiers:betrokkene": BETROKKENE,
    "dossiers:betrokkene_wijzigen": BETROKKENE,
    "dossiers:betrokkene_vertrokken": BETROKKENE,
    "dossiers:attest_nieuw": BETROKKENE,
    "dossiers:attest_vernieuwen": BETROKKENE,
    "dossiers:attest_intrekken": BETROKKENE,
    "dossiers:zelfde_persoon": een(d.BETROKKENE_INGEZIEN, d.BETROKKENE_INGEZIEN),
    "dossiers:contactmoment": CONTACT,
    "dossiers:contactmoment_verbeteren": CONTACT,
    "dossiers:contactmoment_intrekken": CONTACT,
    "dossiers:postvak": LIJST,
    "dossiers:postbericht": POST,
    "dossiers:postbijlage": een(d.POSTBIJLAGE_INGEZIEN),
    "dossiers:post_plaatsen": POST,
    "dossiers:post_opzij": POST,
    "dossiers:post_concept": POST,
    "dossiers:post_antwoord": DOSSIER,
    "dossiers:dossier_post": DOSSIER,
    "dossiers:post_nieuw": DOSSIER,
    "dossiers:post_bij_organisator": ORGANISATOR,
    "dossiers:belofte": BELOFTE,
    "dossiers:belofte_stap": Blik((d.BELOFTE_INGEZIEN,), "post"),
    "dossiers:afspraak": AFSPRAAK,
    "dossiers:afspraak_wijzigen": AFSPRAAK,
    "dossiers:bezoekmap": AFSPRAAK,
    "dossiers:bezoekmap_punt": Blik((d.AFSPRAAK_INGEZIEN,), "post"),
    "dossiers:bezoekfoto_nieuw": Blik((d.AFSPRAAK_INGEZIEN,), "post"),
    "dossiers:afspraak_gedaan": Blik((d.AFSPRAAK_INGEZIEN,), "post"),
    "dossiers:afspraak_niet_door": Blik((d.AFSPRAAK_INGEZIEN,), "post"),
    "dossiers:document": DOCUMENT,
    "dossiers:document_wijzigen": DOCUMENT,
    "dossiers:document_versie": Blik((d.DOCUMENT_INGEZIEN,), "post"),
    "dossiers:document_intrekken": Blik((d.DOCUMENT_INGEZIEN,), "post"),
    "dossiers:document_bestand": een(d.DOCUMENT_GEOPEND),
    "dossiers:document_voorbeeld": een(d.DOCUMENT_VOORBEELD),
    "dossiers:verslag": VERSLAG,
    "dossiers:verslag_kop": VERSLAG,
    "dossiers:verslag_addendum_pdf": VERSLAG,
    "dossiers:verslag_deel": Blik((d.VERSLAG_INGEZIEN,), "post"),
    "dossiers:verslag_belofte": Blik((d.VERSLAG_INGEZIEN,), "post"),
    "dossiers:verslag_foto_nieuw": Blik((d.VERSLAG_INGEZIEN,), "post"),
    "dossiers:verslag_stap": Blik((d.VERSLAG_INGEZIEN,), "post"),
    "dossiers:opmerking_afhandelen": Blik((d.VERSLAG_INGEZIEN,), "post"),
    "dossiers:inspectieverzoek": INSPECTIE,
    "dossiers:inspectieverzoek_wijzigen": INSPECTIE,
    "dossiers:inspectieverzoek_afsluiten": Blik((d.INSPECTIE_INGEZIEN,), "post"),
    "dossiers:inspectieverzoek_intrekken": Blik((d.INSPECTIE_INGEZIEN,), "post"),
    "dossiers:aanvraag": AANVRAAG,
    "dossiers:aanvraag_stap": Blik((d.AANVRAAG_INGEZIEN,), "post"),
    "dossiers:overdracht": een(d.OVERDRACHT_INGEZIEN),
    "kern:gevraagd": een(k.ADVIES_INGEZIEN),
    "kern:uitgaand_inhoud": een(k.UITGAAND_INGEZIEN),
    "kern:uitgaand_bijlage": een(k.UITGAAND_INGEZIEN),
    "kern:pdf": een(k.PDF_INGEZIEN),
    "kern:wissen_zoek": Blik((k.WISSEN_GEZOCHT,), "post", {"term": "Verzonnen"}),
    "kern:wissen_nieuw": een(k.WISSEN_INGEZIEN),
    "kern:wisverzoek": een(k.WISSEN_INGEZIEN),
    # A list: one row for all of it.
    "dossiers:mijn_locaties": LIJST,
    "dossiers:dossiers": LIJST,
    "dossiers:overdracht_nieuw": LIJST,
    "dossiers:inspectieverzoeken": LIJST,
    "dossiers:documenten": LIJST,
    "dossiers:documenten_alle": LIJST,
    "dossiers:documenten_toevoegen": Blik((k.LIJST_INGEZIEN,), "post"),
    "dossiers:verslagen": LIJST,
    "dossiers:aanvragen": LIJST,
    "dossiers:meekijken": LIJST,
    "kern:palet": Blik((k.LIJST_INGEZIEN,), gegevens={"q": "Verzonnen"}),
    "kern:logboek": een(k.LOGBOEK_INGEZIEN),
}

# Tried elsewhere: the world of the table of rights has none of these.
ELDERS = {
    "dossiers:historiekstuk": "tests/dossiers/test_historiek.py",
    "dossiers:historiekbestand": "tests/dossiers/test_historiek.py",
    "kern:logboek_uittreksel": "tests/kern/logboek/test_pagina.py",
}

# What was sent to somebody, or written down by them for themselves, is not looked at: it is theirs.
VAN_HENZELF: dict[str, str] = {
    "kern:notificaties": "eigen berichten",
    "dossiers:werkvoorraad": "eigen werk, in woorden die niet meer zeggen dan de kaart",
    "kern:werkregel": "eigen werk",
    "kern:werkregel_verzetten": "eigen werk",
    "kern:werkregel_doorgeven": "eigen werk",
    "kern:nachtnota": "geschreven voor wie ze leest",
    "kern:taak": "eigen werk, of wat men gaf; de woorden alleen voor wie het onderwerp leest",
    "kern:taak_wijzigen": "eigen werk, of wat men gaf",
    "kern:taak_stap": "eigen werk, of wat men gaf",
    "kern:gevraagd_lijst": "eigen vragen en vragen aan zichzelf",
    "kern:gevraagd": "de eigen vraag; wie gevraagd werd, kijkt in het dossier en staat in het logboek",
}


def woorden() -> re.Pattern[str]:
    """Return what erasing would take away, as one pattern over a page."""
    gevonden = set[str]()
    for model, veld in wissen.gedekt():
        if model._meta.label_lower not in BERICHTEN and veld not in VAN_HET_PROGRAMMA:
            for waarde in model._base_manager.values_list(veld, flat=True):
                gevonden.update(_teksten(waarde))
    # What a colleague is called stands on cards too; a single word is a kind or a code.
    collegas = {str(wie) for wie in Medewerker.objects.all()}
    eigen = {w for w in gevonden - collegas if len(w) >= KORTSTE and {" ", "@"} & set(w)}
    return re.compile("|".join(sorted((re.escape(escape(w)) for w in eigen), key=len, reverse=True)))


def _teksten(waarde: object) -> Iterable[str]:
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from _teksten(deel)


def inzages(wie: Medewerker, na: int) -> list[str]:
    """Return the codes of the looks of *wie* in rows after *na*, sorted."""
    codes = [code for code, gebeurtenis in alle().items() if gebeurtenis.inzage]
    rijen = Logregel.objects.filter(door_id=wie.pk, pk__gt=na, gebeurtenis__in=codes)
    return sorted(rijen.values_list("gebeurtenis", flat=True))
