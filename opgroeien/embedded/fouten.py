"""What can go wrong before anything runs, each as one Dutch sentence with its remedy."""

import errno
from pathlib import Path


class OpstartFout(Exception):
    """The start cannot go on; the text tells the operator what is wrong and what to do."""


class SlotBezet(OpstartFout):
    """Another process works in the same data folder."""


def uit_besturingssysteem(fout: OSError) -> OpstartFout | None:
    """Translate an error of the operating system that an operator can mend; None when it is not of that sort."""
    waar = fout.filename or "deze map"
    if fout.errno in {errno.ENOSPC, errno.EDQUOT}:
        return OpstartFout("De schijf is vol: maak plaats vrij en start opnieuw; wat al bewaard was, blijft bewaard.")
    if fout.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return OpstartFout(
            f"Geen recht om te schrijven in {waar}: start als de eigenaar van de checkout, of geef uzelf dat recht met chown."
        )
    return None


def uit_logboek(naam: str, log: Path) -> OpstartFout:
    """Say that server *naam* did not start, with the last lines of its log and the remedy when the log tells it."""
    regels = log.read_text(errors="replace").splitlines() if log.exists() else []
    staart = "\n".join(f"    {regel}" for regel in regels[-8:])
    if "No space left on device" in staart:
        return OpstartFout("De schijf is vol: maak plaats vrij en start opnieuw; wat al bewaard was, blijft bewaard.")
    return OpstartFout(f"{naam} start niet. Het einde van {log}:\n{staart}")
