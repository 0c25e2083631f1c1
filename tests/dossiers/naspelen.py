"""What happened in a generated world, read from its rows and done again through the actions."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from dossiers.actions import (
    attesten,
    betrokkenen,
    contactmomenten,
    documenten,
    dossiers,
    inspectieverzoeken,
    opvang,
    opvolging,
    organisatoren,
    toewijzen,
    vergunning,
)
from dossiers.choices import Dossierstatus, Opvolgingsoort, Vergunningeinde, Vergunningstand
from dossiers.models import (
    Attest,
    AttestEvent,
    Betrokkene,
    BetrokkeneEvent,
    Contactmoment,
    Document,
    Documentversie,
    Dossier,
    DossierEvent,
    Inspectieverzoek,
    Leefgroep,
    Opvang,
    OpvangEvent,
    Opvolging,
    Organisator,
    OrganisatorEvent,
    Overdracht,
    Overdrachtsregel,
    Postbericht,
    Sluiting,
    Vergunning,
)
from kern.actions.bestanden import zet_klaar
from kern.bestanden import opslag
from kern.generator.bouw import Bouw
from kern.generator.bulk import stille_historiek
from kern.generator.mensen import maak_mensen
from kern.models import Bestand, Medewerker, Team
from kern.tijd import BRUSSEL
from tests.dossiers import naspelen_post, naspelen_werk

OP = datetime(2026, 3, 2, tzinfo=BRUSSEL)
SCHAAL = 0.0215
MET_CONTACTEN = 12  # locations whose contacts are made again too: by actions they take a while
RIJEN: tuple[type[Model], ...] = (
    Organisator,
    Dossier,
    Vergunning,
    Contactmoment,
    Betrokkene,
    Attest,
    Opvang,
    Leefgroep,
    Sluiting,
    Inspectieverzoek,
    Document,
    Documentversie,
    Bestand,
    Opvolging,
    Overdracht,
    Overdrachtsregel,
    *naspelen_werk.RIJEN,
    *naspelen_post.RIJEN,
)
GESCHIEDENIS: tuple[type[Model], ...] = (DossierEvent, OrganisatorEvent, BetrokkeneEvent, AttestEvent, OpvangEvent)


class Plan:
    """What happened in the generated world, read from its rows, to be done again through the actions: each at its moment."""

    def __init__(self) -> None:
        self.rijen: dict[type[Model], list[dict[str, Any]]] = {}
        self.stappen: list[tuple[datetime, Callable[[datetime], object]]] = []
        self.dossiers: dict[int, Dossier] = {}  # by the key it had
        self.organisatoren: dict[int, Organisator] = {}
        self.betrokkenen: dict[UUID, Betrokkene] = {}
        self.attesten: dict[tuple[UUID, str], Attest] = {}

    @classmethod
    def uit_de_databank(cls) -> "Plan":
        plan = cls()
        for model in RIJEN:
            plan.rijen[model] = [dict(rij) for rij in model._default_manager.order_by("pk").values()]
        for model in GESCHIEDENIS:
            plan.rijen[model] = [dict(rij) for rij in model._default_manager.order_by("pgh_created_at", "pgh_id").values()]
        plan.rijen[Contactmoment].sort(key=lambda rij: rij["genoteerd_op"])
        return plan

    def van(self, model: type[Model], **waar: Any) -> list[dict[str, Any]]:
        return [rij for rij in self.rijen[model] if all(rij[veld] == waarde for veld, waarde in waar.items())]

    def voer_uit(self) -> None:
        with transaction.atomic(), stille_historiek():
            maak_mensen(Bouw(schaal=SCHAAL, zaad=1, op=OP))
        self.mensen, teams = Medewerker.objects.in_bulk(), Team.objects.in_bulk()
        for rij in self.rijen[Organisator]:
            gegevens = {k: w for k, w in rij.items() if k not in {"id", "versie", "sorteersleutel", "klantenbeheerder_id"}}
            eerste = self.van(OrganisatorEvent, pgh_obj_id=rij["id"])[0]
            vaste = self.mensen[eerste["klantenbeheerder_id"]]
            self.organisatoren[rij["id"]] = organisatoren.maak_organisator(**gegevens, klantenbeheerder=vaste, door=None, op=OP)
        met_contacten = {rij["id"] for rij in sorted(self.rijen[Dossier], key=lambda rij: rij["dossiernummer"])[:MET_CONTACTEN]}
        for rij in self.rijen[Dossier]:
            self._plan_dossier(rij, teams, met_contacten=rij["id"] in met_contacten)
        self._plan_mensen()
        self._plan_opvang()
        self._plan_inspecties()
        for rij in self.rijen[Documentversie]:
            self.stappen.append((rij["op"], partial(self._voeg_document_toe, rij)))
        for rij in self.rijen[Opvolging]:
            self.stappen.append((rij["op"], partial(self._volg_op, rij)))
        for rij in self.rijen[Overdracht]:
            self.stappen.append((rij["op"], partial(self._draag_over, rij)))
        self.stappen += naspelen_werk.stappen(self) + naspelen_post.stappen(self)
        for op, doe in sorted(self.stappen, key=lambda stap: stap[0]):
            doe(op)

    def volger(self, dossier: int | None, organisator: int, op: datetime) -> Medewerker:
        """Return who followed it at that moment."""
        versies = self.van(DossierEvent, id=dossier) if dossier else self.van(OrganisatorEvent, id=organisator)
        toen = [versie for versie in versies if versie["pgh_created_at"] <= op]
        return self.mensen[toen[-1]["klantenbeheerder_id"]]

    # --- The file and its permit -----------------------------------------------------------------------------------------
    def _plan_dossier(self, rij: dict[str, Any], teams: dict[int, Team], *, met_contacten: bool) -> None:
        eerste, *later = self.van(DossierEvent, id=rij["id"])
        begin, perioden = eerste["pgh_created_at"], sorted(self.van(Vergunning, dossier_id=rij["id"]), key=lambda v: v["vanaf"])
        self.stappen.append((begin, partial(self._maak, rij, eerste, teams)))
        self.stappen.append((begin + timedelta(minutes=10), partial(self._periode, rij["id"], perioden[0])))
        vorige = eerste
        for event in later:
            anders = {k for k in event if not k.startswith("pgh_") and k != "versie" and event[k] != vorige[k]}
            vorige = event
            if anders != {"klantenbeheerder_id"}:  # that is a hand-over
                self.stappen.append((event["pgh_created_at"], partial(self._verander, rij["id"], event, anders, perioden)))
        van_de_post = {bericht["contactmoment_id"] for bericht in self.van(Postbericht, dossier_id=rij["id"])}
        for contact in self.van(Contactmoment, dossier_id=rij["id"]) if met_contacten else []:
            if contact["id"] in van_de_post:
                continue  # comes with its mail
            self.stappen.append((contact["genoteerd_op"], partial(self._noteer, contact)))

    def _maak(self, rij: dict[str, Any], eerste: dict[str, Any], teams: dict[int, Team], op: datetime) -> None:
        weg = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "id", "versie", "sorteersleutel", "afwijking_reden"}
        gegevens = {k: w for k, w in eerste.items() if k not in weg and not k.endswith("_id")}
        organisator = Organisator.objects.get(pk=self.organisatoren[rij["organisator_id"]].pk)
        self.dossiers[rij["id"]] = dossiers.maak_dossier(
            **gegevens, organisator=organisator, team=teams[rij["team_id"]], door=None, op=op
        )

    def nu(self, dossier: int) -> Dossier:
        """Return the location that had this key, as it is now."""
        self.dossiers[dossier].refresh_from_db()
        return self.dossiers[dossier]

    def _verander(self, pk: int, event: dict[str, Any], anders: set[str], perioden: list[dict[str, Any]], op: datetime) -> None:
        dossier, wie = self.nu(pk), self.volger(pk, event["organisator_id"], op)
        if "afwijking_reden" in anders:
            coordinator = Medewerker.objects.filter(rollen=["coordinator"], team=event["team_id"]).order_by("pk")[0]
            dossiers.laat_afwijken(
                dossier=dossier,
                klantenbeheerder=self.mensen[event["klantenbeheerder_id"]],
                reden=event["afwijking_reden"],
                door=coordinator,
                op=op,
            )
        elif anders == {"telefoon"}:
            dossiers.wijzig_dossier(dossier=dossier, versie=dossier.versie, telefoon=event["telefoon"], door=wie, op=op)
        elif event["status"] in (Dossierstatus.GESTOPT, Dossierstatus.OPGEHEVEN):
            self._eindig(dossier, event, wie, op)
        else:
            dag = op.astimezone(BRUSSEL).date()
            self._periode(pk, next(p for p in perioden if p["vanaf"] == dag), op)

    def _periode(self, pk: int, rij: dict[str, Any], op: datetime) -> None:
        dossier = self.nu(pk)
        # While it runs a period has no end, unless it is a suspension; the rest makes room by itself.
        tot = rij["tot"] if rij["stand"] == Vergunningstand.GESCHORST else None
        vergunning.leg_periode_vast(
            dossier=dossier,
            periode=vergunning.Periode(rij["vanaf"], tot, rij["stand"], rij["type"], rij["plaatsen"]),
            gezien=vergunning.gezien_van(dossier),
            door=self.volger(pk, 0, op),
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

    def _noteer(self, contact: dict[str, Any], op: datetime) -> None:
        inhoud = contactmomenten.Inhoud(*(contact[v] for v in contactmomenten.Inhoud._fields))
        over, door = self.nu(contact["dossier_id"]), self.mensen[contact["door_id"]]
        contactmomenten.noteer_contact(sleutel=contact["id"], over=over, inhoud=inhoud, door=door, op=op)

    # --- People ----------------------------------------------------------------------------------------------------------
    def _plan_mensen(self) -> None:
        for rij in self.rijen[Betrokkene]:
            gekomen, *weg = self.van(BetrokkeneEvent, id=rij["id"])
            self.stappen.append((gekomen["pgh_created_at"], partial(self._voeg_toe, rij)))
            self.stappen += [(event["pgh_created_at"], partial(self._laat_gaan, rij)) for event in weg]
        for event in self.rijen[AttestEvent]:
            if event["pgh_label"] == "insert":
                self.stappen.append((event["pgh_created_at"], partial(self._toon, event)))

    def _voeg_toe(self, rij: dict[str, Any], op: datetime) -> None:
        velden = {veld: rij[veld] for veld in ("rol", "naam", "geboortedatum", "telefoon", "vanaf")}
        self.betrokkenen[rij["id"]] = betrokkenen.voeg_toe(
            organisator=self.organisatoren[rij["organisator_id"]],
            dossier=self.nu(rij["dossier_id"]) if rij["dossier_id"] else None,
            door=self.volger(rij["dossier_id"], rij["organisator_id"], op),
            op=op,
            **velden,
        )

    def _laat_gaan(self, rij: dict[str, Any], op: datetime) -> None:
        wie, door = self.betrokkenen[rij["id"]], self.volger(rij["dossier_id"], rij["organisator_id"], op)
        betrokkenen.beeindig(betrokkene=wie, versie=wie.versie, tot=rij["tot"], door=door, op=op)

    def _toon(self, event: dict[str, Any], op: datetime) -> None:
        (rij,) = self.van(Betrokkene, id=event["betrokkene_id"])
        wat = {
            "afgegeven_op": event["afgegeven_op"],
            "verloopt_op": event["verloopt_op"],
            "door": self.volger(rij["dossier_id"], rij["organisator_id"], op),
            "op": op,
        }
        oud = self.attesten.get((rij["id"], event["soort"]))
        if oud is None:
            nieuw = attesten.voeg_toe(betrokkene=self.betrokkenen[rij["id"]], soort=event["soort"], **wat)
        else:
            nieuw = attesten.vernieuw(attest=oud, **wat)
        self.attesten[rij["id"], event["soort"]] = nieuw

    # --- Care, inspections, successions, hand-overs -------------------------------------------------------------------------
    def _plan_opvang(self) -> None:
        for event in self.rijen[OpvangEvent]:
            self.stappen.append((event["pgh_created_at"], partial(self._meld_opvang, event)))

    def _meld_opvang(self, event: dict[str, Any], op: datetime) -> None:
        dossier, pk = self.nu(event["dossier_id"]), event["dossier_id"]
        al_daar = {groep.naam: groep.pk for groep in opvang.huidige_groepen(dossier)}
        laatste = self.van(OpvangEvent, dossier_id=pk)[-1] is event
        opvang.leg_opvang_vast(
            dossier=dossier,
            versie=event["versie"] - 1,
            gemeld=opvang.Gemeld(
                *(event[veld] for veld in ("open_van", "open_tot", "bezetting", "ingeschreven", "vrije_plaatsen", "gemeld_op"))
            ),
            groepen=[
                opvang.Groep(al_daar.get(g["naam"]), g["naam"], g["leeftijd"], g["kinderen"])
                for g in self.van(Leefgroep, dossier_id=pk)
            ],
            sluitingen=[opvang.Dicht(s["vanaf"], s["tot"], s["reden"]) for s in self.van(Sluiting, dossier_id=pk) if laatste],
            door=self.volger(pk, 0, op),
            op=op,
        )

    def _voeg_document_toe(self, rij: dict[str, Any], op: datetime) -> None:
        (document,) = self.van(Document, id=rij["document_id"])
        (bestand,) = self.van(Bestand, id=rij["bestand_id"])
        door = self.mensen[rij["door_id"]]
        with opslag.open_inhoud(opslag.sleutel_van(bestand["inhoud_id"])) as stroom:
            klaar = zet_klaar(inhoud=stroom, naam=bestand["naam"])
            if rij["nummer"] == 1:
                over = self.dossiers[document["dossier_id"]]
                documenten.voeg_toe(sleutel=document["id"], over=over, bron=klaar, soort=document["soort"], door=door, op=op)
                return
            dit = Document.objects.get(pk=document["id"])
            documenten.voeg_versie_toe(
                sleutel=rij["id"], document=dit, bron=klaar, toelichting=rij["toelichting"], door=door, op=op
            )

    def _plan_inspecties(self) -> None:
        for rij in self.rijen[Inspectieverzoek]:
            for veld, doe in (
                ("gevraagd_op", self._vraag_inspectie),
                ("bevestigd_op", self._bevestig),
                ("afgesloten_op", self._sluit_af),
            ):
                if rij[veld] is not None:
                    self.stappen.append((rij[veld], partial(doe, rij)))
            laat = datetime.combine(rij["tegen"] + timedelta(days=1), time.min, tzinfo=BRUSSEL)
            if laat <= (rij["afgesloten_op"] or OP):
                self.stappen.append((laat, lambda op: inspectieverzoeken.markeer_te_laat(op=op)))

    def _vraag_inspectie(self, rij: dict[str, Any], op: datetime) -> None:
        inspectieverzoeken.vraag_inspectie(
            sleutel=rij["id"],
            dossier=self.nu(rij["dossier_id"]),
            gevraagd=inspectieverzoeken.Vraag(rij["vraag"], rij["aanleiding"], rij["prioriteit"], rij["tegen"]),
            door=self.volger(rij["dossier_id"], 0, op),
            op=op,
        )

    def _bevestig(self, rij: dict[str, Any], op: datetime) -> None:
        verzoek, door = Inspectieverzoek.objects.get(pk=rij["id"]), self.volger(rij["dossier_id"], 0, op)
        inspectieverzoeken.bevestig(verzoek=verzoek, gepland_op=rij["gepland_op"], door=door, op=op)

    def _sluit_af(self, rij: dict[str, Any], op: datetime) -> None:
        verzoek, door = Inspectieverzoek.objects.get(pk=rij["id"]), self.volger(rij["dossier_id"], 0, op)
        if rij["bezocht_op"] is None:
            inspectieverzoeken.trek_in(verzoek=verzoek, reden=rij["intrekreden"], door=door, op=op)
        else:
            inspectieverzoeken.sluit_af(
                verzoek=verzoek, bezocht_op=rij["bezocht_op"], verslagnummer=rij["verslagnummer"], door=door, op=op
            )

    def _volg_op(self, rij: dict[str, Any], op: datetime) -> None:
        opvolging.koppel(
            voorganger=self.nu(rij["voorganger_id"]),
            opvolger=self.nu(rij["opvolger_id"]),
            soort=Opvolgingsoort(rij["soort"]),
            vanaf=rij["vanaf"],
            door=self.volger(rij["opvolger_id"], 0, op),
            op=op,
        )

    def _draag_over(self, rij: dict[str, Any], op: datetime) -> None:
        regels = self.van(Overdrachtsregel, overdracht_id=rij["id"])
        uitkomst = toewijzen.draag_over(
            rijen=[toewijzen.Gevraagd(self.dossiers[r["dossier_id"]].pk, r["van_id"], r["nota"]) for r in regels],
            naar=self.mensen[rij["naar_id"]],
            nota=rij["nota"],
            door=self.mensen[rij["door_id"]],
            op=op,
        )
        assert not uitkomst.mislukt
