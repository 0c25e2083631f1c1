"""The kinds of work about a dossier; registered in `dossiers.inrichting.werk`."""

from kern.werk import Werksoort

BESLISSEN = frozenset({"dossiers.beslis_toegang", "dossiers.schrijf"})

# Each row names a colleague and the card of the dossier, nothing that is read inside.
TOEGANG_BESLISSEN = Werksoort(
    "dossiers.toegang_beslissen", "vraag om toegang", "vragen om toegang", "slot", "Beslis", rechten=BESLISSEN, alleen_kaart=True
)
TOEGANG_KRIJGEN = Werksoort(
    "dossiers.toegang_krijgen", "gevraagde toegang", "gevraagde toegangen", "slot", "Bekijk", persoonlijk=True, alleen_kaart=True
)
NOODTOEGANG = Werksoort(
    "dossiers.noodtoegang",
    "noodtoegang",
    "noodtoegangen",
    "alarm",
    "Kijk na",
    afvinken=True,
    rechten=BESLISSEN,
    alleen_kaart=True,
)

INSPECTIE = Werksoort(
    "dossiers.inspectieverzoek",
    "inspectieverzoek",
    "inspectieverzoeken",
    "oog",
    "Volg op",
    verwijst_naar="dossiers.inspectieverzoek",
    rechten=frozenset({"dossiers.schrijf"}),
)

AANVRAAG = Werksoort(
    "dossiers.aanvraag",
    "aanvraag",
    "aanvragen",
    "document",
    "Behandel",
    verwijst_naar="dossiers.aanvraag",
    rechten=frozenset({"dossiers.schrijf"}),
)

ATTEST = Werksoort(
    "dossiers.attest",
    "attest dat vervalt",
    "attesten die vervallen",
    "schild",
    "Vernieuw",
    verwijst_naar="dossiers.attest",
    rechten=frozenset({"dossiers.schrijf"}),
)

# Somebody who sees no more than the card took a call: who follows the location reads what was said.
CONTACT = Werksoort(
    "dossiers.contact_van_een_collega",
    "contact genoteerd door een collega",
    "contacten genoteerd door een collega",
    "telefoon",
    "Lees",
    verwijst_naar="dossiers.contactmoment",
    afvinken=True,
    rechten=frozenset({"dossiers.schrijf"}),
    alleen_kaart=True,
)

PLAATSEN_NAKIJKEN = Werksoort(
    "dossiers.plaatsen_nakijken",
    "plaatsen uit een register",
    "plaatsen uit een register",
    "alarm",
    "Kijk na",
    afvinken=True,
    rechten=frozenset({"dossiers.schrijf"}),
)

POST_ANTWOORD = Werksoort(
    "dossiers.post_antwoord",
    "antwoord op een mail",
    "antwoorden op mails",
    "brief",
    "Lees",
    verwijst_naar="dossiers.postbericht",
    afvinken=True,
    rechten=frozenset({"dossiers.schrijf"}),
)
POST_TERUG = Werksoort(
    "dossiers.post_niet_aangekomen",
    "mail die niet aankwam",
    "mails die niet aankwamen",
    "alarm",
    "Kijk na",
    verwijst_naar="dossiers.postbericht",
    afvinken=True,
    rechten=frozenset({"dossiers.schrijf"}),
)

# One person writes, one other reads; a substitute finishes what an absent colleague began.
VERSLAG = Werksoort(
    "dossiers.verslag",
    "verslag",
    "verslagen",
    "pen",
    "Open",
    verwijst_naar="dossiers.verslag",
    rechten=frozenset({"dossiers.schrijf"}),
)

BELOFTE = Werksoort(
    "dossiers.belofte",
    "belofte",
    "beloften",
    "zandloper",
    "Volg op",
    verwijst_naar="dossiers.belofte",
    rechten=frozenset({"dossiers.schrijf"}),
)
# Its words stand on the day of who goes, and never with somebody of outside.
AFSPRAAK = Werksoort("dossiers.afspraak", "afspraak", "afspraken", "kalender", "Open", verwijst_naar="dossiers.afspraak")

# A call that became nothing yet. Its author's alone: a substitute does not see it.
TELEFOONBLAD = Werksoort(
    "dossiers.telefoonblad",
    "telefoonblad",
    "telefoonbladen",
    "telefoon",
    "Rond af",
    verwijst_naar="dossiers.telefoonblad",
    persoonlijk=True,
)
# That it exists, never what it says.
TELEFOONBLAD_ACHTERGELATEN = Werksoort(
    "dossiers.telefoonblad_achtergelaten",
    "achtergelaten telefoonblad",
    "achtergelaten telefoonbladen",
    "telefoon",
    "Neem over",
    verwijst_naar="dossiers.telefoonblad",
    rechten=frozenset({"dossiers.wijs_toe"}),
    alleen_kaart=True,
)

ALLE = (
    TOEGANG_BESLISSEN,
    TOEGANG_KRIJGEN,
    NOODTOEGANG,
    INSPECTIE,
    AANVRAAG,
    ATTEST,
    CONTACT,
    PLAATSEN_NAKIJKEN,
    VERSLAG,
    BELOFTE,
    TELEFOONBLAD,
    TELEFOONBLAD_ACHTERGELATEN,
    AFSPRAAK,
    POST_ANTWOORD,
    POST_TERUG,
)
