"""Layers that torch does not have, one file each.

Every file needs torch alone, so that it can be copied into generated source, and every class is traced by torch.fx
when a network is compiled, so that a saved network opens without this program. Hence ``forward`` does not branch on
the input or on ``training``.
"""
