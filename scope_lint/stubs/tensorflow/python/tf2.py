"""tensorflow.python.tf2: the behaviour of TensorFlow 2 is off."""


def enabled():
    return False
