"""Outbox: what leaves the house is a row first. Channels, checks and the bell; the writes stand in `kern.actions`."""
