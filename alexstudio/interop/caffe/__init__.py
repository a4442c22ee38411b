"""Caffe's networks and solvers in protobuf's text format."""

from alexstudio.interop.caffe.network import import_prototxt

__all__ = ["import_prototxt"]
