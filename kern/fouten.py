"""Named errors of the domain. Each carries a sentence for the person: what is wrong and what to do.

`FoutenMiddleware` turns them into the page or fragment with their HTTP status, so that no view needs a try.
"""

from django.db import models


class DomeinFout(Exception):
    """Something a person asked for that cannot be done, with the sentence that says why and what to do.

    With a `veld` it is best said at that field of the form in which it was asked, so that what was typed stays there
    (`kern.formulier.probeer`); without one it is a page of its own.
    """

    status = 422
    titel = "Dat kan niet"
    veld: str | None = None

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin


class AlGewijzigd(DomeinFout):
    """A colleague was first: the row is no longer in the state this action starts from."""

    status = 409
    titel = "Een collega was u voor"

    def __init__(self, onderwerp: models.Model) -> None:
        self.onderwerp = onderwerp
        super().__init__(
            f"{str(onderwerp._meta.verbose_name).capitalize()} “{onderwerp}” is intussen gewijzigd door een collega. "
            "Bekijk de nieuwe toestand en probeer opnieuw als het nog nodig is."
        )


class AlAndersBewaard(DomeinFout):
    """Under the key of this form something else was kept already: somebody went back and typed on."""

    status = 409
    titel = "U bewaarde dit formulier al"

    def __init__(self) -> None:
        super().__init__(
            "Dit formulier bewaarde u al, met andere woorden. Kijk na wat er staat, en bewaar opnieuw wat nog ontbreekt."
        )


class EisNietVoldaan(DomeinFout):
    """A transition asks for something that is not there yet."""

    def __init__(self, naam: str, ontbreekt: list[str]) -> None:
        self.ontbreekt = ontbreekt
        super().__init__(f"Om dit te kunnen doen ({naam}) ontbreekt nog: {', '.join(ontbreekt)}. Vul dat eerst in.")


class VierOgenNodig(DomeinFout):
    """The second pair of eyes must belong to another natural person, whoever stands in for whom."""

    status = 403
    titel = "Een tweede persoon moet dit doen"

    def __init__(self) -> None:
        super().__init__("U deed de eerste stap zelf, ook als dat namens een collega was. Vraag een collega om dit na te kijken.")
