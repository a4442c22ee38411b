"""The layer and parameter files of cuda-convnet, 2011-2014."""

from alexstudio.interop.convnet.network import import_layers

__all__ = ["import_layers"]
