"""Logging in: what we decide on top of django-allauth. Who may enter, what is logged, and how long a session lasts."""
