"""What a mail that came in would become in a file: pure, so that the preview and the intake say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dossiers.choices import Richting
from dossiers.models.contactmoment import LANGSTE_TEKST
from kern.post import Adres, Bijlage, Post
from kern.post.adressen import is_van_ons

_MEESTE_NAMEN = 3
GEEN_TEKST = "(mail zonder tekst)"
AFGEKORT = "\n\n[…] De rest staat in de mail zelf."


@dataclass(frozen=True)
class Voorstel:
    """How a mail is noted: who began (empty: a note of a colleague), who wrote it, to whom, when, and what."""

    richting: str
    van: Adres
    aan: tuple[Adres, ...]
    op: datetime | None
    onderwerp: str
    tekst: str
    bijlagen: tuple[Bijlage, ...]

    @property
    def met(self) -> str:
        """With whom the contact was."""
        return self.van.naam or self.van.adres if self.richting == Richting.IN else namen(self.aan)


def voorstel_van(post: Post, is_collega: Callable[[str], bool]) -> Voorstel:
    """Return what *post* tells.

    Written by somebody of outside: it came in. By a colleague to somebody of outside (we are Cc or Bcc): it went out. By a
    colleague to us alone: what they forward, with its own sender and moment; without that a note of theirs.
    """
    if not is_collega(post.van.adres):
        return _zelf(post, Richting.IN)
    if buiten := tuple(a for a in (*post.aan, *post.cc) if a.adres and not is_van_ons(a.adres) and not is_collega(a.adres)):
        return _zelf(post, Richting.UIT, buiten)
    if (herkomst := post.herkomst) is None:
        return _zelf(post, "")
    van_ons = is_collega(herkomst.van.adres)
    erbij = f"{post.tekst}\n\n---\n\n{herkomst.tekst}" if post.tekst and post.tekst != herkomst.tekst else herkomst.tekst
    # The mail that was attached as a whole is opened: its own attachments count, not the wrapping.
    los = tuple(b for b in post.bijlagen if b.mime != "message/rfc822") if herkomst.bijlagen else post.bijlagen
    return Voorstel(
        richting=Richting.UIT if van_ons else Richting.IN,
        van=herkomst.van,
        aan=herkomst.aan,
        op=herkomst.op or post.op,
        onderwerp=herkomst.onderwerp or post.onderwerp,
        tekst=erbij,
        bijlagen=(*herkomst.bijlagen, *los),
    )


def _zelf(post: Post, richting: str, aan: tuple[Adres, ...] | None = None) -> Voorstel:
    tekst = post.tekst or post.citaat
    return Voorstel(str(richting), post.van, post.aan if aan is None else aan, post.op, post.onderwerp, tekst, post.bijlagen)


def namen(adressen: tuple[Adres, ...]) -> str:
    """Return the people in a few words: "Lies Peeters, Jan Jans en 2 anderen"."""
    alle = [adres.naam or adres.adres for adres in adressen if adres.naam or adres.adres]
    rest = len(alle) - _MEESTE_NAMEN
    if rest > 0:
        return f"{', '.join(alle[:_MEESTE_NAMEN])} en {rest} {'andere' if rest == 1 else 'anderen'}"[:200]
    return ", ".join(alle)[:200]


def als_contact(onderwerp: str, tekst: str) -> str:
    """Return subject and words as a contactmoment keeps them."""
    heel = "\n\n".join(deel for deel in (onderwerp.strip(), tekst.strip() or GEEN_TEKST) if deel)
    return heel if len(heel) <= LANGSTE_TEKST else heel[: LANGSTE_TEKST - len(AFGEKORT)] + AFGEKORT
