"""Compiles the rooms to machine code: ``python tools/compile_rooms.py FOLDER`` leaves a compiled ``marsad`` in FOLDER.

The records are those of the plain program, byte for byte. Needs a C compiler, the headers of Python, setuptools and mypy, whose
types guide the compilation. The compiled package is of use on this kind of machine and with this version of Python only: put
FOLDER on ``PYTHONPATH``, or build a wheel (``make wheel``). The sources in ``src`` stay as they are, so that nothing compiled
can ever hide a change in them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from compile_sources import prepared

SOURCE = Path(__file__).resolve().parent.parent / "src" / "marsad"
ROOMS = ("text", "mentions", "claims", "events", "extract")
OTHERS = ("lexicon/match.py", "lexicon/gluing.py", "lexicon/morphology.py")
"""What runs for every sentence outside of the rooms that are compiled as a whole."""
_RECORDS = re.compile(r"^class \w+\(msgspec\.Struct, ", re.MULTILINE)
"""Modules that define records with options stay plain: a compiled class loses the options of its bases."""
_SETUP = """\
import os
from concurrent.futures import ThreadPoolExecutor
from setuptools import setup
from setuptools.command.build_ext import build_ext
from mypyc.build import mypycify

class Parallel(build_ext):
    def build_extensions(self):
        one = self.compiler.compile
        def all_at_once(sources, *args, **kwargs):
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                made = list(pool.map(lambda source: one([source], *args, **kwargs), sources))
            return [path for paths in made for path in paths]
        self.compiler.compile = all_at_once
        super().build_extensions()

modules = mypycify(["--ignore-missing-imports", *{modules!r}], opt_level={level!r}, debug_level="0", multi_file=True, group_name="marsad")
setup(name="marsad", packages=[], ext_modules=modules, cmdclass={{"build_ext": Parallel}})
"""


def modules(package: Path) -> list[str]:
    """The modules of ``package`` that are compiled, as paths from the folder that holds it."""
    found = [path for room in ROOMS for path in sorted((package / room).rglob("*.py"))]
    found += [package / other for other in OTHERS]
    return [str(p.relative_to(package.parent)) for p in found if not _RECORDS.search(p.read_text(encoding="utf-8"))]


def compile_into(folder: Path) -> int:
    """Copy the package into ``folder`` and compile it there; the number of compiled modules.

    Raises CalledProcessError when the compiler fails, FileExistsError when ``folder`` holds a ``marsad`` already.
    """
    package = folder / "marsad"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copytree(package, work / "marsad", ignore=shutil.ignore_patterns("data", "web"))
        chosen = modules(work / "marsad")
        for module in chosen:
            path = work / module
            path.write_text(prepared(path.read_text(encoding="utf-8")), encoding="utf-8")
        (work / "setup.py").write_text(_SETUP.format(modules=chosen, level=os.environ.get("LEVEL","2")), encoding="utf-8")
        subprocess.run([sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"], cwd=work, check=True)
        if os.environ.get("KEEP"): shutil.copytree(work, os.environ["KEEP"])
        made = [path for path in work.rglob("*") if path.suffix in (".so", ".pyd") and "build" not in path.relative_to(work).parts]
        for path in made:
            shutil.copy2(path, folder / path.relative_to(work))
    return len(made)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(f"{compile_into(target)} modules compiled into {target / 'marsad'}")
