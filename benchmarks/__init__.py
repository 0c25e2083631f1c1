"""What the program costs, against the least it could cost. Run with `make bench`; protocol in `docs/meten.md`."""
