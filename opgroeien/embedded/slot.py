"""One demo per checkout: a lock the kernel keeps, and forgets by itself when its holder dies."""

import fcntl
import os
from pathlib import Path

from opgroeien.embedded.fouten import SlotBezet


class Slot:
    """An exclusive lock on a data folder. A file with a process number would survive `kill -9`; this does not."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad
        self._fd: int | None = None

    def neem(self) -> None:
        """Take the lock, at once.

        Raises:
            SlotBezet: another process has it; the sentence names that process.
        """
        fd = os.open(self.pad, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            houder = os.pread(fd, 20, 0).decode(errors="replace").strip()
            os.close(fd)
            raise SlotBezet(
                f"Deze checkout draait al (proces {houder or 'onbekend'}): stop die met Ctrl-C of kill {houder}, "
                "of gebruik een tweede checkout met een andere POORT."
            ) from None
        # Only to name the holder in the sentence above; nothing ever trusts this number.
        os.ftruncate(fd, 0)
        os.pwrite(fd, f"{os.getpid()}\n".encode(), 0)
        self._fd = fd

    def laat_los(self) -> None:
        """Give the lock back; without effect when it was not taken."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
