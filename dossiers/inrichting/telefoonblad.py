"""What the telefoonblad hands to the frame of every page, to erasing and to leaving; and the first things it can become."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from dossiers import werksoorten
from dossiers.access.telefoonblad import mag_telefoonblad
from dossiers.actions import telefoonbladen as actions
from dossiers.actions import wissen_telefoonblad as w
from dossiers.actions.beloften import NERGENS, Waar, beloof
from dossiers.actions.contactmomenten import noteer_contact
from dossiers.bestemmingen import Bestemming, Uitkomst, registreer_bestemming, sleutel_voor
from dossiers.choices import Belover, Contactsoort
from dossiers.forms.telefoonblad import AlsBelofteForm, AlsContactForm, AlsTaakForm
from dossiers.models import Bladuitkomst, Dossier, Organisator, Telefoonblad
from dossiers.models.belofte import LANGSTE_BELOFTE
from dossiers.queries.gesprekken import CONTACT, waar_de_taak_ontstond
from dossiers.queries.telefoonbladen import in_dok
from kern import controle, kader, taakgevolg, vertrek, wissen
from kern.access import heeft_recht
from kern.actions import taken
from kern.adres import adres
from kern.controle import Controle
from kern.datumtekst import Gelezen, lees
from kern.inrichting_werk import afwijkingen
from kern.models import Medewerker
from kern.tekst import inkorten
from kern.tijd import BRUSSEL


def _hier(pagina: str, sleutels: dict[str, Any]) -> str:
    """Return what the page is about, as the dock sends it: a location, an organisator, or nothing."""
    if "dossiernummer" in sleutels:
        return f"over:{sleutels['dossiernummer']}"
    if "organisator" in pagina and "nummer" in sleutels:
        return f"organisator:{sleutels['nummer']}"
    return ""


def _gegevens(user: Medewerker) -> dict[str, str]:
    """Return where a location is looked up, and the key under which the dock keeps in its tab what was not saved yet.

    The key is of the person and not of the session: who logs in again finds their words back, and nobody else can read them.
    """
    sleutel = salted_hmac("dossiers.telefoonblad", str(user.pk), algorithm="sha256").digest()
    return {"kies": adres("kern:kies", "dossier"), "sleutel": b64encode(sleutel).decode()}


kader.registreer(
    kader.Kaderdeel(
        sleutel="telefoonblad",
        label="Telefoonblad",
        icoon="telefoon",
        url_naam="dossiers:telefoonbladen",
        toets="Control+B",
        script="js/telefoonblad.js",
        stijl="css/telefoonblad.css",
        rijen=in_dok,
        mag=mag_telefoonblad,
        hier=_hier,
        gegevens=_gegevens,
    )
)


def _begin_contact(blad: Telefoonblad, tekst: str) -> Mapping[str, Any]:
    met = " ".join(deel for deel in (blad.wie, f"({blad.nummer})" if blad.nummer and blad.wie else blad.nummer) if deel)
    return {
        "tekst": tekst,
        "wat": f"{Contactsoort.TELEFOON}:{blad.richting}",
        "met": met[:200],
        "op": blad.begonnen_op.astimezone(BRUSSEL).replace(second=0, microsecond=0),
        "locatie": blad.dossier.dossiernummer if blad.dossier else "",
        "organisator": blad.organisator.nummer if blad.organisator else "",
    }


def _noteer(
    blad: Telefoonblad, waarden: Mapping[str, Any], door: Medewerker, op: datetime, _eerder: Sequence[Uitkomst]
) -> Iterable[Uitkomst]:
    plaatsen: list[Dossier | Organisator] = waarden["plaatsen"]
    # In the order of their chains in the log: of two hang-ups about the same places neither waits for the other.
    for over in sorted(plaatsen, key=lambda plaats: (plaats._meta.model_name, plaats.pk)):
        contact = noteer_contact(sleutel=_sleutel_van_contact(blad, over), over=over, inhoud=waarden["inhoud"], door=door, op=op)
        yield Uitkomst(str(contact.pk), f"{contact.soortnaam} bij {over}", contact.get_absolute_url())


def _begin_taak(blad: Telefoonblad, tekst: str) -> Mapping[str, Any]:
    gelezen = _gelezen(blad, tekst)
    over = blad.dossier.dossiernummer if blad.dossier else ""
    return {"titel": inkorten(gelezen.tekst_zonder_dag, 200), "tegen": gelezen.dag, "uur": gelezen.uur, "over": over}


def _geef(
    blad: Telefoonblad, waarden: Mapping[str, Any], door: Medewerker, op: datetime, _eerder: Sequence[Uitkomst]
) -> Iterable[Uitkomst]:
    over: Dossier | None = waarden["over"]
    inhoud = taken.Inhoud(
        titel=waarden["titel"], tegen=waarden["tegen"], uur=waarden["uur"], volgt_onderwerp=over is not None
    )  # fmt: skip
    voor: Medewerker | None = waarden["voor"]
    taak = taken.geef(sleutel=sleutel_voor(blad, "taak"), inhoud=inhoud, over=over, voor=voor, door=door, op=op)
    # Never its title: somebody's name may stand in it, and it is emptied where it stands.
    yield Uitkomst(str(taak.pk), f"Taak voor {taak.voor.naam}", taak.get_absolute_url())


def _begin_belofte(blad: Telefoonblad, tekst: str) -> Mapping[str, Any]:
    gelezen = _gelezen(blad, tekst)
    return {
        "wat": inkorten(gelezen.tekst_zonder_dag, LANGSTE_BELOFTE),
        "tegen": gelezen.dag,
        "van": Belover.WIJ.value,
        "locatie": blad.dossier.dossiernummer if blad.dossier else "",
    }


def _gelezen(blad: Telefoonblad, tekst: str) -> Gelezen:
    """Return the first line with the day that it says: "bel vrijdag terug"; counted from the day of the call."""
    regel = next((regel.strip() for regel in tekst.splitlines() if regel.strip()), "")
    return lees(regel, blad.begonnen_op.astimezone(BRUSSEL).date())


def _beloof(
    blad: Telefoonblad, waarden: Mapping[str, Any], door: Medewerker, op: datetime, eerder: Sequence[Uitkomst]
) -> Iterable[Uitkomst]:
    over: Dossier = waarden["locatie"]
    van, sleutel = Belover(waarden["van"]), sleutel_voor(blad, "belofte")
    waar = _waar(blad, over, eerder)
    belofte = beloof(sleutel=sleutel, over=over, van=van, wat=waarden["wat"], tegen=waarden["tegen"], waar=waar, door=door, op=op)
    yield Uitkomst(str(belofte.pk), f"Belofte bij {over}", belofte.get_absolute_url())


def _waar(blad: Telefoonblad, over: Dossier, eerder: Sequence[Uitkomst]) -> Waar:
    """Return the contact of this same hang-up in which it was said: the one at the same location; else the first, if any."""
    hier = str(_sleutel_van_contact(blad, over))
    contact = next((uit for uit in eerder if uit.verwijzing == hier), eerder[0] if eerder else None)
    return Waar(CONTACT, contact.verwijzing, contact.url) if contact else NERGENS


def _sleutel_van_contact(blad: Telefoonblad, over: Dossier | Organisator) -> UUID:
    return sleutel_voor(blad, "contact", f"{over._meta.model_name}:{over.pk}")


def _schrijft(user: Medewerker) -> bool:
    return heeft_recht(user, "dossiers.schrijf")


registreer_bestemming(
    Bestemming("contact", "Een contactmoment", 10, AlsContactForm, _begin_contact, _noteer, meestal=True),
    Bestemming("belofte", "Een belofte", 20, AlsBelofteForm, _begin_belofte, _beloof, mag=_schrijft),
    Bestemming("taak", "Een taak", 30, AlsTaakForm, _begin_taak, _geef),
)

taakgevolg.registreer_herkomst(waar_de_taak_ontstond)

vertrek.registreer(vertrek=actions.meld_achtergelaten, terugkeer=actions.haal_achtergelaten_terug)


def _open() -> int:
    open_ = Telefoonblad.objects.open()
    return afwijkingen(werksoorten.TELEFOONBLAD, open_.filter(auteur__is_active=True), open_)


controle.registreer(
    Controle("dossiers.werk_telefoonblad", "elk open telefoonblad staat in de werkvoorraad van wie het schrijft", _open)
)

wissen.registreer(
    soorten=(wissen.Wisbaar(w.BLAD, "telefoonblad", w.beschrijf, lambda sleutel: sleutel, w.zoek),),
    wissers=(wissen.Wisser(Telefoonblad, ("tekst", "wie", "nummer", "reden"), w.wis_bladen, w.rest_bladen),),
    verwanten=(w.blad_van_wat_het_werd,),
)
wissen.blijft(Telefoonblad, "codes, zonder namen", "richting")
wissen.blijft(Bladuitkomst, "codes, en hoe het heet wat een blad werd: soort en locatie, zonder wie belde")
