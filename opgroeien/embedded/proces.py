"""Processes that end with the one who started them, and orphans that are recognised for certain."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
_GROOT_LOGBOEK = 5_000_000  # bytes; beyond that the log of an earlier run is put aside at the start


def start(
    opdracht: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str],
    bij_dood_van_ouder: signal.Signals,
    nice: int = 0,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start *opdracht* in a session of its own, its output added to *log*.

    A session of its own keeps Ctrl-C for an orderly stop by the starter. When the starter dies, even by `kill -9`, the kernel
    sends *bij_dood_van_ouder*. That signal belongs to the starting *thread*, so call this from the main thread.
    """
    with open_log(log) as uitvoer:
        return subprocess.Popen(
            opdracht,
            stdin=subprocess.DEVNULL,
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=dict(env),
            start_new_session=True,
            pass_fds=tuple(pass_fds),
            preexec_fn=_in_het_kind(bij_dood_van_ouder, nice=nice),  # noqa: PLW1509 (one thread, and only two system calls)
        )


def _in_het_kind(bij_dood_van_ouder: signal.Signals, *, nice: int) -> Callable[[], None]:
    ouder = os.getpid()

    def stel_in() -> None:
        if hasattr(_LIBC, "prctl"):
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(bij_dood_van_ouder))
            if os.getppid() != ouder:  # the starter died in between: nobody would ever stop us
                os._exit(1)
        if nice:
            os.nice(nice)

    return stel_in


def open_log(pad: Path) -> IO[bytes]:
    """Open *pad* to add to; a big one of earlier runs is put aside first."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    if pad.exists() and pad.stat().st_size > _GROOT_LOGBOEK:
        pad.replace(pad.with_suffix(".vorig.log"))
    return pad.open("ab")


def stop(proces: subprocess.Popen[bytes], teken: signal.Signals, *, geduld: float) -> None:
    """Ask *proces* to stop with *teken*; after *geduld* seconds its group is killed, and what a dead leader left always is."""
    if proces.poll() is None:
        proces.send_signal(teken)
        try:
            proces.wait(geduld)
        except subprocess.TimeoutExpired:
            dood_groep(proces)
            proces.wait()
    dood_groep(proces)


def dood_groep(proces: subprocess.Popen[bytes]) -> None:
    """Kill everything left in the group that *proces* led."""
    try:
        os.killpg(proces.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # nobody left (macOS answers EPERM for zombies)
        return


def wezen(map_: Path, programma: str) -> list[int]:
    """Return the processes of *programma* that work in folder *map_*: the orphans of a killed run.

    Program and working directory come from the kernel, so a process number that was given out again, or a shell that happens to
    stand in the folder, is never taken for one.
    """
    gezocht = os.path.realpath(map_)
    gevonden = []
    for ingang in Path("/proc").glob("[0-9]*"):
        try:
            in_deze_map = os.readlink(ingang / "cwd") == gezocht
            naam = Path(os.readlink(ingang / "exe").removesuffix(" (deleted)")).name if in_deze_map else ""
        except OSError:  # gone, a zombie, or somebody else's
            continue
        if naam == programma:
            gevonden.append(int(ingang.name))
    return gevonden


def stop_wezen(zoek: Callable[[], list[int]], teken: signal.Signals, *, geduld: float = 10) -> bool:
    """Stop the orphans that *zoek* finds, kindly first; says whether there were any."""
    waren_er = False
    for signaal, seconden in ((teken, geduld), (signal.SIGKILL, 5.0)):
        tot = time.monotonic() + seconden
        gestuurd: set[int] = set()
        while (gevonden := zoek()) and time.monotonic() < tot:
            waren_er = True
            for pid in set(gevonden) - gestuurd:
                gestuurd.add(pid)
                try:
                    os.kill(pid, signaal)
                except ProcessLookupError:
                    continue
            time.sleep(0.02)
    return waren_er
