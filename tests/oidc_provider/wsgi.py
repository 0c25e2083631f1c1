"""The provider process: makes its database, its one client and its users, then serves."""

import os

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()


def _begin() -> None:
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client = Client(id="opgroeien", name="Opgroeien", skip_consent=True, redirect_uris=os.environ["PROEF_AANBIEDER_TERUG"])
    client.set_secret("geheim-van-de-proef")
    client.save()
    for naam in ("an", "stef", "an__nonce", "an__aud", "an__iss", "an__exp", "an__sub"):
        User.objects.create_user(naam, password="proef")


_begin()
