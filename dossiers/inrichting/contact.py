"""What contactmomenten, permits and inspectieverzoeken hand to the timeline, to attention and to erasing."""

from dossiers import panelen, soorten
from dossiers.access import mag_wijzigen_wat_loopt
from dossiers.access.contact import mag_contact_bij
from dossiers.actions import wissen_contact as w
from dossiers.choices import Contactsoort, Ernst
from dossiers.models import (
    Contactmoment,
    Contactversie,
    Inspectieverzoek,
    InspectieverzoekEvent,
    Leefgroep,
    LeefgroepEvent,
    Opvang,
    OpvangEvent,
    Sluiting,
    Vergunning,
    VergunningEvent,
)
from dossiers.models.contactmoment import regelsoort_van
from dossiers.queries import panelen as panelen_contact
from dossiers.soorten import Aandachtsoort, Regelsoort
from kern import wissen
from kern.choices import Toon

_BEZOEKEN = (Contactsoort.BEZOEK, Contactsoort.BEZOEK_EXTERN)
# Code, how it is counted, icon.
_CONTACTEN = (
    (Contactsoort.TELEFOON, "telefoongesprek", "telefoongesprekken", "telefoon"),
    (Contactsoort.MAIL, "mail", "mails", "brief"),
    (Contactsoort.BRIEF, "brief", "brieven", "document"),
    (Contactsoort.GESPREK, "gesprek", "gesprekken", "bubbel"),
    (Contactsoort.ONLINE, "online gesprek", "online gesprekken", "bubbel"),
    (Contactsoort.BEZOEK, "bezoek", "bezoeken", "personen"),
    (Contactsoort.BEZOEK_EXTERN, "bezoek van een andere dienst", "bezoeken van een andere dienst", "oog"),
    (Contactsoort.ANDERE, "ander contact", "andere contacten", "cirkel"),
)

soorten.registreer(
    *(
        Regelsoort(
            code=regelsoort_van(soort),
            label=str(soort.label).capitalize(),
            enkelvoud=enkelvoud,
            meervoud=meervoud,
            icoon=icoon,
            toon=Toon.INFO if soort in _BEZOEKEN else Toon.RUSTIG,
            is_bezoek=soort in _BEZOEKEN,
            in_zin=soort == Contactsoort.TELEFOON,
            onderwerp=w.CONTACT,
        )
        for soort, enkelvoud, meervoud, icoon in _CONTACTEN
    ),
    Regelsoort("dossiers.vergunning", "Vergunning", "vergunning", "vergunningen", icoon="document", toon=Toon.INFO),
    Regelsoort("dossiers.vergunning.einde", "Einde van de vergunning", "einde", "eindes", icoon="verbod", toon=Toon.LET_OP),
    Regelsoort(
        "dossiers.opvang", "Opvanggegevens", "melding van opvanggegevens", "meldingen van opvanggegevens", icoon="kalender"
    ),
    Regelsoort(
        "dossiers.inspectieverzoek",
        "Inspectieverzoek",
        "inspectieverzoek",
        "inspectieverzoeken",
        icoon="oog",
        onderwerp=w.VERZOEK,
    ),
    Regelsoort(
        "dossiers.inspectieverzoek.stap",
        "Stap in een inspectieverzoek",
        "stap in een inspectieverzoek",
        "stappen in een inspectieverzoek",
        icoon="oog",
    ),
    Regelsoort(
        "dossiers.inspectie",
        "Bezoek van Zorginspectie",
        "bezoek van Zorginspectie",
        "bezoeken van Zorginspectie",
        icoon="oog",
        toon=Toon.INFO,
        is_bezoek=True,
    ),
    Aandachtsoort(
        "dossiers.inspectieverzoek_te_laat",
        "Inspectie laat op zich wachten",
        "inspectie die op zich laat wachten",
        "inspecties die op zich laten wachten",
        ernst=Ernst.LET_OP,
    ),
)

panelen.registreer(
    panelen.Paneel(
        "vergunning",
        "Vergunning",
        volgorde=10,
        sjabloon="dossiers/panelen/vergunning.html",
        context=panelen_contact.vergunning,
        zoals_bekend=panelen_contact.vergunning_toen,
    ),
    panelen.Paneel(
        "opvang",
        "Opvang",
        volgorde=20,
        sjabloon="dossiers/panelen/opvang.html",
        context=panelen_contact.opvang,
        zoals_bekend=panelen_contact.opvang_toen,
        niet_toen="sluitingsdagen",
    ),
    panelen.Paneel(
        "inspectieverzoeken",
        "Inspectieverzoeken",
        volgorde=40,
        sjabloon="dossiers/panelen/inspectieverzoeken.html",
        context=panelen_contact.inspectieverzoeken,
        zoals_bekend=panelen_contact.inspectieverzoeken_toen,
    ),
    panelen.Handeling(
        "Vraag inspectie", "dossiers:inspectieverzoek_nieuw", "oog", volgorde=60, toets="i", mag=mag_wijzigen_wat_loopt
    ),
    panelen.Handeling(
        "Noteer contact", "dossiers:contact_nieuw", "telefoon", volgorde=1, toets="c", mag=mag_contact_bij, venster=True
    ),
)

wissen.registreer(
    soorten=(
        wissen.Wisbaar(w.CONTACT, "contactmoment", w.beschrijf_contact, lambda sleutel: sleutel, w.zoek_contacten),
        wissen.Wisbaar(w.VERZOEK, "inspectieverzoek", w.beschrijf_verzoek, lambda sleutel: sleutel, w.zoek_verzoeken),
    ),
    wissers=(
        # In this order: a correction that comes through at this moment waits for the first, and the second finds what it left.
        wissen.Wisser(Contactmoment, ("tekst", "met", "door_naam", "intrekreden"), w.wis_contacten, w.rest_contacten),
        wissen.Wisser(Contactversie, ("tekst", "met"), w.wis_versies, w.rest_versies),
        wissen.Wisser(Inspectieverzoek, ("vraag", "aanleiding", "intrekreden"), w.wis_verzoeken, w.rest_verzoeken),
    ),
)

_CODES = "codes en nummers, zonder namen"
wissen.blijft(Contactmoment, _CODES, "soort", "richting", "bron", "bronnummer")
wissen.blijft(Contactversie, _CODES, "soort", "richting")
for _verzoek in (Inspectieverzoek, InspectieverzoekEvent):
    wissen.blijft(_verzoek, _CODES, "prioriteit", "status", "verslagnummer")
wissen.blijft(InspectieverzoekEvent, "vaste code van de historiek", "pgh_label")
for _model in (Vergunning, VergunningEvent):
    wissen.blijft(_model, "vergunning: wettelijk te bewaren, zonder gegevens van mensen")
for _model in (Opvang, OpvangEvent, Leefgroep, LeefgroepEvent, Sluiting):
    wissen.blijft(_model, "uren, aantallen en namen van groepen, zonder gegevens van mensen")
