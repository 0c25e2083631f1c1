"""What dossiers hands to the mechanisms of kern; read once when the application starts."""

from typing import Any

from dossiers.access import SCHRIJFWEGEN
from dossiers.actions.toegang import verleen_op_uitnodiging
from dossiers.models import Dossier
from kern import uitnodigen
from kern.models import Medewerker


def _met_eigen_bereik(persoon: Medewerker, sleutel: str) -> Dossier | None:
    # What one may read by a grant or an invitation is not passed on.
    if not sleutel.isdigit():
        return None
    return Dossier.objects.zichtbaar_voor(persoon).met_weg(persoon).filter(pk=sleutel, weg__in=SCHRIJFWEGEN).first()


def _laad(sleutel: str) -> Dossier | None:
    return Dossier.objects.filter(pk=sleutel).first() if sleutel.isdigit() else None


def _context(dossier: Dossier, _persoon: Medewerker) -> dict[str, Any]:
    return {"dossier": dossier}


uitnodigen.registreer(
    uitnodigen.Vraagbaar(
        soort="dossiers.dossier",
        zoek=_met_eigen_bereik,
        laad=_laad,
        titel=str,
        verleen=verleen_op_uitnodiging,
        sjabloon="dossiers/gevraagd_dossier.html",
        context=_context,
    )
)
