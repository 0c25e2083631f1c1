"""The state machines of kern, as tables; what may happen is here and nowhere else."""

from kern.outbox.keuzes import UitgaandStatus as U
from kern.overgang import Overgang, Workflow

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
