"""What the facts beside a log row are called, for whoever reads the log: one name per key, declared by the app that writes it.

The log keeps keys and codes, for they must mean the same for ever; a name may be mended.
"""

_NAMEN: dict[str, str] = {}


def noem(**namen: str) -> None:
    """Declare what keys are called.

    Raises:
        ValueError: a key already has another name.
    """
    for sleutel, naam in namen.items():
        if _NAMEN.setdefault(sleutel, naam) != naam:
            raise ValueError(f"het gegeven {sleutel} heet al {_NAMEN[sleutel]}")


def naam_van(sleutel: str) -> str:
    """Return what *sleutel* is called; of an old row whose key nobody declares any more, the key as words."""
    if sleutel not in _NAMEN and sleutel.endswith("_oud"):
        return f"{naam_van(sleutel.removesuffix('_oud'))} (vroeger)"
    return _NAMEN.get(sleutel, sleutel.replace("_", " "))


def alle() -> frozenset[str]:
    """Return every key that has a name."""
    return frozenset(_NAMEN)


def in_woorden(waarde: object) -> str:
    """Return a value as people read it: yes or no, a list with commas, anything else as it is."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde)


noem(
    aan="aan", aantal="aantal", adres="aan het adres", bevestigd="bevestigd", bron="bron", code="code", datum="datum",
    datum_oud="vorige datum", doel="doel", duur="duur", eenheid="eenheid", filters="filters", geldig_tot="geldig tot",
    geldig_vanaf="geldig vanaf", herrekend="herrekende termijnen", kanaal="kanaal", lijst="lijst", message_id="Message-ID",
    meter="meter", meterschap="meterschap", na_twijfel="na twijfel", naam="naam", naar="naar", onderwerp="over",
    onderwerp_id="nummer van het onderwerp", onderwerp_soort="soort onderwerp", over="over", poging="poging",
    rechtsgrond="rechtsgrond", regel="regel", respijt="dagen respijt", rijen="rijen", rollen="rollen", rollen_oud="vorige rollen",
    sha256="vingerafdruk (sha256)", sleutel="sleutel", soort="soort", stap="stap", status="toestand", team="team",
    team_oud="vorig team", tegen="tegen", tot="tot en met", treffers="treffers", uitnodiging="uitnodiging", van="van",
    vanaf="vanaf", velden="gewijzigde gegevens", vervanger="vervanger", vervanging="vervanging", voor="voor", vorm="vorm",
    notificatie="als melding in de toepassing",
    getoond="getoond", grootte="grootte (bytes)", viruscontrole="stand van de viruscontrole", virus="wat de virusscanner vond",
    # Of a rule of terms:
    aard="aard", per_geval="per geval bepaald", sluitsoorten="sluitingsdagen die meetellen", startdag_telt="startdag telt mee",
    startfeit="loopt vanaf", verschuift="schuift op naar een werkdag", verschuiving_bevestigd="opschuiven bevestigd",
    wat="wat", weg="langs welke weg", wijze="wijze", wijzen="hoe aangemeld",
)  # fmt: skip
