"""Exporters: they export the estimator's model."""


class Exporter:
    pass


class _OfModel(Exporter):
    def export(self, estimator, export_path, checkpoint_path, eval_result, is_the_final_export):
        return estimator.export_savedmodel(export_path, self._serving_input_receiver_fn)


class FinalExporter(_OfModel):
    def __init__(self, name, serving_input_receiver_fn, assets_extra=None, as_text=False):
        self.name = name
        self._serving_input_receiver_fn = serving_input_receiver_fn


class LatestExporter(_OfModel):
    def __init__(self, name, serving_input_receiver_fn, assets_extra=None, as_text=False, exports_to_keep=5):
        self.name = name
        self._serving_input_receiver_fn = serving_input_receiver_fn


class BestExporter(_OfModel):
    def __init__(
        self,
        name="best_exporter",
        serving_input_receiver_fn=None,
        event_file_pattern="eval/*.tfevents.*",
        compare_fn=None,
        assets_extra=None,
        as_text=False,
        exports_to_keep=5,
    ):
        self.name = name
        self._serving_input_receiver_fn = serving_input_receiver_fn
