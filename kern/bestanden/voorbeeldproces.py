"""A program of its own: draw the first page of a PDF, or an image, small. `voorbeeldproces.py KIND FILE`, the image on stdout.

KINDs are `pdf`, `beeld` and `foto`: the last is larger, and always a JPEG.

Files of strangers are drawn by large libraries in C, so it happens outside the worker: without its environment (no secrets), with
little memory and time. Whatever goes wrong ends this process and nothing else. Imports nothing of ours.
"""

import io
import resource
import sys
import warnings

GROOTSTE = 640  # pixels, the longest side
GROOTSTE_FOTO = 1600  # the same of a photo that stands in a text
GEHEUGEN = 2_500_000_000  # bytes of address space; libraries map more than they use
SECONDEN = 20


def begrens() -> None:
    """Let the kernel stop this process when it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDEN, SECONDEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def van_pdf(pad: str) -> bytes:
    """Return the first page as PNG."""
    import pypdfium2

    pagina = pypdfium2.PdfDocument(pad)[0]
    schaal = GROOTSTE / max(pagina.get_width(), pagina.get_height(), 1)
    uit = io.BytesIO()
    pagina.render(scale=min(schaal, 4)).to_pil().convert("RGB").save(uit, "PNG", optimize=True)
    return uit.getvalue()


def van_beeld(pad: str) -> bytes:
    """Return the image upright, without what the camera wrote into it (place, device); JPEG, or PNG when see-through."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # bounded by the keuring, and by the memory of this process
    with Image.open(pad) as beeld:
        beeld.draft("RGB", (GROOTSTE * 2, GROOTSTE * 2))
        klein = ImageOps.exif_transpose(beeld)
        klein.thumbnail((GROOTSTE, GROOTSTE))
        doorzichtig = klein.mode in {"RGBA", "LA", "PA"} or "transparency" in klein.info
        kaal = Image.new("RGBA" if doorzichtig else "RGB", klein.size)  # a new image knows nothing of the camera
        kaal.paste(klein.convert(kaal.mode))
    uit = io.BytesIO()
    kaal.save(uit, "PNG" if doorzichtig else "JPEG", **({} if doorzichtig else {"quality": 82}))
    return uit.getvalue()


def van_foto(pad: str) -> bytes:
    """Return a photo as it stands in a text: upright, on white, JPEG, without what the camera wrote into it."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # bounded by the keuring, and by the memory of this process
    with Image.open(pad) as beeld:
        beeld.draft("RGB", (GROOTSTE_FOTO * 2, GROOTSTE_FOTO * 2))
        recht = ImageOps.exif_transpose(beeld)
        recht.thumbnail((GROOTSTE_FOTO, GROOTSTE_FOTO))
        vol = recht.convert("RGBA")
        kaal = Image.new("RGB", recht.size, "white")
        kaal.paste(vol, mask=vol.getchannel("A"))
    uit = io.BytesIO()
    kaal.save(uit, "JPEG", quality=82, optimize=True, progressive=False)
    return uit.getvalue()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    begrens()
    soort, bestand = sys.argv[1:]
    sys.stdout.buffer.write({"pdf": van_pdf, "beeld": van_beeld, "foto": van_foto}[soort](bestand))
