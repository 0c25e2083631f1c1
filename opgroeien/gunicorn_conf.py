"""How gunicorn runs, the same in the demo, the tests and a container; each number can be turned from the environment."""

import gc
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

wsgi_app = "opgroeien.wsgi:application"
bind = os.environ.get("WEB_ADRES", "127.0.0.1:8000")

# Threads share the loaded program; measured as fast as one process per request here, with less memory.
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSEN", "2"))
threads = int(os.environ.get("WEB_DRADEN", "4"))
preload_app = True

# A slow leak never gets old; the jitter keeps the processes from being renewed at the same moment.
max_requests = 2000
max_requests_jitter = 400
graceful_timeout = 20  # seconds for requests under way when stopping; the lease of the outbox is longer
timeout = 60
keepalive = 5

# Its place is one per home folder: two checkouts would take it from each other.
control_socket_disable = True
accesslog = None  # addresses may hold names searched for; the program logs each request itself, without them
errorlog = "-"


def pre_fork(server: "Arbiter", worker: "Worker") -> None:
    """Keep the garbage collector off what all processes share, so that memory stays shared and pages come faster."""
    gc.freeze()
