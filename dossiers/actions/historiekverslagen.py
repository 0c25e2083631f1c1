"""Taking over reports that were fixed, word for word: what counts here is exactly what counted there.

As `dossiers.actions.verslagen` and `dossiers.actions.verslag_vast` write them. They go in as a concept, because the database lets
parts and photos come only to a concept, and are fixed in one statement: the database then proves words and sum itself. The PDF is
laid out again by the worker, from the same words.
"""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.dateparse import parse_datetime
from PIL import Image

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Lijn, Lijnenbak, Rijenbak, Verwijzing, log_bij, sleutel_uit
from dossiers.actions.historiekinhoud import Inhouden, Plek
from dossiers.actions.historieklezing import Lezing
from dossiers.actions.verslag_vast import PDF_TAAK, SOORT, SOORT_ADDENDUM, titel_addendum, titel_lijn
from dossiers.choices import Verslagstatus
from dossiers.historiek import verslagen as formaat
from dossiers.historiek.pakket import INHOUD
from dossiers.historiek.verslagen import Verslagrij
from dossiers.models import Addendum, Steun, Verslag, Verslagdeel, Verslagfoto, Verslagsjabloon
from dossiers.register.formaat import Waarde
from dossiers.verslagtekst import Vastetekst
from kern.adres import adres
from kern.bestanden.foto import FOTOS
from kern.bestanden.keuring import Gekeurd
from kern.letters import niet_af_te_drukken
from kern.outbox.bel import bel_na_commit
from kern.rijketekst import als_tekst, is_leeg

VERSLAGEN, ADDENDA, STEUN = "verslagen.csv", "addenda.csv", "steun.csv"
_FOTONAAM = "foto.jpg"
_BYTES_PER_KEER = 8_000_000  # of words, in one statement

# A report that is here: its place, title and sum; the sum is empty of a concept, and None of what was erased.
Gekend = tuple[Verwijzing, str, str | None]
# What is fixed: key, words, sum, when, and by whom.
Vastrij = tuple[UUID, str, str, datetime, int | None]


def neem_over(lezing: Lezing, sql: Bulk, inhoud: Inhouden, op: datetime) -> tuple[int, int, int]:
    """Take over reports with what was added and what rests on them; return how many of each are new."""
    if not lezing.pakket.namen & {VERSLAGEN, ADDENDA, STEUN}:
        return 0, 0, 0
    gekend: dict[UUID, Gekend] = {}
    velden = ("pk", "dossier_id", "organisator_id", "titel", "sha256", "gewist_op")
    for pk, dossier, organisator, titel, sha256, gewist_op in Verslag.objects.values_list(*velden).iterator(PER_KEER):
        gekend[pk] = (dossier, organisator), titel, sha256 if gewist_op is None else None
    verslagen = _Verslagen(lezing, sql, inhoud, op).neem_over(gekend)
    return verslagen, _addenda(lezing, sql, gekend, op), _steun(lezing, sql, gekend, op)


class _Verslagen:
    def __init__(self, lezing: Lezing, sql: Bulk, inhoud: Inhouden, op: datetime) -> None:
        self.lezing, self.sql, self.inhoud, self.op = lezing, sql, inhoud, op
        self.sjablonen = {s.soort: s.pk for s in Verslagsjabloon.objects.order_by("soort", "versie")}  # the last of each kind
        kolommen = (
            "id", "sjabloon_id", "soort", "dossier_id", "organisator_id", "contactmoment_id", "titel", "op", "met", "nalezen",
            "auteur_id", "begonnen_op", "lezer_id", "aangeboden_op", "nagelezen_op",
        )  # fmt: skip
        self.rijen = Rijenbak(sql, Verslag, kolommen)
        self.delen = Rijenbak(sql, Verslagdeel, ("id", "verslag_id", "sleutel", "volgorde", "kop", "tekst"))
        self.lijnen = Lijnenbak(sql)
        self.vast: list[Vastrij] = []
        self.fotos: list[tuple[UUID, int, Gekeurd, str, int | None, datetime]] = []
        self.nieuw: list[tuple[Verwijzing, UUID]] = []

    def neem_over(self, gekend: dict[UUID, Gekend]) -> int:
        for regel, rij in self.lezing.rijen(VERSLAGEN, lambda _r, rij: formaat.verslag(rij, self.op), lambda v: v.bron_id):
            plaats, pk = self.lezing.waar(VERSLAGEN, regel, rij.dossier, rij.organisator), sleutel_uit("verslag", rij.bron_id)
            contact = self.lezing.contact(VERSLAGEN, regel, rij.contactmoment) if rij.contactmoment else None
            gelezen = self._lees(rij, regel)
            wie = {kolom: getattr(rij, kolom) for kolom in ("auteur", "lezer", "vastgesteld_door")}
            if not self.lezing.ken_collegas(VERSLAGEN, regel, **wie) or plaats is None or gelezen is None:
                continue
            if pk in gekend:
                for foto in (foto for deel in gelezen[1].delen for foto in deel.fotos):
                    self.inhoud.ken(foto.sha256)
                continue
            self._leg(pk, rij, regel, plaats, contact[0] if contact else None, *gelezen)
            gekend[pk] = plaats, gelezen[1].titel, rij.sha256
        self.rijen.leeg()
        self.delen.leeg()
        self._bewaar_fotos()
        self._stel_vast()
        self.lijnen.leeg()
        log_bij(self.sql, gebeurtenissen.VERSLAG_VASTGESTELD, "verslag", self.nieuw)
        if self.nieuw:
            bel_na_commit(PDF_TAAK)
        return len(self.nieuw)

    def _lees(self, rij: Verslagrij, regel: int) -> tuple[str, Vastetekst] | None:
        """Read the words and look at the photos, also of a report that is here: nothing in the package is left unread."""
        inhoud = self.inhoud.lees(rij.sha256, Plek(VERSLAGEN, regel))
        if inhoud is None:
            return None
        try:
            tekst, vast = formaat.lees_vast(inhoud, self.op)
        except Waarde as fout:
            self.lezing.fout(VERSLAGEN, regel, fout.kolom, fout.zin)
            return None
        if bool(vast.lezer) != bool(rij.lezer):
            self.lezing.fout(VERSLAGEN, regel, "lezer", "de tekst die vastligt zegt iets anders over wie nalas")
            return None
        woorden = [vast.titel, vast.met]
        for deel in vast.delen:
            woorden += [deel.kop, als_tekst(deel.tekst), *(foto.alt for foto in deel.fotos)]
        if vreemd := niet_af_te_drukken(" ".join(woorden)):
            self.lezing.fout(VERSLAGEN, regel, "sha256", f"dit staat in geen enkel lettertype: {' '.join(vreemd[:10])}")
            return None
        return tekst, vast

    def _leg(
        self, pk: UUID, rij: Verslagrij, regel: int, plaats: Verwijzing, contact: UUID | None, tekst: str, vast: Vastetekst
    ) -> None:
        auteur, toen, vastgesteld = self.lezing.collega(rij.auteur), _moment(vast.op), _moment(vast.vastgesteld_op)
        self.rijen.leg(
            pk, self.sjablonen[rij.soort], rij.soort, *plaats, contact, vast.titel, toen, vast.met, bool(rij.lezer), auteur,
            rij.begonnen_op, self.lezing.collega(rij.lezer), rij.aangeboden_op,
            _moment(vast.nagelezen_op) if vast.nagelezen_op else None,
        )  # fmt: skip
        for nummer, deel in enumerate(vast.delen, start=1):
            deel_pk = sleutel_uit("verslagdeel", f"{pk}:{nummer}")
            self.delen.leg(deel_pk, pk, f"deel-{nummer}", nummer, deel.kop, deel.tekst)
            for volg, foto in enumerate(deel.fotos):
                gekeurd = self.inhoud.keur(foto.sha256, _FOTONAAM, Plek(VERSLAGEN, regel), FOTOS)
                if gekeurd is not None:
                    self.fotos.append((deel_pk, volg, gekeurd, foto.alt, auteur, rij.begonnen_op))
        kort = " · ".join(als_tekst(deel.tekst) for deel in vast.delen if not is_leeg(deel.tekst))
        lijn = Lijn(SOORT, titel_lijn(rij.soort, vast.titel), toen, vastgesteld, vast.auteur, kort)
        self.lijnen.leg(plaats, pk, adres("dossiers:verslag", pk), lijn)
        self.nieuw.append((plaats, pk))
        self.vast.append((pk, tekst, rij.sha256, vastgesteld, self.lezing.collega(rij.vastgesteld_door)))

    def _bewaar_fotos(self) -> None:
        bak = Rijenbak(self.sql, Verslagfoto, ("id", "deel_id", "bestand_id", "alt", "breed", "hoog", "door_id", "op"))
        for deel, volg, gekeurd, alt, door, begonnen in self.fotos:
            bestand = self.inhoud.leg_vast(gekeurd)
            if bestand is not None:
                breed, hoog = self._maten(gekeurd.sha256)
                pk = sleutel_uit("verslagfoto", f"{deel}:{volg}")
                # Photos stand in the order of their moments.
                bak.leg(pk, deel, bestand.pk, alt, breed, hoog, door, begonnen + timedelta(microseconds=volg))
        bak.leeg()

    def _maten(self, som: str) -> tuple[int, int]:
        with Image.open(io.BytesIO(self.lezing.pakket.lees(f"{INHOUD}{som}"))) as beeld:  # only its head; `keur` weighed it
            return beeld.size

    def _stel_vast(self) -> None:
        for groep in _in_stukken(self.vast):
            pks, teksten, sommen, momenten, wie = zip(*groep, strict=True)
            self.sql.doe(
                """UPDATE {Verslag} v SET status = %(status)s, vast = n.vast, sha256 = n.sha256, vastgesteld_op = n.op,
                       vastgesteld_door_id = n.wie
                   FROM unnest(%(pks)s::uuid[], %(teksten)s::text[], %(sommen)s::text[], %(momenten)s::timestamptz[],
                               %(wie)s::bigint[]) AS n (id, vast, sha256, op, wie)
                   WHERE v.id = n.id""",
                status=str(Verslagstatus.VASTGESTELD),
                pks=list(pks),
                teksten=list(teksten),
                sommen=list(sommen),
                momenten=list(momenten),
                wie=list(wie),
            )


def _addenda(lezing: Lezing, sql: Bulk, gekend: dict[UUID, Gekend], op: datetime) -> int:
    bekend = set(Addendum.objects.values_list("pk", flat=True).iterator(PER_KEER))
    nummers = set(Addendum.objects.values_list("verslag_id", "nummer").iterator(PER_KEER))
    bak = Rijenbak(sql, Addendum, ("id", "verslag_id", "nummer", "tekst", "reden", "door_id", "op", "sha256"))
    lijnen, nieuw = Lijnenbak(sql), list[tuple[Verwijzing, UUID]]()
    for regel, rij in lezing.rijen(ADDENDA, lambda _r, rij: formaat.addendum(rij, op), lambda a: a.bron_id):
        pk, van = sleutel_uit("addendum", rij.bron_id), _van(lezing, ADDENDA, regel, rij.verslag, gekend)
        if vreemd := niet_af_te_drukken(f"{als_tekst(rij.tekst)} {rij.reden}"):
            lezing.fout(ADDENDA, regel, "tekst", f"dit staat in geen enkel lettertype: {' '.join(vreemd[:10])}")
        if not lezing.ken_collegas(ADDENDA, regel, door=rij.door) or van is None or pk in bekend:
            continue
        if (van, rij.nummer) in nummers:
            lezing.fout(ADDENDA, regel, "nummer", f"dit verslag heeft al een addendum {rij.nummer}")
            continue
        nummers.add((van, rij.nummer))
        bak.leg(pk, van, rij.nummer, rij.tekst, rij.reden, lezing.collega(rij.door), rij.op, rij.sha256)
        plaats, titel, _ = gekend[van]
        naam = lezing.collegas[rij.door].naam
        lijn = Lijn(SOORT_ADDENDUM, titel_addendum(rij.nummer, titel), rij.op, rij.op, naam, als_tekst(rij.tekst))
        lijnen.leg(plaats, pk, adres("dossiers:verslag", van), lijn)
        nieuw.append((plaats, van))
    bak.leeg()
    lijnen.leeg()
    log_bij(sql, gebeurtenissen.VERSLAG_AANGEVULD, "verslag", nieuw)
    return len(nieuw)


def _steun(lezing: Lezing, sql: Bulk, gekend: dict[UUID, Gekend], op: datetime) -> int:
    bekend = set(Steun.objects.values_list("verslag_id", "soort", "verwijzing").iterator(PER_KEER))
    velden = ("sha256", "tot_addendum", "soort", "verwijzing", "titel", "url", "op")
    bak = Rijenbak(sql, Steun, ("verslag_id", *velden, "door_id"))
    for regel, rij in lezing.rijen(STEUN, lambda _r, rij: formaat.steun(rij, op)):
        van = _van(lezing, STEUN, regel, rij.verslag, gekend)
        if not lezing.ken_collegas(STEUN, regel, door=rij.door) or van is None:
            continue
        if gekend[van][2] != rij.sha256:
            lezing.fout(STEUN, regel, "sha256", "dit is niet de som van het verslag waarop het steunt")
        elif (van, rij.soort, rij.verwijzing) not in bekend:
            bekend.add((van, rij.soort, rij.verwijzing))
            bak.leg(van, *(getattr(rij, veld) for veld in velden), lezing.collega(rij.door))
    return bak.leeg()


def _van(lezing: Lezing, naam: str, regel: int, verslag: str, gekend: dict[UUID, Gekend]) -> UUID | None:
    """Return the report that a row names, or name the fault. What was erased stays away, with all that was said of it."""
    pk = sleutel_uit("verslag", verslag)
    som = gekend[pk][2] if pk in gekend else ""
    if som == "":
        lezing.fout(naam, regel, "verslag", f"er is geen vastgesteld verslag “{verslag}”")
    return pk if som else None


def _moment(tekst: str) -> datetime:
    gelezen = parse_datetime(tekst)
    assert gelezen is not None, "lees_vast keek ernaar"
    return gelezen


def _in_stukken(rijen: list[Vastrij]) -> Iterator[list[Vastrij]]:
    stuk, bytes_ = list[Vastrij](), 0
    for rij in rijen:
        stuk.append(rij)
        bytes_ += len(rij[1])
        if bytes_ >= _BYTES_PER_KEER:
            yield stuk
            stuk, bytes_ = [], 0
    if stuk:
        yield stuk
