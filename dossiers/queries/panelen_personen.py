"""The panel with the people at a location and what they showed: now, and as it was known at an earlier moment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.safestring import SafeString

from dossiers.access import mag_wijzigen
from dossiers.choices import Attestsoort
from dossiers.models import Attest, AttestEvent, Betrokkene, Dossier
from dossiers.personen import attestpil
from kern.models import Medewerker
from kern.tijd import BRUSSEL
from kern.zoals_bekend import zoals_bekend

_SOORTEN = dict(Attestsoort.choices)


def betrokkenen(user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """Return who is at the location now, and at its organisator as a whole, each with the attesten that hold; one query."""
    vandaag = op.astimezone(BRUSSEL).date()
    geldig = Attest.objects.filter(betrokkene=OuterRef("pk"), vervallen_op=None).order_by("soort")
    waar = Q(dossier=dossier) | Q(dossier=None, organisator=dossier.organisator_id)
    rijen: list[Any] = list(
        Betrokkene.objects.filter(waar)
        .annotate(attesten_nu=ArraySubquery(geldig.values(json=JSONObject(soort="soort", verloopt_op="verloopt_op"))))
        .order_by("rol", "sorteersleutel")
    )
    nu = [mens for mens in rijen if not mens.is_weg(vandaag)]
    for mens in nu:
        paren = ((a["soort"], date.fromisoformat(a["verloopt_op"]) if a["verloopt_op"] else None) for a in mens.attesten_nu)
        mens.attestregels = _regels(paren, vandaag)
    return _context(nu, len(rijen) - len(nu), mag_wijzigen=mag_wijzigen(user, dossier))


def betrokkenen_toen(_user: Medewerker, dossier: Dossier, op: datetime) -> dict[str, Any]:
    """Return the same by what was recorded at *op*; three queries."""
    dag = op.astimezone(BRUSSEL).date()
    rijen: list[Any] = [
        *zoals_bekend(Betrokkene, op, dossier_id=dossier.pk),
        *zoals_bekend(Betrokkene, op, organisator_id=dossier.organisator_id, dossier_id=None),
    ]
    nu = sorted((mens for mens in rijen if not mens.is_weg(dag)), key=lambda mens: (mens.rol, mens.sorteersleutel))
    versies: Any = AttestEvent.objects.filter(pgh_created_at__lte=op, betrokkene_id__in=[mens.pk for mens in nu])
    attesten: dict[UUID, list[tuple[str, date | None]]] = defaultdict(list)
    for attest in versies.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id"):
        if attest.vervallen_op is None or attest.vervallen_op > op:
            attesten[attest.betrokkene_id].append((attest.soort, attest.verloopt_op))
    for mens in nu:
        mens.attestregels = _regels(sorted(attesten[mens.pk], key=lambda paar: paar[0]), dag)
    return _context(nu, len(rijen) - len(nu), mag_wijzigen=False)


def _regels(attesten: Iterable[tuple[str, date | None]], dag: date) -> list[tuple[str, SafeString]]:
    return [
        (_SOORTEN.get(soort, soort), attestpil(verloopt_op, dag) if verloopt_op else SafeString("zonder einddatum"))
        for soort, verloopt_op in attesten
    ]


def _context(nu: list[Any], vroeger: int, *, mag_wijzigen: bool) -> dict[str, Any]:
    return {"betrokkenen": nu, "aantal_vroeger": vroeger, "mag_wijzigen": mag_wijzigen}
