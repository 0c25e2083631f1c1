"""What imports hand to erasing."""

from dossiers.actions.testgegevens import is_testwereld
from dossiers.models import Importmelding, Importrij, ImportRun, Importstuk, MerktekenTest
from kern import testgegevens, wissen

wissen.blijft(ImportRun, "naam van een bestand en tellingen; wie wat invoerde, over niemand anders")
wissen.blijft(Importstuk, "het bestand zelf, weg zodra de import af is en uiterlijk na een week", "inhoud")
wissen.blijft(Importmelding, "wat er met een rij van het vergunningsregister was: kolom, regel, reden", "soort", "kolom", "zin")
wissen.blijft(Importrij, "staat er nooit: rijen komen en gaan in een en dezelfde transactie")
wissen.blijft(MerktekenTest, "merkteken van de databank")

testgegevens.registreer(is_testwereld)
