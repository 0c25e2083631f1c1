"""How a hand-over can end badly, and what a person who queues a message may be told."""

from kern.fouten import DomeinFout


class OverdrachtFout(Exception):
    """The message did not certainly arrive. `reden` is a short technical text, kept in the row and erased with it.

    `kanaal_plat` says that the trouble is the road and not this message: the worker then lets the others rest a while.
    """

    def __init__(self, reden: str, *, kanaal_plat: bool = False) -> None:
        super().__init__(reden)
        self.reden = reden[:300]
        self.kanaal_plat = kanaal_plat


class Tijdelijk(OverdrachtFout):
    """Certainly not taken; may work later (4xx, no connection)."""


class Blijvend(OverdrachtFout):
    """Certainly not taken, and trying again will not help (5xx, no such address)."""


class Onzeker(OverdrachtFout):
    """Nobody can know whether it was taken: the connection broke between the text and the answer."""


class OnveiligBericht(DomeinFout):
    """The message may not leave as it is: an unfilled placeholder, a forged header, no valid address."""

    titel = "Dit bericht kan zo niet vertrekken"
