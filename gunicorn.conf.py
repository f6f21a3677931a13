"""gunicorn, as measured: gevent, because 60 slow phones stop a pool of threads; two workers, because SQLite gains nothing more."""

import gc
import os
from typing import Any

worker_class = "gevent"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_connections = 5000
backlog = 4096
keepalive = 30
timeout = 60
graceful_timeout = 30
max_requests = 50_000
max_requests_jitter = 5_000
# The engine, the writer and every connection begin after the fork.
preload_app = False
# gunicorn 27 opens one by default.
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1"
accesslog = None


def on_starting(server: Any) -> None:
    """Counts begin anew. Two workers with two keys would refuse each other's phones."""
    from simulasi.config import from_env
    from simulasi.services import meters

    settings = from_env()
    meters.begin(settings.var)
    if not settings.secret_is_kept:
        server.log.error("SECRET_KEY tidak diberikan dan tidak dapat disimpan di folder var. Beri SECRET_KEY, lalu mulai lagi.")
        raise SystemExit(2)


def post_worker_init(worker: Any) -> None:
    """Compress the app's files before the first phone asks; what is there by then stays for ever and is not searched for garbage again (ADR 0099)."""
    worker.wsgi.extensions["simulasi.assets"].warm()
    gc.collect()
    gc.freeze()
