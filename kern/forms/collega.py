"""Choosing a colleague: by name, team or role, among those who may be chosen. With few of them it is a plain select."""

from abc import abstractmethod
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from kern.choices import Rol
from kern.kiezer import Keuze, Keuzebron, Keuzeveld
from kern.lijst.sleutels import als_sleutel
from kern.models import Medewerker
from kern.queries.collegas import zoek_collegas
from kern.queries.personen import collegas, met_beschikbaarheid, opvallend, regelbare_afwezigen, vervangingen_nu

WEINIG = 15  # as many fit in a select that one can still look through


class Kring(Keuzebron[Medewerker]):
    """Those among whom a colleague is chosen; each kring says who they are, for the person who chooses.

    Nobody but who works here looks up colleagues.
    """

    enkelvoud, meervoud = "collega", "collega’s"
    zoek_op = "Naam, team of rol"
    probeer = "Zoek op een deel van de naam, een team of een rol."

    @abstractmethod
    def mensen(self) -> QuerySet[Medewerker]:
        """Return who may be chosen."""

    def verrijk(self, mensen: QuerySet[Medewerker]) -> QuerySet[Medewerker]:
        """Add to the few that are shown what `bij` tells of them."""
        return mensen

    def bij(self, collega: Medewerker) -> str:
        """Return what helps to choose, beside team, role and absence."""
        return ""

    def vind(self, waarde: str) -> Medewerker | None:
        """Return who was chosen."""
        sleutel = als_sleutel(Medewerker, waarde)
        return self._getoond(self._toegelaten.filter(pk=sleutel)).first() if sleutel is not None else None

    def zoek(self, q: str, hoogstens: int) -> list[tuple[Medewerker, str]]:
        """Return who answers *q* best: three queries, however many people there are."""
        gevonden = zoek_collegas(self._toegelaten, q, hoogstens=hoogstens)
        mensen = {m.pk: m for m in self._getoond(self._toegelaten.filter(pk__in=[pk for pk, _ in gevonden]))} if gevonden else {}
        return [(mensen[pk], "lijkt op" if lijkt else "") for pk, lijkt in gevonden if pk in mensen]

    def alle(self) -> list[Medewerker] | None:
        """Return everybody when they are few: two queries, and one when they are many."""
        return self._weinig

    def toon(self, ding: Medewerker, waarom: str = "") -> Keuze:
        """Return the name with team and roles, and whether the person is away today."""
        stand, uitleg = opvallend(ding)
        erbij = (waarom, uitleg, self.bij(ding))
        return Keuze(
            waarde=self.waarde(ding),
            naam=ding.naam,
            waar=", ".join([*([str(ding.team)] if ding.team else []), *ding.rolnamen]),
            bij="; ".join(deel for deel in erbij if deel),
            stand=stand,
            url=ding.get_absolute_url(),
        )

    @property
    def _toegelaten(self) -> QuerySet[Medewerker]:
        return self.mensen() if self.medewerker.is_intern else Medewerker.objects.none()

    @cached_property
    def _weinig(self) -> list[Medewerker] | None:
        eerste = list(self._getoond(self._toegelaten).prefetch_related(None)[: WEINIG + 1])
        if len(eerste) > WEINIG:
            return None
        prefetch_related_objects(eerste, vervangingen_nu())
        return eerste

    def _getoond(self, mensen: QuerySet[Medewerker]) -> QuerySet[Medewerker]:
        return met_beschikbaarheid(self.verrijk(mensen).select_related("team"))


class Anderen(Kring):
    """Every colleague with a role, but oneself: who can be asked something, or be given work."""

    code = "collega"

    def mensen(self) -> QuerySet[Medewerker]:
        """Return them."""
        return Medewerker.objects.filter(is_active=True).exclude(pk=self.medewerker.pk).exclude(rollen=[])


class Vervangers(Kring):
    """Who can stand in for somebody."""

    code = "vervanger"

    def mensen(self) -> QuerySet[Medewerker]:
        """Return the active people of the agency."""
        return collegas()


class Afwezigen(Kring):
    """For whom somebody may arrange a substitution."""

    code = "afwezige"

    def mensen(self) -> QuerySet[Medewerker]:
        """Return oneself, and for a coordinator the team."""
        return regelbare_afwezigen(self.medewerker)


class Starters(Kring):
    """The starters of one's own team."""

    code = "starter"
    enkelvoud, meervoud = "starter", "starters"

    def mensen(self) -> QuerySet[Medewerker]:
        """Return them."""
        return Medewerker.objects.filter(is_active=True, rollen__contains=[Rol.STARTER], team=self.medewerker.team_id)


class Meters(Kring):
    """Who can help a starter: who follows locations, or leads a team that does."""

    code = "meter"

    def mensen(self) -> QuerySet[Medewerker]:
        """Return them."""
        return Medewerker.objects.filter(is_active=True, rollen__overlap=[Rol.KLANTENBEHEERDER, Rol.COORDINATOR])


class Collegakeuze(Keuzeveld):
    """One colleague of a kring."""

    def __init__(self, kring: type[Kring] = Anderen, **opties: Any) -> None:
        super().__init__(kring, **opties)
