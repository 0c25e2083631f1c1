"""The states of what happens in dossiers, as tables."""

from dossiers.choices import Aanvraagstatus as A
from dossiers.choices import Afspraakstatus as P
from dossiers.choices import Beloftestatus as B
from dossiers.choices import Importstatus as I
from dossiers.choices import Koppelstatus, Verzoekstatus, Vraagstatus
from dossiers.choices import Verslagstatus as V
from dossiers.postkeuzes import Poststatus as Q
from kern.overgang import Overgang, Workflow

# Who may take a step is decided per dossier (`dossiers.access.check_mag_beslissen`), not by a role alone.
KEN_TOE = Overgang(Vraagstatus.OPEN, Vraagstatus.TOEGEKEND, "geef toegang", eist=("toegang",))
WEIGER = Overgang(Vraagstatus.OPEN, Vraagstatus.GEWEIGERD, "weiger", eist=("antwoord",))
TREK_IN = Overgang(Vraagstatus.OPEN, Vraagstatus.INGETROKKEN, "trek in")

TOEGANGSVRAAG = Workflow("dossiers.Toegangsvraag", begin=Vraagstatus.OPEN, overgangen=(KEN_TOE, WEIGER, TREK_IN))

# --- Imports: the worker takes most steps; a person decides after the trial -------------------------------------------------
BEGIN_NAZICHT = Overgang(I.KLAARGEZET, I.NAKIJKEN, "begin na te kijken")
KEUR = Overgang(I.NAKIJKEN, I.NAGEKEKEN, "rond het nazicht af")
WEIGER_BESTAND = Overgang(I.NAKIJKEN, I.GEWEIGERD, "weiger het bestand", eist=("reden",))
HERNEEM_NAZICHT = Overgang(I.NAKIJKEN, I.KLAARGEZET, "begin het nazicht opnieuw")
MISLUK_NAZICHT = Overgang(I.NAKIJKEN, I.MISLUKT, "geef het nazicht op", eist=("reden",))
BEVESTIG = Overgang(I.NAGEKEKEN, I.BEVESTIGD, "neem over", recht="dossiers.importeer")
LAAT_VALLEN = Overgang(I.NAGEKEKEN, I.VERVALLEN, "neem niet over", recht="dossiers.importeer")
BEGIN_OVERNAME = Overgang(I.BEVESTIGD, I.OVERNEMEN, "begin over te nemen")
ROND_AF = Overgang(I.OVERNEMEN, I.OVERGENOMEN, "rond de overname af")
HERNEEM_OVERNAME = Overgang(I.OVERNEMEN, I.BEVESTIGD, "begin de overname opnieuw")
MISLUK_OVERNAME = Overgang(I.OVERNEMEN, I.MISLUKT, "geef de overname op", eist=("reden",))

IMPORT = Workflow(
    "dossiers.ImportRun",
    begin=I.KLAARGEZET,
    overgangen=(
        BEGIN_NAZICHT,
        KEUR,
        WEIGER_BESTAND,
        HERNEEM_NAZICHT,
        MISLUK_NAZICHT,
        BEVESTIG,
        LAAT_VALLEN,
        BEGIN_OVERNAME,
        ROND_AF,
        HERNEEM_OVERNAME,
        MISLUK_OVERNAME,
    ),
)

# --- Requests to Zorginspectie: who may change the dossier follows them -----------------------------------------------------
BEVESTIG_INSPECTIE = Overgang(Verzoekstatus.GEVRAAGD, Verzoekstatus.BEVESTIGD, "noteer de bevestiging")
INSPECTIE_GEWEEST = Overgang(Verzoekstatus.BEVESTIGD, Verzoekstatus.UITGEVOERD, "noteer het bezoek", eist=("bezocht_op",))
INSPECTIE_ONAANGEKONDIGD = Overgang(Verzoekstatus.GEVRAAGD, Verzoekstatus.UITGEVOERD, "noteer het bezoek", eist=("bezocht_op",))
TREK_INSPECTIE_IN = Overgang(Verzoekstatus.GEVRAAGD, Verzoekstatus.INGETROKKEN, "trek in", eist=("intrekreden",))
TREK_BEVESTIGDE_IN = Overgang(Verzoekstatus.BEVESTIGD, Verzoekstatus.INGETROKKEN, "trek in", eist=("intrekreden",))

INSPECTIEVERZOEK = Workflow(
    "dossiers.Inspectieverzoek",
    begin=Verzoekstatus.GEVRAAGD,
    overgangen=(BEVESTIG_INSPECTIE, INSPECTIE_GEWEEST, INSPECTIE_ONAANGEKONDIGD, TREK_INSPECTIE_IN, TREK_BEVESTIGDE_IN),
)

# --- The same person elsewhere ----------------------------------------------------------------------------------------
# Who decides sees both sides (`dossiers.actions.koppelingen`). Reversible for ever: people make mistakes about people.
_RECHT, _EIST = "dossiers.schrijf", ("reden",)
BEVESTIG_PERSOON = Overgang(Koppelstatus.VOORGESTELD, Koppelstatus.BEVESTIGD, "bevestig", _RECHT, _EIST)
VERWERP_PERSOON = Overgang(Koppelstatus.VOORGESTELD, Koppelstatus.VERWORPEN, "verwerp", _RECHT, _EIST)
MAAK_BEVESTIGING_ONGEDAAN = Overgang(Koppelstatus.BEVESTIGD, Koppelstatus.ONGEDAAN, "maak ongedaan", _RECHT, _EIST)
MAAK_VERWERPING_ONGEDAAN = Overgang(Koppelstatus.VERWORPEN, Koppelstatus.ONGEDAAN, "maak ongedaan", _RECHT, _EIST)
BEVESTIG_TOCH = Overgang(Koppelstatus.ONGEDAAN, Koppelstatus.BEVESTIGD, "bevestig", _RECHT, _EIST)
VERWERP_TOCH = Overgang(Koppelstatus.ONGEDAAN, Koppelstatus.VERWORPEN, "verwerp", _RECHT, _EIST)

PERSOONKOPPELING = Workflow(
    "dossiers.PersoonKoppeling",
    begin=Koppelstatus.VOORGESTELD,
    overgangen=(
        BEVESTIG_PERSOON,
        VERWERP_PERSOON,
        MAAK_BEVESTIGING_ONGEDAAN,
        MAAK_VERWERPING_ONGEDAAN,
        BEVESTIG_TOCH,
        VERWERP_TOCH,
    ),
)

# --- Aanvraag: where it may be taken stands in `dossiers.access`; the second reader is another natural person -------------
GA_NA = Overgang(A.INGEDIEND, A.NAGEGAAN, "leg de antecedenten vast", recht="dossiers.schrijf", eist=("antecedenten",))
GEEF_ADVIES = Overgang(A.NAGEGAAN, A.GEADVISEERD, "geef advies", recht="dossiers.schrijf", eist=("advies", "advies_tekst"))
LEES_NA = Overgang(A.GEADVISEERD, A.NAGELEZEN, "lees na", recht="dossiers.schrijf")
STUUR_TERUG = Overgang(A.GEADVISEERD, A.NAGEGAAN, "stuur terug", recht="dossiers.schrijf", eist=("nalezing",))
AANVAARD = Overgang(A.NAGELEZEN, A.AANVAARD, "aanvaard", recht="dossiers.beslis_aanvraag")
WEIGER_AANVRAAG = Overgang(A.NAGELEZEN, A.GEWEIGERD, "weiger", recht="dossiers.beslis_aanvraag", eist=("beslissing",))
TREK_AANVRAAG_IN = tuple(
    Overgang(van, A.INGETROKKEN, "trek in", eist=("beslissing",)) for van in (A.INGEDIEND, A.NAGEGAAN, A.GEADVISEERD, A.NAGELEZEN)
)

AANVRAAG = Workflow(
    "dossiers.Aanvraag",
    begin=A.INGEDIEND,
    overgangen=(GA_NA, GEEF_ADVIES, LEES_NA, STUUR_TERUG, AANVAARD, WEIGER_AANVRAAG, *TREK_AANVRAAG_IN),
)

# --- Belofte: the words never change; a slip is withdrawn, and made again ----------------------------------------------------
HOUD_BELOFTE = Overgang(B.OPEN, B.GEHOUDEN, "is gehouden")
BREEK_BELOFTE = Overgang(B.OPEN, B.GEBROKEN, "is niet gehouden", eist=("uitleg",))
TREK_BELOFTE_IN = Overgang(B.OPEN, B.INGETROKKEN, "trek in", eist=("uitleg",))

BELOFTE = Workflow("dossiers.Belofte", begin=B.OPEN, overgangen=(HOUD_BELOFTE, BREEK_BELOFTE, TREK_BELOFTE_IN))

# --- Verslag: what is fixed is exactly what a second natural person read. An edit goes back to concept, and is read again -------
BIED_AAN = Overgang(V.CONCEPT, V.TE_LEZEN, "laat nalezen", eist=("lezer",))
HAAL_TERUG = Overgang(V.TE_LEZEN, V.CONCEPT, "haal terug")
GEEF_TERUG = Overgang(V.TE_LEZEN, V.CONCEPT, "geef terug met opmerkingen")
LEES_VERSLAG_NA = Overgang(V.TE_LEZEN, V.NAGELEZEN, "ga akkoord")
HEROPEN_VERSLAG = Overgang(V.NAGELEZEN, V.CONCEPT, "werk verder")
STEL_VAST = Overgang(V.NAGELEZEN, V.VASTGESTELD, "stel vast", eist=("sha256",))
STEL_VAST_ZONDER_LEZER = Overgang(V.CONCEPT, V.VASTGESTELD, "stel vast", eist=("sha256",))
VERWERP_VERSLAG = Overgang(V.CONCEPT, V.VERWORPEN, "bewaar niet", eist=("verwerpreden",))
HERSTEL_VERSLAG = Overgang(V.VERWORPEN, V.CONCEPT, "zet terug")

VERSLAG = Workflow(
    "dossiers.Verslag",
    begin=V.CONCEPT,
    overgangen=(
        BIED_AAN,
        HAAL_TERUG,
        GEEF_TERUG,
        LEES_VERSLAG_NA,
        HEROPEN_VERSLAG,
        STEL_VAST,
        STEL_VAST_ZONDER_LEZER,
        VERWERP_VERSLAG,
        HERSTEL_VERSLAG,
    ),
)

# --- Afspraak: a draft is known to nobody outside; what is fixed was told to who takes part -------------------------------
BEVESTIG_AFSPRAAK = Overgang(P.CONCEPT, P.VAST, "bevestig")
ANNULEER_CONCEPT = Overgang(P.CONCEPT, P.GEANNULEERD, "laat vallen")
ANNULEER_AFSPRAAK = Overgang(P.VAST, P.GEANNULEERD, "annuleer", eist=("reden",))
AFSPRAAK_GEDAAN = Overgang(P.VAST, P.GEDAAN, "ging door", eist=("contactmoment",))
CONCEPT_GEDAAN = Overgang(P.CONCEPT, P.GEDAAN, "ging door", eist=("contactmoment",))
AFSPRAAK_NIET_DOOR = Overgang(P.VAST, P.NIET_DOORGEGAAN, "ging niet door", eist=("reden",))

AFSPRAAK = Workflow(
    "dossiers.Afspraak",
    begin=P.CONCEPT,
    overgangen=(
        BEVESTIG_AFSPRAAK,
        ANNULEER_CONCEPT,
        ANNULEER_AFSPRAAK,
        AFSPRAAK_GEDAAN,
        CONCEPT_GEDAAN,
        AFSPRAAK_NIET_DOOR,
    ),
)

# --- Post. What came in waits to be placed, or was placed at once; what a machine wrote asks nothing, and can still be placed ---
PLAATS = Overgang(Q.TE_PLAATSEN, Q.GEPLAATST, "noteer in een dossier", recht="dossiers.noteer_contact")
PLAATS_TOCH = Overgang(Q.OPZIJ, Q.GEPLAATST, "noteer in een dossier", recht="dossiers.noteer_contact")
PLAATS_AUTOMATISCH = Overgang(Q.AUTOMATISCH, Q.GEPLAATST, "noteer in een dossier", recht="dossiers.noteer_contact")
LEG_OPZIJ = Overgang(Q.TE_PLAATSEN, Q.OPZIJ, "leg opzij", eist=("reden",))
HERKEN_AUTOMAAT = Overgang(Q.TE_PLAATSEN, Q.AUTOMATISCH, "herken als automatisch")
# What we write: two minutes to take it back; what left is followed until it is sure that it did not arrive.
BEGIN_TE_SCHRIJVEN = Overgang(Q.TE_PLAATSEN, Q.CONCEPT, "schrijf", recht="dossiers.schrijf")
VERSTUUR_POST = Overgang(Q.CONCEPT, Q.ONDERWEG, "verstuur", recht="dossiers.schrijf", eist=("onderwerp", "tekst"))
GOOI_WEG = Overgang(Q.CONCEPT, Q.WEGGEGOOID, "gooi weg")
HAAL_POST_TERUG = Overgang(Q.ONDERWEG, Q.CONCEPT, "haal terug")
POST_VERTROK = Overgang(Q.ONDERWEG, Q.VERSTUURD, "vertrok")
POST_MISLUKTE = Overgang(Q.ONDERWEG, Q.NIET_AANGEKOMEN, "kwam niet aan")
POST_KWAM_TERUG = Overgang(Q.VERSTUURD, Q.NIET_AANGEKOMEN, "kwam niet aan")

POST = Workflow(
    "dossiers.Postbericht",
    begin=Q.TE_PLAATSEN,
    overgangen=(
        PLAATS,
        PLAATS_TOCH,
        PLAATS_AUTOMATISCH,
        LEG_OPZIJ,
        HERKEN_AUTOMAAT,
        BEGIN_TE_SCHRIJVEN,
        VERSTUUR_POST,
        GOOI_WEG,
        HAAL_POST_TERUG,
        POST_VERTROK,
        POST_MISLUKTE,
        POST_KWAM_TERUG,
    ),
)
