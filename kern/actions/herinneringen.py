"""Reminding people: at once, or in one overview in the morning; by notification, by mail, both or neither.

Each run is one transaction: the row that says who was reminded of what (`Herinnering`, unique) and the message in the outbox
exist together or not at all. A worker that is killed leaves nothing half; the next run finds what is still due, also what came
due while nothing ran, up to `TERUGBLIK` ago. A mail says that something waits and where to read it, never what.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from kern import gebeurtenissen, logboek
from kern.actions import outbox
from kern.actions.outbox import Veel
from kern.actions.taakrij import OCHTEND
from kern.herhaling import Werkdag
from kern.herinneringen import VELDEN, Bron, bron_met, bronnen
from kern.models import Herinnering, Herinneringskeuze, Medewerker
from kern.models.werk import dag_van
from kern.outbox.keuzes import Kanaal
from kern.queries.werk import werkdagen_rond
from kern.termijnen.woorden import weekdag
from kern.tijd import BRUSSEL, EEN_DAG
from kern.werk import onderwerpsoort

TERUGBLIK = timedelta(days=7)  # longer than any night or weekend without a worker
BEWAAR = timedelta(days=62)
Hoe = Herinneringskeuze.Hoe
_SQL = (Path(__file__).resolve().parent.parent / "sql" / "herinner.sql").read_text(encoding="utf-8")

# The row is the proof that it is done: nobody is reminded twice, whoever else runs this at the same moment waits here.
_BEWIJS = """
INSERT INTO kern_herinnering (bron, gemaakt_op, verwijzing, moment, kanaal, ontvanger_id)
SELECT %s, %s, r.* FROM unnest(%s::text[], %s::timestamptz[], %s::text[], %s::bigint[]) r
ON CONFLICT DO NOTHING
RETURNING verwijzing, moment, kanaal, ontvanger_id
"""


@dataclass(frozen=True, slots=True)
class Rij:
    """One reminder that was just written down: on which road, for whom, and what the source says of it."""

    bron: Bron
    kanaal: str
    ontvanger: int
    verwijzing: str
    moment: datetime
    voor: int
    tegen: datetime | None
    heel_dag: bool
    wat: str
    url: str
    over_soort: str
    over_id: str

    @property
    def sleutel(self) -> tuple[str, datetime, str, int]:
        """What makes it one reminder, within its source."""
        return self.verwijzing, self.moment, self.kanaal, self.ontvanger

    def kop(self, op: datetime) -> str:
        """What it is and by when: "Taak tegen vandaag om 14.00 uur"."""
        dag = dag_van(self.tegen, heel_dag=self.heel_dag)
        if dag is None or self.tegen is None:
            return self.bron.label.capitalize()
        uur = "" if self.heel_dag else f" om {self.tegen.astimezone(BRUSSEL):%H.%M} uur"
        over = (dag - op.astimezone(BRUSSEL).date()).days
        woord = {0: "vandaag", 1: "morgen"}.get(over, weekdag(dag, jaar=False))
        return f"{self.bron.label.capitalize()}{'' if self.bron.gebeurt else ' tegen'} {woord}{uur}"


@transaction.atomic
def herinner(*, op: datetime) -> int:
    """Remind whoever wants to know at once of everything that is due by now; returns how many messages were queued."""
    rijen = _schrijf_op(Hoe.METEEN, tot=op, op=op)
    mensen = _mensen(rijen)
    mag = _leesbaar(rijen, mensen)
    berichten = [_meteen(rij, mensen, mag, op) for rij in rijen]
    outbox.zet_veel_klaar(berichten=berichten, op=op)
    return len(berichten)


@transaction.atomic
def stuur_overzicht(*, op: datetime) -> int:
    """Tell whoever wants one overview a day what is due until the next one; on a closed day that is the next working day.

    Returns how many messages were queued.
    """
    vandaag = op.astimezone(BRUSSEL).date()
    is_werkdag = werkdagen_rond(vandaag, None)
    if not is_werkdag(vandaag):
        return 0
    per_persoon: dict[tuple[int, str], list[Rij]] = defaultdict(list)
    rijen = _schrijf_op(Hoe.DAGELIJKS, tot=_volgend_overzicht(op, is_werkdag), op=op)
    for rij in rijen:
        per_persoon[rij.ontvanger, rij.kanaal].append(rij)
    mensen = _mensen(rijen)
    berichten = [_overzicht(van, mensen[wie], kanaal, op) for (wie, kanaal), van in per_persoon.items()]
    outbox.zet_veel_klaar(berichten=berichten, op=op)
    return len(berichten)


@transaction.atomic
def sla_over(*, op: datetime) -> None:
    """Write down that everybody was reminded of what was due before *op*, and tell nobody: a world that begins in the middle."""
    vandaag = op.astimezone(BRUSSEL).date()
    _schrijf_op(Hoe.METEEN, tot=op, op=op)
    _schrijf_op(Hoe.DAGELIJKS, tot=_volgend_overzicht(op - EEN_DAG, werkdagen_rond(vandaag, None)), op=op)


@transaction.atomic
def kies(*, medewerker: Medewerker, notificatie: str, mail: str, door: Medewerker, op: datetime) -> Herinneringskeuze:
    """Write down how somebody wants to be reminded; of what was due before, nobody is reminded again."""
    velden = {"notificatie": notificatie, "mail": mail, "gewijzigd_op": op}
    keuze, _nieuw = Herinneringskeuze.objects.update_or_create(medewerker=medewerker, defaults=velden)
    gegevens = {"notificatie": notificatie, "mail": mail}
    logboek.schrijf(gebeurtenissen.HERINNERINGEN_GEKOZEN, over=medewerker, door=door, op=op, gegevens=gegevens)
    return keuze


@transaction.atomic
def ruim_op(*, op: datetime) -> int:
    """Forget who was reminded long ago; nothing so old is looked at any more. Returns how many rows."""
    return Herinnering.objects.filter(gemaakt_op__lt=op - BEWAAR).delete()[0]


def _volgend_overzicht(op: datetime, is_werkdag: Werkdag) -> datetime:
    dag = op.astimezone(BRUSSEL).date() + EEN_DAG
    while not is_werkdag(dag):
        dag += EEN_DAG
    return datetime.combine(dag, OCHTEND, tzinfo=BRUSSEL)


def _schrijf_op(hoe: Hoe, *, tot: datetime, op: datetime) -> list[Rij]:
    """Write down everything due before *tot* for those who chose *hoe*; returns what was not written before."""
    uit: list[Rij] = []
    vandaag = op.astimezone(BRUSSEL).date()
    for bron in bronnen():
        sql, waarden = bron.rijen(op - TERUGBLIK, tot).query.sql_with_params()
        kolommen = ", ".join(VELDEN)
        rijen = f"SELECT * FROM ({sql}) AS b ({kolommen})"  # noqa: S608 our own text around what the ORM wrote, values travel apart
        opdracht = _SQL.replace("{bron}", rijen)
        with connection.cursor() as cursor:
            cursor.execute(opdracht, [*waarden, vandaag, bron.gebeurt, str(hoe), bron.code])
            gevonden = [Rij(bron, *rij) for rij in cursor.fetchall()]
            if gevonden:
                cursor.execute(_BEWIJS, [bron.code, op, *map(list, zip(*(rij.sleutel for rij in gevonden), strict=True))])
                # What somebody else wrote down a moment earlier is theirs to send.
                nieuw = set(cursor.fetchall())
                uit += [rij for rij in gevonden if rij.sleutel in nieuw]
    return uit


def _mensen(rijen: Iterable[Rij]) -> dict[int, Medewerker]:
    sleutels = {rij.ontvanger for rij in rijen} | {rij.voor for rij in rijen}
    return Medewerker.objects.select_related("team").in_bulk(sleutels)


def _leesbaar(rijen: Iterable[Rij], mensen: dict[int, Medewerker]) -> set[tuple[int, str, str]]:
    """Return which subjects each reader may read: one question per reader and kind of subject, whatever the number of rows."""
    vragen: dict[tuple[int, str], set[str]] = defaultdict(set)
    for rij in rijen:
        if rij.over_soort and rij.kanaal == Kanaal.NOTIFICATIE:
            vragen[rij.ontvanger, rij.over_soort].add(rij.over_id)
    uit = set()
    for (wie, soort), sleutels in vragen.items():
        bekend = onderwerpsoort(soort)
        kaartjes = bekend.laad(mensen[wie], sorted(sleutels)) if bekend else {}
        uit |= {(wie, soort, sleutel) for sleutel, kaartje in kaartjes.items() if kaartje.inhoud}
    return uit


def _meteen(rij: Rij, mensen: dict[int, Medewerker], mag: set[tuple[int, str, str]], op: datetime) -> Veel:
    wie, kop = mensen[rij.ontvanger], rij.kop(op)
    namens = f" (voor {mensen[rij.voor].naam}, afwezig)" if rij.voor != rij.ontvanger else ""
    sleutel = f"herinnering:{rij.bron.code}:{rij.verwijzing}:{int(rij.moment.timestamp())}:{wie.pk}"
    over = (rij.bron.onderwerp, rij.verwijzing)
    if rij.kanaal == Kanaal.NOTIFICATIE:
        leest = not rij.over_soort or (wie.pk, rij.over_soort, rij.over_id) in mag
        return Veel(sleutel, *over, f"{kop}{namens}", rij.wat if leest else "", url=rij.url, ontvanger=wie.pk)
    tekst = f"Dag {wie.voornaam}\n\n{kop}{namens}. U leest ze hier:\n\n{settings.BASIS_URL}{rij.url}\n{_VOET}"
    return Veel(sleutel, *over, f"Herinnering: {kop[0].lower()}{kop[1:]}", tekst, adres=wie.email)


def _overzicht(rijen: list[Rij], wie: Medewerker, kanaal: str, op: datetime) -> Veel:
    """One message for all of them; it counts and names nothing, so that there is nothing in it to erase."""
    per_soort = Counter(rij.bron.code for rij in rijen)
    bronnen_ = [(bron_met(code), aantal) for code, aantal in sorted(per_soort.items())]
    wat = ", ".join(f"{aantal} {bron.label if aantal == 1 else bron.meervoud}" for bron, aantal in bronnen_)
    sleutel = f"overzicht:{kanaal}:{op.isoformat()}:{wie.pk}"
    titel = f"Uw overzicht van {weekdag(op.astimezone(BRUSSEL).date(), jaar=False)}: {wat}"
    over = (logboek.soort_van(Medewerker), str(wie.pk))
    if kanaal == Kanaal.NOTIFICATIE:
        return Veel(sleutel, *over, titel[:250], "", url="/", ontvanger=wie.pk)
    tekst = f"Dag {wie.voornaam}\n\nVandaag roept: {wat}. Alles staat in uw werkvoorraad:\n\n{settings.BASIS_URL}/\n{_VOET}"
    return Veel(sleutel, *over, titel[:250], tekst, adres=wie.email)


_VOET = "\nHoe u herinnerd wordt, kiest u in uw profiel.\n"
