"""tf.io: its operations are those of the op table; files are in tf.io.gfile."""
