"""TFS501."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from scope_lint.events import Dims, SaverEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import related, same_code
from scope_lint.rules._via import is_slot
from scope_lint.rules._view import RunView
from scope_lint.rules._words import line_of, more
from scope_lint.rules.base import Example, Noted, Rule
from scope_lint.symbolic.names import exact

Save = tuple[RunView, SaverEvent]


class CheckpointNamesDiffer(Rule):
    """A graph restores a checkpoint that was saved under other names, and NotFoundError is raised.

    What:
        Saver.restore asks for a variable that the graph which saved the checkpoint names otherwise.

    Why:
        A checkpoint knows variables by name. The names change with the scopes around the model and around minimize(), with the
        order of unnamed variables and layers, and with tf.Variable against tf.get_variable.

    How sure:
        Definite where one program saves and restores the same path and the names of both are known; possible where two programs
        of the project do.
    """

    code = "TFS501"
    name = "checkpoint-names-differ"
    severity = "error"
    summary = "The restoring graph names a variable otherwise than the saving one"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def net():
    return tf.get_variable("w", [2])


with tf.Graph().as_default(), tf.Session() as session:
    with tf.variable_scope("model"):
        w = net()
    session.run(tf.global_variables_initializer())
    tf.train.Saver().save(session, "./model.ckpt")
with tf.Graph().as_default(), tf.Session() as session:
    w = net()
    tf.train.Saver().restore(session, "./model.ckpt")  # error: TFS501
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def net():
    return tf.get_variable("w", [2])


with tf.Graph().as_default(), tf.Session() as session:
    with tf.variable_scope("model"):
        w = net()
    session.run(tf.global_variables_initializer())
    tf.train.Saver().save(session, "./model.ckpt")
with tf.Graph().as_default(), tf.Session() as session:
    with tf.variable_scope("model"):
        w = net()
    tf.train.Saver().restore(session, "./model.ckpt")
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            yield self.finding(error, error.message, variable=error.variable)

    def note(self, run: RunView) -> bytes:
        told = [saver for saver in run.savers if saver.action != "create" and saver.target]
        if not told:
            return b""
        from scope_lint import wire

        return wire.encode(msgspec.structs.replace(run.result, events=[*run.created, *told], incomplete=[], ended=None, parameters={}))

    def conclude(self, entries: Sequence[Noted]) -> Iterator[Finding]:
        from scope_lint import wire

        runs = [RunView(wire.decode(note)) if note else None for _, note in entries]
        saves = _Saves((run, saver) for run in runs if run for saver in run.savers if saver.action == "save")
        for (found, _), run in zip(entries, runs):
            yield from found
            for restore in run.savers if run else ():
                if run and restore.action == "restore" and restore.stack and _known(restore):
                    yield from self._compare(run, restore, saves.of(restore))

    def _compare(self, run: RunView, restore: SaverEvent, saves: list[Save]) -> Iterator[Finding]:
        own = [save for where, save in saves if where is run and save.seq < restore.seq]
        yield from _shapes(self, run, restore, own)
        surely = bool(own) and not own[-1].path
        if not surely and any({*map(str, restore.names)} <= {*map(str, save.names)} for where, save in saves if where is run):
            return  # what an earlier run of the same program saved
        candidates = own[-1:] or [save for where, save in saves if where is not run and "{" not in _folder(restore)]
        missing = [sorted({str(n) for n in restore.names} - {str(n) for n in save.names}) for save in candidates]
        if not candidates or not all(missing) or not all(map(_known, candidates)):
            return
        save, names = candidates[0], missing[0]
        like = _made_there(run, restore, save, names[0]) or _alike(names[0], [str(n) for n in save.names])
        definite = bool(own) and not restore.path and not save.path
        text = f"the checkpoint has no {names[0]}{more(len(names))}" + (f"; it was saved as {like}" if like else "")
        why = _not_saved(run, restore, save, names[0]) if own and not like and save.graph != restore.graph else ""
        text += f": {why or _advice(run, restore, names, {str(n) for n in save.names})}"
        made = next((v for v in run.created if str(v.name) == names[0] and v.graph == restore.graph and v.stack), None)
        places = related(save.stack[-1], "the checkpoint is saved here") if save.stack else ()
        if made is not None:
            places += related(made.stack[-1], f"{made.name} is created here")
            if own and len(made.stack) > 1:
                places += tuple(p for f in made.stack[-2:-1] for p in related(f, f"called here for {made.name}"))
        yield self.finding(
            restore, text, variable=names[0],
            related=places, count=len(names), certainty="definite" if definite else "possible",
        )  # fmt: skip


def _known(saver: SaverEvent) -> bool:
    return saver.complete and all(map(exact, saver.names))


class _Saves:
    """What a project saves, by where it goes."""

    def __init__(self, saves: Iterable[Save]) -> None:
        self._saves = list(saves)
        self._at: dict[str, list[int]] = {}
        self._stepped: dict[str, list[tuple[str, int]]] = {}
        """Those with a step behind their path, by the path."""
        self._below: dict[str, list[int]] = {}
        for number, (_, saver) in enumerate(self._saves):
            target = str(saver.target)
            self._at.setdefault(target, []).append(number)
            if step := _STEP.search(target):
                self._stepped.setdefault(target[: step.start()], []).append((step.group(1), number))
            for end in (i for i, character in enumerate(target) if character == "/"):
                self._below.setdefault(target[:end], []).append(number)

    def of(self, restore: SaverEvent) -> list[Save]:
        """Those of the same path; or of the folder in which the checkpoint lies, with an unknown file in it (tf.train.latest_checkpoint);
        or of the same path with a step behind it, where one of the two steps is not known."""
        here = _folder(restore)
        found = {*self._at.get(here, ()), *self._below.get(here, ())}
        for end in (i for i, character in enumerate(here) if character == "-"):
            step = here[end + 1 :]
            found.update(number for other, number in self._stepped.get(here[:end], ()) if "{" in (other[0], step[:1]))
        return [self._saves[number] for number in sorted(found)]


def _folder(restore: SaverEvent) -> str:
    """What is restored from, without an unknown file at its end."""
    here = str(restore.target).rstrip("/")
    return here[: here.rindex("/{")] if here.endswith("}") and "/{" in here else here


def _alike(name: str, saved: list[str]) -> str | None:
    """The saved name that ends as the missing one does: with its last two parts, or in the only one that it has."""
    end = "/".join(name.rsplit("/", 2)[-2:])
    return next((s for s in saved if s == end or s.endswith(f"/{end}")), None) or next((s for s in saved if name.endswith(f"/{s}")), None)


def _made_there(run: RunView, restore: SaverEvent, save: SaverEvent, name: str) -> str | None:
    """What the same line made in the graph that was saved, under another name: the first of those for the first, and so on."""
    here = [v for v in run.created if v.graph == restore.graph and v.stack]
    wanted = next((v for v in here if str(v.name) == name), None)
    if wanted is None or save.graph == restore.graph:
        return None
    same = [v for v in here if same_code(v.stack[-1], wanted.stack[-1]) and v.via == wanted.via]
    there = [v for v in run.created if v.graph == save.graph and v.stack and same_code(v.stack[-1], wanted.stack[-1]) and v.via == wanted.via]
    found = there[same.index(wanted)] if len(there) == len(same) else None
    return str(found.name) if found is not None and found.shape == wanted.shape and str(found.name) in set(map(str, save.names)) else None


def _not_saved(run: RunView, restore: SaverEvent, save: SaverEvent, name: str) -> str:
    """Why a variable is not among what was saved: its Saver was not given it, or what makes it did not run there."""
    if any(str(v.name) == name and v.graph == save.graph for v in run.created):
        return "it is in the graph that was saved, but its Saver was not given it; make that Saver without a list, or put it there"
    made = next((v for v in run.created if v.graph == restore.graph and str(v.name) == name and v.stack and not is_slot(v.via)), None)
    if made is None or any(v.graph == save.graph and v.stack and same_code(v.stack[-1], made.stack[-1]) for v in run.created):
        return ""
    return f"it is made{line_of(made.stack[-1])}, which did not run for the graph that was saved"


def _shapes(rule: Rule, run: RunView, restore: SaverEvent, own: list[SaverEvent]) -> Iterator[Finding]:
    """A variable that has another shape in the graph that saved the checkpoint last: numbered names have moved on, or a size has changed."""
    if not own or len({save.graph for save in own}) > 1 or own[-1].graph == restore.graph:
        return
    save = own[-1]
    there, here = ({str(v.name): v for v in reversed(run.created) if v.graph == graph} for graph in (save.graph, restore.graph))
    both = {*map(str, save.names)} & {*map(str, restore.names)}
    other = sorted(n for n in both if n in there and n in here and _differ(there[n].shape, here[n].shape) and here[n].stack)
    if not other:
        return
    old, new = there[other[0]], here[other[0]]
    text = f"{other[0]}{more(len(other))} was saved with shape {old.shape}, this graph has it with {new.shape}"
    hint = "give the layers names, so that they do not depend on what is built before" if _numbered(old) else "build it with the same sizes"
    yield rule.finding(
        restore, f"{text}: {hint}", variable=other[0], count=len(other),
        related=(*related(save.stack[-1] if save.stack else None, "the checkpoint is saved here"), *related(new.stack[-1], f"{new.name} is created here")),
        certainty="definite" if not restore.path and not save.path else "possible",
    )  # fmt: skip


def _differ(a: Dims, b: Dims) -> bool:
    return a is not None and b is not None and None not in (*a, *b) and a != b


def _numbered(event: VariableEvent) -> bool:
    """Whether the variable's name hangs on how many layers of its kind there were before."""
    return bool(_NUMBER.search(str(event.name))) and event.requested is not None and bool(event.via)


def _advice(run: RunView, restore: SaverEvent, names: list[str], saved: set[str]) -> str:
    """What to change: by what the names that are missing have in common."""
    made = {str(v.name): v for v in run.created if v.graph == restore.graph}
    if all(name not in made and name.rpartition("/")[0] in made for name in names):
        return "they are moving averages that were not saved; apply() them before saving, or restore the variables themselves"
    if all(_NUMBER.sub("", name) in saved and _NUMBER.sub("", name) in made for name in names):
        return "the model is made a second time in this graph; call tf.reset_default_graph() before, or restore into the first"
    if all(is_slot(made[name].via) for name in names if name in made) and any(name in made for name in names):
        return "they are an optimizer's; restore the model's variables alone, tf.train.Saver(tf.trainable_variables())"
    return "use the same names and scopes where it is saved and restored"


_STEP = re.compile(r"-(\d+|\{[^{}]*\})$")
"""What TensorFlow puts behind the path of a checkpoint."""
_NUMBER = re.compile(r"_\d+(?=/|$)")
"""What makes a name unique."""
