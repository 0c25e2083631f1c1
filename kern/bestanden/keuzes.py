"""How a stored file stands with the virus scanner."""

from typing import Self

from kern.choices import Status, Toon


class Bestandstand(Status):
    """What is known of a content; only the open ones may be given to anybody."""

    WACHT = "wacht", Toon.INFO, "zandloper", "wordt gecontroleerd"
    ONBEREIKBAAR = "onbereikbaar", Toon.LET_OP, "pauze", "wacht: virusscanner onbereikbaar"
    VEILIG = "veilig", Toon.GOED, "schild", "veilig"
    NIET_GESCAND = "niet_gescand", Toon.RUSTIG, "cirkel", "niet gescand"
    BESMET = "besmet", Toon.GEVAAR, "alarm", "besmet, geweigerd"

    @classmethod
    def open(cls) -> tuple[Self, ...]:
        """The states in which it may be downloaded."""
        return (cls.VEILIG, cls.NIET_GESCAND)

    @classmethod
    def in_quarantaine(cls) -> tuple[Self, ...]:
        """The states in which it waits for the scanner."""
        return (cls.WACHT, cls.ONBEREIKBAAR)
