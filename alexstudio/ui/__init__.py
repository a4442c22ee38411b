"""The window: Qt and pyqtgraph. It shows snapshots and turns gestures into verbs; it never imports torch."""
