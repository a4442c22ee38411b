"""From any ``torch.nn.Module`` that classifies pictures to a document: `import_module`."""

from alexstudio.engine.importing.convert import Imported, import_module
from alexstudio.engine.importing.values import ImportProblem

__all__ = ["ImportProblem", "Imported", "import_module"]
