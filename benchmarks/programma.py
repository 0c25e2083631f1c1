"""What is measured, with the bound each figure must keep; new pages add a line to `PAGINAS`."""

import argparse
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string
from weasyprint import HTML

from benchmarks import opstart, wereld
from benchmarks.meting import Meting, machine, meet, piek_kb
from benchmarks.paginas import Lezer, meet_pagina
from benchmarks.tabel import als_tabel, schrijf_json
from benchmarks.vloer import Vloer, afgeluisterd
from kern import gebeurtenissen, logboek, pdf
from opgroeien.embedded import Servers

# (name, path, bound in ms on the p50, bound on queries); {dossier} and {organisator} are filled in.
PAGINAS: list[tuple[str, str, float | None, int | None]] = [
    ("lege pagina", "/bench/leeg/", 5, 3),
    ("werkvoorraad", "/", 40, 8),
    ("dossiers, 50 rijen", "/dossiers/", 40, 8),
    ("dossierpagina", "/dossiers/{dossier}/", 60, 12),
    ("organisator", "/organisatoren/{organisator}/", 80, 12),
]


def meet_alles(keuzes: argparse.Namespace, servers: Servers, uitvoer: Path, *, op: datetime) -> int:
    """Measure, print, write; returns the exit code."""
    settings.ROOT_URLCONF = "benchmarks.urls"
    rondes, n = (2, 40) if keuzes.snel else (5, 200)
    metingen: list[Meting] = []
    for schaal in [keuzes.schaal, keuzes.schaal * 10] if keuzes.groei else [keuzes.schaal]:
        print(f"Wereld ×{schaal} bouwen …", flush=True)
        wereld.bouw(schaal)
        analyseer(servers)
        print(f"Meten op ×{schaal} …", flush=True)
        metingen += list(_paginas(schaal, rondes, n))
        if schaal == keuzes.schaal:
            metingen += [_logregel(rondes, n, op), _pdf(rondes, max(3, n // 20), op)]
    if not keuzes.zonder_start:
        print("Starttijd van make demo meten …", flush=True)
        metingen.append(opstart.warme_start())
    groei = _groei(metingen, keuzes.schaal) if keuzes.groei else []
    stand = machine()
    print("\n" + als_tabel(metingen, stand))
    for regel in groei:
        print(regel)
    bestand = keuzes.json or uitvoer / f"bench-x{keuzes.schaal}.json"
    schrijf_json(bestand, metingen, stand, {"op": op.isoformat(), "schaal": keuzes.schaal, "groei": groei})
    print(f"\nJSON: {bestand}")
    return 1 if any(meting.gehaald is False for meting in metingen) else 0


def analyseer(servers: Servers) -> None:
    """Give the planner its statistics, as autovacuum would have by now."""
    import psycopg

    from opgroeien.embedded import Rol

    with psycopg.connect(servers.database_url(Rol.BEHEER), autocommit=True) as verbinding:
        verbinding.execute("VACUUM ANALYZE")


def _paginas(schaal: int, rondes: int, n: int) -> Iterator[Meting]:
    persoon, dossier = wereld.lezer()
    lezer = Lezer(persoon)
    for naam, pad, grens_ms, grens_queries in PAGINAS:
        adres = pad.format(dossier=dossier.dossiernummer, organisator=dossier.organisator.nummer)
        meting = meet_pagina(
            f"{naam} ×{schaal}", lezer, adres, grens_ms=grens_ms, grens_queries=grens_queries, rondes=rondes, n=n
        )
        meting.extra["buffers"] = _buffers(partial(lezer.vraag, adres))
        yield meting


def _buffers(werk: Callable[[], object]) -> int:
    """Return how many shared buffers the SELECTs of one request touch: a count that does not wobble with the machine."""
    with afgeluisterd() as opdrachten:
        werk()
    totaal = 0
    with connection.cursor() as cursor:
        for sql, params in opdrachten:
            if sql.lstrip().upper().startswith("SELECT"):
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
                plan = cursor.fetchone()[0][0]["Plan"]
                totaal += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return totaal


def _logregel(rondes: int, n: int, op: datetime) -> Meting:
    persoon, dossier = wereld.lezer()

    def werk() -> None:
        with transaction.atomic():
            logboek.schrijf(gebeurtenissen.LOGBOEK_INGEZIEN, over=dossier, door=persoon, op=op)

    with afgeluisterd() as opdrachten:
        werk()
    vloer = Vloer(opdrachten, b"")
    cijfers, van_vloer, ratio = meet(werk, vloer=vloer, rondes=rondes, n=n)
    vloer.sluit()
    return Meting(
        "logregel",
        cijfers,
        van_vloer,
        ratio,
        queries=len([o for o in opdrachten if "INSERT" in o[0]]),
        geheugen_kb=piek_kb(werk),
        grens="p50 ≤ 1 ms",
        gehaald=cijfers.p50 <= 1,
    )


def _pdf(rondes: int, n: int, op: datetime) -> Meting:
    """A two-page extract of the log through the whole pipeline, against bare WeasyPrint on the same HTML."""
    context = _uittreksel(op)
    titel = "Uittreksel"
    html = render_to_string("pdf/logboek_uittreksel.html", {**context, "titel": titel, "gemaakt_op": op})

    def kaal() -> None:
        letters, stijl = pdf._huisstijl()  # the same fonts and style sheet, or the floor would draw another document
        document = HTML(string=html, base_url=pdf.BASIS, url_fetcher=pdf.VerzegeldeLezer())
        document.write_pdf(font_config=letters, stylesheets=[stijl], pdf_variant="pdf/ua-1")

    def werk() -> bytes:
        return pdf.maak("pdf/logboek_uittreksel.html", context, titel=titel, op=op).inhoud

    cijfers, van_vloer, ratio = meet(werk, vloer=kaal, rondes=rondes, n=n)
    return Meting(
        "PDF/UA van twee bladzijden",
        cijfers,
        van_vloer,
        ratio,
        bytes=len(werk()),
        grens="≤ 1,18 × WeasyPrint",
        gehaald=ratio is not None and ratio <= 1.18,
    )


def _uittreksel(op: datetime) -> dict[str, object]:
    """Return what the extract of a much-read dossier shows: forty fictitious rows."""
    rij = {
        "wanneer": f"{op:%d/%m/%Y %H:%M}",
        "wie": "Fictieve Medewerker",
        "waarom": "Bellen met de organisator over de veiligheid.",
    }
    regels = [{"nummer": nummer, "wat": "bekeek de inhoud van het dossier", **rij} for nummer in range(40, 0, -1)]
    return {"over": "dossier 300000001", "regels": regels, "ingekort": False, "kop": "0" * 64}


def _groei(metingen: list[Meting], schaal: int) -> list[str]:
    """Compare the same page on ×10: medians and buffers; ≤ 1.3 is kept."""
    op_naam = {meting.naam: meting for meting in metingen}
    regels = []
    for naam, *_ in PAGINAS:
        klein, groot = op_naam[f"{naam} ×{schaal}"], op_naam[f"{naam} ×{schaal * 10}"]
        tijd = groot.cijfers.p50 / klein.cijfers.p50
        buffers = groot.extra["buffers"] / max(1, klein.extra["buffers"])
        regels.append(
            f"groei {naam}: p50 ×{tijd:.2f}, buffers ×{buffers:.2f} ({klein.extra['buffers']} → {groot.extra['buffers']})"
        )
    return regels
