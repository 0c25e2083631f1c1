"""Tasks about locations and organisatoren as rows of the exchange format (docs/historiek.md)."""

from collections.abc import Iterator

from django.db.models import QuerySet

from dossiers.models import Dossier, Organisator
from dossiers.queries.historiekinhoud import naam
from dossiers.queries.historieksleutels import PER_KEER, moment, sleutel
from kern.choices import Belang, Taakstatus
from kern.logboek import soort_van
from kern.models import Taak, Taakpunt


def taken() -> Iterator[list[object]]:
    """Yield what is to be done and what was done; what need not be done any more stays behind."""
    over = {soort_van(model): _sleutels(model) for model in (Dossier, Organisator)}
    for t in _taken().select_related("voor", "gegeven_door", "klaar_door").order_by("pk").iterator(chunk_size=PER_KEER):
        waar, open_ = over[t.onderwerp_soort][t.onderwerp_id], t.is_open
        plaats = ("", waar) if t.onderwerp_soort == soort_van(Dossier) else (waar, "")
        # Of nobody in particular (who had it left) it goes back to who gave it.
        yield [
            t.pk, *plaats, t.titel, naam(t.voor or t.gegeven_door), naam(t.gegeven_door), moment(t.gegeven_op),
            "ja" if t.volgt_onderwerp else "nee", t.tegen, t.uur, Belang(t.belang).label, t.herinner,
            t.herhaal_elke if open_ else None, t.herhaal_eenheid if open_ else "", t.wacht_op, t.volg_na, moment(t.beantwoord_op),
            t.rust_tot, t.status, moment(t.klaar_op), naam(t.klaar_door), t.nota,
        ]  # fmt: skip


def taakpunten() -> Iterator[list[object]]:
    """Yield the lines of their lists."""
    rijen = Taakpunt.objects.filter(taak__in=_taken()).select_related("klaar_door").order_by("taak", "plaats", "pk")
    for p in rijen.iterator(chunk_size=PER_KEER):
        yield [p.taak_id, p.plaats, p.tekst, moment(p.klaar_op), naam(p.klaar_door)]


def _taken() -> QuerySet[Taak]:
    over = [soort_van(model) for model in (Dossier, Organisator)]
    taken_: QuerySet[Taak] = Taak.objects.filter(
        gewist_op=None, onderwerp_soort__in=over, status__in=(Taakstatus.OPEN, Taakstatus.KLAAR)
    )
    return taken_


def _sleutels(model: type[Dossier | Organisator]) -> dict[str, str]:
    rijen = model._default_manager.values_list("pk", "bron", "bronnummer").iterator(PER_KEER)
    return {str(pk): sleutel(bron, bronnummer, pk) for pk, bron, bronnummer in rijen}
