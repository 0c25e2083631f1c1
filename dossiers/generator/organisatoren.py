"""The organisatoren of the plan as rows, with their log and history."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from dossiers import gebeurtenissen
from dossiers.choices import Rechtsvorm
from dossiers.generator import overdrachten, woorden
from dossiers.generator.netwerk import Netwerk, Uitbater, ontwerp, organisatornummer
from dossiers.models import Organisator
from kern.generator import namen
from kern.generator.bouw import BRON, Bouw
from kern.generator.bulk import Versies, versies

EERSTE_KBO = 9_900_000  # 0990.xxx.xxx and on: never given out; the demo world has 0999


def maak_organisatoren(bouw: Bouw) -> None:
    """Draw the plan and write its organisatoren."""
    netwerk = ontwerp(bouw)
    bouw.bewaar(netwerk)
    bouw.bewaar(overdrachten.ontwerp(bouw))
    bouw.schrijf_met_verleden(Organisator, _versies(bouw, netwerk))
    with bouw.stroom("organisatoren") as stroom:
        for uitbater in netwerk.uitbaters:
            stroom.log(
                gebeurtenissen.ORGANISATOR_GEMAAKT,
                over=(Organisator, uitbater.pk),
                door=None,
                op=bekend_sinds(bouw, uitbater),
                gegevens={"bron": BRON, "klantenbeheerder": (uitbater.vorige or uitbater.klantenbeheerder)[0]},
            )


def bekend_sinds(bouw: Bouw, uitbater: Uitbater) -> datetime:
    """Return when the agency wrote the organisator down: two months before its first location, or when the history begins."""
    eerste = min(locatie.gestart_op for locatie in uitbater.locaties)
    return max(bouw.begin, bouw.op + timedelta(days=(eerste - bouw.op.date()).days - 60, hours=9))


def kbo(nummer: int) -> str:
    """Return a company number with right check digits in a range that is not given out."""
    kop = EERSTE_KBO + nummer
    return f"{kop:08d}{97 - kop % 97:02d}"


def _versies(bouw: Bouw, netwerk: Netwerk) -> Iterator[Versies]:
    for uitbater in netwerk.uitbaters:
        toeval = bouw.toeval(f"organisator {uitbater.volg}")
        straat, huisnummer = woorden.adres(toeval)
        nu = Organisator(
            pk=uitbater.pk,
            nummer=organisatornummer(uitbater.volg),
            naam=uitbater.naam,
            kbo=kbo(uitbater.volg),
            rechtsvorm=uitbater.rechtsvorm,
            straat=straat,
            huisnummer=huisnummer,
            postcode=uitbater.thuis.postcode,
            gemeente=uitbater.thuis.gemeente,
            telefoon=namen.telefoon(toeval),
            telefoon_buiten_uren=namen.telefoon(toeval) if uitbater.rechtsvorm != Rechtsvorm.NATUURLIJK else "",
            email=woorden.mailadres(uitbater.naam, uitbater.volg),
            talen=["nl", *toeval.choice([[], [], [], ["fr"], ["en"], ["tr"], ["ar", "fr"]])],
            klantenbeheerder_id=uitbater.klantenbeheerder[0],
            bron=BRON,
            bronnummer=str(uitbater.volg),
        )
        nu.clean()
        begin = bekend_sinds(bouw, uitbater)
        eerder: list[tuple[datetime, dict[str, object]]] = []
        if toeval.random() < 0.15 and begin < bouw.op - timedelta(days=60):  # another phone number since
            eerder.append((begin + (bouw.op - begin) * toeval.random(), {"telefoon": namen.telefoon(toeval)}))
        if uitbater.vorige is not None and uitbater.overgedragen_op is not None:
            eerder.append((uitbater.overgedragen_op, {"klantenbeheerder_id": uitbater.vorige[0]}))
        yield versies(nu, begin, eerder)
