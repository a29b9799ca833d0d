"""Reads Python sources without running them. Standard input: {"root": path, "files": [paths from it]}; standard output: a list with one
object a file: {"file", "classes": [{"name", "line", "bases", "methods"}], "functions": [{"name", "line"}]} or {"file", "line", "error"}.
"""
import ast
import json
import os
import sys

# Names defined under a condition at the top of a module are the module's, too.
BLOCKS = (ast.If, ast.Try, ast.With)


def statements(body):
    for node in body:
        yield node
        if isinstance(node, BLOCKS):
            for field in ("body", "orelse", "finalbody"):
                yield from statements(getattr(node, field, []))
            for handler in getattr(node, "handlers", []):
                yield from statements(handler.body)


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return inner and f"{inner}.{node.attr}"
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    return None


def describe(name, data):
    tree = ast.parse(data, name)
    classes, functions = [], []
    for node in statements(tree.body):
        if isinstance(node, ast.ClassDef):
            methods = [item.name for item in statements(node.body) if isinstance(item, ast.FunctionDef)]
            bases = [base for base in map(dotted, node.bases) if base]
            classes.append({"name": node.name, "line": node.lineno, "bases": bases, "methods": list(dict.fromkeys(methods))})
        elif isinstance(node, ast.FunctionDef):
            functions.append({"name": node.name, "line": node.lineno})
    return {"file": name, "classes": classes, "functions": functions}


def read(root, name):
    try:
        with open(os.path.join(root, name), "rb") as source:
            return describe(name, source.read())
    except SyntaxError as fault:
        return {"file": name, "line": fault.lineno or 0, "error": fault.msg}
    except OSError as fault:
        return {"file": name, "line": 0, "error": fault.strerror}
    except (ValueError, RecursionError, MemoryError) as fault:
        return {"file": name, "line": 0, "error": str(fault) or type(fault).__name__}


request = json.loads(sys.stdin.buffer.read())
json.dump([read(request["root"], name) for name in request["files"]], sys.stdout)
