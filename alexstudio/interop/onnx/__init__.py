"""ONNX files of convolutional classifiers, read with the onnx package and without torch: `import_onnx`."""

from alexstudio.interop.onnx.network import Read, import_onnx

__all__ = ["Read", "import_onnx"]
