"""Random scope programs: the sources of which recorder.py keeps what the real TensorFlow does.

A seed and a version give one program, always the same. Programs are written so that names meet often: few scope and variable
names, scopes that are captured and entered again, functions that are called twice. Where a program raises, it ends.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Version = tuple[int, int]

SCOPES = ("a", "b", "c", "net")
VARIABLES = ("w", "b", "v", "k", "u")
SHAPES = ("[2]", "[2]", "[2]", "[3]", "[2, 3]", "()")
OPS = ("c", "out", "w", "a")


class Program:
    """One program while it is being written."""

    def __init__(self, seed: int, version: Version) -> None:
        self.random = random.Random(f"{seed}/{version}")
        self.version = version
        self.lines: list[str] = ["import tensorflow as tf", ""]
        self.depth = 0
        self.budget = self.random.randint(6, 22)
        self.serial = 0
        self.objects: list[str] = []
        """Variables of the program that hold a scope object."""
        self.prefixes: list[str] = []
        """Those that hold the value of a name_scope."""
        self.functions: list[tuple[str, str]] = []
        """Name and kind of the functions defined so far."""
        self.tensors: list[str] = []
        self.loop: str | None = None
        self.in_function = False
        self.partitions = self.chance(0.15)
        """Whether there are partitioners; then no variable is bound to a name, as a partitioned one has no ``op``."""

    # Small choices

    def pick(self, items: Sequence[str]) -> str:
        return self.random.choice(items)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def fresh(self, stem: str) -> str:
        self.serial += 1
        return f"{stem}{self.serial}"

    def emit(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    def block(self, head: str, body: Callable[[], None]) -> None:
        """A compound statement; names that its body binds are forgotten after it, where they may not be bound."""
        self.emit(head)
        self.depth += 1
        before = len(self.lines)
        body()
        if len(self.lines) == before:
            self.emit("pass")
        self.depth -= 1

    # Expressions

    def string(self, pool: Sequence[str]) -> str:
        """A name: literal, formatted, or made of the loop's variable."""
        plain = self.pick(pool)
        if self.loop is not None and self.chance(0.6):
            return self.pick((f'"{plain}%d" % {self.loop}', f'"{plain}_{{}}".format({self.loop})', f'f"{plain}{{{self.loop}}}"',
                              f'"{plain}" + str({self.loop})'))  # fmt: skip
        if self.chance(0.1):
            return self.pick((f'"{plain}/{self.pick(VARIABLES)}"', f'"%s_%s" % ("{plain}", "x")', f'"/".join(["{plain}", "k"])'))
        return f'"{plain}"'

    def reuse(self) -> str:
        choices = ["True", "False", "None", "True"]
        if self.version >= (1, 4):
            choices += ["tf.AUTO_REUSE"] * 4
        return self.pick(choices)

    def scope_arguments(self) -> tuple[str, bool]:
        """The arguments of variable_scope."""
        kind = self.random.random()
        keywords = []
        if kind < 0.12:
            positional = f'None, {self.string(SCOPES)}' if self.chance(0.5) else f"None, default_name={self.string(SCOPES)}"
        elif kind < 0.34 and self.objects:
            positional = self.pick(self.objects)
        elif kind < 0.42:
            positional = "tf.get_variable_scope()"
        elif kind < 0.46 and self.objects:
            positional = f"{self.pick(self.objects)}.name"
        elif kind < 0.48:
            positional = self.pick(('""', '""', '"a/"', '"a//b"', '"_b"', '"1a"', '"a b"'))
        elif kind < 0.52:
            positional = f'{self.string(SCOPES)}, "dflt"'
        else:
            positional = self.string(SCOPES)
        if self.chance(0.06 if kind < 0.12 else 0.36):
            keywords.append(f"reuse={self.reuse()}")
        if self.version >= (1, 5) and self.chance(0.07):
            keywords.append("auxiliary_name_scope=False")
        if self.chance(0.04):
            keywords.append("dtype=tf.float64")
        if self.chance(0.03):
            keywords.append("initializer=tf.ones_initializer()")
        if self.chance(0.04):
            keywords.append("custom_getter=getter")
        if self.partitions and self.chance(0.15):
            keywords.append("partitioner=tf.fixed_size_partitioner(2)")
        if self.chance(0.03) and self.tensors:
            keywords.append(f"values=[{self.pick(self.tensors)}]")
        return ", ".join([positional, *keywords]), True

    def tensor(self) -> str:
        return self.pick(self.tensors) if self.tensors and self.chance(0.6) else self.pick(("tf.constant(1.0)", "x"))

    # Statements

    def statements(self, least: int = 1, most: int = 4) -> None:
        for _ in range(self.random.randint(least, most)):
            if self.budget <= 0:
                return
            self.budget -= 1
            self.statement()

    def statement(self) -> None:
        choices: list[tuple[float, Callable[[], None]]] = [
            (9, self.variable), (2.5, self.tf_variable), (4, self.op), (0.9, self.reuse_variables), (1.6, self.call),
            (0.5, self.collection), (0.4, self.layer), (0.3, self.graph_question), (0.5, self.attempt), (0.3, self.global_step),
            (0.25, self.local_variable), (0.3, self.capture),
        ]  # fmt: skip
        if self.depth < 5:
            choices += [
                (9, self.variable_scope), (2.6, self.name_scope), (0.5, self.op_scope), (1.0, self.for_loop), (0.6, self.condition),
                (0.4, self.other_graph), (0.8, self.absolute_name_scope), (0.25, self.two_managers),
            ]  # fmt: skip
        if not self.in_function and self.depth == 0:
            choices += [(1.2, self.function), (0.35, self.template), (0.4, self.model_class)]
        total = sum(weight for weight, _ in choices)
        at = self.random.random() * total
        for weight, make in choices:
            at -= weight
            if at <= 0:
                make()
                return

    def variable(self) -> None:
        shape = self.pick(SHAPES)
        arguments = [self.string(VARIABLES)]
        kind = self.random.random()
        if kind < 0.82:
            arguments.append(shape if self.chance(0.7) else f"shape={shape}")
        elif kind < 0.92:
            arguments.append(f"initializer={self.pick(('1.0', '[1.0, 2.0]', 'tf.constant([0.5, 0.5])', '3'))}")
        elif kind < 0.927:
            arguments += [f"shape={shape}", "initializer=tf.constant([0.5, 0.5])"]
        elif kind < 0.934:
            arguments.append("shape=[None, 3]")
        else:
            arguments.append(f"shape={shape}")
        if "initializer" not in arguments[-1] and self.chance(0.2):
            arguments.append(f"initializer=tf.{self.pick(('zeros', 'ones', 'random_normal', 'truncated_normal'))}_initializer()")
        if self.chance(0.05) and "random_normal" not in arguments[-1] and "truncated" not in arguments[-1]:
            arguments.append(f"dtype={self.pick(('tf.int32', 'tf.float64', 'tf.float32'))}")
        if self.chance(0.06):
            arguments.append("trainable=False")
        if self.partitions and self.chance(0.3):
            arguments.append(f"partitioner={self.partitioner()}")
        if self.chance(0.02):
            arguments.append('collections=["variables", "mine"]')
        if self.chance(0.02):
            arguments.append("custom_getter=getter")
        call = f"tf.get_variable({', '.join(arguments)})"
        if self.chance(0.4) and not self.partitions:
            name = self.fresh("v")
            self.emit(f"{name} = {call}")
            self.tensors.append(name)
            if self.chance(0.15):
                self.emit(f'tf.identity({name}, name={name}.op.name.split("/")[-1] + "_copy")')
        else:
            self.emit(call)

    def partitioner(self) -> str:
        return self.pick(("tf.fixed_size_partitioner(2)", "tf.fixed_size_partitioner(3)", "tf.fixed_size_partitioner(2, axis=0)",
                          "tf.min_max_variable_partitioner(2, min_slice_size=4)",
                          "tf.variable_axis_size_partitioner(8)"))  # fmt: skip

    def tf_variable(self) -> None:
        value = self.pick(("1.0", "tf.zeros([2])", "[1.0, 2.0]", "0"))
        name = f", name={self.string(VARIABLES)}" if self.chance(0.8) else ""
        trainable = ", trainable=False" if self.chance(0.1) else ""
        self.emit(f"tf.Variable({value}{name}{trainable})")

    def local_variable(self) -> None:
        self.emit(f"tf.get_local_variable({self.string(VARIABLES)}, {self.pick(SHAPES)})")

    def op(self) -> None:
        name = f", name={self.string(OPS)}" if self.chance(0.75) else ""
        kind = self.random.random()
        if kind < 0.45:
            text = f"tf.constant(1.0{name})"
        elif kind < 0.7:
            text = f"tf.identity({self.tensor()}{name})"
        elif kind < 0.82:
            text = f"tf.add({self.pick(('1.0', 'x'))}, 2.0{name})"
        elif kind < 0.92:
            text = f"tf.placeholder(tf.float32, [2]{name})"
        else:
            text = f"tf.no_op({name[2:]})"
        if self.chance(0.04):
            text = f'tf.constant(1.0, name="{self.pick(("a b", "_x", "a:0", "é", "c/", "a/b"))}")'
        self.emit(text)

    def reuse_variables(self) -> None:
        scope = self.pick(self.objects) if self.objects and self.chance(0.4) else "tf.get_variable_scope()"
        guard = self.loop is not None and self.chance(0.6)
        if guard:
            self.block(f"if {self.loop} > 0:", lambda: self.emit(f"{scope}.reuse_variables()"))
        elif scope != "tf.get_variable_scope()" or self.depth:
            self.emit(f"{scope}.reuse_variables()")

    def capture(self) -> None:
        name = self.fresh("s")
        self.emit(f"{name} = tf.get_variable_scope()")
        self.objects.append(name)

    def variable_scope(self) -> None:
        arguments, _ = self.scope_arguments()
        target = self.fresh("s") if self.chance(0.45) else None
        self.scoped(f"with tf.variable_scope({arguments}){f' as {target}' if target else ''}:", target, self.objects)

    def scoped(self, head: str, target: str | None, targets: list[str]) -> None:
        def body() -> None:
            if target:
                targets.append(target)
            self.statements()

        self.block(head, body)

    def name_scope(self) -> None:
        kind = self.random.random()
        target = self.fresh("n") if self.chance(0.4) else None
        if kind < 0.6:
            arguments = self.string(SCOPES)
        elif kind < 0.7:
            arguments = f"None, {self.string(SCOPES)}" + (f", [{self.tensor()}]" if self.chance(0.3) else "")
        elif kind < 0.78 and self.prefixes:
            arguments = self.pick(self.prefixes)
        elif kind < 0.84:
            arguments = self.pick(("None", '""', '"a/"', '"_q"', '"b c"'))
        elif kind < 0.9:
            arguments = f'{self.string(SCOPES)}, "dflt", [{self.tensor()}]'
        elif kind < 0.94:
            arguments = f"{self.string(SCOPES)}, values=[{self.tensor()}]"
        else:
            arguments = self.string(SCOPES)
        api = "tf.name_scope" if self.chance(0.85) or "," in arguments else "tf.get_default_graph().name_scope"
        self.scoped(f"with {api}({arguments}){f' as {target}' if target else ''}:", target, self.prefixes)

    def absolute_name_scope(self) -> None:
        if self.objects:
            self.scoped(f"with tf.name_scope({self.pick(self.objects)}.original_name_scope):", None, [])

    def op_scope(self) -> None:
        if self.chance(0.5):
            self.scoped(f"with tf.op_scope([{self.tensor()}], {self.string(SCOPES)}, \"dflt\"):", None, [])
        else:
            name = self.string(SCOPES) if self.chance(0.6) else "None"
            self.scoped(f"with tf.variable_op_scope([{self.tensor()}], {name}, {self.string(SCOPES)}, reuse={self.reuse()}):", None, [])

    def two_managers(self) -> None:
        self.scoped(f"with tf.name_scope({self.string(SCOPES)}), tf.variable_scope({self.string(SCOPES)}):", None, [])

    def other_graph(self) -> None:
        self.block("with tf.Graph().as_default():", self.graph_body)

    def graph_body(self) -> None:
        tensors, self.tensors = self.tensors, []
        self.emit("x = tf.constant(1.0, name=\"x\")")
        self.statements(1, 3)
        self.tensors = tensors
        # Names bound in here belong to the other graph; the outer x is not read again below.
        self.emit("x = 1.0")

    def for_loop(self) -> None:
        if self.loop is not None:
            return
        name = self.fresh("i")
        items = self.pick((f"{name} in range(2)", f"{name} in range(3)", f'{name} in ("p", "q")', f"_, {name} in enumerate((5, 6))",
                           f"{name} in [3, 4]"))  # fmt: skip

        def body() -> None:
            self.loop = name if '"p"' not in items else None
            self.statements()
            self.loop = None

        self.block(f"for {items}:", body)

    def condition(self) -> None:
        test = self.pick(("True", "tf.get_variable_scope().reuse", "not tf.get_variable_scope().reuse", 'tf.get_variable_scope().name == ""'))
        objects, prefixes, tensors = list(self.objects), list(self.prefixes), list(self.tensors)

        def body() -> None:
            self.statements(1, 2)

        self.block(f"if {test}:", body)
        self.objects, self.prefixes, self.tensors = list(objects), list(prefixes), list(tensors)
        if self.chance(0.5):
            self.block("else:", body)
        self.objects, self.prefixes, self.tensors = objects, prefixes, tensors

    def attempt(self) -> None:
        objects, prefixes, tensors = list(self.objects), list(self.prefixes), list(self.tensors)
        name = self.string(VARIABLES)
        self.block("try:", lambda: self.emit(f"tf.get_variable({name}, [2])"))
        if self.chance(0.5):
            self.block("except ValueError:", lambda: self.emit("tf.get_variable_scope().reuse_variables()"))
        else:
            def again() -> None:
                self.block("with tf.variable_scope(tf.get_variable_scope(), reuse=True):", lambda: self.emit(f"tf.get_variable({name})"))

            self.block("except ValueError:", again)
        self.objects, self.prefixes, self.tensors = objects, prefixes, tensors

    def collection(self) -> None:
        scope = self.pick(('"a"', '"a/"', '"net"', '"a/b"', "tf.get_variable_scope().name", '".*w"'))
        if self.version >= (1, 4) and self.chance(0.5):
            items = f"tf.{self.pick(('trainable_variables', 'global_variables'))}(scope={scope})"
        elif self.chance(0.6):
            items = f"tf.get_collection(tf.GraphKeys.{self.pick(('TRAINABLE_VARIABLES', 'GLOBAL_VARIABLES'))}, scope={scope})"
        else:
            items = "tf.trainable_variables()"
        name = self.fresh("e")
        self.block(f"for {name} in {items}:", lambda: self.emit(f'tf.constant(0.0, name={name}.op.name.replace("/", "_"))'))

    def graph_question(self) -> None:
        kind = self.random.random()
        if kind < 0.4:
            self.emit('tf.constant(1.0, name="at_" + tf.get_variable_scope().name.replace("/", "_"))')
        elif kind < 0.7 and self.objects:
            self.emit(f'tf.constant(1.0, name="o_" + {self.pick(self.objects)}.original_name_scope.replace("/", "_"))')
        else:
            self.emit('tf.constant(1.0, name="r%s" % tf.get_variable_scope().reuse)' if self.version < (1, 4)
                      else 'tf.constant(1.0, name=tf.get_default_graph().unique_name("u", mark_as_used=False))')  # fmt: skip

    def global_step(self) -> None:
        if self.version >= (1, 2):
            self.emit(f"tf.train.{self.pick(('get_or_create_global_step', 'get_or_create_global_step', 'create_global_step'))}()")

    def layer(self) -> None:
        named = f", name={self.string(SCOPES)}" if self.chance(0.6) else ""
        again = f", reuse={self.reuse()}" if named and self.chance(0.3) else ""
        self.emit(f"tf.layers.dense(tf.zeros([2, 3]), 2{named}{again})")

    # Functions

    def body(self, make: Callable[[], None]) -> None:
        """A function's body sees the module's names, but what it binds stays in it."""
        saved = (list(self.objects), list(self.prefixes), list(self.tensors), self.in_function, self.loop)
        self.in_function = True
        self.tensors = []
        make()
        self.objects, self.prefixes, self.tensors, self.in_function, self.loop = saved

    def function(self) -> None:
        name = self.fresh("f")
        kind = self.pick(("plain", "reuse", "name", "scope", "closure"))

        def plain() -> None:
            self.statements(1, 3)
            self.emit("return x")

        def with_reuse() -> None:
            self.scoped(f"with tf.variable_scope({self.string(SCOPES)}, reuse=reuse):", None, [])
            self.emit("return x")

        def with_name() -> None:
            self.scoped('with tf.variable_scope(name or "block"):', None, [])
            self.emit("return x")

        def with_scope() -> None:
            self.scoped('with tf.variable_scope(scope, "block", [x]) as sc:', "sc", self.objects)
            self.emit("return x")

        def closure() -> None:
            def inner() -> None:
                self.scoped("with tf.variable_scope(outer):", None, [])
                self.emit("return x")

            self.block(f"with tf.variable_scope({self.string(SCOPES)}) as outer:", lambda: self.statements(1, 1))
            self.block("def inner(x):", lambda: self.body(inner))
            self.emit("return inner")

        heads = {"plain": "x", "reuse": "x, reuse=None", "name": "x, name=None", "scope": "x, scope=None", "closure": "x=1.0"}
        bodies = {"plain": plain, "reuse": with_reuse, "name": with_name, "scope": with_scope, "closure": closure}
        self.block(f"def {name}({heads[kind]}):", lambda: self.body(bodies[kind]))
        self.emit("")
        self.functions.append((name, kind))
        if kind == "closure":
            made = self.fresh("g")
            self.emit(f"{made} = {name}()")
            self.functions[-1] = (made, "plain")

    def call(self) -> None:
        if not self.functions or self.in_function:
            return
        name, kind = self.random.choice(self.functions)
        for _ in range(self.random.randint(1, 2)):
            more = {
                "plain": "", "template": "",
                "reuse": f", reuse={self.reuse()}" if self.chance(0.7) else "",
                "name": f", name={self.string(SCOPES)}" if self.chance(0.6) else "",
                "scope": f", scope={self.pick([*self.objects, self.string(SCOPES)])}" if self.chance(0.6) else "",
            }[kind]  # fmt: skip
            self.emit(f"{name}(x{more})")

    def template(self) -> None:
        plain = [name for name, kind in self.functions if kind == "plain"]
        if not plain:
            return
        name = self.fresh("t")
        extra = ", create_scope_now_=True" if self.chance(0.2) else ""
        self.emit(f'{name} = tf.make_template({self.string(("t", "u"))}, {self.pick(plain)}{extra})')
        self.functions.append((name, "template"))

    def model_class(self) -> None:
        name = self.fresh("M")

        def methods() -> None:
            def init() -> None:
                self.emit("self.name = name")
                self.block("with tf.variable_scope(self.name) as self.scope:", lambda: self.statements(1, 2))

            def call() -> None:
                self.block(f"with tf.variable_scope({self.pick(('self.name', 'self.scope', 'self.scope, reuse=True'))}):",
                           lambda: self.statements(1, 2))  # fmt: skip
                self.emit("return x")

            self.block("def __init__(self, name, x):", lambda: self.body(init))
            self.emit("")
            self.block("def __call__(self, x):", lambda: self.body(call))

        self.block(f"class {name}(object):", methods)
        self.emit("")
        made = self.fresh("m")
        self.emit(f"{made} = {name}({self.string(SCOPES)}, x)")
        self.functions.append((made, "plain"))

    def text(self) -> str:
        """The whole program."""
        self.emit('x = tf.placeholder(tf.float32, [2], name="x")')
        while self.budget > 0:
            self.statements(1, 3)
        lines = self.lines
        if any("getter" in line for line in lines):
            getter = ["def getter(getter, name, *args, **kwargs):",
                      self.pick(('    return getter(name, *args, **kwargs)',
                                 '    return getter(name + "_g", *args, **kwargs)',
                                 '    tf.constant(1.0, name="got")\n    return getter(name, *args, **kwargs)')), "", ""]  # fmt: skip
            lines = lines[:2] + "\n".join(getter).split("\n") + lines[2:]
        return "\n".join(lines) + "\n"


def generate(seed: int, version: Version) -> str:
    """The program of a seed for a TensorFlow version."""
    return Program(seed, version).text()
