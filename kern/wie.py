"""A person as rights depend on them: the key under which what was worked out once per person is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kern.choices import Uitzondering
    from kern.models import Medewerker


@dataclass(frozen=True)
class Wie:
    """Number, team, roles, whether somebody still works here, and which exceptions must be asked for (`kern.uitzonderingen`);
    the instance itself does not count for equality.

    All that a right can hang on besides is in the database (grants, substitutions, who follows what) and is asked there each
    time, by its clock. So what is kept under this key holds until one of these five changes, and then is another key.
    """

    pk: int
    team: int | None
    rollen: tuple[str, ...]
    actief: bool
    uitzonderingen: frozenset[Uitzondering] | None
    medewerker: Medewerker = field(compare=False, repr=False)

    @classmethod
    def van(cls, medewerker: Medewerker) -> Wie:
        """Return the key of *medewerker* as they are now."""
        rollen = tuple(medewerker.rollen)
        return cls(medewerker.pk, medewerker.team_id, rollen, medewerker.is_active, medewerker.uitzonderingen, medewerker)
