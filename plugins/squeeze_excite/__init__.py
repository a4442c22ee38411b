"""Squeeze-and-excitation, a plugin for alexstudio."""
