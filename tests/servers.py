"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, with a password, gone when they end."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PASSWORD = "s3cret%pass"


def programs() -> Path:
    """The folder with initdb and postgres; the test is skipped where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    path = found[-1] if found else shutil.which("initdb")
    if not path:
        pytest.skip("no PostgreSQL server: apt-get install postgresql")
    return Path(path).parent


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a running server, password included."""
    binaries, port = programs(), free_port()
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    if user and not any(entry.pw_name == user for entry in pwd.getpwall()):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder.mkdir()
    (folder / "pw").write_text(PASSWORD, encoding="utf-8")
    if user:
        for path in (folder, folder / "pw"):
            shutil.chown(path, user)
        for parent in folder.parents[:5]:  # pytest's folders, one deeper in each of several processes
            with contextlib.suppress(OSError):
                parent.chmod(parent.stat().st_mode | 0o011)
    options = {"user": user, "cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(
        [binaries / "initdb", "-D", folder / "data", "-U", "elchi", "--auth=scram-sha-256", f"--pwfile={folder / 'pw'}", "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True, **options,
    )  # type: ignore[call-overload]  # fmt: skip
    command = [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    server = subprocess.Popen(command, **options)  # type: ignore[call-overload]
    try:
        wait_for(binaries / "pg_isready", port)
        yield f"postgresql://elchi:{PASSWORD.replace('%', '%25')}@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(ready: Path, port: int) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if subprocess.run([ready, "-q", "-h", "127.0.0.1", "-p", str(port)]).returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")
