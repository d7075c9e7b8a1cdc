"""Compiles the rooms to machine code: ``python tools/compile_rooms.py FOLDER`` leaves a compiled ``marsad`` in FOLDER.

The records are those of the plain program, byte for byte, in about two thirds of the time. Needs a C compiler, the headers of
Python, setuptools and mypy, whose types guide the compilation. The compiled package is of use on this kind of machine and with
this version of Python only: put FOLDER on ``PYTHONPATH``, or copy its ``marsad`` over an installed one. The sources in ``src``
stay as they are, so that nothing compiled can ever hide a change in them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "marsad"
ROOMS = ("text", "mentions", "claims", "events")
OTHERS = ("lexicon/match.py", "lexicon/gluing.py", "lexicon/morphology.py", "extract/rules.py", "extract/carrying.py")
"""What runs for every sentence outside of the rooms that are compiled as a whole."""
_RECORDS = "msgspec.Struct,"
"""Modules that define records with options stay plain: a compiled class loses the options of its bases."""
_SETUP = """\
from mypyc.build import mypycify
from setuptools import setup

modules = mypycify(["--ignore-missing-imports", *{modules!r}], opt_level="2", multi_file=True)
setup(name="marsad", packages=[], ext_modules=modules)
"""


def modules(package: Path) -> list[str]:
    """The modules of ``package`` that are compiled, as paths from the folder that holds it."""
    found = [path for room in ROOMS for path in sorted((package / room).rglob("*.py"))]
    found += [package / other for other in OTHERS]
    return [str(p.relative_to(package.parent)) for p in found if _RECORDS not in p.read_text(encoding="utf-8")]


def compile_into(folder: Path) -> int:
    """Copy the package into ``folder`` and compile it there; the number of compiled modules.

    Raises CalledProcessError when the compiler fails, FileExistsError when ``folder`` holds a ``marsad`` already.
    """
    package = folder / "marsad"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    setup = folder / "setup.py"
    setup.write_text(_SETUP.format(modules=modules(package)), encoding="utf-8")
    subprocess.run([sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"], cwd=folder, check=True)
    setup.unlink()
    shutil.rmtree(folder / "build")
    return sum(1 for path in package.rglob("*") if path.suffix in (".so", ".pyd"))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(f"{compile_into(target)} modules compiled into {target / 'marsad'}")
