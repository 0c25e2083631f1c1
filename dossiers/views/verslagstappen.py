"""The steps of a report: each a form of its own, with its right, its action and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms

from dossiers.access import verslag as rechten
from dossiers.actions import verslag_nalezen, verslag_vast
from dossiers.choices import Verslagstatus as V
from dossiers.forms import verslagen as f
from dossiers.models import Verslag
from kern.models import Medewerker
from kern.rijketekst import uit_tekst

Recht = Callable[[Medewerker, Verslag], bool]


def _schrijft(wie: Medewerker, verslag: Verslag) -> bool:
    return rechten.mag_verslag_bij(wie, verslag.over)


@dataclass(frozen=True)
class Stap:
    """One step as the page offers it, in the states `bij`."""

    code: str
    titel: str
    knop: str
    bij: frozenset[str]
    mag: Recht
    actie: Callable[..., Any]
    zin: str
    form: Callable[..., forms.Form] = forms.Form
    past: Callable[[Verslag], bool] = field(default=lambda _verslag: True)
    hoofd: bool = False


def _lezerform(*args: Any, verslag: Verslag, **opties: Any) -> forms.Form:
    return f.LezerForm(*args, verslag=verslag, **opties)


def _gewoon(klasse: type[forms.Form]) -> Callable[..., forms.Form]:
    def maak(*args: Any, verslag: Verslag, **opties: Any) -> forms.Form:
        return klasse(*args, **opties)

    return maak


def _vul_aan(*, tekst: str, **rest: Any) -> object:
    return verslag_vast.vul_aan(tekst=uit_tekst(tekst), **rest)


_NALEZEN, _VAST = verslag_nalezen, verslag_vast
STAPPEN = {
    stap.code: stap
    for stap in (
        Stap("nalezen", "Laat nalezen", "Vraag na te lezen", frozenset({V.CONCEPT}), _schrijft, _NALEZEN.bied_aan,
             "Uw collega kreeg het verslag.", _lezerform, hoofd=True),
        Stap("vaststellen", "Stel vast", "Stel vast", frozenset({V.CONCEPT}), _schrijft, _VAST.stel_vast,
             "Het verslag ligt vast.", _gewoon(forms.Form), lambda verslag: not verslag.nalezen, hoofd=True),
        Stap("vastleggen", "Stel vast", "Stel vast", frozenset({V.NAGELEZEN}), _schrijft, _VAST.stel_vast,
             "Het verslag ligt vast.", _gewoon(forms.Form), hoofd=True),
        Stap("akkoord", "Akkoord", "Ik ga akkoord", frozenset({V.TE_LEZEN}), rechten.is_lezer,
             _NALEZEN.lees_na, "U ging akkoord. De auteur kan het vaststellen.", _gewoon(forms.Form), hoofd=True),
        Stap("teruggeven", "Geef terug met uw opmerkingen", "Geef terug", frozenset({V.TE_LEZEN}), rechten.is_lezer,
             _NALEZEN.geef_terug, "Het verslag gaat terug naar de auteur.", _gewoon(forms.Form), hoofd=True),
        Stap("terughalen", "Haal terug om verder te schrijven", "Haal terug", frozenset({V.TE_LEZEN}), _schrijft,
             _NALEZEN.haal_terug, "U kunt verder schrijven.", _gewoon(forms.Form)),
        Stap("heropenen", "Werk verder aan de tekst", "Werk verder", frozenset({V.NAGELEZEN}), _schrijft, _NALEZEN.heropen,
             "U kunt verder schrijven. Daarna leest een collega het opnieuw na.", _gewoon(forms.Form)),
        Stap("verwerpen", "Bewaar dit verslag niet", "Bewaar niet", frozenset({V.CONCEPT}), _schrijft, _VAST.verwerp,
             "Het verslag wordt niet bewaard.", _gewoon(f.VerwerpForm)),
        Stap("terugzetten", "Zet terug", "Zet terug", frozenset({V.VERWORPEN}), _schrijft, _VAST.zet_terug,
             "Het concept staat er weer.", _gewoon(forms.Form), hoofd=True),
        Stap("aanvullen", "Voeg een addendum toe", "Voeg toe", frozenset({V.VASTGESTELD}), _schrijft, _vul_aan,
             "Het addendum staat bij het verslag.", _gewoon(f.AddendumForm)),
    )
}  # fmt: skip


class Aangeboden(NamedTuple):
    """A step with its form, as the page draws it."""

    stap: Stap
    form: forms.Form


def stappen_voor(wie: Medewerker, verslag: Verslag, ingevuld: dict[str, forms.Form]) -> list[Aangeboden]:
    """Return the steps *wie* can take now, each with its form: empty, or as it was sent and refused."""
    if verslag.gewist_op is not None:
        return []
    uit = []
    for stap in STAPPEN.values():
        if verslag.status in stap.bij and stap.past(verslag) and stap.mag(wie, verslag):
            form = ingevuld.get(stap.code) or stap.form(verslag=verslag, prefix=stap.code, initial={"sleutel": uuid4()})
            uit.append(Aangeboden(stap, form))
    return uit
