"""The state machines of kern, as tables; what may happen is here and nowhere else."""

from kern.choices import Taakstatus as K
from kern.choices import TermijnStatus as T
from kern.choices import Uitnodigingstatus as V
from kern.choices import Wisstatus as W
from kern.outbox.keuzes import UitgaandStatus as U
from kern.overgang import Overgang, Workflow

# --- Termijnen: who may do it is decided by the app whose subject it is ----------------------------------------------------
SCHORT_OP = Overgang(T.LOOPT, T.OPGESCHORT, "schort op")
HERVAT = Overgang(T.OPGESCHORT, T.LOOPT, "hervat")
VERLOOP = Overgang(T.LOOPT, T.VERLOPEN, "markeer als verlopen")
HERLEEF = Overgang(T.VERLOPEN, T.LOOPT, "laat weer lopen")
HAAL = Overgang(T.LOOPT, T.GEHAALD, "rond af")
HAAL_OPGESCHORT = Overgang(T.OPGESCHORT, T.GEHAALD, "rond af")
HAAL_TE_LAAT = Overgang(T.LOOPT, T.TE_LAAT, "rond te laat af")
HAAL_VERLOPEN = Overgang(T.VERLOPEN, T.TE_LAAT, "rond te laat af")
LAAT_VERVALLEN = Overgang(T.LOOPT, T.VERVALLEN, "laat vervallen")
LAAT_OPGESCHORT_VERVALLEN = Overgang(T.OPGESCHORT, T.VERVALLEN, "laat vervallen")
LAAT_VERLOPEN_VERVALLEN = Overgang(T.VERLOPEN, T.VERVALLEN, "laat vervallen")

TERMIJN = Workflow(
    model="kern.Termijn",
    begin=T.LOOPT,
    overgangen=(
        SCHORT_OP,
        HERVAT,
        VERLOOP,
        HERLEEF,
        HAAL,
        HAAL_OPGESCHORT,
        HAAL_TE_LAAT,
        HAAL_VERLOPEN,
        LAAT_VERVALLEN,
        LAAT_OPGESCHORT_VERVALLEN,
        LAAT_VERLOPEN_VERVALLEN,
    ),
)

# --- Outbox: steps without a right are taken by the worker; those of people ask a reason (kern.actions.outbox) -----------
NEEM_OP = Overgang(U.WACHT, U.BEZIG, "neem op")
STEL_UIT = Overgang(U.BEZIG, U.WACHT, "stel uit")
LEVER_AF = Overgang(U.BEZIG, U.VERZONDEN, "lever af in de toepassing")
DRAAG_OVER = Overgang(U.BEZIG, U.IN_OVERDRACHT, "draag over")
WEIGER = Overgang(U.BEZIG, U.MISLUKT, "zet opzij")
MARKEER = Overgang(U.IN_OVERDRACHT, U.VERZONDEN, "markeer als verzonden")
STEL_OVERDRACHT_UIT = Overgang(U.IN_OVERDRACHT, U.WACHT, "stel uit")
WEIGER_BIJ_OVERDRACHT = Overgang(U.IN_OVERDRACHT, U.MISLUKT, "zet opzij")
TWIJFEL = Overgang(U.IN_OVERDRACHT, U.TWIJFEL, "toon de twijfel")
HAAL_TERUG = Overgang(U.WACHT, U.TERUGGEHAALD, "haal terug")  # by its maker, or with kern.outbox: decided in kern.access
OPNIEUW_NA_MISLUKT = Overgang(U.MISLUKT, U.WACHT, "verstuur opnieuw", recht="kern.outbox")
LAAT_VALLEN = Overgang(U.MISLUKT, U.TERUGGEHAALD, "laat vallen", recht="kern.outbox")
OPNIEUW_NA_TWIJFEL = Overgang(U.TWIJFEL, U.WACHT, "verstuur opnieuw", recht="kern.outbox")
IS_AANGEKOMEN = Overgang(U.TWIJFEL, U.VERZONDEN, "is aangekomen", recht="kern.outbox")

OUTBOX = Workflow(
    model="kern.OutboxRegel",
    begin=U.WACHT,
    overgangen=(
        NEEM_OP,
        STEL_UIT,
        LEVER_AF,
        DRAAG_OVER,
        WEIGER,
        MARKEER,
        STEL_OVERDRACHT_UIT,
        WEIGER_BIJ_OVERDRACHT,
        TWIJFEL,
        HAAL_TERUG,
        OPNIEUW_NA_MISLUKT,
        LAAT_VALLEN,
        OPNIEUW_NA_TWIJFEL,
        IS_AANGEKOMEN,
    ),
)

# --- Uitnodiging: who may take a step is decided by who asked and who is asked (kern.queries.uitnodigingen) --------------
BEANTWOORD = Overgang(V.OPEN, V.BEANTWOORD, "antwoord", eist=("antwoord",))
WEIGER_VRAAG = Overgang(V.OPEN, V.GEWEIGERD, "antwoord niet")
TREK_VRAAG_IN = Overgang(V.OPEN, V.INGETROKKEN, "trek in")

UITNODIGING = Workflow(model="kern.Uitnodiging", begin=V.OPEN, overgangen=(BEANTWOORD, WEIGER_VRAAG, TREK_VRAAG_IN))

# --- Wissen: the second step by another natural person (kern.access.check_vier_ogen and a constraint) --------------------
BEVESTIG_WISSEN = Overgang(W.AANGEVRAAGD, W.BEVESTIGD, "bevestig", recht="kern.wissen_bevestigen")
WEIGER_WISSEN = Overgang(W.AANGEVRAAGD, W.GEWEIGERD, "weiger", recht="kern.wissen_bevestigen")
TREK_WISSEN_IN = Overgang(W.AANGEVRAAGD, W.INGETROKKEN, "trek in")
VOER_WISSEN_UIT = Overgang(W.BEVESTIGD, W.UITGEVOERD, "wis")

WISSEN = Workflow(
    model="kern.Wisverzoek",
    begin=W.AANGEVRAAGD,
    overgangen=(BEVESTIG_WISSEN, WEIGER_WISSEN, TREK_WISSEN_IN, VOER_WISSEN_UIT),
)

# --- Taak: who has it does it; who gave it may say that it is not needed any more (kern.queries.taken) --------------------
WERK_AF = Overgang(K.OPEN, K.KLAAR, "klaar")
HEROPEN_TAAK = Overgang(K.KLAAR, K.OPEN, "heropen")
TREK_TAAK_IN = Overgang(K.OPEN, K.INGETROKKEN, "niet meer nodig")
HERSTEL_TAAK = Overgang(K.INGETROKKEN, K.OPEN, "toch nodig")

TAAK = Workflow(model="kern.Taak", begin=K.OPEN, overgangen=(WERK_AF, HEROPEN_TAAK, TREK_TAAK_IN, HERSTEL_TAAK))
