"""What a mail is to us, once it was read."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class PostOnleesbaar(ValueError):
    """These bytes are no mail, or a mail no program should try to read; the sentence says what to do."""


class Adres(NamedTuple):
    """Name as it stood there (may be empty) and address in lower case (may be empty when it was broken)."""

    naam: str
    adres: str

    def __str__(self) -> str:
        return f"{self.naam} <{self.adres}>" if self.naam and self.adres else self.naam or self.adres


class Bijlage(NamedTuple):
    """A file in a mail: a name without folders, the kind the sender claims, and its bytes."""

    naam: str
    mime: str
    inhoud: bytes


@dataclass(frozen=True)
class Herkomst:
    """The message that somebody forwarded: who wrote it to whom, when, and what. `op` is None when no date could be read."""

    van: Adres
    aan: tuple[Adres, ...]
    op: datetime | None
    onderwerp: str
    tekst: str
    bijlagen: tuple[Bijlage, ...] = ()


@dataclass(frozen=True)
class Post:
    """One mail as it was read.

    Attributes:
        op: the moment the sender claims, aware; None when there is none that can be read or believed.
        tekst: what this sender wrote, as plain text; `citaat` is what they quoted below it.
        opmaak: the cleaned HTML (`kern.rijketekst`) of a mail that had no plain text.
        bezorgd_aan: addresses that only the delivery knows (Delivered-To, X-Original-To): who was a BCC stands here alone.
        verwijst_naar: Message-IDs this is an answer to, the nearest first.
        automaat: why a machine wrote this ("afwezigheidsbericht"), empty for a person.
        mislukt_voor: of a report of non-delivery: the addresses that were not reached.
        mislukt_nummers: the Message-IDs such a report is about.
        opmerkingen: what was odd, in sentences for a colleague.
    """

    message_id: str
    van: Adres
    aan: tuple[Adres, ...]
    cc: tuple[Adres, ...]
    bezorgd_aan: tuple[str, ...]
    op: datetime | None
    onderwerp: str
    tekst: str
    citaat: str
    opmaak: str
    bijlagen: tuple[Bijlage, ...]
    verwijst_naar: tuple[str, ...] = ()
    herkomst: Herkomst | None = None
    automaat: str = ""
    mislukt_voor: tuple[str, ...] = ()
    mislukt_nummers: tuple[str, ...] = ()
    echtheid: tuple[str, ...] = ()  # every Authentication-Results, the topmost first
    afzenders: int = 1  # how many From addresses there were; more than one is nobody
    opmerkingen: tuple[str, ...] = field(default=())

    @property
    def is_mislukking(self) -> bool:
        """Whether a mail server reports that a mail did not arrive."""
        return bool(self.mislukt_voor or self.mislukt_nummers)

    @property
    def alle_aan(self) -> tuple[str, ...]:
        """Every address this mail was delivered or sent to, each once."""
        zichtbaar = (a.adres for a in (*self.aan, *self.cc) if a.adres)
        return tuple(dict.fromkeys((*zichtbaar, *self.bezorgd_aan)))

    def vingerafdruk(self) -> str:
        """Return a sha256 of what the mail says: the same for two copies that travelled by different roads."""
        som = hashlib.sha256()
        delen = (self.message_id, self.van.adres, self.onderwerp, self.op.isoformat() if self.op else "", self.tekst, self.citaat)
        for deel in delen:
            som.update(deel.encode("utf-8", "surrogatepass") + b"\0")
        for bijlage in self.bijlagen:
            som.update(hashlib.sha256(bijlage.inhoud).digest())
        return som.hexdigest()
