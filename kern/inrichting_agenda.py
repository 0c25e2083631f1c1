"""The own calendar in the mechanisms of kern: the purpose of its link, the terms in its feed, its place in the navigation."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kern import links, navigatie, werk, werksoorten
from kern.access import heeft_recht
from kern.agenda import feed
from kern.agenda.ics import Punt
from kern.models import Medewerker, Werkregel
from kern.views.agenda import lees_feed

links.registreer(
    links.Doel(code=feed.LINKDOEL, label="de eigen agenda volgen", geldig=timedelta(days=366), eenmalig=False, behandel=lees_feed)
)
navigatie.registreer(
    navigatie.NavItem(
        "agenda",
        "Mijn agenda",
        "kern:agenda",
        "kalender",
        820,
        groep="Collega’s",
        zichtbaar=lambda persoon: heeft_recht(persoon, "kern.agenda"),
    )
)


def _termijnen(persoon: Medewerker, op: datetime) -> Iterable[Punt]:
    """Return the open terms that wait for *persoon*, each on its last day: what it is about by its number, never by its name."""
    open_ = Werkregel.objects.filter(soort=werksoorten.TERMIJN.code, voor=persoon, klaar_op=None, tegen__isnull=False)
    regels = list(open_.filter(tegen__gt=op - feed.TERUG, tegen__lt=op + feed.VOORUIT).order_by("pk"))
    kaartjes = _kaartjes(persoon, regels)
    for regel in regels:
        kenmerk = kaartjes.get((regel.onderwerp_soort, regel.onderwerp_id), "")
        dag = regel.tegen_dag
        if dag is not None:
            yield Punt(
                sleutel=f"werk-{regel.pk}",
                samenvatting=f"Termijn · {kenmerk}" if kenmerk else "Termijn",
                begin=dag,
                gewijzigd_op=regel.sinds,
                bezet=False,
            )


def _kaartjes(persoon: Medewerker, regels: list[Werkregel]) -> dict[tuple[str, str], str]:
    """Return number and gemeente of each subject: one query per kind."""
    uit: dict[tuple[str, str], str] = {}
    for soort in {regel.onderwerp_soort for regel in regels if regel.onderwerp_soort}:
        gegevens = werk.onderwerpsoort(soort)
        if gegevens is None:
            continue
        sleutels = [regel.onderwerp_id for regel in regels if regel.onderwerp_soort == soort]
        uit |= {(soort, sleutel): kaart.kenmerk for sleutel, kaart in gegevens.laad(persoon, sleutels).items()}
    return uit


feed.registreer("kern.termijnen", _termijnen)
