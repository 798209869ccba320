"""tensorflow.python.client.device_lib: a machine without accelerators, as in tf.test.is_gpu_available."""
from _scope_lint import incomplete


class DeviceAttributes(object):
    def __init__(self, name, device_type):
        self.name, self.device_type = name, device_type
        self.memory_limit, self.physical_device_desc = 268435456, ""


def list_local_devices(session_config=None):
    incomplete("which devices there are: taken as one CPU")
    return [DeviceAttributes("/device:CPU:0", "CPU")]
