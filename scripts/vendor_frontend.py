"""Fetch the front-end files that pages need from pinned npm packages and keep them in the repository.

Run by a developer who raises a version, never by an installation: the files are committed, so that running
Samstyring needs neither Node nor a network. Each package is checked against the integrity hash pinned here.

    python scripts/vendor_frontend.py

What is written under `src/samstyring/site/static/vendor/`: the files, each package's licence, and
`manifest.json` with versions, licences and SHA-256 hashes, which `tests/unit/site/test_vendor.py` checks.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src/samstyring/site/static/vendor"
SOURCE_MAP = re.compile(
    rb"^[ \t]*(?://[#@] ?sourceMappingURL=.*|/\*[#@] ?sourceMappingURL=.*?\*/)\s*$", re.MULTILINE
)


@dataclass(frozen=True)
class Package:
    """One pinned npm package: `files` maps paths in the package to paths under the vendor folder."""

    name: str
    version: str
    licence: str
    integrity: str
    files: dict[str, str] = field(default_factory=dict)


PACKAGES = [
    Package(
        name="@digdir/designsystemet-css",
        version="1.22.0",
        licence="MIT",
        integrity="sha512-f/+YOK1Gvl7ypdeRh0TDGs28eu8DkOPDAR+T8yLpnys9FxNWX05UNuhXJwYwRuzF9WUgjAhpJ5JKdodTDxWMEA==",
        files={
            "dist/src/index.css": "designsystemet/designsystemet.css",
            "dist/theme/designsystemet.css": "designsystemet/theme.css",
            "LICENSE": "designsystemet/LICENSE-css.txt",
        },
    ),
    Package(
        name="@digdir/designsystemet-web",
        version="1.22.0",
        licence="MIT",
        integrity="sha512-AhgkapDs7efBAR6VyvmEfMEmO+xp7q/BM6XvxTWt/Iff3dmlEs9M/wLKX8hOrBY71I3Q/SB6wTKF5u0gaSNeaQ==",
        files={
            "dist/umd/index.js": "designsystemet/designsystemet.js",
            "LICENSE": "designsystemet/LICENSE-web.txt",
        },
    ),
    Package(
        name="htmx.org",
        version="2.0.11",
        licence="0BSD",
        integrity="sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        files={"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE.txt"},
    ),
    Package(
        name="@fontsource-variable/inter",
        version="5.3.0",
        licence="OFL-1.1",
        integrity="sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA==",
        files={
            "files/inter-latin-wght-normal.woff2": "inter/inter-latin-wght-normal.woff2",
            "files/inter-latin-ext-wght-normal.woff2": "inter/inter-latin-ext-wght-normal.woff2",
            "LICENSE": "inter/LICENSE.txt",
        },
    ),
    # The built file of designsystemet-web contains others' work too: their licences are kept beside it.
    *(
        Package(
            name=name,
            version=version,
            licence=licence,
            integrity=integrity,
            files={"LICENSE": f"designsystemet/bundled/{name.removeprefix('@').replace('/', '-')}.txt"},
        )
        for name, version, licence, integrity in [
            (
                "@floating-ui/core",
                "1.8.0",
                "MIT",
                "sha512-0CIZ5itps/8x7BG8dEIhs53BvCUH2PCoogtakwRTut+Arm58sJooJ0AuZhLw2HJYIR5cMLNPBSS728sPho2khQ==",
            ),
            (
                "@oddbird/popover-polyfill",
                "0.7.1",
                "BSD-3-Clause",
                "sha512-H3P1qJpbJiAToQt6dAjdTzWP327YPGjI286pmn+U/eSfE4krGAMHYz3OL+VYSQhwCsbSLkik9GPZGNvtdeEetQ==",
            ),
            (
                "invokers-polyfill",
                "1.0.3",
                "MIT",
                "sha512-T8zVavFQu5GlWlpkjghmaCaTx6Wk+9tWwJ2BC4oNsNAnar6AIrvSJQFZUcYDfrxzK9thBIyZvAkeLfdN9hTzGA==",
            ),
        ]
    ),
]


def fetch(package: Package, folder: Path) -> Path:
    """Download the package with the npm client and return its archive; exits when its hash is another."""
    answer = subprocess.run(
        ["npm", "pack", "--silent", "--json", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    described = json.loads(answer.stdout)
    # Clients differ: a list of packages, or an object with the package's name as key.
    entry = next(iter(described.values())) if isinstance(described, dict) else described[0]
    name: str = entry["filename"]
    archive = folder / name.removeprefix("@").replace("/", "-")
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        sys.exit(
            f"{package.name} {package.version} has integrity {found}, not the pinned one: nothing is changed."
        )
    return archive


def contents(package: Package, archive: Path) -> dict[str, bytes]:
    """The wanted files by their path under the vendor folder, without references to source maps."""
    wanted: dict[str, bytes] = {}
    with tarfile.open(archive) as packed:
        for inside, outside in package.files.items():
            member = packed.extractfile(f"package/{inside}")
            if member is None:
                sys.exit(f"{package.name} {package.version} has no file {inside}: nothing was changed.")
            data = member.read()
            # The maps are not shipped; a reference to a missing file stops the static files' storage.
            wanted[outside] = SOURCE_MAP.sub(b"", data) if outside.endswith((".js", ".css")) else data
    return wanted


def main() -> None:
    """Replace the vendor folder with what is pinned above."""
    files: dict[str, bytes] = {}
    manifest = []
    with tempfile.TemporaryDirectory() as temporary:
        for package in PACKAGES:
            found = contents(package, fetch(package, Path(temporary)))
            files |= found
            manifest.append(
                {
                    "name": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "integrity": package.integrity,
                    "files": {path: hashlib.sha256(data).hexdigest() for path, data in sorted(found.items())},
                }
            )
    readme = VENDOR / "README.md"
    kept = readme.read_bytes() if readme.exists() else b""
    shutil.rmtree(VENDOR, ignore_errors=True)
    files["manifest.json"] = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
    files["README.md"] = kept
    for path, data in files.items():
        target = VENDOR / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{len(files)} files from {len(PACKAGES)} packages in {VENDOR}")


if __name__ == "__main__":
    main()
