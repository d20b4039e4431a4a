"""The commands and their options."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

import mtqa
from mtqa.config import Settings, find_file, load

app = typer.Typer(
    help="Find machine-translation artifacts in English articles; score fluency and risk.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ConfigOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Configuration; else mtqa.toml or pyproject.toml here."),
]


def cpus() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every platform
        return os.cpu_count() or 1


def _settings(config: Path | None) -> Settings:
    path = config or find_file(Path.cwd())
    return load(path) if path else Settings()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mtqa {mtqa.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def score(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("reports"),
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes; one for each processor.")
    ] = None,
    reference: Annotated[
        Path | None, typer.Option(help="Folder of references: same names, same number of lines.")
    ] = None,
    no_languagetool: Annotated[
        bool, typer.Option("--no-languagetool", help="Leave out the grammar check.")
    ] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Leave out the language model.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="The rules alone: --no-languagetool --no-model.")
    ] = False,
    languagetool: Annotated[
        str | None,
        typer.Option(
            metavar="URL", envvar="MTQA_LANGUAGETOOL", help="Use a LanguageTool server that runs."
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            envvar="MTQA_MODEL",
            help="Use another language model: a GGUF file or a Hugging Face folder.",
        ),
    ] = None,
    config: ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Score articles and write CSV, HTML and run.json."""
    from mtqa.cli.score import score as run

    settings = _settings(config)
    settings = settings.model_copy(
        update={
            "languagetool": settings.languagetool and not (no_languagetool or fast),
            "languagetool_url": languagetool or settings.languagetool_url,
            "model": settings.model and not (no_model or fast),
            "model_path": model or settings.model_path,
            "reference": reference or settings.reference,
        }
    )
    raise typer.Exit(run(paths, out, settings, jobs or cpus(), quiet=quiet))


@app.command()
def report(
    run: Annotated[Path, typer.Argument(metavar="RUN.JSON", help="The run.json of a run.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write to; else where run.json lies.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Write the CSV and HTML files again from a run.json."""
    from mtqa.cli.score import report as again

    again(run, out or run.parent, quiet=quiet)


@app.command()
def rules(config: ConfigOption = None) -> None:
    """List the rules."""
    from mtqa.cli.pages import list_rules

    list_rules(_settings(config).rules)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="A rule's id or name, as in the report.")],
) -> None:
    """Show what a rule finds, why, its known false alarms and examples."""
    from mtqa.cli.pages import explain as show

    show(rule)


@app.command()
def doctor(config: ConfigOption = None) -> None:
    """Show what is installed, what is missing, and what to do about it."""
    from mtqa.cli.doctor import doctor as examine

    raise typer.Exit(examine(_settings(config)))
