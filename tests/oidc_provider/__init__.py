"""A real OpenID provider: allauth's own, as a second process with its own settings, database, port and cookies."""
