"""Make mtqa/annotate/languagetool/jars.tsv again: the jars that LanguageTool needs for English.

    python -m tools.make_languagetool_jars 6.8

The server depends on some 170 jars, 260 MB, for thirty languages. The table
names those that it loads when it checks English (``java -Xlog:class+load``),
the models and dictionaries that have no classes, the three other languages
without which its language identifier does not start, and a few that rarely
used classes of these refer to. This script takes the artifacts of the table
in the versions that the given LanguageTool asks for and pins their checksums.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

from jgo.maven import MavenContext

TABLE = Path(__file__).parent.parent / "mtqa" / "annotate" / "languagetool" / "jars.tsv"


def rows(version: str, wanted: set[str], folder: Path) -> list[str]:
    """Return a row for each artifact of ``wanted`` that LanguageTool ``version`` depends on."""
    maven = MavenContext(repo_cache=folder, timeout=60)
    server = maven.create_dependency(f"org.languagetool:languagetool-server:{version}")
    inputs, others = maven.resolver.resolve([server])
    found = []
    for dependency in sorted([*inputs, *others], key=str):
        if f"{dependency.groupId}:{dependency.artifactId}" in wanted:
            data = dependency.artifact.resolve().read_bytes()
            name = f"{dependency.groupId}:{dependency.artifactId}:{dependency.version}"
            found.append(f"{name}\t{len(data)}\t{hashlib.sha256(data).hexdigest()}")
    return found


def main() -> None:
    """Write the table anew."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    wanted = {line.split("\t")[0].rpartition(":")[0] for line in lines[1:]}
    with tempfile.TemporaryDirectory() as folder:
        table = [lines[0], *rows(sys.argv[1], wanted, Path(folder))]
    TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
