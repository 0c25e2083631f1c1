"""The list of tasks: what somebody gave and has, and what became of it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from kern.choices import Taakstatus
from kern.lijst import Keuzefilter, Kolom, Leeg, Lijst
from kern.models import Taak
from kern.queries import taken

VERBORGEN = "Taak over een dossier dat u niet (meer) leest"


def _titel(taak: Taak) -> str:
    return taak.titel if taak.leesbaar else VERBORGEN  # type: ignore[attr-defined]  # given by `TaakLijst.vul_aan`


def _nota(taak: Taak) -> str:
    return taak.nota if taak.leesbaar else ""  # type: ignore[attr-defined]  # given by `TaakLijst.vul_aan`


def _wie(waarde: str) -> Q:
    return {"gegeven": ~Q(voor=F("gegeven_door")), "eigen": Q(voor=F("gegeven_door"))}.get(waarde, Q())


class TaakLijst(Lijst):
    """The tasks that this person gave or has. Open work of one's own stands in the werkvoorraad as well."""

    sleutel = "taken"
    enkelvoud, meervoud = "taak", "taken"
    sortering = "-gegeven"
    kolommen = (
        Kolom("titel", "Wat", _titel, opent=True, onder=_nota),
        Kolom("voor", "Voor", lambda t: t.voor.naam if t.voor else "het team", sorteer=("voor__sorteersleutel",)),
        Kolom("van", "Van", lambda t: t.gegeven_door.naam),
        Kolom("tegen", "Tegen", "tegen", sorteer=("tegen",), klasse="nietbreken"),
        Kolom("status", "Stand", lambda t: t.statuslid, sorteer=("status",)),
        Kolom("gegeven", "Gegeven", "gegeven_op", sorteer=("gegeven_op",)),
    )
    filters = (
        Keuzefilter("wie", "Wie", keuzes=(("gegeven", "tussen collega’s"), ("eigen", "voor mezelf")), lookup=_wie),
        Keuzefilter("status", "Stand", keuzes=Taakstatus.choices),
    )
    leeg = Leeg("Geen taken", "Geef een taak aan uzelf of een collega; hier ziet u wat ervan geworden is.")

    def basis(self) -> QuerySet[Any]:
        """Given or had by this person."""
        return taken.van(self.medewerker)

    def vul_aan(self, rijen: Sequence[Any]) -> None:
        """Say of each whether its words may be read: one query per kind of subject."""
        leesbaar = taken.leesbaar(self.medewerker, rijen)
        for rij in rijen:
            rij.leesbaar = rij.pk in leesbaar
