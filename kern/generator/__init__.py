"""The part of kern in the fictitious world of `manage.py genereer`: the people. The mechanism stands in `kern.generator.bouw`."""

from kern.generator.bouw import Generatordeel
from kern.generator.mensen import maak_mensen, maak_meters

DELEN = (Generatordeel("mensen", maak_mensen), Generatordeel("meters", maak_meters))
