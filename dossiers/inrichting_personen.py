"""What dossiers keeps of the people behind a location and how it goes. Read by `dossiers.inrichting`."""

from dossiers import personen, soorten
from dossiers.actions import wissen_personen as w
from dossiers.choices import Ernst
from dossiers.models import Attest, AttestEvent, Betrokkene, BetrokkeneEvent, Groep, Groepslidmaatschap, PersoonKoppeling
from kern import wissen
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

for _model in (Betrokkene, BetrokkeneEvent):
    blijft(_model, "rol aan een locatie en nummer in de bron; zonder de naam over niemand", "rol", "bron", "bronnummer")
for _model in (Attest, AttestEvent):
    blijft(_model, "verdwijnt met de rij", "soort")
for _model in (BetrokkeneEvent, AttestEvent):
    blijft(_model, "vaste code van de historiek", "pgh_label")
blijft(PersoonKoppeling, "verdwijnt met de rij", "status")
for _model in (Groep, Groepslidmaatschap):
    blijft(_model, "welke organisatoren samenhoren; geen personen")
