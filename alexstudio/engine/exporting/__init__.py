"""Model files that open without this program, each opened in another process before it takes its place."""

from alexstudio.engine.exporting.export import export
from alexstudio.engine.exporting.model import Model, contents
from alexstudio.engine.exporting.paths import check_path
from alexstudio.engine.exporting.problem import ExportProblem

__all__ = ["ExportProblem", "Model", "check_path", "contents", "export"]
