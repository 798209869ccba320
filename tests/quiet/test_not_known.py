"""Programs that depend on what cannot be known: nothing may be claimed that holds for some values only."""

from pathlib import Path

import pytest

from scope_lint.api import check, run_source
from scope_lint.events import ErrorEvent
from scope_lint.options import Options

PROGRAMS = {
    "code that is not known made the variables that a query finds": """
        import tensorflow as tf
        import models
        data = models.load("model.zip")
        out = data["policy"](tf.zeros([1, 2]))
        found = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="model")
        tf.train.AdamOptimizer().minimize(tf.reduce_mean(out), var_list=found)
        """,
    "the names of two variables may be the same": """
        import random
        import tensorflow as tf
        n = random.choice([2, 3])
        with tf.variable_scope("m", reuse=tf.AUTO_REUSE):
            tf.get_variable("w_%d" % n, [1])
            tf.get_variable("w_3", [1])
            tf.get_variable("w_3", [1])
            for i in range(random.randint(1, 4)):
                tf.get_variable("v_%d" % i, [1])
                tf.get_variable("v_%d" % i, [1])
        tf.train.Saver(tf.global_variables())
        """,
    "the text of a dimension that is not known": """
        import sizes
        import tensorflow as tf
        picked = tf.gather(tf.zeros([12, 3]), tf.convert_to_tensor(sizes.indices()))
        with tf.variable_scope("rows_%s" % picked.shape[0]):
            tf.get_variable("of_{}".format(picked.shape), [1])
        """,
    "variables of a name that only code which is not known makes": """
        import tensorflow as tf
        import models
        tf.get_variable("own", [1])
        models.build("net")
        wanted = []
        for v in tf.global_variables():
            if v.name.startswith("net"):
                wanted.append(v)
        tf.train.Saver(wanted)
        """,
    "what is filtered by its name may be what code that is not known makes": """
        import tensorflow as tf
        import models
        tf.get_variable("bias", [1])
        models.build("net")
        tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables() if "bias" not in v.name])
        """,
    "a method that is not found may have changed its object": """
        import sys
        import tensorflow as tf
        settings = tf.contrib.training.HParams(depth=int(sys.argv[1]), channels=1)
        settings.update({"channels": 2})
        x = tf.zeros([4, settings.channels])
        tf.get_variable("w", [settings.channels], initializer=tf.zeros_initializer())
        x[:, 1]
        """,
    "the same under a condition": """
        import sys
        import tensorflow as tf
        if len(sys.argv) > 2:
            settings = tf.contrib.training.HParams(depth=int(sys.argv[1]), channels=1)
            settings.update({"channels": 2})
            x = tf.zeros([4, settings.channels])
            tf.get_variable("w", [settings.channels], initializer=tf.zeros_initializer())
            x[:, 1]
        """,
    "what a loop of unknown length leaves in a list": """
        import sys
        import tensorflow as tf
        parts = []
        for i in range(int(sys.argv[1])):
            parts.append(tf.zeros([1, 3]))
            if i > 0:
                tf.concat(parts, 0).set_shape([4, 3])
        """,
    "the type of an environment's observations": """
        import gym
        import tensorflow as tf
        from gym.spaces import Box
        space = gym.make("NotRegistered-v0").observation_space
        box = Box(low=space.low.min(), high=space.high.max(), shape=(4, 3), dtype=space.dtype)
        tf.placeholder(tf.as_dtype(box.dtype), box.shape)
        """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_claims_nothing(name: str) -> None:
    lines = PROGRAMS[name].strip("\n").splitlines()
    text = "\n".join(line[8:] for line in lines)
    errors = [e for e in run_source(text, "program.py").events if isinstance(e, ErrorEvent)]
    assert not errors


def test_a_script_elsewhere_is_said_not_to_be_followed() -> None:
    result = run_source('import runpy\nrunpy.run_path("/nowhere/train.py", run_name="__main__")\n', "program.py")
    assert [i.reason for i in result.incomplete] == ["a call into code that is not known: a script that is not part of the analysed code"]


def test_only_one_side_was_followed(tmp_path: Path) -> None:
    """Behind the limit of unknown conditions (limits.frozen_branches) the side that was not followed may be the one that runs."""
    forks = "\n".join(f"a{i} = 1 if config.flag({i}) else 2" for i in range(300))
    forks += "\ntf.get_variable('a' if config.first else 'b', [1])\nwith tf.variable_scope('s', reuse=config.again):\n    tf.get_variable('w', [1])"
    end = "dtype = None if config.kind is None else tf.float32\nx = tf.placeholder(tf.as_dtype(dtype), [1])\n"
    path = tmp_path / "program.py"
    path.write_text(f"import config\nimport tensorflow as tf\n{forks}\n{end}")
    report = check([str(path)], Options(no_cache=True))
    assert not report.findings and report.incomplete


def test_collections_whose_names_are_not_known() -> None:
    """Not a defect of the model, only something that it does not know."""
    text = "import sys\nimport tensorflow as tf\ntf.add_to_collections(sys.argv[1:], tf.get_variable('w', [1]))\ntf.Graph().add_to_collections(sys.stdin, 1)\n"
    result = run_source(text, "program.py")
    assert not [i for i in result.incomplete if "understand" in i.reason]
