"""Input to clean values; no decisions."""
