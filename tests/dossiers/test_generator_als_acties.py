"""What the generator writes in bulk is what the actions write: the same world made both ways, table by table."""

import re
from collections import Counter
from io import StringIO
from pprint import pformat
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model
from pytest_django import DjangoDbBlocker

from dossiers.actions import inspectieverzoeken
from dossiers.models import (
    Aandacht,
    Addendum,
    Afspraak,
    AfspraakEvent,
    AfspraakLocatie,
    AfspraakLocatieEvent,
    Attest,
    Belofte,
    BelofteEvent,
    Betrokkene,
    Contactmoment,
    Deelversie,
    Document,
    Documentversie,
    Dossier,
    DossierEvent,
    Inspectieverzoek,
    Leefgroep,
    Opmerking,
    Opvang,
    Opvolging,
    Organisator,
    Overdrachtsregel,
    Postadres,
    Postbericht,
    Postverzending,
    Sluiting,
    Telefoonblad,
    Tijdlijnregel,
    Vergunning,
    Verslag,
    Verslagdeel,
    Zoekregel,
)
from kern.models import Logregel, OutboxRegel, Taak, TaakEvent, Taakpunt, Werkregel
from tests.dossiers.naspelen import MET_CONTACTEN, OP, SCHAAL, Plan
from tests.dossiers.test_generator import verse_databank
from tests.hulp.databank import Databank, wijs_django_naar

EIGEN = {"id", "organisator_id", "dossier_id"}  # keys differ; who belongs to whom is compared by number


UUID_IN_ADRES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Given out by the database, or by chance.
SLEUTELS = {"vergunning", "overdracht", "opvolging", "voorganger", "opvolger", "onderwerp", "mail", "postadres", "contactmoment"}
# Of what came in: its key is by chance, and what it answers is a code by chance.
POST_EIGEN = ("draad", "antwoord_op_id", "contactmoment_id", "herkenning", "antwoordcode")


def niet_nagedaan(code: str) -> bool:
    """Requests are made in the plan with what came of them; here what came of them is done. No page is laid out."""
    return code.startswith(("dossiers.aanvraag", "dossiers.verslag_pdf"))


def beeld() -> dict[str, Any]:
    """Return every row of the world by what people know it by."""
    nummers = dict(Dossier.objects.values_list("pk", "dossiernummer"))

    def van(rij: Any, *weg: str) -> dict[str, Any]:
        return {sleutel: waarde for sleutel, waarde in rij.items() if sleutel not in {*EIGEN, *weg}}

    def per_dossier(model: type[Model], *weg: str) -> list[tuple[str, str]]:
        return sorted((nummers.get(rij["dossier_id"], ""), str(van(rij, *weg))) for rij in model._default_manager.values())

    def per_verslag(model: type[Model], *waar: str) -> list[tuple[str, str]]:
        velden = [veld.attname for veld in model._meta.concrete_fields if veld.attname not in ("id", "deel_id")]
        return sorted((str(rij[waar[0]]), str(rij)) for rij in model._default_manager.values(*{*velden, *waar}))

    met_contacten = {str(pk) for pk, _ in sorted(nummers.items(), key=lambda paar: paar[1])[:MET_CONTACTEN]}
    log = Counter(
        (
            nummers[int(regel.onderwerp_id)],
            regel.op,
            regel.gebeurtenis,
            regel.door_id,
            regel.door_naam,
            str(sorted((k, str(w)) for k, w in regel.gegevens.items() if k not in SLEUTELS)),
        )
        for regel in Logregel.objects.filter(onderwerp_soort="dossiers.dossier")
        if (regel.gebeurtenis != "dossiers.contact_genoteerd" or regel.onderwerp_id in met_contacten)
        and not niet_nagedaan(regel.gebeurtenis)
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
            UUID_IN_ADRES.sub("…", lijn.url),
        )
        for lijn in Tijdlijnregel.objects.exclude(dossier=None)
        if (not lijn.soort.startswith("dossiers.contact.") or str(lijn.dossier_id) in met_contacten)
        and not niet_nagedaan(lijn.soort)
    )
    historiek: dict[str, list[Any]] = {}
    for event in DossierEvent.objects.order_by("pgh_created_at", "pgh_id").values():
        rij = {k: w for k, w in event.items() if k not in {"pgh_id", "pgh_created_at", "pgh_obj_id"}}
        historiek.setdefault(event["dossiernummer"], []).append(van(rij))
    return {
        "organisatoren": {o["nummer"]: van(o, "telefoon") for o in Organisator.objects.values()},
        "dossiers": {d["dossiernummer"]: van(d) for d in Dossier.objects.values()},
        "vergunningen": sorted((nummers[v["dossier_id"]], str(van(v))) for v in Vergunning.objects.values()),
        "contacten": {
            c["id"]: van(c) for c in Contactmoment.objects.filter(post=None).values() if str(c["dossier_id"]) in met_contacten
        },
        "contacten van de post": sorted(str(van(c, "bronnummer")) for c in Contactmoment.objects.exclude(post=None).values()),
        "post": sorted(
            (nummers.get(p["dossier_id"] or 0, ""), str(van(p, *POST_EIGEN, *(["aan"] if p["richting"] == "in" else []))))
            for p in Postbericht.objects.values()
        ),
        "postadressen": sorted((nummers[a.dossier_id], a.gemaakt_op, a.gemaakt_door_id) for a in Postadres.objects.all()),
        "verzendingen": sorted((str(v.bericht_id), v.adres) for v in Postverzending.objects.all()),
        "uitgaand": {
            r["sleutel"]: van(r, "message_id", "antwoord_aan")
            for r in OutboxRegel.objects.filter(onderwerp_soort="dossiers.postbericht", kanaal="mail").values()
        },
        "betrokkenen": per_dossier(Betrokkene),
        "attesten": sorted(str(van(a, "betrokkene_id")) for a in Attest.objects.values()),
        "opvang": per_dossier(Opvang),
        "leefgroepen": per_dossier(Leefgroep),
        "sluitingen": per_dossier(Sluiting),
        "inspecties": per_dossier(Inspectieverzoek, "intrekreden"),
        "documenten": per_dossier(Document),
        "versies": sorted(str(van(v, "bestand_id")) for v in Documentversie.objects.values()),
        "opvolgingen": sorted(
            (nummers[o.voorganger_id], nummers[o.opvolger_id], o.soort, o.vanaf) for o in Opvolging.objects.all()
        ),
        "overdrachten": sorted(
            (nummers[r.dossier_id], str(r.van_id), r.overdracht.naar_id, r.overdracht.op, r.nota)
            for r in Overdrachtsregel.objects.select_related("overdracht")
        ),
        "werk": sorted(
            (nummers.get(int(w["onderwerp_id"] or 0), ""), UUID_IN_ADRES.sub("…", str(van(w, "onderwerp_id"))))
            for w in Werkregel.objects.values()
            if not niet_nagedaan(w["soort"]) and w["soort"] != "dossiers.attest"  # the nightly look at attesten is not done again
        ),
        "verslagen": {v["id"]: van(v, "pdf_id", "sjabloon_id") for v in Verslag.objects.values()},
        "delen": per_verslag(Verslagdeel, "verslag_id"),
        "vorige versies": per_verslag(Deelversie, "deel__verslag_id", "deel__sleutel"),
        "opmerkingen": per_verslag(Opmerking, "deel__verslag_id", "deel__sleutel"),
        "addenda": per_verslag(Addendum, "verslag_id"),
        "beloften": {b["id"]: van(b) for b in Belofte.objects.values()},
        # When it was written down the triggers say themselves: the moment of this run.
        "toen": {
            model.__name__: sorted(str(van(e, "pgh_id", "pgh_created_at", "pgh_obj_id")) for e in model.objects.values())
            for model in (BelofteEvent, TaakEvent, AfspraakEvent, AfspraakLocatieEvent)
        },
        "afspraken": {a["id"]: van(a) for a in Afspraak.objects.values()},
        "afspraak waar": sorted((str(p.afspraak_id), nummers[p.dossier_id]) for p in AfspraakLocatie.objects.all()),
        "taken": {t["id"]: van(t, "onderwerp_id") for t in Taak.objects.values()},
        "punten": sorted(str(van(p)) for p in Taakpunt.objects.values()),
        "bladen": {b["id"]: van(b) for b in Telefoonblad.objects.values()},
        "log van mensen": Counter(
            (
                r.onderwerp_soort,
                r.onderwerp_id,
                r.op,
                r.gebeurtenis,
                r.door_id,
                str(sorted((k, str(w)) for k, w in r.gegevens.items() if k not in SLEUTELS)),
            )
            for r in Logregel.objects.filter(onderwerp_soort__in=("kern.taak", "dossiers.telefoonblad"))
        ),
        "aandacht": sorted(
            (nummers[a.dossier_id], a.reden, a.ernst, a.sinds, a.tot)
            for a in Aandacht.objects.filter(soort=inspectieverzoeken.TE_LAAT)
        ),
        "historiek": historiek,
        "lijnen": lijnen,
        "log": log,
        "zoeken": {nummers[z.dossier_id or 0]: (z.naam, z.tekst) for z in Zoekregel.objects.exclude(dossier=None)},
    }


def verschil(bulk: Any, langs_acties: Any) -> dict[str, Any]:
    """Return the first rows that only one of the two has."""
    een, ander = (Counter(map(str, rijen.items() if isinstance(rijen, dict) else rijen)) for rijen in (bulk, langs_acties))
    alleen = {"alleen in bulk": een - ander, "alleen langs de acties": ander - een}
    return {waar: (len(rijen), sorted(rijen)[:2]) for waar, rijen in alleen.items()}


@pytest.mark.traag
def test_tweehonderd_dossiers_langs_de_acties_geven_dezelfde_tabellen(
    eigen_database: Databank, django_db_blocker: DjangoDbBlocker
) -> None:
    with verse_databank("in_bulk"):
        call_command("genereer", "--schaal", str(SCHAAL), "--op", f"{OP:%Y-%m-%d}", stdout=StringIO())
        bulk = beeld()
        plan = Plan.uit_de_databank()
    with verse_databank("langs_acties"):
        plan.voer_uit()
        langs_acties = beeld()
    wijs_django_naar(eigen_database.url)
    assert len(bulk["dossiers"]) >= 200
    assert [tabel for tabel, rijen in bulk.items() if not rijen] == []
    anders = {tabel: verschil(rijen, langs_acties[tabel]) for tabel, rijen in bulk.items() if rijen != langs_acties[tabel]}
    assert not anders, pformat(anders, width=200)
