"""What came of one and the same telephone call: a contact on one side, the promise and the task of that hang-up on the other."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from dossiers.access.contact import contactmomenten_zichtbaar_voor
from dossiers.models import Belofte, Bladuitkomst, Contactmoment
from dossiers.queries.beloften import beloften_voor
from kern.models import Medewerker, Taak
from kern.queries import taken
from kern.tijd import BRUSSEL

CONTACT = "dossiers.contactmoment"


class Gevolg(NamedTuple):
    """What was promised and given to do in a call, as far as somebody may read it."""

    beloften: list[Belofte]
    taken: list[Taak]
    eigen: set[UUID]  # the tasks whose page is for this person


def _uit_hetzelfde(soort: str, sleutel: object) -> QuerySet[Bladuitkomst]:
    bladen = Bladuitkomst.objects.filter(soort=soort, verwijzing=str(sleutel)).values("blad")
    return Bladuitkomst.objects.filter(blad__in=bladen)


def gevolg_van(user: Medewerker, contact: Contactmoment) -> Gevolg:
    """Return what came of the call that *contact* tells about: one query, and one per kind when there is something."""
    uit = list(_uit_hetzelfde("contact", contact.pk).filter(soort__in=("belofte", "taak")).values_list("soort", "verwijzing"))
    beloofd, gegeven = ([sleutel for soort, sleutel in uit if soort == welke] for welke in ("belofte", "taak"))
    beloften = list(beloften_voor(user).filter(pk__in=beloofd, gewist_op=None)) if beloofd else []
    alle = list(Taak.objects.filter(pk__in=gegeven, gewist_op=None).select_related("voor")) if gegeven else []
    eigen = {taak.pk for taak in alle if user.pk in (taak.voor_id, taak.gegeven_door_id)}
    # Of a task about nothing the words are for who has it and who gave it.
    leest = taken.leesbaar(user, [taak for taak in alle if taak.onderwerp_soort])
    return Gevolg(beloften, [taak for taak in alle if taak.pk in leest or (taak.pk in eigen and not taak.onderwerp_soort)], eigen)


def waar_de_taak_ontstond(user: Medewerker, taak: Taak) -> tuple[str, str] | None:
    """Return how the contact of the same call is called, and its page; the one at the location of the task goes first."""
    gemaakt = _uit_hetzelfde("taak", taak.pk).filter(soort="contact").values_list("verwijzing", flat=True)
    gevonden = contactmomenten_zichtbaar_voor(user).filter(pk__in=list(gemaakt)) if gemaakt else Contactmoment.objects.none()
    hier = Q(dossier__pk=taak.onderwerp_id) if taak.onderwerp_soort == "dossiers.dossier" else Q(pk=None)
    contact = gevonden.annotate(hier=hier).order_by("-hier", "pk").first()
    if contact is None:
        return None
    return f"{contact.soortnaam.lower()} op {contact.op.astimezone(BRUSSEL):%d/%m/%Y}", contact.get_absolute_url()
