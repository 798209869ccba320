"""tf.contrib.learn.learn_runner."""

from _scope_lint import known


def run(experiment_fn, output_dir=None, schedule=None, run_config=None, hparams=None):
    if run_config is None:
        experiment = experiment_fn(output_dir)
    else:
        experiment = experiment_fn(run_config, hparams)
    if not known(experiment):
        return None
    schedule = schedule if schedule is not None and known(schedule) else "train_and_evaluate"
    return getattr(experiment, schedule)()
