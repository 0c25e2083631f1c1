"""The norms of the service, each in one place with its source."""

BEZOEK_MAANDEN = 12
"""Every organisator is seen at least once a year, at whichever of its locations [B]."""
BEZOEK_BRON = "Een klantenbeheerder ziet elke organisator minstens eenmaal per jaar (Opgroeien)."
