"""Learn what ships in the folders of mtqa that are called ``models``.

    python -m training [STEP …]

Steps, in this order, all of them where none is named. ``states`` reads the corpus with
the language model, an hour or so on two cores, and keeps what it read in
``.training-cache``; ``tortured`` reads its own lessons, half an hour of one core;
the rest takes minutes. Everything is seeded by the names of
articles and systems; a second run gives the same files.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks.corpora import DATA
from training.corpus import SOURCES
from training.states import read


def states() -> None:
    """Read the corpus."""
    for part in SOURCES:
        sentences = read((part,))
        print(f"{part}: {len(sentences.versions)} versions, {sentences.tokens.sum()} tokens")


def likelihood() -> None:
    """Learn the likelihoods."""
    from training.likelihood import train

    model = train()
    print(f"called machine-made from a likelihood of {model.threshold:.3f}")


def findings() -> None:
    """Run the rules over the texts that the risk is calibrated on."""
    from training.risk import find

    for part in ("build", "judge"):
        find(part)


def risk() -> None:
    """Calibrate the risk."""
    from training.risk import measured, train

    train(measured("build"))


def probe() -> None:
    """Teach the token probe."""
    from training.probe import main as teach

    teach()


def fluency() -> None:
    """Put what the probe hears on people's scales."""
    from training.fluency import main as fit

    fit()


def confidence() -> None:
    """Weigh findings by what the model hears of their words."""
    from training.confidence import main as fit

    fit()


def tortured() -> None:
    """Teach what tells tortured phrases from genuine terms."""
    from training.tortured import main as teach

    teach()


def garbled() -> None:
    """Teach which runs of faulty words stand in machines' texts."""
    from training.garbled import main as teach

    teach()


STEPS: dict[str, Callable[[], None]] = {
    "states": states,
    "likelihood": likelihood,
    "findings": findings,
    "risk": risk,
    "probe": probe,
    "fluency": fluency,
    "tortured": tortured,
    "garbled": garbled,
    "confidence": confidence,
}


def main() -> None:
    """Run the steps that are named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    wanted = parser.parse_args().steps
    if unknown := set(wanted) - set(STEPS):
        parser.error(f"there is no step {min(unknown)}; there are {', '.join(STEPS)}")
    if not DATA.exists():
        parser.error(f"the data to learn from are not at {DATA} (set MTQA_DATA)")
    for name, step in STEPS.items():
        if not wanted or name in wanted:
            print(f"{name}: {step.__doc__}")
            step()


if __name__ == "__main__":
    main()
