"""Maxout, a plugin for alexstudio."""
