"""Compiles the rooms to machine code: ``python tools/compile_rooms.py FOLDER`` leaves a compiled ``marsad`` in FOLDER.

The records are those of the plain program, byte for byte. Needs a C compiler, the headers of Python, setuptools and mypy, whose
types guide the compilation. What is compiled is of use on this kind of machine and with this version of Python only. Put FOLDER
on ``PYTHONPATH`` to try it; to install it, build a wheel (``make wheel``). The sources in ``src`` stay as they are, so that
nothing compiled can ever hide a change in them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from compile_sources import prepared

SOURCE = Path(__file__).resolve().parent.parent / "src" / "marsad"
ROOMS = ("text", "mentions", "claims", "events", "extract")
OTHERS = ("lexicon/match.py", "lexicon/gluing.py", "lexicon/morphology.py")
"""What runs for every sentence outside of the rooms that are compiled as a whole."""
_RECORDS = re.compile(r"^class \w+\(msgspec\.Struct, ", re.MULTILINE)
"""Modules that define records with options stay plain: a compiled class loses the options of its bases."""
_LIBRARIES = {".so", ".pyd"}
_SETUP = '''\
"""Builds the modules named on the command line; one C file each, as many at once as there are processors."""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from mypyc.build import mypycify
from setuptools import setup
from setuptools.command.build_ext import build_ext


class Parallel(build_ext):
    def build_extensions(self):
        one = self.compiler.compile

        def compile_all(sources, *args, **kwargs):
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                made = pool.map(lambda source: one([source], *args, **kwargs), sources)
                return [path for paths in made for path in paths]

        self.compiler.compile = compile_all
        super().build_extensions()


names = sys.argv[1:]
sys.argv[1:] = ["--quiet", "build_ext", "--inplace"]
modules = mypycify(
    ["--ignore-missing-imports", "--follow-imports=silent", *names],
    opt_level="2", debug_level="0", multi_file=True, group_name="marsad",
)
setup(name="marsad", packages=[], ext_modules=modules, cmdclass={"build_ext": Parallel})
'''


def modules(package: Path) -> list[str]:
    """The modules of ``package`` that are compiled, as paths from the folder that holds it."""
    found = [path for room in ROOMS for path in sorted((package / room).rglob("*.py"))]
    found += [package / other for other in OTHERS]
    return [str(p.relative_to(package.parent)) for p in found if not _RECORDS.search(p.read_text(encoding="utf-8"))]


def _environment() -> dict[str, str]:
    """What the compiler is told: GCC on Linux joins the modules into one, so that they call one another directly."""
    compiler = os.environ.get("CC") or str(sysconfig.get_config_var("CC"))
    if not sys.platform.startswith("linux") or "gcc" not in compiler:
        return dict(os.environ)
    more = {"CFLAGS": "-flto", "LDFLAGS": "-flto=auto -O2 -Wl,-Bsymbolic"}
    return {**os.environ, **{name: f"{os.environ.get(name, '')} {flags}".strip() for name, flags in more.items()}}


def build(folder: Path) -> list[str]:
    """Compile a copy of the rooms in ``folder``; the libraries made, as paths from it that are to lie beside the sources.

    Raises CalledProcessError when something that is needed is missing or fails; what is wrong stands on the error output.
    """
    shutil.copytree(
        SOURCE, folder / "marsad", ignore=shutil.ignore_patterns("__pycache__", "data", "web", "*.so", "*.pyd")
    )
    chosen = modules(folder / "marsad")
    for name in chosen:
        path = folder / name
        path.write_text(prepared(path.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "setup.py").write_text(_SETUP, encoding="utf-8")
    subprocess.run([sys.executable, "setup.py", *chosen], cwd=folder, check=True, env=_environment())
    shutil.rmtree(folder / "build")
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in _LIBRARIES)


def compile_into(folder: Path) -> int:
    """Copy the package into ``folder`` and compile its rooms there; the number of libraries.

    Raises CalledProcessError as ``build`` does, FileExistsError when ``folder`` holds a ``marsad`` already.
    """
    package = folder / "marsad"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    with tempfile.TemporaryDirectory() as work:
        made = build(Path(work))
        for name in made:
            shutil.copy2(Path(work) / name, folder / name)
    return len(made)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(f"{compile_into(target)} libraries compiled into {target}")
