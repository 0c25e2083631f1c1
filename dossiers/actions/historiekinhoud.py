"""Contents of a package that lie in it under their own sha256 (`inhoud/…`): documents, photos, attachments, fixed words.

A file passes the same door as one that somebody gives (`kern.bestanden.keuring`), and the same scanner after it. It is written to
the storage only when nothing in the package is wrong and it is no trial: what is taken back leaves no content behind.
"""

import hashlib
import io
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from dossiers.actions.historieklezing import Lezing
from dossiers.historiek.pakket import INHOUD
from kern.actions.bestanden import Klaargezet, leg_vast
from kern.bestanden import opslag
from kern.bestanden.fouten import BestandGeweigerd
from kern.bestanden.keuring import Gekeurd, keur
from kern.bestanden.keuzes import Bestandstand
from kern.bestanden.soorten import DOCUMENTEN, Bestandssoort
from kern.models import Bestand, Bestandinhoud, Medewerker


class Plek(NamedTuple):
    """Where in the package a content is named."""

    bestand: str
    regel: int
    kolom: str = "sha256"


class Inhouden:
    """The contents of one package, while it is taken over."""

    def __init__(self, lezing: Lezing, *, door: Medewerker | None, op: datetime, proef: bool) -> None:
        self._lezing, self._door, self._op, self._proef = lezing, door, op, proef
        self._gekeurd: dict[tuple[str, str, Collection[Bestandssoort]], tuple[Gekeurd | None, str]] = {}
        self._besmet: set[str] | None = None
        self._te_schrijven: dict[str, Gekeurd] = {}

    def lees(self, som: str, plek: Plek) -> bytes | None:
        """Return the bytes under *som*, at most 50 MB; None when they are not there or not what they say, which is named."""
        naam = f"{INHOUD}{som}"
        if naam not in self._lezing.pakket.namen:
            self._lezing.fout(*plek, f"“{naam}” zit niet in het pakket")
            return None
        self._lezing.gebruikt.add(naam)
        inhoud = self._lezing.pakket.lees(naam)
        if hashlib.sha256(inhoud).hexdigest() != som:
            self._lezing.fout(*plek, f"“{naam}” is niet wat zijn som zegt; het is gewijzigd of beschadigd")
            return None
        return inhoud

    def ken(self, som: str) -> None:
        """Say that a row names this content, when there is no need to read it: what it belongs to is here."""
        self._lezing.gebruikt.add(f"{INHOUD}{som}")

    def keur(self, som: str, naam: str, plek: Plek, toegelaten: Collection[Bestandssoort] = DOCUMENTEN) -> Gekeurd | None:
        """Look at a file as if somebody gave it now; None when it may not be kept, which is named."""
        gekeurd, geweigerd = self.keur_bijlage(som, naam, plek, toegelaten)
        if geweigerd:
            self._lezing.fout(*plek, geweigerd)
        return gekeurd

    def keur_bijlage(self, som: str, naam: str, plek: Plek, toegelaten: Collection[Bestandssoort]) -> tuple[Gekeurd | None, str]:
        """Look at a file; return what it is, or why it may not be kept. That it is not there or damaged is always a fault."""
        wie = (som, naam, toegelaten)
        if wie not in self._gekeurd:
            self._gekeurd[wie] = self._kijk(som, naam, plek, toegelaten)
        return self._gekeurd[wie]

    def _kijk(self, som: str, naam: str, plek: Plek, toegelaten: Collection[Bestandssoort]) -> tuple[Gekeurd | None, str]:
        if self._besmet is None:
            self._besmet = set(Bestandinhoud.objects.filter(stand=Bestandstand.BESMET).values_list("pk", flat=True))
        inhoud = self.lees(som, plek)
        if inhoud is None:
            return None, ""
        if som in self._besmet:
            return None, f"De virusscanner vond vroeger iets in “{naam}”; het wordt niet bewaard."
        try:
            return keur(io.BytesIO(inhoud), naam, toegelaten), ""
        except BestandGeweigerd as fout:
            return None, fout.zin

    def leg_vast(self, gekeurd: Gekeurd) -> Bestand | None:
        """Give a file that was looked at its row; None when nothing is kept of this package. Its content follows with `schrijf`.

        Raises:
            BestandGeweigerd: the scanner found something in the same content meanwhile.
        """
        if self._proef or self._lezing.fouten:
            return None
        self._te_schrijven[gekeurd.sha256] = gekeurd
        return leg_vast(klaar=Klaargezet(gekeurd, None), door=self._door, op=self._op)

    def schrijf(self) -> None:
        """Write the contents of the rows to the storage: last of all, when it is sure that nothing in the package is wrong."""
        for som, gekeurd in self._te_schrijven.items():
            opslag.bewaar(opslag.sleutel_van(som), io.BytesIO(self._lezing.pakket.lees(f"{INHOUD}{som}")), gekeurd.grootte)
