"""Foreign formats that need no torch: a document as Python source."""
