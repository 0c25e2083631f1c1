"""Drawings in the place of real documents, for the demo and the fictitious Flanders: nothing of a real place is in them."""

import io
import time

from PIL import Image, ImageDraw

_PAPIER, _INKT, _ZACHT = "#fdfdf8", "#20303a", "#9ab0bb"


def plan(ruimtes: list[str]) -> bytes:
    """Return a plan on one page: a row of rooms with a door in each."""
    blad = Image.new("RGB", (1240, 877), _PAPIER)
    pen = ImageDraw.Draw(blad)
    pen.text((60, 40), "Grondplan (verzonnen)", fill=_INKT, font_size=36)
    breed = 1120 // len(ruimtes)
    for plaats, ruimte in enumerate(ruimtes):
        links = 60 + plaats * breed
        pen.rectangle((links, 140, links + breed, 760), outline=_INKT, width=6)
        pen.text((links + 20, 160), ruimte, fill=_INKT, font_size=26)
        pen.arc((links + 30, 700, links + 150, 820), 180, 270, fill=_ZACHT, width=4)
    return _als_pdf(blad)


def reglement() -> bytes:
    """Return a reglement of which only the title can be read."""
    blad = Image.new("RGB", (877, 1240), _PAPIER)
    pen = ImageDraw.Draw(blad)
    pen.text((80, 80), "Huishoudelijk reglement (verzonnen)", fill=_INKT, font_size=32)
    for regel in range(30):
        pen.line((80, 180 + 32 * regel, 790 - (regel * 97) % 260, 180 + 32 * regel), fill=_ZACHT, width=8)
    return _als_pdf(blad)


def verslag() -> bytes:
    """Return a page of which only the title can be read, in black and white: a fictitious Flanders keeps one for each report."""
    blad = Image.new("1", (595, 842), 1)
    pen = ImageDraw.Draw(blad)
    pen.text((60, 60), "Verslag (verzonnen)", fill=0, font_size=24)
    for regel in range(24):
        pen.line((60, 130 + 24 * regel, 535 - (regel * 97) % 180, 130 + 24 * regel), fill=0, width=3)
    return _als_pdf(blad)


def foto() -> bytes:
    """Return a drawing in the place of a photo: three beds in a row."""
    beeld = Image.new("RGB", (1280, 960), "#dfe9ee")
    pen = ImageDraw.Draw(beeld)
    pen.rectangle((0, 640, 1280, 960), fill="#c9b79c")
    for plaats in range(3):
        links = 90 + plaats * 390
        pen.rounded_rectangle((links, 420, links + 320, 720), 24, fill="#ffffff", outline=_INKT, width=5)
        pen.rounded_rectangle((links + 30, 450, links + 290, 540), 18, fill="#9fc5e8")
    uit = io.BytesIO()
    beeld.save(uit, "JPEG", quality=80)
    return uit.getvalue()


def _als_pdf(blad: Image.Image) -> bytes:
    uit = io.BytesIO()
    dag = time.gmtime(0)  # the same bytes whenever it is made
    blad.save(uit, "PDF", resolution=110, creationDate=dag, modDate=dag)
    return uit.getvalue()
