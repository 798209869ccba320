"""How the time for a file grows with the size of the repository, on repositories made for it.

    python benchmarks/growth.py [FILES …] [--cpu]

A file of the largest is to take at most 1.3 times what one of the smallest takes; memory is that of the largest process.

A repository has packages of a few models each: layers shared by all, blocks that call them in loops, models with configurations,
and a training script for every model.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from measure import CHECK, run

LAYERS = '''import tensorflow as tf


def conv(x, n, name, reuse=None):
    with tf.variable_scope(name, reuse=reuse):
        w = tf.get_variable("w", [3, 3, x.shape[-1], n])
        b = tf.get_variable("b", [n], initializer=tf.zeros_initializer())
        return tf.nn.relu(tf.nn.conv2d(x, w, [1, 1, 1, 1], "SAME") + b)


def dense(x, n, name):
    return tf.layers.dense(x, n, name=name)
'''


def block(number: int, below: int | None) -> str:
    """A module of blocks that calls the one below it."""
    inner = f"from . import block_{below}\n" if below is not None else ""
    call = f"        x = block_{below}.block(x, n, 'inner')\n" if below is not None else "        x = layers.conv(x, n, 'first')\n"
    return (
        f"import tensorflow as tf\nfrom . import layers\n{inner}\n\ndef block(x, n, name):\n    with tf.variable_scope(name):\n{call}"
        "        for i in range(3):\n            x = layers.conv(x, n, 'conv_%d' % i)\n        return x\n"
    )


MODEL = '''import tensorflow as tf
from . import {imports}, layers

CONFIG = {{"sizes": {sizes}, "classes": {classes}}}


class Model:
    def __init__(self, config=CONFIG, scope="model"):
        self.config = config
        self.scope = scope

    def __call__(self, x, training=False):
        with tf.variable_scope(self.scope, reuse=tf.AUTO_REUSE):
            for i, n in enumerate(self.config["sizes"]):
                x = {imports}.block(x, n, "block_%d" % i)
            x = tf.reduce_mean(x, [1, 2])
            if training:
                x = tf.nn.dropout(x, 0.5)
            return layers.dense(x, self.config["classes"], "logits")
'''
TRAIN = '''import tensorflow as tf
from package_{package}.{model} import Model

FLAGS = tf.app.flags.FLAGS
tf.app.flags.DEFINE_float("rate", 0.1, "learning rate")


def main(_):
    images = tf.placeholder(tf.float32, [None, 32, 32, 3])
    labels = tf.placeholder(tf.int64, [None])
    logits = Model()(images, training=True)
    loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
    tf.train.AdamOptimizer(FLAGS.rate).minimize(loss)
    tf.train.Saver()


if __name__ == "__main__":
    tf.app.run()
'''


def make(folder: Path, files: int) -> None:
    """Writes a repository of about that many files."""
    rng = random.Random(files)
    written = package = 0
    while written < files:
        home = folder / f"package_{package}"
        home.mkdir(parents=True)
        texts = {"__init__.py": "", "layers.py": LAYERS}
        depth = rng.randint(2, 4)
        for number in range(depth):
            texts[f"block_{number}.py"] = block(number, number - 1 if number else None)
        models = [f"model_{i}" for i in range(rng.randint(2, 6))]
        for model in models:
            sizes = [rng.choice([8, 16, 32]) for _ in range(rng.randint(1, 3))]
            texts[f"{model}.py"] = MODEL.format(imports=f"block_{depth - 1}", sizes=sizes, classes=rng.randint(2, 100))
        for name, text in texts.items():
            (home / name).write_text(text)
        for model in models:
            (folder / f"train_{package}_{model}.py").write_text(TRAIN.format(package=package, model=model))
        written += len(texts) + len(models)
        package += 1


def main() -> None:
    """Prints the time for a file at each size, and its ratio to that at the first."""
    cpu = "--cpu" in sys.argv
    sizes = [int(a) for a in sys.argv[1:] if a != "--cpu"] or [100, 1000, 10_000]
    first = 0.0
    for files in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "repository"
            make(folder, files)
            count = sum(1 for _ in folder.rglob("*.py"))
            cost = run([*CHECK, "--no-cache", str(folder)])
            took = (cost.cpu if cpu else cost.wall) / count
            first = first or took
            print(f"{count:6} files  {took * 1000:7.2f} ms each  {took / first:5.2f} x  {cost.memory:5.0f} MB", flush=True)


if __name__ == "__main__":
    main()
