# What type checkers and editors see; at run time `__getattr__` fetches these when they are asked for.
from alexstudio.api import analyze as analyze
from alexstudio.api import compile as compile
from alexstudio.api import draw as draw
from alexstudio.api import from_module as from_module
from alexstudio.api import from_networkx as from_networkx
from alexstudio.api import load as load
from alexstudio.api import save as save
from alexstudio.api import to_networkx as to_networkx

__version__: str
_FUNCTIONS: tuple[str, ...]
