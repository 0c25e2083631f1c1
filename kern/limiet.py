"""Rate limits for visitors without an account: allauth's counter, kept in the database so that all processes count together."""

# Internal, because the public wrapper never counts a GET; tests/kern/test_links.py says so when it moves.
from allauth.core.internal import ratelimit
from django.http import HttpRequest

# Signed links: every visit, visits with a token that was never ours, and visits to one link.
LIMIETEN = {
    "link_bezoek": "60/m/ip",
    "link_onbekend": "10/m/ip",
    "link_een": "30/m/key",
}


def mag_nog(request: HttpRequest, actie: str, *, sleutel: str | None = None) -> bool:
    """Count one visit for *actie* and return whether it is still within its limit.

    Counted per address of the visitor, or per *sleutel* where the limit says so; only a hash of the key is kept.

    Raises:
        KeyError: there is no such limit.
    """
    config = {actie: LIMIETEN[actie]}
    return ratelimit.consume(request, app="kern", action=actie, config=config, key=sleutel, limit_get=True) is not None
