"""The question before a plugin is enabled: what it can do, where it is, how much, and exactly which bytes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from alexstudio.extensions.catalogue import DANGER, Plugin
from alexstudio.ui.sentences import said
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate

FILES_SHOWN = 12


class PluginConsent(QDialog):
    """Accepted when the user lets exactly these bytes run. Cancel is what Enter does."""

    def __init__(self, parent: QWidget | None, plugin: Plugin) -> None:
        super().__init__(parent)
        assert plugin.tree is not None
        tree = plugin.tree
        self._plugin = plugin
        self.setObjectName("plugin_consent")
        self.setWindowTitle(self.tr("Enable a plugin"))
        self.setMinimumWidth(660)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        title = _plain(self.tr("Enable {plugin}?").format(plugin=plugin.spot.name))
        font = title.font()
        font.setBold(True)
        font.setPixelSize(17)
        title.setFont(font)
        column.addWidget(title)
        column.addWidget(self._warning())
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(6)
        facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        digest = _plain(tree.sha256)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(12)
        digest.setFont(fixed)
        digest.setWordWrap(False)
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        digest.setObjectName("plugin_sha256")
        names = sorted(tree.files)
        more = len(names) - FILES_SHOWN
        shown = ", ".join(names[:FILES_SHOWN])
        if more > 0:
            shown = translate("Plugins", "{files} and %n more", "", more).format(files=shown)
        about = self.tr("{number} ({size} bytes): {files}")
        about = about.format(number=len(names), size=f"{tree.size:,}", files=shown)
        for head, value in (
            (self.tr("From"), _plain(said(plugin.spot.where))),
            (self.tr("Path"), _plain(_breakable(str(tree.path)))),
            (self.tr("Files"), _plain(about)),
            ("SHA-256", digest),
        ):
            name = _plain(head)
            name.setProperty("role", "muted")
            facts.addRow(name, value)
        column.addLayout(facts)
        note = _plain(self.tr("When a single byte of it changes, it is off until you enable it again."))
        note.setProperty("role", "muted")
        column.addWidget(note)
        column.addSpacing(4)
        column.addLayout(self._buttons())
        self.cancel.setFocus()

    def _warning(self) -> QFrame:
        colours = theme()
        box = QFrame()
        box.setObjectName("plugin_danger")
        box.setStyleSheet(
            f"QFrame#plugin_danger {{ background: {colours.warn_back}; border: 1px solid {colours.warn};"
            f" border-radius: 8px; }} QFrame#plugin_danger QLabel {{ color: {colours.warn}; background: transparent; }}"
        )
        inner = QVBoxLayout(box)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(3)
        words = _plain(said(f"{DANGER}."))
        words.setProperty("role", "heading")
        inner.addWidget(words)
        inner.addWidget(
            _plain(
                self.tr(
                    "It can read, change and send your files. Enable it only if you trust where it came from, or have "
                    "read it."
                )
            )
        )
        return box

    def _buttons(self) -> QHBoxLayout:
        look = QPushButton(self.tr("Open folder"))
        look.setAutoDefault(False)
        folder = QUrl.fromLocalFile(str(self._plugin.spot.path))
        look.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("plugin_cancel")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.enable = QPushButton(self.tr("Enable"))
        self.enable.setObjectName("plugin_consent_enable")
        self.enable.setAutoDefault(False)
        self.enable.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(look)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.enable)
        return row


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _breakable(path: str) -> str:
    """A path that may be broken after each separator."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
