"""Whether our own mail server vouches for the sender of a mail (RFC 8601)."""

import re

from kern.post.bericht import Post

_DMARC = re.compile(r"(?:^|;)\s*dmarc\s*=\s*(\w+)", re.IGNORECASE)
_HAAKJES = re.compile(r"\([^()]*\)")


def is_echt(post: Post, server: str) -> bool:
    """Return whether mail server *server* found that the domain in From sent this; without *server* nobody is asked.

    Only the topmost line that names *server* counts: our server puts its own on top, and whatever a sender wrote stands below.
    """
    if post.afzenders != 1 or not post.van.adres:
        return False
    if not server:
        return True
    for regel in post.echtheid:
        kaal = _HAAKJES.sub(" ", regel)
        naam = (kaal.partition(";")[0].split() or [""])[0].lower()
        if naam == server.lower():
            gevonden = _DMARC.search(kaal)
            return gevonden is not None and gevonden[1].lower() == "pass"
    return False
