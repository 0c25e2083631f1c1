"""Who is behind a session, read with what later queries of the same request need to know of them."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from kern.models import Medewerker
from kern.uitzonderingen import met_uitzonderingen


class Aanmeldbackend(AuthenticationBackend):
    """allauth's check of passwords, and our reading of the person at each request."""

    def get_user(self, user_id: Any) -> Medewerker | None:
        """Return the person of a session, unless they left."""
        persoon = met_uitzonderingen(int(user_id))
        return persoon if persoon is not None and self.user_can_authenticate(persoon) else None
