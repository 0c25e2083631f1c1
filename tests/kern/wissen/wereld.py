"""A person of outside who stands in every table, and a way to see where a word stands in the whole database."""

import uuid
from datetime import timedelta

import psycopg
from django.utils import timezone
from psycopg import sql

from kern.actions import outbox
from kern.actions.links import maak_link
from kern.actions.pdf import bewaar_pdf
from kern.actions.uitnodigingen import LINKDOEL, Buitenstaander, beantwoord_met_link, vraag_advies
from kern.actions.wissen import bevestig_wissen, vraag_wissen
from kern.choices import Rechtsgrond, Rol
from kern.gebeurtenissen import ADVIES_GEVRAAGD
from kern.logboek import schrijf
from kern.models import Medewerker, Uitnodiging, Wisverzoek
from kern.outbox.keuzes import BijTwijfel
from tests.kern.mechanismehulp import document, uittreksel
from tests.mensen import collega

MERK = "Zwanelief"
"""Stands in everything that speaks of the person; after erasing nowhere."""
ADRES = "mia.zwanelief@buiten.example"


class Wereld:
    """Carla (coordinator) asks to erase, Dina (dpo) confirms; Mia of outside was asked something, twice, and answered once."""

    def __init__(self) -> None:
        self.nu = timezone.now()
        self.carla = collega("Carla", Rol.COORDINATOR, team="antwerpen")
        self.dina = collega("Dina", Rol.DPO, team=None)
        self.vraag = self.stel_vraag()
        self.tweede = self.stel_vraag()
        assert self.tweede.link is not None
        beantwoord_met_link(link=self.tweede.link, antwoord=f"Bel {MERK} thuis.", op=self.nu)
        schrijf(ADVIES_GEVRAAGD, over=self.vraag, door=self.carla, op=self.nu, reden=f"{MERK} belde zelf.")
        maak_link(doel=LINKDOEL, over=self.vraag, door=self.dina, op=self.nu)
        self.document = bewaar_pdf(
            pdf=uittreksel(MERK, MERK),
            soort="kern.logboek_uittreksel", over=self.vraag, titel=f"Uittreksel {MERK}", door=self.dina, op=self.nu,
        )  # fmt: skip
        self.over_document = vraag_advies(
            sleutel=uuid.uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(self.document.pk),
            aan=collega("Joris", Rol.JURIST, team=None),
            vraag=f"Klopt dit over {MERK}?", tegen=timezone.localdate() + timedelta(days=7),
            door=self.dina, op=self.nu,
        )  # fmt: skip
        outbox.mail(
            sleutel="los", over=self.carla, aan=[ADRES], titel=f"Beste {MERK}", tekst=f"Dag {MERK}", door=self.carla, op=self.nu,
            bij_twijfel=BijTwijfel.TONEN, bijlagen=[outbox.Bijlage(f"{MERK}.txt", "text/plain", f"Dag {MERK}".encode())],
        )  # fmt: skip

    def stel_vraag(self) -> Uitnodiging:
        """Ask Mia of outside."""
        doc = document(self.carla, door=self.dina, op=self.nu)
        return vraag_advies(
            sleutel=uuid.uuid4(), onderwerp_soort="kern.pdfdocument", onderwerp_id=str(doc.pk),
            aan=Buitenstaander(f"Mia {MERK}", ADRES), vraag=f"Wat zag {MERK}?", tegen=timezone.localdate() + timedelta(days=7),
            door=self.dina, op=self.nu,
        )  # fmt: skip

    def verzoek(self, door: Medewerker | None = None) -> Wisverzoek:
        """Ask to erase Mia."""
        return vraag_wissen(
            onderwerp_soort="kern.uitnodiging", onderwerp_id=str(self.vraag.pk), rechtsgrond=Rechtsgrond.VERZOEK,
            reden=f"{MERK} vraagt het.", door=door or self.carla, op=self.nu,
        )  # fmt: skip

    def wis(self) -> Wisverzoek:
        """Ask and confirm."""
        return bevestig_wissen(verzoek=self.verzoek(), door=self.dina, op=self.nu)


def vindplaatsen(url: str, *merken: str) -> set[str]:
    """Return every table.column in which one of *merken* stands, in all text, json and bytea of all tables."""
    gevonden = set()
    with psycopg.connect(url) as verbinding:
        kolommen = verbinding.execute(
            "SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
            " AND (table_schema, table_name) IN (SELECT schemaname, tablename FROM pg_tables)"
        ).fetchall()
        assert len(kolommen) > 200
        for schema, tabel, kolom, soort in kolommen:
            waarde = sql.SQL("encode({}, 'escape')" if soort == "bytea" else "{}::text").format(sql.Identifier(kolom))
            for merk in merken:
                vraag = sql.SQL("SELECT 1 FROM {}.{} WHERE {} ILIKE %s LIMIT 1").format(
                    sql.Identifier(schema), sql.Identifier(tabel), waarde
                )
                if verbinding.execute(vraag, [f"%{merk}%"]).fetchone():
                    gevonden.add(f"{tabel}.{kolom}")
    return gevonden
