"""Lists, declared: columns, URL filters, sorting, keyset paging, bulk actions, saved filters, export. See docs/scherm.md."""

from kern.lijst.bulk import Bulkactie
from kern.lijst.filters import Datumfilter, Filter, JaNeefilter, Keuzefilter, Tekstfilter
from kern.lijst.kolommen import Kolom, teken_cellen
from kern.lijst.lijst import Leeg, Lijst

__all__ = [
    "Bulkactie",
    "Datumfilter",
    "Filter",
    "JaNeefilter",
    "Keuzefilter",
    "Kolom",
    "Leeg",
    "Lijst",
    "Tekstfilter",
    "teken_cellen",
]
