"""What dossiers keeps of the people behind a location and how it goes. Read by `dossiers.inrichting`."""

from django.db.models import F

from dossiers import panelen, personen, soorten
from dossiers.access import mag_wijzigen
from dossiers.actions import wissen_personen as w
from dossiers.choices import Ernst
from dossiers.models import Attest, AttestEvent, Betrokkene, BetrokkeneEvent, Groep, Groepslidmaatschap, PersoonKoppeling
from dossiers.queries import panelen_personen
from kern import controle, wissen
from kern.tekst import persoonssleutel, sorteersleutel
from kern.wissen import Wisbaar, Wisser, blijft

soorten.registreer(
    soorten.Regelsoort(
        personen.BETROKKENE_IN, "Nieuwe betrokkene", "nieuwe betrokkene", "nieuwe betrokkenen", "persoon", onderwerp=w.BETROKKENE
    ),
    soorten.Regelsoort(
        personen.BETROKKENE_UIT, "Vertrek", "vertrokken betrokkene", "vertrokken betrokkenen", "uit", onderwerp=w.BETROKKENE
    ),
    soorten.Regelsoort(personen.ATTEST, "Attest", "attest", "attesten", "schild", onderwerp=w.ATTEST),
    soorten.Aandachtsoort(
        personen.ATTEST, "Attest dat vervalt", "attest dat vervalt", "attesten die vervallen", ernst=Ernst.LET_OP
    ),
)

panelen.registreer(
    panelen.Paneel(
        "betrokkenen",
        "Betrokkenen en attesten",
        volgorde=30,
        sjabloon="dossiers/panelen/betrokkenen.html",
        context=panelen_personen.betrokkenen,
        zoals_bekend=panelen_personen.betrokkenen_toen,
    ),
    panelen.Handeling("Nieuwe betrokkene", "dossiers:dossier_betrokkene", "persoon", volgorde=50, mag=mag_wijzigen),
)

_PERSOON = ("naam", "sorteersleutel", "naamsleutel", "telefoon", "email")

wissen.registreer(
    soorten=(Wisbaar(w.BETROKKENE, "betrokkene", w.beschrijf_betrokkene, w.kenmerk_betrokkene, w.zoek_betrokkenen),),
    wissers=(
        Wisser(PersoonKoppeling, ("reden",), w.wis_koppelingen, w.rest_koppelingen),
        Wisser(Attest, ("opmerking",), w.wis_attesten, w.rest_attesten),
        Wisser(AttestEvent, ("opmerking",), w.wis_attesthistoriek, w.rest_attesthistoriek),
        Wisser(Betrokkene, _PERSOON, w.wis_betrokkenen, w.rest_betrokkenen),
        Wisser(BetrokkeneEvent, _PERSOON, w.wis_historiek, w.rest_historiek),
    ),
    verwanten=(w.verwant_aan_betrokkene,),
)


def _elders() -> int:
    """People who are there now at a location of another organisator than the one they are written down with."""
    return Betrokkene.objects.filter(tot=None, dossier__isnull=False).exclude(dossier__organisator=F("organisator")).count()


def _sleutels() -> int:
    """People whose stored keys are not those of their name; asked in one pass, because only Python knows the keys."""
    rijen = Betrokkene.objects.exclude(naamsleutel="", sorteersleutel="").values_list("naam", "naamsleutel", "sorteersleutel")
    return sum(
        (persoonssleutel(naam)[:200], sorteersleutel(naam)[:200]) != (sleutel, volgorde)
        for naam, sleutel, volgorde in rijen.iterator(chunk_size=5000)
    )


controle.registreer(
    controle.Controle("dossiers.betrokkenen", "wie aan een locatie werkt, staat bij de organisator ervan", _elders),
    controle.Controle("dossiers.persoonssleutels", "de sleutels van elke betrokkene zijn die van de naam", _sleutels),
)

for _model in (Betrokkene, BetrokkeneEvent):
    blijft(_model, "rol aan een locatie en nummer in de bron; zonder de naam over niemand", "rol", "bron", "bronnummer")
for _model in (Attest, AttestEvent):
    blijft(_model, "verdwijnt met de rij", "soort")
for _model in (BetrokkeneEvent, AttestEvent):
    blijft(_model, "vaste code van de historiek", "pgh_label")
blijft(PersoonKoppeling, "verdwijnt met de rij", "status")
for _model in (Groep, Groepslidmaatschap):
    blijft(_model, "welke organisatoren samenhoren; geen personen")
