"""Build the register's data files from a folder of facts.

    python scripts/build_register.py FACTS

FACTS holds the tables that src/samstyring/apps/actors/register_data/README.md describes with their sources.
What it lacks (counties before 2024, the state's own bodies, Sámi and Kven forms) is kept by hand in
register_data/curated. The result is written beside it: the program loads it with `load_register`.
"""

import argparse
import csv
import datetime
from collections import defaultdict
from pathlib import Path

from stdnum.no import orgnr

from samstyring.apps.actors.names import normalise, parts

OUT = Path(__file__).resolve().parent.parent / "src/samstyring/apps/actors/register_data"
Row = dict[str, str]

ORGANISATION = [
    *("key", "kind", "network_type", "name", "official_name", "number", "organisation_number"),
    *("county", "valid_from", "valid_to", "source", "confidence"),
]
AREA_SOURCE = "Kartverket; Statistisk sentralbyrå (KLASS 131); Enhetsregisteret"
FORMER_SOURCE = "Statistisk sentralbyrå (KLASS 131)"
COUNTY_SOURCE = "Statistisk sentralbyrå (KLASS 104)"
TRUST_SOURCE = "Statistisk sentralbyrå (KLASS 629, 632)"
# Bands of population_by_age.csv: column → first and last age, the last empty when open.
BANDS = {
    "total": ("0", ""),
    "age_0_17": ("0", "17"),
    "age_18_66": ("18", "66"),
    "age_67_79": ("67", "79"),
    "age_80_plus": ("80", ""),
    "age_0_22": ("0", "22"),
    "age_23_66": ("23", "66"),
    "age_67_plus": ("67", ""),
    "age_90_plus": ("90", ""),
}
# In governance_bodies.csv, what is not a body. Rows named “(kind)” are kinds of body and left out.
NOT_BODIES = {"hdir": "agency", "hod": "ministry"}
# Bilingual names of former municipalities whose successor has another name: which part is the usual one.
USUAL = {"1850": "Tysfjord"}


class Register:
    """The rows of all files, as they are gathered."""

    def __init__(self) -> None:
        self.organisations: dict[str, Row] = {}
        self.names: list[Row] = []
        self.successions: list[Row] = []
        self.memberships: list[Row] = []
        self.serves: list[Row] = []
        self.population: list[Row] = []
        self.places: list[Row] = []
        self.neighbours: list[Row] = []

    def add(self, key: str, **values: str) -> None:
        """One organisation, with its usual and its official name. Raises ValueError for a key used twice."""
        if key in self.organisations:
            raise ValueError(f"{key} is there twice.")
        number = values.get("organisation_number", "")
        if number and not orgnr.is_valid(number):
            raise ValueError(f"{key}: {number} is not an organisation number.")
        self.organisations[key] = {column: values.get(column, "") for column in ORGANISATION} | {"key": key}
        self.name(key, "usual", values["name"])
        self.official(key, values.get("official_name", ""))

    def official(
        self, key: str, name: str, *, kind: str = "official", days: tuple[str, str] = ("", "")
    ) -> None:
        """An official name and, when it holds names in several languages, each of them."""
        self.name(key, kind, name, days)
        for part in parts(name) if len(parts(name)) > 1 else []:
            self.name(key, "parallel" if kind == "official" else kind, part, days)

    def name(self, key: str, kind: str, name: str, days: tuple[str, str] = ("", "")) -> None:
        """One name, unless the organisation has it in another spelling already."""
        if not name or any(n["key"] == key and normalise(n["name"]) == normalise(name) for n in self.names):
            return
        self.names.append(
            {"key": key, "kind": kind, "name": name, "valid_from": days[0], "valid_to": days[1]}
        )

    def became(self, before: str, after: str, date: str, kind: str) -> None:
        """One succession."""
        self.successions.append({"predecessor": before, "successor": after, "date": date, "kind": kind})

    def ends(self, key: str) -> set[str]:
        """What an organisation has ended as, walking the successions."""
        after = [row for row in self.successions if row["predecessor"] == key]
        if traced := {row["successor"] for row in after if row["kind"] == "traced"}:
            return traced
        return set().union(*(self.ends(row["successor"]) for row in after)) if after else {key}


def read(path: Path) -> list[Row]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_after(day: str) -> str:
    """The next day, both as ISO dates."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def add_counties(register: Register, rows: list[Row]) -> None:
    """Counties, today's and those of before, with what became of them."""
    for row in rows:
        key = f"county-{row['number']}"
        register.add(
            key,
            kind="county",
            name=row["name"],
            number=row["number"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            source=COUNTY_SOURCE,
            confidence="seen",
        )
        for name in filter(None, row["parallel_names"].split(";")):
            register.name(key, "parallel", name)
        for after in filter(None, row["next_numbers"].split(";")):
            register.became(key, f"county-{after}", day_after(row["valid_to"]), row["change"])
    for row in rows:
        if row["ended_in"]:
            end = f"county-{row['ended_in']}"
            date = register.organisations[end]["valid_from"]
            register.became(f"county-{row['number']}", end, date, "traced")


def add_municipalities(register: Register, current: list[Row], former: list[Row]) -> None:
    """One row a number: today's 357, and every number since 2017 with what became of it."""
    by_number: dict[str, list[Row]] = defaultdict(list)
    begun: dict[str, str] = {}
    for row in sorted(former, key=lambda row: row["valid_from"]):
        by_number[row["former_number"]].append(row)
    for row in former:
        for number in row["next_numbers"].split(";"):
            begun[number] = min(begun.get(number, row["change_date"]), row["change_date"])
    today = {row["number"]: row for row in current}
    for number in sorted(by_number.keys() | today.keys()):
        periods = by_number[number]
        first = periods[0]["valid_from"] if periods else begun.get(number, "")
        last = "" if number in today else periods[-1]["valid_to"]
        county = f"county-{number[:2]}"
        if number in today:
            row = today[number]
            names = {"name": row["name"], "official_name": row["official_name"]}
            organisation_number, source = row["organisation_number"], AREA_SOURCE
        else:
            names = former_name(periods[-1], {row["number"]: row["name"] for row in current})
            organisation_number, source = "", FORMER_SOURCE
        if names["official_name"] == names["name"]:
            names["official_name"] = ""
        register.add(
            f"municipality-{number}",
            kind="municipality",
            number=number,
            organisation_number=organisation_number,
            county=county,
            valid_from=first,
            valid_to=last,
            source=source,
            confidence="seen",
            **names,
        )
        for period in periods:
            days = (period["valid_from"], period["valid_to"])
            register.official(
                f"municipality-{number}", period["former_name"].split(" (")[0], kind="former", days=days
            )


def former_name(row: Row, today: dict[str, str]) -> Row:
    """The usual and the official name of a municipality that is no more."""
    official = row["former_name"]
    usual = USUAL.get(row["former_number"], official.split(" (")[0])
    for successor in row["successors_2024"].split(";"):
        if today[successor] in parts(official):
            usual = today[successor]
    return {"name": usual, "official_name": official}


def add_successions(register: Register, former: list[Row]) -> None:
    """What became of each municipality, checked against where the source says that it ended."""
    for row in former:
        for after in row["next_numbers"].split(";"):
            if after != row["former_number"]:
                before, after = f"municipality-{row['former_number']}", f"municipality-{after}"
                register.became(before, after, row["change_date"], row["kind"])
    for row in former:
        key = f"municipality-{row['former_number']}"
        ends = {f"municipality-{number}" for number in row["successors_2024"].split(";")}
        if register.ends(key) != ends:
            for end in sorted(ends):
                register.became(key, end, register.organisations[end]["valid_from"], "traced")
        if register.ends(key) != ends:
            raise ValueError(f"{key} ends as {register.ends(key)}, and the source says {ends}.")


def add_groups(register: Register, networks: list[Row], bodies: list[Row]) -> None:
    """Networks with the counties that they serve, and the bodies of the council model."""
    counties = {
        row["name"]: key
        for key, row in register.organisations.items()
        if row["kind"] == "county" and not row["valid_to"]
    }
    for row in networks:
        if row["code"] == "oslo":
            continue  # the source says that Oslo has no network of its own
        key = f"network-{row['code']}"
        register.add(
            key,
            kind="network",
            network_type=row["kind"],
            name=row["name"],
            source=row["source"],
            confidence=row["confidence"],
        )
        served = list(counties) if row["counties"] == "every county" else row["counties"].split(";")
        for county in filter(None, served):
            register.serves.append({"key": key, "county": counties[county]})
    for row in bodies:
        if row["name"].endswith("(kind)"):
            continue
        kind = NOT_BODIES.get(row["code"], "body")
        register.add(
            f"{kind}-{row['code']}", kind=kind, name=row["name"], source=row["source"], confidence="seen"
        )


def add_memberships(register: Register) -> None:
    """The few memberships that a source states in full."""
    nordland = [
        key
        for key, row in register.organisations.items()
        if row["kind"] == "municipality" and row["county"] == "county-18" and not row["valid_to"]
    ]
    if len(nordland) != 41:
        raise ValueError(f"DigiNordland has 41 municipalities, and Nordland {len(nordland)}.")
    stated = [("network-diginordland", key, "diginordland.no") for key in [*nordland, "county-18"]]
    stated += [(f"body-{body}", "municipality-0301", "ks.no") for body in ("kommit", "du")]
    for group, member, source in stated:
        register.memberships.append({"group": group, "member": member, "source": source})


def add_trusts(register: Register, rows: list[Row]) -> None:
    """Regional and local health trusts."""
    regional = {row["rhf_org"]: row["rhf_name"] for row in rows}
    local = {row["hf_org"]: row["hf_name"] for row in rows}
    for kind, trusts in (("regional_health_trust", regional), ("health_trust", local)):
        for number, name in sorted(trusts.items(), key=lambda item: item[1]):
            register.add(
                f"trust-{number}",
                kind=kind,
                name=name,
                organisation_number=number,
                source=TRUST_SOURCE,
                confidence="seen",
            )


def add_curated(register: Register, organisations: list[Row], names: list[Row]) -> None:
    """What is kept by hand."""
    for row in organisations:
        key = row["key"]
        register.add(
            key, **{column: row[column] for column in ORGANISATION if column in row and column != "key"}
        )
        for column, kind in (("other_names", "parallel"), ("former_names", "former")):
            for name in filter(None, row[column].split(";")):
                register.name(key, kind, name)
        for number in filter(None, row["serves"].split(";")):
            register.serves.append({"key": key, "county": f"county-{number}"})
    for row in names:
        register.name(f"municipality-{row['number']}", "form", row["name"])


def add_population(register: Register, rows: list[Row]) -> None:
    """Inhabitants by age band and year."""
    for row in rows:
        for band, (age_from, age_to) in BANDS.items():
            register.population.append(
                {
                    "key": f"municipality-{row['number']}",
                    "year": row["year"],
                    "age_from": age_from,
                    "age_to": age_to,
                    "persons": row[band],
                }
            )


def add_places(register: Register, facts: Path) -> None:
    """Where each municipality lies, how large it is, how central, and whom it borders on."""
    areas = {row["number"]: row for row in read(facts / "areas.csv")}
    central = {row["number"]: row for row in read(facts / "centrality.csv")}
    for row in read(facts / "municipalities.csv"):
        number = row["number"]
        register.places.append(
            {
                "number": number,
                "county": row["county_number"],
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "area_km2": areas[number]["area_km2"],
                "centrality_class": central[number]["centrality_class"],
                "centrality_index": central[number]["centrality_index"],
            }
        )
    register.neighbours.extend(
        {"number": row["number_a"], "other": row["number_b"], "border": row["border"]}
        for row in read(facts / "neighbours.csv")
    )


def build(facts: Path, curated: Path) -> Register:
    """Gather the register. Raises ValueError where the sources contradict each other."""
    register = Register()
    former = read(facts / "former_municipalities.csv")
    add_counties(register, read(curated / "counties.csv"))
    add_municipalities(register, read(facts / "municipalities.csv"), former)
    add_successions(register, former)
    add_groups(register, read(facts / "networks.csv"), read(facts / "governance_bodies.csv"))
    add_memberships(register)
    add_trusts(register, read(facts / "hospital_catchment.csv"))
    add_curated(register, read(curated / "organisations.csv"), read(curated / "names.csv"))
    add_population(register, read(facts / "population_by_age.csv"))
    add_places(register, facts)
    return register


def main() -> None:
    """Read the folder that the command line names, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("facts", type=Path, help="the folder with the tables")
    register = build(parser.parse_args().facts, OUT / "curated")
    tables = {"organisations": list(register.organisations.values())} | {
        name: getattr(register, name)
        for name in ("names", "successions", "memberships", "serves", "population", "places", "neighbours")
    }
    for name, rows in tables.items():
        with (OUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
