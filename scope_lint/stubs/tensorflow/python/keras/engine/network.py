"""tensorflow.python.keras.engine.network: what a Model is without training."""

import tensorflow as tf

Network = tf.keras.Model
