"""Plugins: folders that add layer types. Nothing of them runs before the user has enabled exactly those bytes.

`places` says where plugins are, `tree` reads and hashes one, `consent` keeps what the user enabled, `trial` imports it
in a process of its own first, `memory` imports the bytes that were hashed, `loading` puts it all together.
"""
