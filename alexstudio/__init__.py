"""alexstudio: a desktop instrument for convolutional networks, with AlexNet (2012) as its home ground."""

__version__ = "0.1.0"
