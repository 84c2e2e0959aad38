"""From an address in an environment variable to the settings that follow from it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

# WAL lets readers go on while one writes; IMMEDIATE makes writers queue for `timeout` seconds,
# where a deferred transaction that turns from reading to writing fails at once. Each thread has a
# connection, whose own cache stays at SQLite's 2 MB: the system keeps the file in memory for all.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=27103364;"
    ),
}

# Ignored exceptions: with Redis away the site is slower, not down. What must not fail open
# (login throttling) is kept in the database.
REDIS_OPTIONS: dict[str, Any] = {
    "CLIENT_CLASS": "django_redis.client.DefaultClient",
    "IGNORE_EXCEPTIONS": True,
    "SOCKET_CONNECT_TIMEOUT": 0.3,
    "SOCKET_TIMEOUT": 0.5,
}


def database(
    url: str, *, default: Path | str, pool_size: int, statement_timeout: int
) -> dict[str, Any]:
    """Django's settings for the database at `url`, or for SQLite in the file `default`.

    `pool_size` 0 keeps one connection for each thread instead of a pool; `statement_timeout` is in
    milliseconds, 0 for none. Both concern PostgreSQL alone.
    """
    config: dict[str, Any] = (
        dict(environ.Env.db_url_config(url))
        if url
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default)}
    )
    # With ATOMIC_REQUESTS every read would take SQLite's write lock.
    config["ATOMIC_REQUESTS"] = False
    config["CONN_MAX_AGE"] = 600
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["ENGINE"] = "cms.sqlite"
        config["OPTIONS"] = {**SQLITE_OPTIONS, **options}
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["OPTIONS"] = {**_postgresql_options(statement_timeout), **options}
        config["CONN_HEALTH_CHECKS"] = True
        if pool_size:
            config["CONN_MAX_AGE"] = 0
            config["OPTIONS"]["pool"] = {
                "min_size": min(2, pool_size),
                "max_size": pool_size,
                "timeout": 5,
                "max_lifetime": 1800,
            }
    return config


def _postgresql_options(statement_timeout: int) -> dict[str, Any]:
    session = {
        "statement_timeout": statement_timeout,
        "lock_timeout": 3000,
        "idle_in_transaction_session_timeout": 30000,
    }
    return {
        "connect_timeout": 3,
        # How often a statement of `cms.editions.statements` is run before its plan is kept.
        "prepare_threshold": 2,
        "options": " ".join(f"-c {name}={value}" for name, value in session.items()),
    }


def cache(url: str) -> dict[str, Any]:
    """Django's settings for the cache at `url`, or for a table of the database.

    Several processes serve one site, so the default must be shared by them: a memory of each
    process would keep what another has already cleared.
    """
    if not url:
        return {
            "BACKEND": "cms.sqlite.cache.ReadersCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    config: dict[str, Any] = dict(environ.Env.cache_url_config(url))
    if config["BACKEND"] == "django_redis.cache.RedisCache":
        config["OPTIONS"] = {**REDIS_OPTIONS, **config.get("OPTIONS", {})}
    return config


def origins(url: str) -> list[str]:
    """The origin of an address, for a content security policy; none for no address."""
    address = urlsplit(url)
    return [f"{address.scheme}://{address.netloc}"] if address.netloc else []
