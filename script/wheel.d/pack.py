"""Packs a folder as a wheel, with the standard library alone.

  pack.py SOURCES TREE VERSION TAG FOLDER

SOURCES has pyproject.toml and README.md; TREE has what is to be installed, with the licences in its .dist-info. Prints the wheel.
The same files give the same wheel: names are sorted, and all have the time of SOURCE_DATE_EPOCH. ZIP_LEVEL says how hard it is packed,
from 0 to 9 (6, where it is not set).
"""

import base64
import hashlib
import os
import sys
import time
import zipfile
from pathlib import Path


def project(sources: Path) -> dict:
    """What pyproject.toml says of the project."""
    try:
        import tomllib
    except ModuleNotFoundError:
        sys.exit("pack.py: needs Python 3.11 or later")
    return tomllib.loads((sources / "pyproject.toml").read_text())["project"]


def metadata(project: dict, sources: Path, version: str, licences: list[str]) -> str:
    """The file METADATA, of which packaging.python.org says what is in it."""
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"Keywords: {','.join(project['keywords'])}",
        f"License-Expression: {project['license']}",
    ]
    lines += [f"License-File: {name}" for name in licences]
    lines += [f"Classifier: {classifier}" for classifier in project["classifiers"]]
    lines.append(f"Requires-Python: {project['requires-python']}")
    for extra, packages in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {package}; extra == "{extra}"' for package in packages]
    lines.append("Description-Content-Type: text/markdown")
    return "\n".join(lines) + "\n\n" + (sources / project["readme"]).read_text()


def main() -> None:
    sources, tree, version, tag, folder = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5], Path(sys.argv[5])
    about = project(sources)
    name = about["name"].replace("-", "_")
    info = f"{name}-{version}.dist-info"
    licences = sorted(path.name for path in (tree / info / "licenses").iterdir())
    files = {path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    programs = {path for path in files if os.access(tree / path, os.X_OK)}
    files[f"{info}/METADATA"] = metadata(about, sources, version, licences).encode()
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: script/wheel\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    )
    scripts = "".join(f"{script} = {target}\n" for script, target in about["scripts"].items())
    files[f"{info}/entry_points.txt"] = f"[console_scripts]\n{scripts}".encode()

    record = f"{info}/RECORD"
    lines = []
    for path, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    files[record] = ("".join(lines) + f"{record},,\n").encode()

    # A zip counts years from 1980, and seconds in twos.
    moment = time.gmtime(max(int(os.environ["SOURCE_DATE_EPOCH"]), 315532800))[:6]
    level = int(os.environ.get("ZIP_LEVEL", "6"))
    wheel = folder / f"{name}-{version}-{tag}.whl"
    partial = wheel.with_suffix(".partial")
    # What tells of the others stands last, as installers like it.
    order = sorted(files, key=lambda path: (path.startswith(info), path == record, path))
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for path in order:
            entry = zipfile.ZipInfo(path, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if path in programs else 0o100644) << 16
            archive.writestr(entry, files[path], compresslevel=level)
    partial.replace(wheel)
    print(wheel)


if __name__ == "__main__":
    main()
