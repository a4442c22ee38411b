"""Pictures to learn from: the built-in ones and the user's own."""

from alexstudio.engine.data.pictures import DataError, Pictures
from alexstudio.engine.data.source import Data, open_data

__all__ = ["Data", "DataError", "Pictures", "open_data"]
