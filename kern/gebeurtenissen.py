"""The events of the log: one code and one sentence per kind, declared by the app in which they happen."""

from dataclasses import dataclass

_ALLE: dict[str, "Gebeurtenis"] = {}


@dataclass(frozen=True)
class Gebeurtenis:
    """One kind of log row.

    `code` is stored for ever ("app.wat_er_gebeurde"); `zin` is how the log page tells it, after the actor's name;
    `inzage` marks a *look* at something sensitive, apart from a change.
    """

    code: str
    zin: str
    inzage: bool = False

    def __post_init__(self) -> None:
        if self.code in _ALLE:
            raise ValueError(f"gebeurtenis {self.code} bestaat al")
        _ALLE[self.code] = self

    def __str__(self) -> str:
        return self.code


def alle() -> dict[str, Gebeurtenis]:
    """Return every declared event by code."""
    return dict(_ALLE)


MEDEWERKER_GEMAAKT = Gebeurtenis("kern.medewerker_gemaakt", "maakte de medewerker aan")
MEDEWERKER_GEWIJZIGD = Gebeurtenis("kern.medewerker_gewijzigd", "wijzigde de gegevens van de medewerker")
ROLLEN_GEWIJZIGD = Gebeurtenis("kern.rollen_gewijzigd", "wijzigde de rollen of het team van de medewerker")
MEDEWERKER_GEDEACTIVEERD = Gebeurtenis("kern.medewerker_gedeactiveerd", "deactiveerde de medewerker")
MEDEWERKER_GEHERACTIVEERD = Gebeurtenis("kern.medewerker_geheractiveerd", "activeerde de medewerker opnieuw")
AANGEMELD = Gebeurtenis("kern.aangemeld", "meldde zich aan")
AFGEMELD = Gebeurtenis("kern.afgemeld", "meldde zich af")
AANMELDEN_MISLUKT = Gebeurtenis("kern.aanmelden_mislukt", "zag een aanmelding mislukken")
WACHTWOORD_GEWIJZIGD = Gebeurtenis("kern.wachtwoord_gewijzigd", "koos een nieuw wachtwoord")
TWEEDE_FACTOR_GEWIJZIGD = Gebeurtenis("kern.tweede_factor_gewijzigd", "wijzigde de tweede stap van het aanmelden")
TWEEDE_FACTOR_GEWIST = Gebeurtenis("kern.tweede_factor_gewist", "nam de tweede stap van het aanmelden weg")
AANMELDLINK_GEGEVEN = Gebeurtenis("kern.aanmeldlink_gegeven", "gaf een aanmeldlink")
VERVANGING_GEREGISTREERD = Gebeurtenis("kern.vervanging_geregistreerd", "regelde een vervanging")
VERVANGING_INGETROKKEN = Gebeurtenis("kern.vervanging_ingetrokken", "trok een vervanging in")
METERSCHAP_GEKOPPELD = Gebeurtenis("kern.meterschap_gekoppeld", "gaf de starter een meter")
METERSCHAP_BEEINDIGD = Gebeurtenis("kern.meterschap_beeindigd", "beëindigde een meterschap")
LOGBOEK_INGEZIEN = Gebeurtenis("kern.logboek_ingezien", "bekeek het logboek", inzage=True)

TERMIJN_GESTART = Gebeurtenis("kern.termijn_gestart", "startte de termijn")
TERMIJN_DEFINITIEF = Gebeurtenis("kern.termijn_definitief", "maakte de termijn definitief vanaf de ontvangst")
TERMIJN_OPGESCHORT = Gebeurtenis("kern.termijn_opgeschort", "schortte de termijn op")
TERMIJN_HERVAT = Gebeurtenis("kern.termijn_hervat", "hervatte de termijn")
TERMIJN_VERLENGD = Gebeurtenis("kern.termijn_verlengd", "verlengde de termijn")
TERMIJN_GEWIJZIGD = Gebeurtenis("kern.termijn_gewijzigd", "gaf de termijn een andere datum")
TERMIJN_AFGEROND = Gebeurtenis("kern.termijn_afgerond", "rondde de termijn af")
TERMIJN_VERVALLEN = Gebeurtenis("kern.termijn_vervallen", "liet de termijn vervallen")
TERMIJN_VERLOPEN = Gebeurtenis("kern.termijn_verlopen", "stelde vast dat de termijn verlopen is")
TERMIJN_HERREKEND = Gebeurtenis("kern.termijn_herrekend", "herrekende de termijn na een wijziging van kalender of regel")
SLUITINGSDAG_TOEGEVOEGD = Gebeurtenis("kern.sluitingsdag_toegevoegd", "voegde de sluitingsdag toe")
SLUITINGSDAG_GEWIJZIGD = Gebeurtenis("kern.sluitingsdag_gewijzigd", "wijzigde de sluitingsdag")
SLUITINGSDAG_INGETROKKEN = Gebeurtenis("kern.sluitingsdag_ingetrokken", "trok de sluitingsdag in")
TERMIJNREGEL_TOEGEVOEGD = Gebeurtenis("kern.termijnregel_toegevoegd", "voegde de termijnregel toe")
TERMIJNREGEL_GEWIJZIGD = Gebeurtenis("kern.termijnregel_gewijzigd", "wijzigde de termijnregel")

UITGAAND_KLAARGEZET = Gebeurtenis("kern.uitgaand_klaargezet", "zette een bericht klaar")
UITGAAND_UITGESTELD = Gebeurtenis("kern.uitgaand_uitgesteld", "kon het bericht nog niet afgeven en probeert later opnieuw")
UITGAAND_VERZONDEN = Gebeurtenis("kern.uitgaand_verzonden", "gaf het bericht af")
UITGAAND_MISLUKT = Gebeurtenis("kern.uitgaand_mislukt", "zette het bericht opzij als mislukt")
UITGAAND_TWIJFEL = Gebeurtenis("kern.uitgaand_twijfel", "weet niet of het bericht is aangekomen")
UITGAAND_DUBBEL = Gebeurtenis(
    "kern.uitgaand_dubbel", "verstuurt opnieuw met hetzelfde Message-ID; er kan een tweede exemplaar zijn"
)
UITGAAND_HERNOMEN = Gebeurtenis("kern.uitgaand_hernomen", "nam het bericht opnieuw op nadat de werker wegviel")
UITGAAND_OPNIEUW = Gebeurtenis("kern.uitgaand_opnieuw", "liet het bericht opnieuw versturen")
UITGAAND_AANGEKOMEN = Gebeurtenis("kern.uitgaand_aangekomen", "bevestigde dat het bericht is aangekomen")
UITGAAND_TERUGGEHAALD = Gebeurtenis("kern.uitgaand_teruggehaald", "haalde het bericht terug")
UITGAAND_GEWIST = Gebeurtenis("kern.uitgaand_gewist", "wiste de inhoud van het bericht")
UITGAAND_INGEZIEN = Gebeurtenis("kern.uitgaand_ingezien", "bekeek de inhoud van het bericht", inzage=True)
FILTER_BEWAARD = Gebeurtenis("kern.filter_bewaard", "bewaarde een filter van een lijst")
FILTER_VERWIJDERD = Gebeurtenis("kern.filter_verwijderd", "verwijderde een bewaarde filter")
LIJST_INGEZIEN = Gebeurtenis("kern.lijst_ingezien", "kreeg een lijst met inhoud of personen te zien", inzage=True)
LIJST_UITGEVOERD = Gebeurtenis("kern.lijst_uitgevoerd", "nam een lijst mee als bestand", inzage=True)

ADVIES_GEVRAAGD = Gebeurtenis("kern.advies_gevraagd", "vroeg advies")
ADVIES_GEGEVEN = Gebeurtenis("kern.advies_gegeven", "beantwoordde de adviesvraag")
ADVIES_GEWEIGERD = Gebeurtenis("kern.advies_geweigerd", "beantwoordt de adviesvraag niet")
ADVIES_INGETROKKEN = Gebeurtenis("kern.advies_ingetrokken", "trok de adviesvraag in")
ADVIES_INGEZIEN = Gebeurtenis("kern.advies_ingezien", "bekeek waarover advies gevraagd is", inzage=True)

LINK_GEMAAKT = Gebeurtenis("kern.link_gemaakt", "maakte een ondertekende link")
LINK_GEOPEND = Gebeurtenis("kern.link_geopend", "opende de link", inzage=True)
LINK_GEBRUIKT = Gebeurtenis("kern.link_gebruikt", "gebruikte de link")
LINK_GEWEIGERD = Gebeurtenis("kern.link_geweigerd", "kwam met een link die niet meer werkt")
LINK_INGETROKKEN = Gebeurtenis("kern.link_ingetrokken", "trok de link in")

PDF_BEWAARD = Gebeurtenis("kern.pdf_bewaard", "maakte het document")
PDF_INGEZIEN = Gebeurtenis("kern.pdf_ingezien", "opende het document", inzage=True)
PDF_TOEGANG_VERLEEND = Gebeurtenis("kern.pdf_toegang_verleend", "gaf toegang tot het document")
LOGBOEK_UITTREKSEL = Gebeurtenis("kern.logboek_uittreksel", "maakte een uittreksel van het logboek", inzage=True)

BESTAND_OPGENOMEN = Gebeurtenis("kern.bestand_opgenomen", "bewaarde het bestand")
BESTAND_VEILIG = Gebeurtenis("kern.bestand_veilig", "keek het bestand na op virussen en vond niets")
BESTAND_BESMET = Gebeurtenis("kern.bestand_besmet", "vond een virus in het bestand en nam het weg")

WISSEN_GEZOCHT = Gebeurtenis("kern.wissen_gezocht", "zocht waar een persoon voorkomt, om te wissen", inzage=True)
WISSEN_INGEZIEN = Gebeurtenis("kern.wissen_ingezien", "bekeek over wie een wisverzoek gaat", inzage=True)
WISSEN_AANGEVRAAGD = Gebeurtenis("kern.wissen_aangevraagd", "vroeg om persoonsgegevens te wissen")
WISSEN_BEVESTIGD = Gebeurtenis("kern.wissen_bevestigd", "bevestigde het wissen")
WISSEN_GEWEIGERD = Gebeurtenis("kern.wissen_geweigerd", "weigerde het wissen")
WISSEN_INGETROKKEN = Gebeurtenis("kern.wissen_ingetrokken", "trok het wisverzoek in")
WISSEN_UITGEVOERD = Gebeurtenis("kern.wissen_uitgevoerd", "wiste de persoonsgegevens")
WISSEN_HERHAALD = Gebeurtenis("kern.wissen_herhaald", "wiste opnieuw, na het terugzetten van een oudere kopie")

WERK_AFGEVINKT = Gebeurtenis("kern.werk_afgevinkt", "vinkte de taak af")
WERK_HEROPEND = Gebeurtenis("kern.werk_heropend", "zette de taak terug in de werkvoorraad")
WERK_DOORGEGEVEN = Gebeurtenis("kern.werk_doorgegeven", "gaf de taak door aan een collega")
WERK_VERZET = Gebeurtenis("kern.werk_verzet", "gaf de taak een andere dag")
TAAK_GEGEVEN = Gebeurtenis("kern.taak_gegeven", "gaf de taak")
TAAK_HERHAALD = Gebeurtenis("kern.taak_herhaald", "maakte de volgende taak van de reeks")
TAAK_GEWIJZIGD = Gebeurtenis("kern.taak_gewijzigd", "wijzigde de taak")
TAAK_KLAAR = Gebeurtenis("kern.taak_klaar", "werkte de taak af")
TAAK_HEROPEND = Gebeurtenis("kern.taak_heropend", "heropende de taak")
TAAK_INGETROKKEN = Gebeurtenis("kern.taak_ingetrokken", "trok de taak in")
TAAK_DOORGEGEVEN = Gebeurtenis("kern.taak_doorgegeven", "gaf de taak door aan een collega")
TAAK_UITGESTELD = Gebeurtenis("kern.taak_uitgesteld", "stelde de taak uit")
TAAK_BEANTWOORD = Gebeurtenis("kern.taak_beantwoord", "kreeg het antwoord waarop de taak wachtte")
TAAK_NAGEVRAAGD = Gebeurtenis("kern.taak_nagevraagd", "vroeg na waarop de taak wacht")
TAAK_OP_TE_VOLGEN = Gebeurtenis("kern.taak_op_te_volgen", "legde de taak opnieuw voor, omdat het antwoord uitblijft")
TAAK_PUNT = Gebeurtenis("kern.taak_punt", "vinkte een punt van de taak af of aan")
HERINNERINGEN_GEKOZEN = Gebeurtenis("kern.herinneringen_gekozen", "koos hoe herinneringen komen")
NACHTNOTA_GESCHREVEN = Gebeurtenis("kern.nachtnota_geschreven", "schreef een nota voor de nachtwacht")
NACHTNOTA_INGETROKKEN = Gebeurtenis("kern.nachtnota_ingetrokken", "trok de nota voor de nachtwacht in")

AGENDA_INGESTELD = Gebeurtenis("kern.agenda_ingesteld", "liet de eigen agenda lezen")
AGENDA_WEGGENOMEN = Gebeurtenis("kern.agenda_weggenomen", "liet de eigen agenda niet meer lezen")
