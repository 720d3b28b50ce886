"""Other people's files in the repository are what their manifest says, with licences."""

import hashlib
import json
from pathlib import Path

import samstyring.site

VENDOR = Path(samstyring.site.__file__).parent / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


def test_every_file_is_in_the_manifest_and_unchanged() -> None:
    listed = {path: digest for package in MANIFEST for path, digest in package["files"].items()}
    there = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", "README.md"}
    }
    assert there == listed


def test_every_package_has_its_version_and_its_licence_beside_it() -> None:
    for package in MANIFEST:
        assert package["version"]
        assert package["licence"] in {"MIT", "0BSD", "BSD-3-Clause", "OFL-1.1"}
        assert any("LICENSE" in path or "bundled/" in path for path in package["files"]), package["name"]


def test_no_file_asks_for_a_source_map_or_another_site() -> None:
    for path in [*VENDOR.rglob("*.js"), *VENDOR.rglob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text, path
        assert "url(http" not in text, path
        assert "@import" not in text, path
