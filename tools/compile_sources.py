"""Tells the compiler what Python does not say: rewrites the copy of a module that is going to be compiled.

Two things cost most when code is compiled as one writes it. A name in capitals is looked up in its module each time, since
anybody could give it another value: it becomes ``Final``. And the ``__init__`` of a dataclass is made when the program runs, so
that it stays plain Python: it is written out. Lines stay where they are, so that tracebacks point into the sources.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from compile_calls import spell_out_loops, spell_out_memory

_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]+$")
_FUTURE = "from __future__ import annotations"
_ASKED = re.compile(r"^from dataclasses import .*\bfields\b", re.MULTILINE)
_EMPTY = {"list": "[]", "dict": "{}", "set": "set()"}


def prepared(source: str) -> str:
    """``source`` as the compiler should read it, with as many lines."""
    tree = ast.parse(source)
    lines = source.split("\n")
    for statement in _constants(tree):
        _make_final(statement, lines)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and _is_written_out(node, source):
            _write_out(node, lines)
    spell_out_loops(tree, lines)
    spell_out_memory(tree, lines)
    return "\n".join(lines).replace(_FUTURE, f"{_FUTURE}; from typing import Final", 1)


def _constants(tree: ast.Module) -> Iterator[ast.Assign | ast.AnnAssign]:
    """Assignments of a module to names in capitals that are given no other value."""
    statements = [s for s in tree.body if isinstance(s, ast.Assign) or (isinstance(s, ast.AnnAssign) and s.value)]
    times = Counter(name for statement in statements for name in _names(statement))
    for statement in statements:
        names = _names(statement)
        if names and all(_CONSTANT.match(name) and times[name] == 1 for name in names):
            yield statement


def _names(statement: ast.Assign | ast.AnnAssign) -> list[str]:
    """What a statement gives a value to, when these are plain names and there is a value for each of them."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    if isinstance(target, ast.Name):
        return [target.id]
    values = statement.value.elts if isinstance(statement.value, ast.Tuple) else ()
    if isinstance(target, ast.Tuple) and len(target.elts) == len(values):
        return [name.id for name in target.elts if isinstance(name, ast.Name)]
    return []


def _make_final(statement: ast.Assign | ast.AnnAssign, lines: list[str]) -> None:
    row, names = statement.lineno - 1, _names(statement)
    if isinstance(statement, ast.AnnAssign):
        lines[row] = re.sub(r": (.+?) =", r": Final[\1] =", lines[row], count=1)
    elif len(names) == 1:
        lines[row] = lines[row].replace(" =", ": Final =", 1)
    elif isinstance(statement.value, ast.Tuple) and statement.end_lineno == statement.lineno:
        values = map(ast.unparse, statement.value.elts)
        lines[row] = "; ".join(f"{name}: Final = {value}" for name, value in zip(names, values, strict=True))


def _is_written_out(node: ast.ClassDef, source: str) -> bool:
    """Whether a class is a dataclass with slots whose values may change and whose fields nobody asks for."""
    if len(node.decorator_list) != 1 or _ASKED.search(source):
        return False
    decorator = ast.unparse(node.decorator_list[0])
    return decorator.startswith("dataclass(slots=True")


def _write_out(node: ast.ClassDef, lines: list[str]) -> None:
    """Put the name, the ``__init__`` and, if it has one, the ``__eq__`` of a dataclass where its decorator and docstring were."""
    fields = [s for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
    docstring = node.body[0]
    assert isinstance(docstring, ast.Expr), f"class {node.name} has no docstring"
    for row in range(docstring.lineno - 1, docstring.end_lineno or docstring.lineno):
        lines[row] = ""
    first = node.decorator_list[0].lineno - 1
    lines[first] = f"class {node.name}:"
    lines[node.lineno - 1] = f"    {_init(fields)}"
    if "eq=False" not in ast.unparse(node.decorator_list[0]):
        lines[docstring.lineno - 1] = f"    {_eq(node.name, fields)}"
    for field in fields:
        text = lines[field.lineno - 1]
        lines[field.lineno - 1] = text[: field.annotation.end_col_offset]


def _init(fields: list[ast.AnnAssign]) -> str:
    parameters, body = ["self"], []
    for field in fields:
        name, kind = ast.unparse(field.target), ast.unparse(field.annotation)
        factory = _factory(field.value)
        if factory is not None:
            parameters.append(f"{name}: {kind} | None = None")
            body.append(f"self.{name} = {factory} if {name} is None else {name}")
        else:
            default = f" = {ast.unparse(field.value)}" if field.value is not None else ""
            parameters.append(f"{name}: {kind}{default}")
            body.append(f"self.{name} = {name}")
    return f"def __init__({', '.join(parameters)}) -> None: {'; '.join(body)}"


def _factory(value: ast.expr | None) -> str | None:
    """What ``field(default_factory=list)`` makes anew for each object."""
    if not isinstance(value, ast.Call):
        return None
    factories = [ast.unparse(k.value) for k in value.keywords if k.arg == "default_factory"]
    return _EMPTY[factories[0]]


def _eq(name: str, fields: list[ast.AnnAssign]) -> str:
    same = " and ".join(f"self.{f} == other.{f}" for f in (ast.unparse(field.target) for field in fields))
    return f"def __eq__(self, other: object) -> bool: return isinstance(other, {name}) and {same}"
