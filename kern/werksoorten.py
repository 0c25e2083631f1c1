"""The kinds of work of kern itself; registered in `kern.inrichting`."""

from kern.werk import Werksoort

ONTHOUD = Werksoort("kern.onthoud", "eigen taak", "eigen taken", "taak", werkwoord="Bekijk", afvinken=True)
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

ALLE = (ONTHOUD, ADVIES_GEVEN, ADVIES_KRIJGEN, WISSEN_BEVESTIGEN, TERMIJN)
