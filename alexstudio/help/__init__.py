"""The pages of the Help dock: Markdown that also reads well as files, and one page for each layer type."""

from alexstudio.help.links import Link, read_link
from alexstudio.help.pages import HelpPage, find_page, pages, picture

__all__ = ["HelpPage", "Link", "find_page", "pages", "picture", "read_link"]
