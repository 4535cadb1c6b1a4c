"""Every single-place mutation of some lines of a program: other operators, constants, operands, attributes; lines dropped.

A mutation that cannot change anything, such as a + b for b + a, is not made.
"""

import ast
import copy

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
NOT_COMMUTATIVE = (ast.Sub, ast.Div, ast.Pow, ast.FloorDiv, ast.Mod)
ATTRIBUTES = {"data": "grad", "grad": "data"}
UNWRAPPED = {"reversed", "sorted", "abs", "list", "tuple", "set"}  # calls that a mutation takes away


def mutations(source, lines):
    """(the mutated line, the mutated source) for every place in these lines of `source`."""
    tree = ast.parse(source)
    for place, found in enumerate(ast.walk(tree)):
        if getattr(found, "lineno", None) in lines:
            for number in range(len(list(variants(found)))):
                mutant = copy.deepcopy(tree)
                node = list(ast.walk(mutant))[place]
                new = list(variants(node))[number]
                Replace(node, new).visit(mutant)
                ast.fix_missing_locations(mutant)
                yield described(mutant, new), ast.unparse(mutant)
    for line, mutant in dropped(tree, lines):
        yield line, ast.unparse(mutant)


class Replace(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def variants(node):
    """What could stand in a node's place; each shares the node's children."""
    match node:
        case ast.BinOp(left, op, right):
            for kind in OPERATORS.get(type(op), ()):
                yield ast.BinOp(left, kind(), right)
            if isinstance(op, NOT_COMMUTATIVE):
                yield ast.BinOp(right, op, left)
        case ast.AugAssign(target, op, value):
            yield ast.Assign([target], value)
            for kind in OPERATORS.get(type(op), ())[:1]:
                yield ast.AugAssign(target, kind(), value)
        case ast.Compare(left, [op], right):
            for kind in COMPARISONS.get(type(op), ()):
                yield ast.Compare(left, [kind()], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from values
        case ast.UnaryOp(_, operand):
            yield operand
        case ast.Constant(value) if isinstance(value, bool):
            yield ast.Constant(not value)
        case ast.Constant(value) if isinstance(value, (int, float)):
            yield from (ast.Constant(other) for other in (value + 1, value - 1, -value if value else 2))
        case ast.Attribute(value, name, context) if name in ATTRIBUTES:
            yield ast.Attribute(value, ATTRIBUTES[name], context)
        case ast.Call(function, arguments, keywords):
            if isinstance(function, ast.Name) and function.id in UNWRAPPED and len(arguments) == 1:
                yield arguments[0]
            if len(arguments) == 2:
                yield ast.Call(function, arguments[::-1], keywords)
            if isinstance(function, ast.Name) and function.id in ("all", "any"):
                yield ast.Call(ast.Name("any" if function.id == "all" else "all", ast.Load()), arguments, keywords)
            if isinstance(function, ast.Name) and function.id in ("min", "max"):
                yield ast.Call(ast.Name("max" if function.id == "min" else "min", ast.Load()), arguments, keywords)
        case ast.Return(value) if value is not None:
            yield ast.Return(None)


def dropped(tree, lines):
    """The tree without one of its statements, for each statement in these lines."""
    for place, found in enumerate(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(found, field, None)
            for position, statement in enumerate(statements if isinstance(statements, list) else ()):
                if statement.lineno in lines and not isinstance(statement, (ast.Pass, ast.Import, ast.ImportFrom)):
                    mutant = copy.deepcopy(tree)
                    getattr(list(ast.walk(mutant))[place], field)[position] = ast.Pass()
                    ast.fix_missing_locations(mutant)
                    yield "dropped: " + first_line(statement), mutant


def described(tree, new):
    """The line in which `new` stands, as Python would write it."""
    innermost = None
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt) and any(child is new for child in ast.walk(statement)):
            innermost = statement
    return first_line(innermost)


def first_line(statement):
    return ast.unparse(statement).splitlines()[0]
