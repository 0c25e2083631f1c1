"""Errors of the term calculation. Their text is Dutch: it is shown to the person who asked for the impossible."""


class TermijnFout(ValueError):
    """Something about a term cannot be; the message says what, in Dutch."""


class OngeldigeRegel(TermijnFout):
    """A rule contradicts itself, or is asked for something it does not allow."""


class OngeldigeAanpassing(TermijnFout):
    """A suspension or extension does not fit the term: after its end, or overlapping another one."""
