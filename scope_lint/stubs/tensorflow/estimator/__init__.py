"""tf.estimator."""

from .canned import (  # noqa: F401
    DNNClassifier,
    DNNLinearCombinedClassifier,
    DNNLinearCombinedRegressor,
    DNNRegressor,
    LinearClassifier,
    LinearRegressor,
)
from .estimator import Estimator, EvalSpec, TrainSpec, train_and_evaluate  # noqa: F401
from .exporters import BestExporter, Exporter, FinalExporter, LatestExporter  # noqa: F401
from .spec import EstimatorSpec, ModeKeys, RunConfig, VocabInfo, WarmStartSettings  # noqa: F401

from ..train.hooks import (  # noqa: F401  isort: skip
    CheckpointSaverHook,
    CheckpointSaverListener,
    FeedFnHook,
    FinalOpsHook,
    GlobalStepWaiterHook,
    LoggingTensorHook,
    NanLossDuringTrainingError,
    NanTensorHook,
    ProfilerHook,
    SecondOrStepTimer,
    SessionRunArgs,
    SessionRunContext,
    SessionRunHook,
    SessionRunValues,
    StepCounterHook,
    StopAtStepHook,
    SummarySaverHook,
)
