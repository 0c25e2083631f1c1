"""What the provider says of people. Users whose name says so get an answer that a sound client must refuse."""

from collections.abc import Iterable
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client
from django.contrib.auth.models import User

VERVALSINGEN = {"nonce": "van-een-ander", "aud": "een-andere-toepassing", "iss": "https://kwaad.example", "exp": 1_000_000_000}


class Aanbieder(DefaultOIDCAdapter):
    """`sub` as ACM/IDM gives it: a key that says nothing of the person."""

    def get_user_sub(self, client: Client, user: User) -> str:
        """Return the key under which the provider itself finds *user* back."""
        return f"vo-{user.username}"

    def get_user_by_sub(self, client: Client, sub: str) -> User | None:
        """Find the user back."""
        return User.objects.filter(username=sub.removeprefix("vo-")).first()

    def get_claims(
        self, purpose: str, user: User, client: Client, scopes: Iterable[str], email: str | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Say who it is ("an__nonce" is An, with a forged nonce), and what nobody asked for, to see that it is not kept."""
        gegevens = {
            "sub": f"vo-{user.username.partition('__')[0]}",
            "email": "an@voorbeeld.be",
            "rijksregisternummer": "85.07.30-033.28",
        }
        if purpose == "userinfo" and user.username.endswith("__sub"):
            gegevens["sub"] = "vo-bea"
        if purpose == "id_token":
            gegevens |= {"gebruiker": user.username}
        return gegevens

    def populate_id_token(self, id_token: dict[str, Any], client: Client, scopes: Iterable[str], **kwargs: Any) -> None:
        """Forge one claim for the users made for that."""
        vervalst = id_token["gebruiker"].partition("__")[2]
        if vervalst in VERVALSINGEN:
            id_token[vervalst] = VERVALSINGEN[vervalst]
