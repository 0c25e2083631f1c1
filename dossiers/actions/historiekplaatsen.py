"""Taking over who organises and which locations there are, and finding out which rows here the keys of the old system mean.

A new organisator is written here, with or without a location; locations go by the way of a register (`importlading`), which finds
their organisatoren by number. What is here already stays as it is: only what is empty is filled.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Max

from dossiers import gebeurtenissen
from dossiers.actions.bulk import Bulk
from dossiers.actions.historiekbak import PER_KEER, Verwijzing
from dossiers.actions.historieklezing import Lezing
from dossiers.actions.importlading import Lading
from dossiers.actions.organisatoren import geef_nummer
from dossiers.choices import Meldingsoort
from dossiers.historiek import BRON, formaat
from dossiers.historiek.formaat import Erbij, Organisatorrij
from dossiers.models import Dossier, Organisator
from dossiers.nummers import is_voorlopig
from dossiers.queries.nummers import vroegere_nummers
from dossiers.register.formaat import Registerrij
from kern.models import Medewerker
from kern.tekst import sorteersleutel

WIE, WAAR = "organisatoren.csv", "dossiers.csv"
_ADRES = ("straat", "huisnummer", "postcode", "gemeente")
_LOS = ("telefoon_buiten_uren", "email", "talen")  # filled each by itself; an address is filled whole or not


def neem_over(lezing: Lezing, sql: Bulk, *, door: Medewerker | None, op: datetime) -> None:
    """Take over both files and let the keys of *lezing* point to rows here."""
    collegas = dict(Medewerker.objects.filter(is_active=True).values_list("username", "pk"))
    wie = _organisatoren(lezing, sql, collegas, door=door, op=op)
    lezing.eerste_nieuwe = (Dossier.objects.aggregate(hoogste=Max("pk"))["hoogste"] or 0) + 1
    waar: dict[str, tuple[int, str, Erbij]] = {}
    vroeger = vroegere_nummers(Dossier)

    def rijen() -> Iterator[Registerrij]:
        lees = partial(formaat.dossier, organisatoren=wie)
        for regel, (rij, erbij) in lezing.rijen(
            WAAR, lambda r, rij: (lees(r, rij), formaat.erbij(rij)), lambda r: r[0].bronnummer
        ):
            nummer = vroeger.get(rij.dossiernummer, rij.dossiernummer)
            waar[rij.bronnummer] = regel, nummer, erbij
            yield rij._replace(dossiernummer=nummer)

    run = lezing.run
    regels, organisatoren = run.regels, run.organisatoren  # of the whole package; the lading knows only its own
    Lading(run, door=door, op=op, volgt=()).laad(rijen(), lambda _gelezen: None)
    run.regels, run.organisatoren = regels, run.organisatoren + organisatoren
    for melding in run.meldingen.filter(soort=Meldingsoort.FOUT):
        lezing.fout(WAAR, melding.regel, melding.kolom, melding.zin)
    _leer_sleutels(lezing, wie, {sleutel: nummer for sleutel, (_, nummer, _) in waar.items()})
    _vul_dossiers_aan(lezing, sql, waar, collegas)


# --- Organisatoren --------------------------------------------------------------------------------------------------------------


def _organisatoren(
    lezing: Lezing, sql: Bulk, collegas: dict[str, int], *, door: Medewerker | None, op: datetime
) -> dict[str, Organisatorrij]:
    """Add the new ones, fill what is empty of the known ones; return the rows by key, as they are known here."""
    rijen: dict[str, Organisatorrij] = {}
    regels: dict[str, int] = {}
    nummers: dict[str, int] = {}
    kbos: dict[str, int] = {}
    for regel, rij in lezing.rijen(WIE, lambda _r, rij: formaat.organisator(rij), lambda r: r.bron_id):
        for kolom, waarde, gezien in (("nummer", rij.nummer, nummers), ("kbo", rij.kbo, kbos)):
            eerste = gezien.setdefault(waarde, regel)
            if waarde and eerste != regel:
                lezing.fout(WIE, regel, kolom, f"dit nummer heeft de organisator op regel {eerste} al")
                break
        else:
            rijen[rij.bron_id], regels[rij.bron_id] = rij, regel
    _volg_nummers(rijen, door=door, op=op)
    bekend = {o.nummer: o for o in Organisator.objects.filter(nummer__in=[rij.nummer for rij in rijen.values()])}
    van_kbo = dict(Organisator.objects.filter(kbo__in=[kbo for kbo in kbos if kbo]).values_list("kbo", "nummer"))
    nieuw: list[Organisatorrij] = []
    aanvullingen: dict[int, Organisatorrij] = {}
    for sleutel, rij in rijen.items():
        een = bekend.get(rij.nummer)
        if een is not None:
            rijen[sleutel] = rij._replace(naam=een.naam)
            if _aanvulling(een, rij):
                aanvullingen[een.pk] = rij
        elif rij.kbo in van_kbo:
            lezing.fout(WIE, regels[sleutel], "kbo", f"dit ondernemingsnummer hoort al bij organisator {van_kbo[rij.kbo]}")
        else:
            nieuw.append(rij)
            if rij.klantenbeheerder and rij.klantenbeheerder not in collegas:
                zin = f"er is geen collega “{rij.klantenbeheerder}”; niemand volgt deze organisator"
                lezing.let_op(WIE, regels[sleutel], "klantenbeheerder", zin)
    _schrijf(sql, nieuw, collegas)
    _vul_aan(sql, aanvullingen)
    lezing.run.organisatoren = len(nieuw)
    return rijen


def _volg_nummers(rijen: dict[str, Organisatorrij], *, door: Medewerker | None, op: datetime) -> None:
    """Let each row have the number by which the organisator is known here: by its key in the old system, by its past, or by the
    company number of one with a provisional number.

    A provisional number here gives way to the real one of the package. Where it is the other way about, or both are real and
    contradict each other, ours stays.
    """
    hier = dict(Organisator.objects.filter(bron=BRON, bronnummer__in=rijen).values_list("bronnummer", "nummer"))
    met_kbo = Organisator.objects.filter(kbo__in=[rij.kbo for rij in rijen.values() if rij.kbo])
    voorlopig = {kbo: nummer for kbo, nummer in met_kbo.values_list("kbo", "nummer") if is_voorlopig(nummer)}
    vroeger = vroegere_nummers(Organisator)
    nieuw: dict[str, str] = {}
    for sleutel, rij in rijen.items():
        nummer = hier.get(sleutel) or vroeger.get(rij.nummer) or voorlopig.get(rij.kbo, rij.nummer)
        if is_voorlopig(nummer) and not is_voorlopig(rij.nummer):
            nieuw[nummer] = rij.nummer
        elif nummer != rij.nummer:
            rijen[sleutel] = rij._replace(nummer=nummer)
    bezet = set(Organisator.objects.filter(nummer__in=nieuw.values()).values_list("nummer", flat=True))
    te_geven = {oud: nummer for oud, nummer in nieuw.items() if nummer not in bezet}
    for organisator in Organisator.objects.filter(nummer__in=te_geven).order_by("pk").select_for_update(no_key=True):
        geef_nummer(organisator=organisator, nummer=te_geven[organisator.nummer], door=door, op=op)


def _schrijf(sql: Bulk, nieuw: list[Organisatorrij], collegas: dict[str, int]) -> None:
    velden = [veld for veld in Organisatorrij._fields if veld not in ("bron_id", "klantenbeheerder", "talen")]
    sql.kopieer(
        Organisator,
        [*velden, "talen", "sorteersleutel", "klantenbeheerder_id", "bron", "bronnummer"],
        (
            [
                *(getattr(rij, veld) for veld in velden), list(rij.talen), sorteersleutel(rij.naam)[:300],
                collegas.get(rij.klantenbeheerder), BRON, rij.bron_id,
            ]
            for rij in nieuw
        ),
    )  # fmt: skip
    sql.log(
        gebeurtenissen.ORGANISATOR_GEMAAKT,
        Organisator,
        "jsonb_build_object('bron', %(bron)s, 'import', %(run)s, 'klantenbeheerder', x.klantenbeheerder_id)",
        """FROM (SELECT o.id, o.klantenbeheerder_id FROM {Organisator} o WHERE o.nummer = ANY(%(nummers)s) ORDER BY o.id) x
           ORDER BY x.id""",
        nummers=[rij.nummer for rij in nieuw],
    )


def _aanvulling(een: Organisator, rij: Organisatorrij) -> dict[str, Any]:
    """Return what *rij* says that is empty here."""
    uit = {veld: getattr(rij, veld) for veld in _LOS if getattr(rij, veld) and not getattr(een, veld)}
    if not any(getattr(een, veld) for veld in _ADRES):
        uit |= {veld: getattr(rij, veld) for veld in _ADRES if getattr(rij, veld)}
    return uit


def _vul_aan(sql: Bulk, aanvullingen: dict[int, Organisatorrij]) -> None:
    # Read again under their locks: a colleague may just have filled in the same.
    gevonden = Organisator.objects.select_for_update(no_key=True).filter(pk__in=aanvullingen).order_by("pk")
    gewijzigd = []
    for een in gevonden:
        if aanvulling := _aanvulling(een, aanvullingen[een.pk]):
            for veld, waarde in aanvulling.items():
                setattr(een, veld, list(waarde) if veld == "talen" else waarde)
            een.versie += 1
            gewijzigd.append(een)
    Organisator.objects.bulk_update(gewijzigd, [*_ADRES, *_LOS, "versie"], batch_size=PER_KEER)
    sql.log(
        gebeurtenissen.ORGANISATOR_BIJGEWERKT,
        Organisator,
        "jsonb_build_object('bron', %(bron)s, 'import', %(run)s)",
        "FROM (SELECT unnest(%(wie)s::bigint[]) AS id ORDER BY 1) x ORDER BY x.id",
        wie=[een.pk for een in gewijzigd],
    )


# --- Dossiers ---


def _leer_sleutels(lezing: Lezing, wie: dict[str, Organisatorrij], waar: dict[str, str]) -> None:
    """Find out which rows here the keys mean: of this package, and of what was taken over before."""
    lezing.organisatoren = dict(Organisator.objects.filter(bron=BRON).values_list("bronnummer", "pk"))
    nummers = [rij.nummer for rij in wie.values()]
    gevonden = dict(Organisator.objects.filter(nummer__in=nummers).values_list("nummer", "pk"))
    lezing.organisatoren |= {sleutel: gevonden[rij.nummer] for sleutel, rij in wie.items() if rij.nummer in gevonden}
    velden = ("bron", "bronnummer", "dossiernummer", "pk", "organisator")
    per_nummer: dict[str, Verwijzing] = {}
    for bron, bronnummer, dossiernummer, pk, organisator in Dossier.objects.values_list(*velden).iterator(PER_KEER):
        per_nummer[dossiernummer] = pk, organisator
        lezing.nummers[pk] = dossiernummer
        if bron == BRON:
            lezing.dossiers[bronnummer] = pk, organisator
    # The key says it first, as in the lading.
    lezing.dossiers = {sleutel: per_nummer[nummer] for sleutel, nummer in waar.items() if nummer in per_nummer} | lezing.dossiers


def _vul_dossiers_aan(lezing: Lezing, sql: Bulk, waar: dict[str, tuple[int, str, Erbij]], collegas: dict[str, int]) -> None:
    """Add what no register says: of a known location what is empty; who deviates and the last day only of a new one."""
    stapel: list[tuple[Any, ...]] = []
    for sleutel, (regel, _nummer, erbij) in waar.items():
        if sleutel not in lezing.dossiers or not any(erbij):
            continue
        pk = lezing.dossiers[sleutel][0]
        assert pk is not None
        nieuw, volger = lezing.is_nieuw(pk), collegas.get(erbij.klantenbeheerder)
        if erbij.klantenbeheerder and nieuw and volger is None:
            zin = f"er is geen collega “{erbij.klantenbeheerder}”; de locatie heeft de klantenbeheerder van haar organisator"
            lezing.let_op(WAAR, regel, "klantenbeheerder", zin, pk)
        afwijking = (volger, erbij.afwijking_reden) if nieuw and volger else (None, "")
        stapel.append((pk, erbij.email, erbij.gestart_op, erbij.gestopt_op if nieuw else None, *afwijking))
    for begin in range(0, len(stapel), PER_KEER):
        _schrijf_erbij(lezing, sql, stapel[begin : begin + PER_KEER])


# Of a known location (d): which of the values r says are empty there. Its first day never lies after its last.
_EMAIL = "d.email = '' AND r.email <> ''"
_START = "d.gestart_op IS NULL AND r.gestart_op <= COALESCE(r.gestopt_op, d.gestopt_op, r.gestart_op)"


def _schrijf_erbij(lezing: Lezing, sql: Bulk, stapel: list[tuple[Any, ...]]) -> None:
    pks, emails, gestart, gestopt, wie, redenen = (list(kolom) for kolom in zip(*stapel, strict=True))
    meer: dict[str, Any] = {
        "pks": pks, "emails": emails, "gestart": gestart, "gestopt": gestopt, "wie": wie, "redenen": redenen,
        "eerste": lezing.eerste_nieuwe,
    }  # fmt: skip
    uit = """FROM unnest(%(pks)s::bigint[], %(emails)s::text[], %(gestart)s::date[], %(gestopt)s::date[], %(wie)s::bigint[],
        %(redenen)s::text[]) AS r(id, email, gestart_op, gestopt_op, klantenbeheerder_id, afwijking_reden)"""
    anders = f"(d.id >= %(eerste)s OR {_EMAIL} OR {_START})"
    # In the order of the house: everybody who takes several dossiers takes them by key.
    sql.doe(f"SELECT 1 {uit} JOIN {{Dossier}} d ON d.id = r.id WHERE {anders} ORDER BY d.id FOR NO KEY UPDATE OF d", **meer)
    sql.log(
        gebeurtenissen.DOSSIER_BIJGEWERKT,
        Dossier,
        "jsonb_build_object('bron', %(bron)s, 'import', %(run)s, 'velden', x.velden)",
        f"""FROM (SELECT d.id, to_jsonb(array_remove(ARRAY[CASE WHEN {_EMAIL} THEN 'email' END,
                         CASE WHEN {_START} THEN 'gestart_op' END], NULL)) AS velden
                  {uit} JOIN {{Dossier}} d ON d.id = r.id WHERE d.id < %(eerste)s AND {anders} ORDER BY d.id) x ORDER BY x.id""",
        **meer,
    )
    sql.doe(
        f"""
        UPDATE {{Dossier}} d SET
            email = CASE WHEN {_EMAIL} THEN r.email ELSE d.email END,
            gestart_op = CASE WHEN {_START} THEN r.gestart_op ELSE d.gestart_op END,
            gestopt_op = COALESCE(d.gestopt_op, r.gestopt_op),
            klantenbeheerder_id = COALESCE(r.klantenbeheerder_id, d.klantenbeheerder_id),
            afwijking_reden = CASE WHEN r.klantenbeheerder_id IS NULL THEN d.afwijking_reden ELSE r.afwijking_reden END,
            versie = d.versie + CASE WHEN d.id >= %(eerste)s THEN 0 ELSE 1 END
            {uit} WHERE d.id = r.id AND {anders}""",
        **meer,
    )
