"""Spells out calls that loop or remember inside Python, as the compiler has faster ones of its own.

``list(map(table.get, words))`` is the quickest that plain Python has, but compiled code would go through Python for each word: it
becomes a comprehension. ``lru_cache`` costs more than a look-up in a dictionary that the compiler knows: a function that is
remembered becomes three, one that looks up, one that keeps and one that works it out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_GETTERS = ("attrgetter", "itemgetter")


def spell_out_loops(tree: ast.Module, lines: list[str]) -> None:
    """Replace ``map`` and ``filter`` in ``lines``, of which ``tree`` is the syntax, where what they call is plain to see."""
    loops = _Loops(tree)
    found = [node for node in _outermost(tree) if node.lineno == node.end_lineno]
    for node in sorted(found, key=lambda node: (node.lineno, -node.col_offset)):
        before = ast.unparse(node)
        after = ast.unparse(loops.visit(node))
        if after != before:
            line = lines[node.lineno - 1].encode()
            lines[node.lineno - 1] = (line[: node.col_offset] + after.encode() + line[node.end_col_offset :]).decode()


def _outermost(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of list, map and filter that stand in no other such call."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("list", "map", "filter"):
            yield node
        else:
            yield from _outermost(node)


class _Loops(ast.NodeTransformer):
    """Makes comprehensions of calls."""

    def __init__(self, tree: ast.Module) -> None:
        self._functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)} | {"len"}
        self._getters = dict(_getters(tree))
        self._made = 0

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) and not node.keywords else ""
        if name == "map" and len(node.args) == 2:
            return self._mapped(*node.args) or node
        if name == "filter" and isinstance(node.args[1], ast.ListComp) and ast.unparse(node.args[0]) == "None":
            return self._filtered(node.args[1])
        if name == "list" and len(node.args) == 1 and isinstance(node.args[0], ast.ListComp):
            return node.args[0]
        return node

    def _mapped(self, function: ast.expr, values: ast.expr) -> ast.ListComp | None:
        each, table = self._name(), None
        if isinstance(function, ast.Attribute) and function.attr == "get":
            if not isinstance(function.value, ast.Name | ast.Attribute):  # a table that is itself looked up, once
                table = ast.comprehension(self._name(), ast.Tuple([function.value]), [], 0)
                function = ast.Attribute(table.target, "get")
            element: ast.expr = ast.Call(function, [each], [])
        elif isinstance(function, ast.Name) and function.id in self._functions:
            element = ast.Call(function, [each], [])
        elif isinstance(function, ast.Name) and function.id in self._getters:
            element = _gotten(self._getters[function.id], each)
        else:
            return None
        loop = ast.comprehension(each, values, [], 0)
        return ast.ListComp(element, [table, loop] if table is not None else [loop])

    def _filtered(self, values: ast.ListComp) -> ast.ListComp:
        each = self._name()
        values.generators[-1].ifs.append(ast.NamedExpr(each, values.elt))
        return ast.ListComp(each, values.generators)

    def _name(self) -> ast.Name:
        self._made += 1
        return ast.Name(f"_each{self._made}")


def _getters(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Names of a module for what ``attrgetter`` and ``itemgetter`` made of one name or number."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            target, value = statement.targets[0], statement.value
            parts = (
                zip(target.elts, value.elts)
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
                else [(target, value)]
            )
            for name, call in parts:
                if isinstance(call, ast.Call) and ast.unparse(call.func) in _GETTERS and isinstance(name, ast.Name):
                    yield name.id, call


def _gotten(getter: ast.Call, each: ast.Name) -> ast.expr:
    argument = getter.args[0]
    assert isinstance(argument, ast.Constant)
    if ast.unparse(getter.func) == "attrgetter":
        return ast.Attribute(each, str(argument.value))
    return ast.Subscript(each, argument)


def spell_out_memory(tree: ast.Module, lines: list[str]) -> None:
    """Replace ``lru_cache`` of functions of a module by a dictionary; the two blank lines before them hold what is new."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            decorator = node.decorator_list[0]
            row = decorator.lineno - 1
            if _remembers(node, decorator) and not lines[row - 1] and not lines[row - 2]:
                lines[row - 2 : row + 1] = _memory(node, ast.unparse(decorator.keywords[0].value))  # type: ignore[attr-defined]
                lines[node.lineno - 1] = lines[node.lineno - 1].replace(
                    f"def {node.name}(", f"def {node.name}_anew(", 1
                )


def _remembers(node: ast.FunctionDef, decorator: ast.expr) -> bool:
    """Whether a function is remembered and never gives None, which stands for what is not known yet."""
    is_cache = (
        isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "lru_cache" and len(decorator.keywords) == 1
    )
    return is_cache and node.returns is not None and bool(node.args.args) and not isinstance(node.returns, ast.BinOp)


def _memory(node: ast.FunctionDef, size: str) -> list[str]:
    name, made, given = node.name, ast.unparse(node.returns or ast.Constant(None)), node.args.args
    kinds, names = [ast.unparse(a.annotation or ast.Constant(None)) for a in given], [a.arg for a in given]
    one = len(given) == 1
    key, kind = (names[0], kinds[0]) if one else (f"({', '.join(names)})", f"tuple[{', '.join(kinds)}]")
    parameters, arguments = ast.unparse(node.args), ", ".join(names)
    known = f"{name}_known"
    return [
        f"{known}: Final[dict[{kind}, {made}]] = {{}}",
        f"def {name}({parameters}) -> {made}: known = {known}.get({key}); "
        f"return known if known is not None else {name}_kept({arguments})",
        f"def {name}_kept({parameters}) -> {made}: {known}.pop(next(iter({known})), None) if len({known}) >= {size} else None; "
        f"known = {known}[{key}] = {name}_anew({arguments}); return known",
    ]
