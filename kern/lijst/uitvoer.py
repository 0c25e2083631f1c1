"""Export of a list as XLSX or CSV: all rows of the filter, read in pieces, formulas defused."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

from kern.choices import Status
from kern.lijst.kolommen import Kolom, Waarde

PER_KEER = 500
# What a spreadsheet takes for a formula when it opens a CSV file (OWASP, CSV injection).
_GEVAARLIJK = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four: the same signs, full width


class _Echo:
    """A file that hands back what is written, so that `csv` can be streamed."""

    def write(self, tekst: str) -> str:
        return tekst


def platte_waarde(waarde: Waarde) -> str | int | float | Decimal | date | datetime | time | None:
    """A value as it belongs in a cell: labels instead of codes, moments in Belgian time and without zone."""
    if isinstance(waarde, Status):
        return str(waarde.label)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).replace(tzinfo=None, second=0, microsecond=0)
    return waarde


def ontmantel(tekst: str) -> str:
    """Text that a spreadsheet cannot take for a formula."""
    return f"'{tekst}" if tekst.startswith(_GEVAARLIJK) else tekst


def _csv_cel(waarde: Waarde) -> str:
    plat = platte_waarde(waarde)
    if plat is None:
        return ""
    if isinstance(plat, datetime):
        return plat.strftime("%d/%m/%Y %H:%M")
    if isinstance(plat, date):
        return plat.strftime("%d/%m/%Y")
    if isinstance(plat, int):
        return str(plat)
    if isinstance(plat, float | Decimal):
        return str(plat).replace(".", ",")
    return ontmantel(str(plat))


def als_csv(kolommen: Sequence[Kolom], rijen: Iterable[Any], naam: str) -> StreamingHttpResponse:
    """CSV as Excel in Belgium opens it: semicolons, a byte order mark, decimal commas."""
    schrijver = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_MINIMAL)

    def regels() -> Iterator[str]:
        yield "\ufeff" + schrijver.writerow([kolom.kop for kolom in kolommen])
        for rij in rijen:
            yield schrijver.writerow([_csv_cel(kolom.waarde_van(rij)) for kolom in kolommen])

    antwoord = StreamingHttpResponse(regels(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.csv"'
    return antwoord


def schrijf_xlsx(bestand: IO[bytes], kolommen: Sequence[Kolom], rijen: Iterable[Any], titel: str) -> int:
    """Write a workbook with one sheet; memory does not grow with the rows. Returns how many rows were written."""
    boek = xlsxwriter.Workbook(
        bestand,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    blad = boek.add_worksheet(titel[:31])
    vet = boek.add_format({"bold": True, "bottom": 1})
    dag, moment = boek.add_format({"num_format": "dd/mm/yyyy"}), boek.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    blad.freeze_panes(1, 0)
    for k, kolom in enumerate(kolommen):
        blad.set_column(k, k, max(12, len(kolom.kop) + 2))
        blad.write_string(0, k, kolom.kop, vet)
    r = 0
    for r, rij in enumerate(rijen, start=1):
        for k, kolom in enumerate(kolommen):
            waarde = platte_waarde(kolom.waarde_van(rij))
            if waarde is None:
                continue
            if isinstance(waarde, datetime):
                blad.write_datetime(r, k, waarde, moment)
            elif isinstance(waarde, date):
                blad.write_datetime(r, k, datetime.combine(waarde, time()), dag)
            elif isinstance(waarde, int | float | Decimal):
                blad.write_number(r, k, waarde)
            else:
                blad.write_string(r, k, str(waarde))
    if r:
        blad.autofilter(0, 0, r, len(kolommen) - 1)
    boek.close()
    return r


def als_xlsx(kolommen: Sequence[Kolom], rijen: Iterable[Any], naam: str, titel: str) -> FileResponse:
    """XLSX as a download, by way of a temporary file."""
    bestand = tempfile.TemporaryFile()  # noqa: SIM115 FileResponse closes it after the last byte
    schrijf_xlsx(bestand, kolommen, rijen, titel)
    bestand.seek(0)
    return FileResponse(bestand, as_attachment=True, filename=f"{naam}.xlsx")
