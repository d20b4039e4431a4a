"""The commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import mtqa
from mtqa.batch.processors import cpus
from mtqa.cli.formats import Format
from mtqa.config import Settings, find_file, load
from mtqa.errors import UsageError
from mtqa.review.log import FILE

app = typer.Typer(
    help="Find machine-translation artifacts in English articles; score fluency and risk.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

decisions = typer.Typer(
    help="What editors decided: import, merge, prune, statistics.", no_args_is_help=True
)
app.add_typer(decisions, name="decisions")

DecisionsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What editors decided; else mtqa-decisions.jsonl here."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", metavar="", help="Print errors only.")]
ConfigOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Configuration; else mtqa.toml or pyproject.toml here."),
]


def _settings(config: Path | None, decided: Path | None = None) -> Settings:
    path = config or find_file(Path.cwd())
    settings = load(path) if path else Settings()
    wanted = decided or settings.decisions or Path(FILE)
    return settings.model_copy(update={"decisions": wanted})


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mtqa {mtqa.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", callback=_version, is_eager=True, help="Show the version."
        ),
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
        bool, typer.Option("--no-languagetool", metavar="", help="Leave out the grammar check.")
    ] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", metavar="", help="Leave out the language model.")
    ] = False,
    fast: Annotated[
        bool,
        typer.Option("--fast", metavar="", help="The rules alone: --no-languagetool --no-model."),
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
    decisions: DecisionsOption = None,
    show_dismissed: Annotated[
        bool,
        typer.Option("--show-dismissed", metavar="", help="List what editors dismissed as well."),
    ] = False,
    gate: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Fail when a document does not pass, as publish."),
    ] = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> None:
    """Score articles and write CSV, HTML and run.json."""
    from mtqa.cli.score import score as run

    if decisions is not None and not decisions.exists():
        raise UsageError("no such file", where=str(decisions), remedy="check --decisions")
    settings = _settings(config, decisions)
    settings = settings.model_copy(
        update={
            "languagetool": settings.languagetool and not (no_languagetool or fast),
            "languagetool_url": languagetool or settings.languagetool_url,
            "model": settings.model and not (no_model or fast),
            "model_path": model or settings.model_path,
            "reference": reference or settings.reference,
            "show_dismissed": show_dismissed or settings.show_dismissed,
        }
    )
    raise typer.Exit(run(paths, out, settings, jobs or cpus(), gate=gate, quiet=quiet))


@app.command()
def report(
    run: Annotated[Path, typer.Argument(metavar="RUN.JSON", help="The run.json of a run.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write to; else where run.json lies.")
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", help="What to write, once or more often; else CSV and HTML."),
    ] = None,
    prefix: Annotated[
        str, typer.Option(help="Folder of the articles in the repository, for sarif and github.")
    ] = "",
    quiet: QuietOption = False,
) -> None:
    """Write the outputs of a run again from its run.json, or in other formats."""
    from mtqa.cli.report import report as again

    again(run, out or run.parent, formats or (), prefix, quiet=quiet)


@app.command()
def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where mtqa score wrote.")] = Path(
        "reports"
    ),
    decisions: DecisionsOption = None,
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", metavar="", help="Print the address only.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Open the report in a browser and write decisions down as they are made."""
    from mtqa.cli.review import review as serve

    settings = _settings(config, decisions)
    serve(folder, settings.decisions or Path(FILE), port, browser=not no_browser)


@decisions.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="As the report wrote it.")],
    decisions: DecisionsOption = None,
    config: ConfigOption = None,
) -> None:
    """Add decisions that were exported from a report."""
    from mtqa.cli.decisions import import_files

    import_files(files, _settings(config, decisions).decisions or Path(FILE))


@decisions.command()
def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Decisions files.")],
    out: Annotated[Path, typer.Option(help="File to write.")],
) -> None:
    """Join the files of several editors; of two decisions the later one holds."""
    from mtqa.cli.decisions import merge_files

    merge_files(files, out)


@decisions.command()
def prune(
    run: Annotated[
        Path | None,
        typer.Option(metavar="RUN.JSON", help="Leave out decisions on other documents than its."),
    ] = None,
    decisions: DecisionsOption = None,
    config: ConfigOption = None,
) -> None:
    """Leave out decisions that later ones have overtaken."""
    from mtqa.cli.decisions import prune as shorten

    shorten(_settings(config, decisions).decisions or Path(FILE), run)


@decisions.command()
def stats(
    suggest: Annotated[
        bool,
        typer.Option("--suggest", metavar="", help="Print settings that the decisions speak for."),
    ] = False,
    decisions: DecisionsOption = None,
    config: ConfigOption = None,
) -> None:
    """Show how often editors dismissed what each rule found."""
    from mtqa.cli.decisions import show_stats

    show_stats(_settings(config, decisions).decisions or Path(FILE), suggest=suggest)


@app.command()
def rules(config: ConfigOption = None) -> None:
    """List the rules."""
    from mtqa.cli.pages import list_rules

    settings = _settings(config)
    list_rules(settings.rules, settings.decisions)


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
