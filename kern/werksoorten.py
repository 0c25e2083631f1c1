"""The kinds of work of kern itself; registered in `kern.inrichting`."""

from kern.werk import Werksoort

TAAK = Werksoort("kern.taak", "taak", "taken", "taak", werkwoord="Open", verwijst_naar="kern.taak", afvinken=True)
# Written for whoever keeps watch, on purpose: they may read it whatever else of the dossier is closed to them.
NACHTNOTA = Werksoort(
    "kern.nachtnota", "nota voor de nachtwacht", "nota’s voor de nachtwacht", "zon", "Lees",
    verwijst_naar="kern.nachtnota", afvinken=True, alleen_kaart=True,
)  # fmt: skip
ADVIES_GEVEN = Werksoort(
    "kern.advies_geven", "adviesvraag", "adviesvragen", "bubbel", "Antwoord", verwijst_naar="kern.uitnodiging", persoonlijk=True
)
ADVIES_KRIJGEN = Werksoort(
    "kern.advies_krijgen", "gevraagd advies", "gevraagde adviezen", "bubbel", "Bekijk", verwijst_naar="kern.uitnodiging"
)
WISSEN_BEVESTIGEN = Werksoort(
    "kern.wissen_bevestigen", "wisverzoek", "wisverzoeken", "schild", "Kijk na",
    rechten=frozenset({"kern.wissen_bevestigen"}), alleen_kaart=True,
)  # fmt: skip
TERMIJN = Werksoort("kern.termijn", "termijn", "termijnen", "zandloper", "Open", verwijst_naar="kern.termijn")

ALLE = (TAAK, NACHTNOTA, ADVIES_GEVEN, ADVIES_KRIJGEN, WISSEN_BEVESTIGEN, TERMIJN)
