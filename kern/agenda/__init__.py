"""Calendars: building one that others read, and reading one of somebody else. Pure; the network stands in `halen`."""
