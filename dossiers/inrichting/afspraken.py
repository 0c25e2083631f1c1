"""What appointments hand to the timeline, to the page of a dossier, to erasing and to the checks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dossiers import panelen, soorten
from dossiers.access.afspraak import mag_afspraak_bij
from dossiers.actions import wissen_afspraken as w
from dossiers.actions.afspraakgevolg import SOORT
from dossiers.actions.afspraakpost import adres_van, kaart_van, sleutel_van
from dossiers.choices import Afspraakstatus, Deelnemersoort
from dossiers.models import (
    Afspraak,
    AfspraakEvent,
    AfspraakLocatie,
    AfspraakLocatieEvent,
    Bezoekfoto,
    Bezoekpunt,
    Deelnemer,
    Dossier,
    Tijdlijnregel,
)
from dossiers.queries import afspraken as queries
from dossiers.werksoorten import AFSPRAAK
from kern import controle, herinneringen, wissen
from kern.agenda import feed
from kern.agenda.ics import Punt
from kern.controle import Controle
from kern.herinneringen import Bron
from kern.inrichting_werk import afwijkingen
from kern.models import Medewerker

soorten.registreer(soorten.Regelsoort(SOORT, "Afspraak", "afspraak", "afspraken", icoon="kalender"))


def _afspraken(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    return {"afspraken": queries.bij_dossier(dossier, user, op)}


def _afspraken_toen(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    return {"afspraken": queries.bij_dossier_toen(dossier, user, op)}


def _intern(user: Medewerker, _dossier: Dossier) -> bool:
    # Also that there is nothing is not for somebody of outside: it would tell when there is.
    return user.is_intern


panelen.registreer(
    panelen.Paneel("afspraken", "Afspraken", 15, "dossiers/panelen/afspraken.html", _afspraken, _intern, _afspraken_toen),
    panelen.Handeling("Afspraak", "dossiers:afspraak_nieuw", "kalender", volgorde=3, toets="p", mag=mag_afspraak_bij),
)

herinneringen.registreer(
    Bron("dossiers.afspraak", "afspraak", "afspraken", queries.te_herinneren, onderwerp="dossiers.afspraak", gebeurt=True)
)

wissen.registreer(
    soorten=(wissen.Wisbaar(w.AFSPRAAK, "afspraak", w.beschrijf, lambda sleutel: sleutel, w.zoek),),
    wissers=(
        wissen.Wisser(Afspraak, ("onderwerp", "plaats", "boodschap", "nota", "reden"), w.wis_afspraken, w.rest_afspraken),
        wissen.Wisser(Bezoekpunt, ("tekst", "nota"), w.wis_punten, w.rest_punten),
        wissen.Wisser(Bezoekfoto, ("alt", "bestand"), w.wis_fotos, w.rest_fotos),
        wissen.Wisser(Deelnemer, ("naam", "email"), w.wis_deelnemers, w.rest_deelnemers),
    ),
)
wissen.blijft(Afspraak, "codes, een gemeente en een volgnummer, zonder namen", "soort", "status", "refnis")
wissen.blijft(AfspraakLocatie, "verwijzing zonder tekst")
wissen.blijft(AfspraakEvent, "codes van soort, stand en historiek", "soort", "status", "pgh_label")
wissen.blijft(AfspraakLocatieEvent, "code van de historiek", "pgh_label")
wissen.blijft(Bezoekpunt, "codes en verwijzingen, zonder namen", "sleutel", "groep")
wissen.blijft(Bezoekfoto, "codes en verwijzingen, zonder namen", "punt", "groep")
wissen.blijft(Deelnemer, "code van wie deelneemt, zonder naam", "soort")


def _in_werkvoorraad() -> int:
    open_ = Afspraak.objects.filter(status__in=queries.OPEN, gewist_op=None)
    return afwijkingen(AFSPRAAK, open_, open_)


def _onaangekondigd_lekt() -> int:
    """Count what somebody of outside could learn of a visit that is not announced and still has to come."""
    geheim = Afspraak.objects.filter(aangekondigd=False)
    buiten = Deelnemer.objects.filter(afspraak__in=geheim).exclude(soort=Deelnemersoort.COLLEGA).count()
    sleutels = [f"{pk}:" for pk in geheim.filter(status__in=queries.OPEN).values_list("pk", flat=True)]
    regels = Tijdlijnregel.objects.filter(soort=SOORT, vervallen_op=None).values_list("verwijzing", flat=True)
    bekend = set(sleutels)
    return buiten + sum(1 for verwijzing in regels if f"{verwijzing.partition(':')[0]}:" in bekend)


controle.registreer(
    Controle("dossiers.werk_afspraak", "elke open afspraak staat in een werkvoorraad", _in_werkvoorraad),
    Controle(
        "dossiers.afspraak_onaangekondigd",
        "van een onaangekondigd bezoek weet niemand van buiten iets",
        _onaangekondigd_lekt,
    ),
    Controle(
        "dossiers.afspraak_gedaan",
        "wat doorging, heeft een contactmoment",
        lambda: Afspraak.objects.filter(status=Afspraakstatus.GEDAAN, contactmoment=None).count(),
    ),
)


def _in_feed(persoon: Medewerker, op: datetime) -> Iterable[Punt]:
    """Return the appointments of *persoon* as a calendar outside the house may call them, each with where to read the rest."""
    rijen = queries.van_iemand(persoon, op - feed.TERUG, op + feed.VOORUIT).select_related("organisator")
    afspraken = list(rijen)
    dossiers = queries.dossiers_van(afspraken)
    for afspraak in afspraken:
        yield Punt(
            sleutel=sleutel_van(afspraak),
            samenvatting=kaart_van(afspraak, dossiers[afspraak.pk]),
            begin=afspraak.begin,
            einde=afspraak.einde,
            gewijzigd_op=afspraak.gewijzigd_op,
            volgnummer=afspraak.versie,
            url=adres_van(afspraak),
            prive=not afspraak.aangekondigd,
            voorlopig=afspraak.status != Afspraakstatus.VAST,
        )


feed.registreer("dossiers.afspraken", _in_feed)
