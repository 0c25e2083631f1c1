"""Who may see which dossier, as predicates of one query; the pairs `check_mag_x` and `mag_x` on top stand in `dossiers.access`.

Three depths (docs/rechten.md). The *kaart* is for every internal medewerker. The *inhoud* is for the team of the dossier, for
the klantenbeheerders of any location of the same organisator, for roles that reach everything, for those who stand in for
one of these, and for whoever holds a grant that has not ended. All of it is decided inside the query by which the rows come,
with the clock of the database: no extra round trip, no clean-up job, no moment of too much.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Now

from dossiers.choices import OPEN_AANVRAGEN, Vraagstatus, Weg
from dossiers.postkeuzes import Poststatus
from kern.access import heeft_recht, lopende_meterschappen, lopende_vervangingen, personen_in_bereik
from kern.choices import Uitzondering
from kern.models import Medewerker
from kern.rollen import ROLLEN, Bereik

if TYPE_CHECKING:
    from dossiers.models import (  # noqa: F401 some name a base class
        Aandacht,
        Aanvraag,
        Afspraak,
        Betrokkene,
        Dossier,
        DossierToegang,
        Overdracht,
        Postbericht,
        Telefoonblad,
        Tijdlijnregel,
        Toegangsvraag,
        Verslag,
    )

# Values of `Rol`, for `rollen__overlap`.
TEAMROLLEN = [str(rol) for rol, gegevens in ROLLEN.items() if gegevens.bereik is Bereik.TEAM]
ALLESROLLEN = [str(rol) for rol, gegevens in ROLLEN.items() if gegevens.bereik is Bereik.ALLES]
BESLISROLLEN = [str(rol) for rol, gegevens in ROLLEN.items() if "dossiers.beslis_toegang" in gegevens.rechten]

NIETS = Q(pk__in=[])
ALLES = ~NIETS


def _van_klantenbeheerders(personen: QuerySet[Medewerker] | list[Medewerker]) -> Q:
    """Dossiers of an organisator of which *personen* follow at least one location."""
    gevolgd = apps.get_model("dossiers", "Dossier").objects.gevolgd_door(personen).values("organisator")
    vast = apps.get_model("dossiers", "Organisator").objects.filter(klantenbeheerder__in=personen).values("pk")
    return Q(organisator__in=gevolgd) | Q(organisator__in=vast)


def eigen_bereik(user: Medewerker) -> Q:
    """Dossiers whose content is open to *user* by their own roles and team."""
    match user.bereik:
        case Bereik.ALLES:
            return ALLES
        case Bereik.TEAM:
            van_zichzelf = _van_klantenbeheerders([user])
            return van_zichzelf | Q(team=user.team_id) if user.team_id else van_zichzelf
        case _:
            return NIETS


def vervangen_bereik(user: Medewerker) -> Q:
    """Dossiers whose content is open to *user* because they stand in for an absent colleague today.

    One correlated question to the few substitutions of *user*: much less to plan than the sets of teams and organisatoren.
    """
    if not user.is_intern or not user.kan_hebben(Uitzondering.VERVANGING):
        return NIETS
    dossier = apps.get_model("dossiers", "Dossier")
    gevolgd = dossier.objects.filter(organisator=OuterRef(OuterRef("organisator")), klantenbeheerder=OuterRef("afwezige"))
    van_het_team = Q(afwezige__team=OuterRef("team")) | Q(afwezige=OuterRef("organisator__klantenbeheerder")) | Q(Exists(gevolgd))
    return Q(
        Exists(
            lopende_vervangingen(user).filter(
                Q(afwezige__rollen__overlap=ALLESROLLEN) | (Q(afwezige__rollen__overlap=TEAMROLLEN) & van_het_team)
            )
        )
    )


def meter_bereik(user: Medewerker) -> Q:
    """Dossiers whose content *user* reads along with: of the organisatoren that their meter or starter follows. Never writing."""
    if user.bereik is not Bereik.TEAM or not user.kan_hebben(Uitzondering.METERSCHAP):
        return NIETS
    dossier = apps.get_model("dossiers", "Dossier")
    gevolgd = dossier.objects.filter(organisator=OuterRef(OuterRef("organisator")), klantenbeheerder=OuterRef("ander"))
    return Q(Exists(lopende_meterschappen(user).filter(Q(ander=OuterRef("organisator__klantenbeheerder")) | Q(Exists(gevolgd)))))


def lopende_toegangen(user: Medewerker) -> QuerySet[DossierToegang]:
    """Return the grants that *user* holds at this very moment, by the clock of the database."""
    toegang: type[DossierToegang] = apps.get_model("dossiers", "DossierToegang")
    if not user.kan_hebben(Uitzondering.TOEGANG):
        return toegang._default_manager.none()
    return toegang._default_manager.filter(
        user=user, permission__codename="inhoud_zien", verleend_op__lte=Now(), verloopt_op__gt=Now()
    )


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Reads of dossiers that know who asks."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep what *user* may know to exist: every card for internal people, else only what they were invited to."""
        if user.is_intern:
            return self
        return self.filter(Exists(lopende_toegangen(user).filter(content_object=OuterRef("pk"))))

    def met_inhoud_voor(self, user: Medewerker) -> Self:
        """Keep the dossiers whose content is open to *user*."""
        if user.bereik is Bereik.ALLES:
            return self
        waar = eigen_bereik(user) | vervangen_bereik(user) | meter_bereik(user)
        if user.kan_hebben(Uitzondering.TOEGANG):
            waar |= Q(Exists(lopende_toegangen(user).filter(content_object=OuterRef("pk"))))
        return self.filter(waar)

    def met_weg(self, user: Medewerker) -> Self:
        """Add `weg` (a value of `Weg`, empty: only the card) for *user*, and keep who asked.

        Own scope goes first, then an own grant, then the scope of an absent colleague: whoever can act for themselves does.
        A mentorship comes last: it only reads.
        """
        via_een_ander = (
            (Uitzondering.VERVANGING, vervangen_bereik, Weg.VERVANGING),
            (Uitzondering.METERSCHAP, meter_bereik, Weg.METERSCHAP),
        )
        wegen = [When(bereik(user), then=Value(weg.value)) for soort, bereik, weg in via_een_ander if user.kan_hebben(soort)]
        anders: Any = Case(*wegen, default=Value("")) if wegen else Value("")
        if user.kan_hebben(Uitzondering.TOEGANG):
            toegang = lopende_toegangen(user).filter(content_object=OuterRef("pk")).order_by("-verloopt_op")
            anders = Coalesce(Subquery(toegang.values("soort")[:1]), anders)
        return self.annotate(
            weg=Case(
                When(eigen_bereik(user), then=Value(Weg.EIGEN.value)),
                default=anders,
                output_field=models.CharField(),
            ),
            weg_voor=Value(user.pk),
        )

    def met_klantenbeheerder(self) -> Self:
        """Fetch what a row on the screen shows of people: organisator, team, and who follows the location."""
        return self.select_related("organisator", "klantenbeheerder", "team")

    def gevolgd_door(self, personen: QuerySet[Medewerker] | list[Medewerker]) -> Self:
        """Keep the dossiers of which one of *personen* is the klantenbeheerder now."""
        return self.filter(klantenbeheerder__in=personen)


class TijdlijnQuerySet(models.QuerySet["Tijdlijnregel"]):
    """Reads of lines by what the agency knew."""

    def geldig(self, bekend_op: datetime | None = None) -> Self:
        """Keep the lines that hold now; with *bekend_op* those that held then, by what was recorded at that moment."""
        if bekend_op is None:
            return self.filter(vervallen_op=None)
        return self.bekend(bekend_op).filter(Q(vervallen_op=None) | Q(vervallen_op__gt=bekend_op))

    def bekend(self, bekend_op: datetime | None = None) -> Self:
        """Keep what was recorded at *bekend_op*, corrected lines too; without a moment everything."""
        return self if bekend_op is None else self.filter(bekend_sinds__lte=bekend_op)


class AandachtQuerySet(models.QuerySet["Aandacht"]):
    """Reads of open matters by what the agency knew."""

    def open(self, bekend_op: datetime | None = None) -> Self:
        """Keep what asks attention now; with *bekend_op* what did at that moment."""
        if bekend_op is None:
            return self.filter(tot=None)
        return self.filter(Q(tot=None) | Q(tot__gt=bekend_op), sinds__lte=bekend_op)


def organisator_open(user: Medewerker) -> Q:
    """Organisatoren whose own content (people, lines and counters of none of its locations) is open to *user*.

    Whoever reads the content of one location reads who directs it; and the fixed klantenbeheerder, also before the first one.
    """
    if user.bereik is Bereik.ALLES:
        return ALLES
    dossier = apps.get_model("dossiers", "Dossier")
    van_een_locatie = Q(Exists(dossier.objects.met_inhoud_voor(user).filter(organisator=OuterRef("pk"))))
    vast = Q(klantenbeheerder__in=personen_in_bereik(user).filter(rollen__overlap=TEAMROLLEN))
    return van_een_locatie | vast if user.is_intern else van_een_locatie


class BetrokkeneQuerySet(models.QuerySet["Betrokkene"]):
    """Reads of the people at a location that know who asks."""

    def met_inhoud_voor(self, user: Medewerker) -> Self:
        """Keep the people at locations whose content is open to *user*, and those of the organisator as a whole with it."""
        if user.bereik is Bereik.ALLES:
            return self
        dossier, organisator = (apps.get_model("dossiers", naam) for naam in ("Dossier", "Organisator"))
        op_locatie = Exists(dossier.objects.met_inhoud_voor(user).filter(pk=OuterRef("dossier")))
        erboven = Exists(organisator.objects.filter(organisator_open(user), pk=OuterRef("organisator")))
        return self.filter(Q(op_locatie) | (Q(dossier=None) & Q(erboven)))

    def nu(self, vandaag: date) -> Self:
        """Keep who did not leave before *vandaag*."""
        return self.filter(Q(tot=None) | Q(tot__gte=vandaag))


class ToegangsvraagQuerySet(models.QuerySet["Toegangsvraag"]):
    """Reads of requests for access."""

    def open(self) -> Self:
        """Keep what waits for an answer."""
        return self.filter(status=Vraagstatus.OPEN)

    def van_beslissers(self, user: Medewerker) -> Self:
        """Keep the requests that *user* decides about, own requests too: the four eyes are checked where it is decided.

        A coordinator decides for the team, the klantenbeheerder for the location; whoever stands in for one of them too,
        when they hold the right themselves: scope follows in a substitution, power does not.
        """
        return self.filter(beslissers_van(user))

    def te_beslissen_door(self, user: Medewerker) -> Self:
        """Keep the open requests of others that wait for *user*."""
        return self.open().van_beslissers(user).exclude(vrager=user)

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep the own requests and those that *user* decides about."""
        return self.filter(Q(vrager=user) | beslissers_van(user))


def beslissers_van(user: Medewerker, naar_dossier: str = "dossier__") -> Q:
    """Rows with a dossier at *naar_dossier* over whose access *user* decides."""
    personen = personen_in_bereik(user)
    uit = NIETS
    if heeft_recht(user, "dossiers.beslis_toegang"):
        uit |= Q(**{f"{naar_dossier}team__in": personen.filter(rollen__overlap=BESLISROLLEN).values("team")})
    if heeft_recht(user, "dossiers.schrijf"):
        team = personen.filter(rollen__overlap=TEAMROLLEN)
        uit |= Q(**{f"{naar_dossier}klantenbeheerder__in": team})
    return uit


class OverdrachtQuerySet(models.QuerySet["Overdracht"]):
    """Reads of hand-overs."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep those that *user* gave, got or lost locations by, also as a substitute; for a coordinator those of the team."""
        if not user.is_intern:
            return self.none()
        personen = personen_in_bereik(user)
        regels = apps.get_model("dossiers", "Overdrachtsregel").objects.filter(overdracht=OuterRef("pk"))
        waar = Q(naar__in=personen) | Q(door=user) | Q(Exists(regels.filter(van__in=personen)))
        if heeft_recht(user, "dossiers.wijs_toe") and user.team_id:
            van_het_team = regels.filter(Q(dossier__team=user.team_id) | Q(van__team=user.team_id))
            waar |= Q(naar__team=user.team_id) | Q(Exists(van_het_team))
        return self.filter(waar)


def _aanvraag_in_bereik(user: Medewerker) -> Q:
    """Requests of the team, of followed organisatoren and of dossiers whose content is open, also as a substitute."""
    if user.bereik is Bereik.ALLES:
        return ALLES
    teamleden = personen_in_bereik(user).filter(rollen__overlap=TEAMROLLEN)
    inhoud = apps.get_model("dossiers", "Dossier").objects.met_inhoud_voor(user)
    return (
        Q(team__in=teamleden.values("team"))
        | Q(organisator__klantenbeheerder__in=teamleden)
        | Q(Exists(inhoud.filter(pk=OuterRef("dossier"))))
    )


class InhoudQuerySet(models.QuerySet[Any]):
    """Reads of what stands in the content of a location, or of an organisator as a whole: reports, promises."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep those of locations whose content is open to *user*, and those of an organisator as a whole with it.

        Who wrote or read one may lose the location; what was written stays with the location.
        """
        if user.bereik is Bereik.ALLES:
            return self
        dossier, organisator = (apps.get_model("dossiers", naam) for naam in ("Dossier", "Organisator"))
        op_locatie = Exists(dossier.objects.met_inhoud_voor(user).filter(pk=OuterRef("dossier")))
        erboven = Exists(organisator.objects.filter(organisator_open(user), pk=OuterRef("organisator")))
        return self.filter(Q(op_locatie) | (Q(dossier=None) & Q(erboven)))


class TelefoonbladQuerySet(models.QuerySet["Telefoonblad"]):
    """Reads of telefoonbladen."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep those *user* wrote: a substitute or coordinator reads none (docs/telefoonblad.md)."""
        return self.filter(auteur=user)

    def open(self) -> Self:
        """Keep those that wait to become something."""
        return self.filter(klaar_op=None)

    def in_dok(self) -> Self:
        """Keep those one is writing on, last written first; not what was put away for later."""
        return self.open().filter(weggelegd_op=None).order_by("-gewijzigd_op")


class AfspraakQuerySet(models.QuerySet["Afspraak"]):
    """Reads of appointments."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep the own ones, those one takes part in, and those about what *user* reads. Never for somebody of outside.

        Who was invited from outside may be close to who organises: an unannounced visit must not be seen.
        """
        if not user.is_intern:
            return self.none()
        if user.bereik is Bereik.ALLES:
            return self
        dossier, organisator = (apps.get_model("dossiers", naam) for naam in ("Dossier", "Organisator"))
        locatie, deelnemer = (apps.get_model("dossiers", naam) for naam in ("AfspraakLocatie", "Deelnemer"))
        leesbaar = locatie.objects.filter(afspraak=OuterRef("pk"), dossier__in=dossier.objects.met_inhoud_voor(user))
        erboven = Exists(organisator.objects.filter(organisator_open(user), pk=OuterRef("organisator")))
        zonder = ~Exists(locatie.objects.filter(afspraak=OuterRef("pk")))
        zelf = Q(eigenaar__in=personen_in_bereik(user))
        mee = Exists(deelnemer.objects.filter(afspraak=OuterRef("pk"), medewerker=user, weg_op=None))
        return self.filter(zelf | Q(mee) | Q(Exists(leesbaar)) | (Q(zonder) & Q(erboven)))


POSTVAK = "dossiers.postvak"  # who reads and places what came in and stands in no file


class PostberichtQuerySet(models.QuerySet["Postbericht"]):
    """Reads of mail."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep mail of locations whose content is open, and of an organisator as a whole; of what stands in no file yet what
        *user* sent or dropped, and all of it for who keeps the postvak.
        """
        los = Q(status__in=[str(status) for status in Poststatus.te_lezen()])
        if user.is_intern and not heeft_recht(user, POSTVAK):
            los &= Q(door=user)
        elif not user.is_intern:
            los = NIETS
        if user.bereik is Bereik.ALLES:
            return self.filter(los | Q(organisator__isnull=False))
        dossier, organisator = (apps.get_model("dossiers", naam) for naam in ("Dossier", "Organisator"))
        op_locatie = Q(Exists(dossier.objects.met_inhoud_voor(user).filter(pk=OuterRef("dossier"))))
        erboven = Q(Exists(organisator.objects.filter(organisator_open(user), pk=OuterRef("organisator"))))
        return self.filter(los | op_locatie | (Q(dossier=None) & erboven))

    def in_het_postvak_van(self, user: Medewerker) -> Self:
        """Keep what stands in no file: all of it for who keeps the postvak, else what *user* sent or dropped themselves."""
        los = self.filter(status__in=[str(status) for status in Poststatus.te_lezen()], gewist_op=None)
        if not user.is_intern:
            return self.none()
        return los if heeft_recht(user, POSTVAK) else los.filter(door=user)

    def te_plaatsen_door(self, user: Medewerker) -> Self:
        """Keep what waits for *user* to be placed."""
        return self.in_het_postvak_van(user).filter(status=Poststatus.TE_PLAATSEN)


class AanvraagQuerySet(models.QuerySet["Aanvraag"]):
    """Reads of requests."""

    def zichtbaar_voor(self, user: Medewerker) -> Self:
        """Keep those of the team, of followed organisatoren and open dossiers, also as a substitute; and what *user* entered."""
        if not user.is_intern:
            return self.none()
        if user.bereik is Bereik.ALLES:
            return self
        return self.filter(Q(ingediend_door=user) | _aanvraag_in_bereik(user))

    def met_behandeling(self, user: Medewerker) -> Self:
        """Add `behandeling_open`: whether *user* reads how it is handled (conclusion, advice, second reading).

        Who only entered it reads what was asked, how far it is, and what was decided and why.
        """
        return self.annotate(behandeling_open=Case(When(_aanvraag_in_bereik(user), then=Value(True)), default=Value(False)))

    def te_behandelen_door(self, user: Medewerker) -> Self:
        """Keep the open ones of the own team."""
        return self.filter(status__in=[str(s) for s in OPEN_AANVRAGEN], team=user.team_id)
