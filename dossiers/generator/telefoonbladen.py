"""Calls that became nothing yet, and those of long ago whose words are gone: what stands beside the contacts."""

from datetime import timedelta

from dossiers import gebeurtenissen, werksoorten
from dossiers.actions.telefoonbladen import WOORDEN_BLIJVEN
from dossiers.choices import Contactsoort, Richting
from dossiers.generator import teksten
from dossiers.generator.netwerk import Locatie, Netwerk
from dossiers.models import Telefoonblad
from kern.adres import adres
from kern.generator.bouw import Bouw, uuid
from kern.generator.stroom import Persoon, Stroom
from kern.models import Werkregel
from kern.tijd import einde_van

OPEN_BIJ = 5  # one in so many people left a call open this week
OVER_PER_PERSOON = 40  # calls of which nothing was kept: wrong numbers, people who call back


def maak_telefoonbladen(bouw: Bouw) -> None:
    """Write the calls of everybody who follows locations."""
    eerste: dict[Persoon, Locatie] = {}
    for locatie in bouw.van(Netwerk).locaties:
        if locatie.klantenbeheerder[0]:
            eerste.setdefault(locatie.klantenbeheerder, locatie)
    met_open = list(eerste.items())[::OPEN_BIJ]
    nummers = iter(bouw.nummers(Werkregel, len(met_open)))
    with bouw.stroom("telefoonbladen") as stroom:
        for persoon, locatie in met_open:
            _schrijf_open(bouw, stroom, next(nummers), persoon, locatie)
        for persoon in eerste:
            for keer in range(OVER_PER_PERSOON):
                _schrijf_over(bouw, stroom, persoon, keer)


def _schrijf_open(bouw: Bouw, stroom: Stroom, nummer: int, persoon: Persoon, locatie: Locatie) -> None:
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
    stroom.rij(
        Werkregel,
        id=nummer,
        soort=werksoorten.TELEFOONBLAD.code,
        verwijzing=str(sleutel),
        titel=f"Rond af: {blad}",
        url=adres("dossiers:telefoonblad", sleutel),
        voor_id=persoon[0],
        sinds=op,
        tegen=einde_van(op.date()),
        heel_dag=True,
    )


def _schrijf_over(bouw: Bouw, stroom: Stroom, persoon: Persoon, keer: int) -> None:
    toeval = bouw.toeval(f"telefoonblad {persoon[0]} {keer}")
    op, sleutel = bouw.werkmoment(toeval, toeval.uniform(20, 1500)), uuid(toeval)
    klaar_op = op + timedelta(minutes=toeval.randrange(1, 20))
    leeg_op = klaar_op + WOORDEN_BLIJVEN
    stroom.rij(
        Telefoonblad,
        id=sleutel,
        auteur_id=persoon[0],
        begonnen_op=op,
        gewijzigd_op=op,
        richting=Richting.IN.value,
        klaar_op=klaar_op,
        leeg_op=leeg_op,
    )
    stroom.log(gebeurtenissen.TELEFOONBLAD_BEGONNEN, over=(Telefoonblad, str(sleutel)), door=persoon, op=op)
    stroom.log(
        gebeurtenissen.TELEFOONBLAD_OPGEHANGEN,
        over=(Telefoonblad, str(sleutel)),
        door=persoon,
        op=klaar_op,
        gegevens={"werd": []},
    )
    stroom.log(gebeurtenissen.TELEFOONBLAD_GELEEGD, over=(Telefoonblad, str(sleutel)), door=None, op=leeg_op)
