"""What the generator writes in bulk is what the actions write: the same world made both ways, table by table."""

from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from dossiers.actions import contactmomenten, dossiers, organisatoren, vergunning
from dossiers.choices import Dossierstatus, Vergunningeinde, Vergunningstand
from dossiers.models import Contactmoment, Dossier, DossierEvent, Organisator, Tijdlijnregel, Vergunning, Zoekregel
from kern.generator.bouw import Bouw
from kern.generator.bulk import stille_historiek
from kern.generator.mensen import maak_mensen
from kern.models import Logregel, Medewerker, Team
from kern.tijd import BRUSSEL
from tests.dossiers.test_generator import verse_databank
from tests.hulp.databank import Databank, wijs_django_naar

OP = datetime(2026, 3, 2, tzinfo=BRUSSEL)
SCHAAL = 0.0215
MET_CONTACTEN = 12  # locations whose contacts are made again too: by actions they take a while
# The last day of a location stands in its permit; on the dossier the register fills it in, and no action does.
EIGEN = {"gestopt_op", "id", "organisator_id", "dossier_id"}  # keys differ; who belongs to whom is compared by number


def beeld() -> dict[str, Any]:
    """Return every row of the world by what people know it by."""
    nummers = dict(Dossier.objects.values_list("pk", "dossiernummer"))

    def van(rij: Any, *weg: str) -> dict[str, Any]:
        return {sleutel: waarde for sleutel, waarde in rij.items() if sleutel not in {*EIGEN, *weg}}

    met_contacten = {str(pk) for pk, _ in sorted(nummers.items())[:MET_CONTACTEN]}
    log = Counter(
        (
            nummers[int(regel.onderwerp_id)],
            regel.op,
            regel.gebeurtenis,
            regel.door_id,
            regel.door_naam,
            str(sorted((k, str(w)) for k, w in regel.gegevens.items() if k != "vergunning")),
        )
        for regel in Logregel.objects.filter(onderwerp_soort="dossiers.dossier")
        if regel.gebeurtenis != "dossiers.contact_genoteerd" or regel.onderwerp_id in met_contacten
    )
    lijnen = Counter(
        (
            nummers[lijn.dossier_id or 0],
            lijn.op,
            lijn.bekend_sinds,
            lijn.soort,
            lijn.titel,
            lijn.kort,
            lijn.door_id,
            lijn.door_naam,
            lijn.url,
        )
        for lijn in Tijdlijnregel.objects.exclude(dossier=None)
        if not lijn.soort.startswith("dossiers.contact.") or str(lijn.dossier_id) in met_contacten
    )
    historiek: dict[str, list[Any]] = {}
    for event in DossierEvent.objects.order_by("pgh_id").values():
        rij = {k: w for k, w in event.items() if k not in {"pgh_id", "pgh_created_at", "pgh_obj_id"}}
        historiek.setdefault(event["dossiernummer"], []).append(van(rij))
    return {
        "organisatoren": {o["nummer"]: van(o, "telefoon") for o in Organisator.objects.values()},
        "dossiers": {d["dossiernummer"]: van(d) for d in Dossier.objects.values()},
        "vergunningen": sorted((nummers[v["dossier_id"]], str(van(v))) for v in Vergunning.objects.values()),
        "contacten": {c["id"]: van(c) for c in Contactmoment.objects.values() if str(c["dossier_id"]) in met_contacten},
        "historiek": historiek,
        "lijnen": lijnen,
        "log": log,
        "zoeken": {nummers[z.dossier_id or 0]: (z.naam, z.tekst) for z in Zoekregel.objects.exclude(dossier=None)},
    }


@pytest.mark.traag
def test_tweehonderd_dossiers_langs_de_acties_geven_dezelfde_tabellen(
    eigen_database: Databank, django_db_blocker: DjangoDbBlocker
) -> None:
    with verse_databank("in_bulk"):
        call_command("genereer", "--schaal", str(SCHAAL), "--op", "2026-03-02", stdout=StringIO())
        bulk = beeld()
        plan = Plan.uit_de_databank()
    with verse_databank("langs_acties"):
        plan.voer_uit()
        langs_acties = beeld()
    wijs_django_naar(eigen_database.url)
    assert len(bulk["dossiers"]) >= 200
    for tabel, rijen in bulk.items():
        assert rijen == langs_acties[tabel], tabel


class Plan:
    """What happened in the generated world, read from its rows, to be done again through the actions."""

    def __init__(self) -> None:
        self.organisatoren: list[dict[str, Any]] = []
        self.dossiers: list[dict[str, Any]] = []
        self.historiek: dict[int, list[dict[str, Any]]] = {}
        self.vergunningen: dict[int, list[dict[str, Any]]] = {}
        self.contacten: dict[int, list[dict[str, Any]]] = {}

    @classmethod
    def uit_de_databank(cls) -> "Plan":
        plan = cls()
        plan.organisatoren = [dict(rij) for rij in Organisator.objects.order_by("pk").values()]
        plan.dossiers = [dict(rij) for rij in Dossier.objects.order_by("pk").values()]
        for event in DossierEvent.objects.order_by("pgh_created_at", "pgh_id").values():
            plan.historiek.setdefault(event["id"], []).append(event)
        for periode in Vergunning.objects.order_by("vanaf").values():
            plan.vergunningen.setdefault(periode["dossier_id"], []).append(dict(periode))
        for contact in Contactmoment.objects.order_by("genoteerd_op").values():
            plan.contacten.setdefault(contact["dossier_id"], []).append(dict(contact))
        return plan

    def voer_uit(self) -> None:
        from django.db import transaction

        with transaction.atomic(), stille_historiek():
            maak_mensen(Bouw(schaal=SCHAAL, zaad=1, op=OP))
        mensen, teams = Medewerker.objects.in_bulk(), Team.objects.in_bulk()
        per_oud: dict[int, Organisator] = {}
        for rij in self.organisatoren:
            gegevens = {k: w for k, w in rij.items() if k not in {"id", "versie", "sorteersleutel", "klantenbeheerder_id"}}
            wie = mensen[rij["klantenbeheerder_id"]]
            per_oud[rij["id"]] = organisatoren.maak_organisator(**gegevens, klantenbeheerder=wie, door=None, op=OP)
        for volg, rij in enumerate(self.dossiers):
            eerste, *later = self.historiek[rij["id"]]
            weg = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "id", "versie", "sorteersleutel", "afwijking_reden"}
            gegevens = {k: w for k, w in eerste.items() if k not in weg and not k.endswith("_id")}
            dossier = dossiers.maak_dossier(
                **gegevens,
                organisator=per_oud[rij["organisator_id"]],
                team=teams[rij["team_id"]],
                door=None,
                op=eerste["pgh_created_at"],
            )
            self._ga_verder(dossier, rij, later, mensen, met_contacten=volg < MET_CONTACTEN)

    def _ga_verder(
        self,
        dossier: Dossier,
        rij: dict[str, Any],
        later: list[dict[str, Any]],
        mensen: dict[int, Medewerker],
        *,
        met_contacten: bool,
    ) -> None:
        begin = self.historiek[rij["id"]][0]["pgh_created_at"]
        wie = mensen[rij["klantenbeheerder_id"]]
        perioden = self.vergunningen[rij["id"]]
        vorige = self.historiek[rij["id"]][0]
        stappen: list[tuple[datetime, Any]] = [
            (begin + timedelta(minutes=10), lambda op: self._periode(dossier, perioden[0], wie, op))
        ]
        for event in later:
            anders = {k for k in event if not k.startswith("pgh_") and k != "versie" and event[k] != vorige[k]}
            stappen.append((event["pgh_created_at"], self._stap(dossier, vorige, event, anders, perioden, mensen, wie)))
            vorige = event
        for op, doe in sorted(stappen, key=lambda stap: stap[0]):
            dossier.refresh_from_db()
            doe(op)
        for contact in self.contacten.get(rij["id"], []) if met_contacten else []:
            inhoud = contactmomenten.Inhoud(*(contact[v] for v in contactmomenten.Inhoud._fields))
            contactmomenten.noteer_contact(
                sleutel=contact["id"], over=dossier, inhoud=inhoud, door=mensen[contact["door_id"]], op=contact["genoteerd_op"]
            )

    def _stap(
        self,
        dossier: Dossier,
        vorige: dict[str, Any],
        event: dict[str, Any],
        anders: set[str],
        perioden: list[dict[str, Any]],
        mensen: dict[int, Medewerker],
        wie: Medewerker,
    ) -> Any:
        if "afwijking_reden" in anders:
            coordinator = Medewerker.objects.filter(rollen=["coordinator"], team=event["team_id"]).order_by("pk")[0]
            return lambda op: dossiers.laat_afwijken(
                dossier=dossier,
                klantenbeheerder=mensen[event["klantenbeheerder_id"]],
                reden=event["afwijking_reden"],
                door=coordinator,
                op=op,
            )
        if anders == {"telefoon"}:
            return lambda op: dossiers.wijzig_dossier(
                dossier=dossier, versie=dossier.versie, telefoon=event["telefoon"], door=wie, op=op
            )
        if event["status"] in (Dossierstatus.GESTOPT, Dossierstatus.OPGEHEVEN):
            return lambda op: self._eindig(dossier, event, wie, op)
        dag = event["pgh_created_at"].astimezone(BRUSSEL).date()
        return lambda op: self._periode(dossier, next(p for p in perioden if p["vanaf"] == dag), wie, op)

    def _periode(self, dossier: Dossier, rij: dict[str, Any], wie: Medewerker, op: datetime) -> None:
        # While it runs a period has no end, unless it is a suspension; the rest makes room by itself.
        tot = rij["tot"] if rij["stand"] == Vergunningstand.GESCHORST else None
        vergunning.leg_periode_vast(
            dossier=dossier,
            periode=vergunning.Periode(rij["vanaf"], tot, rij["stand"], rij["type"], rij["plaatsen"]),
            gezien=vergunning.gezien_van(dossier),
            door=wie,
            op=op,
        )

    def _eindig(self, dossier: Dossier, event: dict[str, Any], wie: Medewerker, op: datetime) -> None:
        lopend = Vergunning.objects.get(dossier=dossier, tot=None)
        einde = Vergunningeinde.OPGEHEVEN if event["status"] == Dossierstatus.OPGEHEVEN else Vergunningeinde.GESTOPT
        vergunning.wijzig_periode(
            vergunning=lopend,
            versie=lopend.versie,
            periode=vergunning.Periode(
                lopend.vanaf, event["gestopt_op"], lopend.stand, lopend.type, lopend.plaatsen, einde=einde
            ),
            door=wie,
            op=op,
        )
