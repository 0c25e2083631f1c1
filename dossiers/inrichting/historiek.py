"""What the stukken of the old system hand to the timeline and to erasing."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from dossiers import soorten
from dossiers.actions.historiek import regelsoort_van_stuk
from dossiers.choices import Stuksoort
from dossiers.models import Historiekbestand, Historiekstuk
from kern import wissen
from kern.tijd import BRUSSEL

STUK = "dossiers.historiekstuk"
_MEESTE = 50
_MEERVOUD = {
    Stuksoort.VERSLAG: ("verslagen", "document"),
    Stuksoort.MELDING: ("meldingen", "bubbel"),
    Stuksoort.INSPECTIE: ("inspecties", "oog"),
    Stuksoort.TRAJECT: ("trajecten", "schild"),
    Stuksoort.TAAK: ("taken", "taak"),
    Stuksoort.DOCUMENT: ("documenten", "document"),
}

soorten.registreer(
    *(
        soorten.Regelsoort(
            regelsoort_van_stuk(soort),
            f"{soort.label.capitalize()} (vorig systeem)",
            str(soort.label),
            meervoud,
            icoon=icoon,
            is_bezoek=soort == Stuksoort.INSPECTIE,
            in_zin=soort == Stuksoort.MELDING,
            onderwerp=STUK,
        )
        for soort, (meervoud, icoon) in _MEERVOUD.items()
    )
)


def _zin(stuk: Historiekstuk) -> str:
    over = stuk.dossier or stuk.organisator
    return f"{stuk.get_soort_display()} van {stuk.op.astimezone(BRUSSEL):%d/%m/%Y} uit het vorige systeem, bij {over}"


def _te_wissen() -> QuerySet[Historiekstuk]:
    return Historiekstuk.objects.filter(gewist_op=None).select_related("dossier", "organisator")


def _beschrijf(sleutel: str) -> str | None:
    nummer = wissen.als_uuid(sleutel)
    stuk = _te_wissen().filter(pk=nummer).first() if nummer else None
    return _zin(stuk) if stuk else None


def _zoek(term: str) -> Iterable[tuple[str, str]]:
    genoemd = Q(titel__icontains=term) | Q(tekst__icontains=term) | Q(auteur__icontains=term) | Q(bestanden__naam__icontains=term)
    return [(str(stuk.pk), _zin(stuk)) for stuk in _te_wissen().filter(genoemd).distinct()[:_MEESTE]]


def _stukken(alles: wissen.Verzameling) -> QuerySet[Historiekstuk]:
    return Historiekstuk.objects.filter(pk__in=wissen.uuids(alles, STUK))


def _wis(alles: wissen.Verzameling, op: datetime) -> int:
    # That it was there, when and of what kind stays: counters do not change.
    return _stukken(alles).filter(gewist_op=None).update(gewist_op=op, titel="(gewist)", tekst="", auteur="")


def _bestanden(alles: wissen.Verzameling) -> QuerySet[Historiekbestand]:
    return Historiekbestand.objects.filter(stuk__in=_stukken(alles))


wissen.registreer(
    soorten=(wissen.Wisbaar(STUK, "stuk uit het vorige systeem", _beschrijf, lambda sleutel: sleutel, _zoek),),
    wissers=(
        wissen.Wisser(
            Historiekbestand,
            ("naam", "inhoud"),
            lambda alles, _op: _bestanden(alles).delete()[0],
            lambda alles: _bestanden(alles).count(),
        ),
        wissen.Wisser(
            Historiekstuk, ("titel", "tekst", "auteur"), _wis, lambda alles: _stukken(alles).filter(gewist_op=None).count()
        ),
    ),
)
wissen.blijft(Historiekstuk, "codes en sleutels van het vorige systeem, zonder namen", "bron", "bronnummer", "soort")
wissen.blijft(Historiekbestand, "som van bytes die er niet meer zijn", "sha256")
