"""What a document can be; apart from `choices.py`, which is full."""

from django.db import models


class Documentsoort(models.TextChoices):
    """What a document of a location or an organisator is, for who looks for it."""

    PLAN = "plan", "plan of grondplan"
    VEILIGHEID = "veiligheid", "veiligheid en risicoanalyse"
    ATTEST = "attest", "attest of diploma"
    BRIEF = "brief", "brief of mail"
    VERSLAG = "verslag", "verslag van een ander"
    BELEID = "beleid", "reglement, handboek of beleid"
    FOTO = "foto", "foto"
    OVEREENKOMST = "overeenkomst", "overeenkomst"
    ANDER = "ander", "ander document"
