"""Calls that became nothing yet, and those of long ago whose words are gone: what stands beside the contacts."""

from datetime import UTC, datetime, timedelta

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.telefoonbladen import WOORDEN_BLIJVEN
from dossiers.choices import Contactsoort, Richting
from dossiers.generator import teksten
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.generator.regels import schrijf_werk
from dossiers.generator.tijdvak import bekend_sinds
from dossiers.models import Telefoonblad
from kern.generator.bouw import Bouw, uuid
from kern.generator.mensen import Ploeg
from kern.generator.stroom import Persoon, Stroom
from kern.tijd import BRUSSEL, einde_van

OPEN_BIJ = 5  # one in so many people left a call open this week
OVER_PER_PERSOON = 40  # calls of which nothing was kept: wrong numbers, people who call back


def maak_telefoonbladen(bouw: Bouw) -> None:
    """Write the calls of everybody who follows locations."""
    eerste: dict[Persoon, Locatie] = {}
    begonnen = bouw.van(Ploeg).begonnen
    for locatie in bouw.van(Netwerk).locaties:
        if locatie.klantenbeheerder[0] and (bouw.op - bekend_sinds(bouw, locatie)).days > 10:
            eerste.setdefault(locatie.klantenbeheerder, locatie)
    met_open = list(eerste.items())[::OPEN_BIJ]
    with bouw.stroom("telefoonbladen") as stroom:
        for persoon, locatie in met_open:
            _schrijf_open(bouw, stroom, persoon, locatie)
        for persoon in eerste:
            for keer in range(OVER_PER_PERSOON):
                _schrijf_over(bouw, stroom, persoon, begonnen.get(persoon[0], bouw.begin), keer)


def _schrijf_open(bouw: Bouw, stroom: Stroom, persoon: Persoon, locatie: Locatie) -> None:
    toeval = bouw.toeval(f"telefoonblad {persoon[0]}")
    op, sleutel = bouw.werkmoment(toeval, toeval.uniform(1, 5)), uuid(toeval)
    blad = Telefoonblad(pk=sleutel, begonnen_op=op)
    stroom.rij(
        Telefoonblad,
        id=sleutel,
        auteur_id=persoon[0],
        begonnen_op=op,
        gewijzigd_op=op + timedelta(minutes=4),
        tekst=teksten.contact(Contactsoort.TELEFOON, Richting.IN, locatie.plaatsen, toeval),
        richting=Richting.IN.value,
        dossier_id=locatie.pk,
        versie=toeval.randrange(3, 40),
    )
    stroom.log(gebeurtenissen.TELEFOONBLAD_BEGONNEN, over=(Telefoonblad, str(sleutel)), door=persoon, op=op)
    _zet_werk(stroom, blad, persoon, None)


def _schrijf_over(bouw: Bouw, stroom: Stroom, persoon: Persoon, sinds: datetime, keer: int) -> None:
    toeval = bouw.toeval(f"telefoonblad {persoon[0]} {keer}")
    op, sleutel = bouw.werkmoment(toeval, toeval.uniform(20, (bouw.op - sinds).days)), uuid(toeval)
    klaar_op = op + timedelta(minutes=toeval.randrange(1, 20))
    leeg_op = klaar_op.astimezone(UTC) + WOORDEN_BLIJVEN  # days of 24 hours, as the action counts
    stroom.rij(
        Telefoonblad,
        id=sleutel,
        auteur_id=persoon[0],
        begonnen_op=op,
        gewijzigd_op=op,
        richting=Richting.IN.value,
        klaar_op=klaar_op,
        leeg_op=leeg_op,
        versie=2,
    )
    _zet_werk(stroom, Telefoonblad(pk=sleutel, begonnen_op=op), persoon, klaar_op)
    stroom.log(gebeurtenissen.TELEFOONBLAD_BEGONNEN, over=(Telefoonblad, str(sleutel)), door=persoon, op=op)
    stroom.log(
        gebeurtenissen.TELEFOONBLAD_OPGEHANGEN,
        over=(Telefoonblad, str(sleutel)),
        door=persoon,
        op=klaar_op,
        gegevens={"werd": []},
    )
    stroom.log(gebeurtenissen.TELEFOONBLAD_GELEEGD, over=(Telefoonblad, str(sleutel)), door=None, op=leeg_op)


def _zet_werk(stroom: Stroom, blad: Telefoonblad, persoon: Persoon, klaar_op: datetime | None) -> None:
    schrijf_werk(
        stroom,
        None,
        soort=werksoorten.TELEFOONBLAD,
        verwijzing=blad.pk,
        titel=f"Rond af: {blad}",
        url=blad.get_absolute_url(),
        voor=persoon,
        sinds=blad.begonnen_op,
        klaar=(klaar_op, persoon) if klaar_op else None,
        tegen=einde_van(blad.begonnen_op.astimezone(BRUSSEL).date()),
        heel_dag=True,
    )
