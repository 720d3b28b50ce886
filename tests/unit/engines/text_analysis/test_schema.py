"""The JSON that is written follows the schema that is published."""

import json
from pathlib import Path
from typing import Any

from samstyring.engines.text_analysis import Refused, read
from samstyring.engines.text_analysis.analysing import analysed
from samstyring.engines.text_analysis.frames import ThemeFrame, theme
from samstyring.engines.text_analysis.schema import analysis

from .samples import LETTER
from .test_forms import FORM

SCHEMA = json.loads(
    (Path(__file__).parents[4] / "docs/methods/analysis-schema.json").read_text(encoding="utf-8")
)
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def faults(value: Any, schema: dict[str, Any], place: str = "") -> list[str]:
    """Where `value` does not follow `schema`: the few rules of JSON Schema that ours uses."""
    kinds = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type", "object")]
    if value is None:
        return [] if "null" in kinds else [f"{place} is null"]
    if not any(kind != "null" and isinstance(value, TYPES[kind]) for kind in kinds):
        return [f"{place} is {type(value).__name__}"]
    found = [] if value in schema.get("enum", [value]) else [f"{place} is {value!r}"]
    if isinstance(value, dict) and "properties" in schema:
        found += [f"{place}.{key} is missing" for key in schema["required"] if key not in value]
        found += [f"{place}.{key} is not in the schema" for key in value if key not in schema["properties"]]
        for key, inner in schema["properties"].items():
            found += faults(value.get(key), inner, f"{place}.{key}") if key in value else []
    if isinstance(value, list):
        for number, item in enumerate(value):
            found += faults(item, schema["items"], f"{place}[{number}]")
    return found


def test_a_letter_and_a_form_follow_the_schema() -> None:
    contact = "\n\nKontaktperson: Kari Eksempelsen\nVi slutter oss til KS' høringssvar fra 3. mai 2024.\n"
    documents = [read((text + contact).encode(), name="a.txt") for text in (LETTER, FORM)]
    written = json.loads(
        json.dumps(analysis(analysed([*documents, Refused("b.pdf", "empty", "The file is empty.")])))
    )
    assert faults(written, SCHEMA) == []
    assert written["documents"][1]["answers"]


def test_points_suggestions_and_themes_of_ones_own_follow_the_schema() -> None:
    frame = ThemeFrame(
        (theme("Penger", "Utgifter, betaling og tilskudd"), theme("Folk", "Ansatte og bemanning"))
    )
    same = "Staten bør dekke alle kommunenes utgifter til opplæring av ansatte."
    texts = [same, f"{same} Utgiftene må fullfinansieres av staten.", "Det er for dyrt for små kommuner."]
    documents = [read(text.encode(), name=f"{at}.txt", frame=frame) for at, text in enumerate(texts)]
    written = json.loads(json.dumps(analysis(analysed(documents, frame=frame, suggest=True))))
    assert faults(written, SCHEMA) == []
    (point,) = written["points"]
    assert point["name"] == same
    assert [member["statement"] for member in point["members"]] == ["d1s1", "d2s1"]
    for member in point["members"]:
        assert texts[member["document"] - 1][member["start"] : member["end"]] == same
    assert point["suggestions"][0]["id"] == "d2s2"
    assert {statement["theme"] for d in written["documents"] for statement in d["statements"]} <= {
        "penger",
        "folk",
        "none",
    }


def test_a_fault_is_found() -> None:
    assert faults({"engine": None}, SCHEMA)
