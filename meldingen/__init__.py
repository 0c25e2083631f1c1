"""What was reported, what we found, and what the melder heard."""
