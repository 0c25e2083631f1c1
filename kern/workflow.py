"""The state machines of kern, as tables; what may happen is here and nowhere else."""

from kern.choices import TermijnStatus as T
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
