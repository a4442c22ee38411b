"""Foreign formats that need no torch: Python source, Caffe's prototxt, cuda-convnet's layer files."""
