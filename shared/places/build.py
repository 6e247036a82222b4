"""Build the place tables and the agency directory: `python -m shared.places.build`.

Needs the development package `zipcodes`; what ships is only the JSON that this writes.
"""

import csv
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import zipcodes

from shared.places.tables import folded

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
# Post codes of the forces abroad name no state; these three are countries of their own.
FIELD_POST = ("AA", "AE", "AP")
ASSOCIATED = ("FM", "MH", "PW")
# A town that straddles counties has one only if most of its ZIP codes agree.
MOST = 2 / 3

Zip = Mapping[str, Any]
Area = Mapping[str, Any]
Counties = Mapping[str, Mapping[str, Mapping[str, str]]]


def built() -> dict[str, str]:
    """Every generated file by name, as text."""
    zips = list(zipcodes.list_all())  # type: ignore[no-untyped-call]
    counties = _counties(zips)
    return {
        "names.json": _text(_names()),
        "zips.json": _text(_zip_prefixes(zips)),
        "counties.json": _text(counties),
        "towns.json": _text(_towns(zips, counties)),
        "agencies.json": json.dumps(_directory(), indent=1, ensure_ascii=False) + "\n",
    }


def _names() -> dict[str, Any]:
    states, countries = _rows("states.csv"), _rows("countries.csv")
    full = {folded(row["name"]): f"US-{row['code']}" for row in states}
    other = {folded(v): f"US-{row['code']}" for row in states for v in _variants(row)}
    codes = {row["code"].lower(): f"US-{row['code']}" for row in states}
    spelt = {
        folded(name): row["iso2"]
        for row in countries
        for name in (row["iso2"], row["english"], row["spanish"], *_variants(row))
    }
    regions = {
        folded(name): row["country"]
        for row in _rows("regions.csv")
        for name in (row["name"], *_variants(row))
    }
    words = [*full, *(name for name in other if " " in name or len(name) > 5)]
    return {
        "codes": [row["code"] for row in states],
        "territories": list(TERRITORIES),
        "states": {**codes, **other, **full},
        "state_words": words,
        "country_codes": [row["iso2"] for row in countries],
        "countries": spelt,
        "regions": regions,
    }


def _zip_prefixes(rows: Iterable[Zip]) -> dict[str, Any]:
    """The place of most codes by their first three digits, and the codes that differ."""
    by_prefix: dict[str, Counter[str]] = defaultdict(Counter)
    places = {row["zip_code"]: _place(row["state"]) for row in rows}
    for code, place in places.items():
        by_prefix[code[:3]][place] += 1
    usual = {prefix: found.most_common(1)[0][0] for prefix, found in by_prefix.items()}
    unusual = {code: place for code, place in places.items() if usual[code[:3]] != place}
    return {"prefixes": _grouped(usual), "exceptions": _grouped(unusual)}


def _place(state: str) -> str:
    if state in ASSOCIATED:
        return state
    return "US-FEDERAL" if state in FIELD_POST else f"US-{state}"


def _counties(rows: Iterable[Zip]) -> Counties:
    """The counties of the states that several task forces share, with ZIP codes and towns."""
    fips = {(r["state"], folded(r["name"])): r["fips"] for r in _rows("counties.csv")}
    zips: dict[str, list[str]] = defaultdict(list)
    in_town: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if code := fips.get((row["state"], folded(row["county"]))):
            zips[code].append(row["zip_code"])
            in_town[row["state"], folded(row["city"])][code] += 1
    towns: dict[str, list[str]] = defaultdict(list)
    for (_, town), found in in_town.items():
        code, times = found.most_common(1)[0]
        if times >= MOST * found.total():
            towns[code].append(town)
    table: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in _rows("counties.csv"):
        code = row["fips"]
        table[row["state"]][code] = {
            "name": row["name"],
            "zips": " ".join(sorted(zips[code])),
            "towns": ";".join(sorted(towns[code])),
        }
    return table


def _towns(rows: Iterable[Zip], counties: Counties) -> dict[str, str]:
    """Every town with delivered mail; in the shared states only those that no county claims."""
    claimed = {
        (state, town)
        for state in counties
        for county in counties[state].values()
        for town in county["towns"].split(";")
    }
    towns: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        town = (row["state"], folded(row["city"]))
        delivered = row["active"] and row["zip_code_type"] == "STANDARD"
        if town not in claimed and (delivered or row["state"] in counties):
            towns[town[0]].add(town[1])
    return {state: ";".join(sorted(names)) for state, names in sorted(towns.items())}


def _directory() -> dict[str, Any]:
    source = tomllib.loads((SOURCES / "areas.toml").read_text(encoding="utf-8"))
    return {"version": source["version"], "agencies": [_agency(a) for a in source["agency"]]}


def _agency(area: Area) -> dict[str, Any]:
    verified_on = area.get("verified_on")
    return {
        "id": area["id"],
        "kind": area["kind"],
        "name": area["name"],
        "host_agency": area["host_agency"],
        "area": {
            "states": area.get("states", []),
            "counties": [_fips(area, name) for name in area.get("counties", [])],
            "rest_of_state": area.get("rest_of_state", False),
            "countries": area.get("countries", []),
        },
        "languages": area.get("languages", ["en"]),
        "on_call": None,
        "valid_from": area.get("valid_from"),
        "valid_to": area.get("valid_to"),
        "verified_on": verified_on,
        "source": area["source"],
        "status": "verified" if verified_on else "unverified",
    }


def _fips(area: Area, name: str) -> str:
    for row in _rows("counties.csv"):
        if row["state"] in area["states"] and row["name"] in (name, f"{name} County"):
            return row["fips"]
    raise LookupError(f"{area['id']}: no county {name}")


def _rows(name: str) -> list[dict[str, str]]:
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _variants(row: Mapping[str, str]) -> list[str]:
    return [name for name in row["variants"].split(";") if name]


def _grouped(places: Mapping[str, str]) -> dict[str, str]:
    by_place: dict[str, list[str]] = defaultdict(list)
    for code in sorted(places):
        by_place[places[code]].append(code)
    return {place: " ".join(codes) for place, codes in sorted(by_place.items())}


def _text(table: Mapping[str, Any]) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    for file_name, text in built().items():
        (HERE / file_name).write_text(text, encoding="utf-8")
