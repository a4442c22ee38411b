"""The plugins dialog: which plugins there are, how each stands, and enabling one after looking at it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from alexstudio.extensions import catalogue
from alexstudio.extensions.catalogue import Plugin
from alexstudio.extensions.loading import is_off, load_enabled, loaded_bytes, unload
from alexstudio.extensions.places import Places
from alexstudio.extensions.problem import PluginProblem
from alexstudio.ui.labels import plain_label
from alexstudio.ui.plugin_consent import PluginConsent
from alexstudio.ui.sentences import said
from alexstudio.ui.session import Session
from alexstudio.ui.theme import theme
from alexstudio.ui.words import translate

POLL_MS = 30
WIDTH, HEIGHT = 680, 480
ROOM = QSize(18, 14)
"""What the list's style puts around the widget of an item."""


class PluginsDialog(QDialog):
    """Lists the plugins; enabling one makes layers of the placeholders in the open document."""

    types_changed = Signal()
    """There are other layer types now."""

    def __init__(self, parent: QWidget | None, session: Session, places: Places | None = None) -> None:
        super().__init__(parent)
        self._session, self._places = session, places or Places.usual()
        self._trial: Future[tuple[str, ...]] | None = None
        self._pool = ThreadPoolExecutor(1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._plugins: list[Plugin] = []
        self.setObjectName("plugins_dialog")
        self.setWindowTitle(self.tr("Plugins"))
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(
            plain_label(
                self.tr("Plugins add layer types. Nothing of a plugin runs before you enable it, byte for byte."),
                "muted",
            )
        )
        self.list = QListWidget()
        self.list.setObjectName("plugin_list")
        self.list.setAccessibleName(self.tr("Plugins"))
        self.list.setSpacing(2)
        self.list.setStyleSheet("QListWidget { outline: 0; }")  # else the native style frames the current row again
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        column.addWidget(self.list, 1)
        self.told = plain_label("")
        self.told.setObjectName("plugin_told")
        column.addWidget(self.told)
        column.addLayout(self._build_buttons())
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemActivated.connect(lambda item: self.enable.click())
        self._timer.timeout.connect(self._look_at_trial)
        self.refresh()
        if is_off():
            self._tell(self.tr("Started with --no-plugins, so none is loaded."))

    def _build_buttons(self) -> QHBoxLayout:
        self.enable = QPushButton(self.tr("Enable…"))
        self.disable = QPushButton(self.tr("Disable"))
        self.folder = QPushButton(self.tr("Open folder"))
        self.own = QPushButton(self.tr("Open plugin folder"))
        self.close_button = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        for button, name, act in (
            (self.enable, "plugin_enable", self._ask),
            (self.disable, "plugin_disable", self._disable),
            (self.folder, "plugin_folder", self._open_folder),
            (self.own, "plugin_own_folder", self._open_own),
            (self.close_button, "plugin_close", self.reject),
        ):
            if button is self.own:
                row.addStretch(1)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        self.own.setToolTip(self.tr("Where your own plugins lie, one folder each"))
        return row

    # -- the list ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all plugins again; the same one stays chosen."""
        chosen = self._plugins[self.list.currentRow()].spot.key if self.list.currentRow() >= 0 else ""
        self._plugins, problem = catalogue.plugins(self._places)
        self.list.clear()
        for plugin in self._plugins:
            row = _Row(plugin)
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{plugin.spot.name}: {_state(plugin)[0]}")
            self.list.setItemWidget(item, row)
            row.setAutoFillBackground(False)  # the view would paint its own selection behind it
        self._fit_rows()
        keys = [plugin.spot.key for plugin in self._plugins]
        self.list.setCurrentRow(keys.index(chosen) if chosen in keys else min(0, len(keys) - 1))
        self._choose(self.list.currentRow())
        if problem:
            self._tell(said(problem), "fault")
        elif not keys:
            self._tell(self.tr("There are no plugins. Put a folder into your plugin folder."))

    def _fit_rows(self) -> None:
        """As much height as the texts need at this width."""
        for number in range(self.list.count()):
            item = self.list.item(number)
            row = self.list.itemWidget(item)
            for label in row.findChildren(QLabel):
                label.ensurePolished()
            width = self.list.viewport().width() - 2 * self.list.spacing() - ROOM.width()
            item.setSizeHint(QSize(100, row.heightForWidth(width) + ROOM.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the texts anew."""
        super().resizeEvent(event)
        self._fit_rows()

    def _choose(self, row: int) -> None:
        plugin = self._plugins[row] if 0 <= row < len(self._plugins) else None
        busy = self._trial is not None
        may = plugin is not None and plugin.tree is not None and plugin.state != "enabled"
        self.enable.setEnabled(may and not busy)
        self.disable.setEnabled(plugin is not None and plugin.state in ("enabled", "changed", "failed") and not busy)
        self.folder.setEnabled(plugin is not None and plugin.spot.path.is_dir())
        self.list.setEnabled(not busy)
        self.close_button.setEnabled(not busy)

    @property
    def _chosen(self) -> Plugin:
        return self._plugins[self.list.currentRow()]

    # -- enabling ------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Show what would run, and try it in a process of its own when the user wants it."""
        plugin = self._chosen
        if plugin.tree is None or not PluginConsent(self, plugin).exec():
            return
        self._tell(self.tr("Trying {plugin} in a process of its own…").format(plugin=plugin.spot.name))
        self._trial = self._pool.submit(partial(catalogue.enable, plugin.spot, plugin.tree, self._places))
        self._choose(self.list.currentRow())
        self._timer.start()

    def _look_at_trial(self) -> None:
        if self._trial is None or not self._trial.done():
            return
        self._timer.stop()
        trial, self._trial = self._trial, None
        plugin = self._chosen
        try:
            types = trial.result()
        except PluginProblem as problem:
            self._tell(said(str(problem)), "fault")
        else:
            self._tell(*self._take_up(plugin, types))
        self.refresh()

    def _take_up(self, plugin: Plugin, types: tuple[str, ...]) -> tuple[str, str]:
        """Load a plugin that was enabled, and let the open document know its layers; what to say, and how."""
        if is_off():
            return self.tr("{plugin} is enabled for the next start without --no-plugins.").format(
                plugin=plugin.spot.name
            ), ""
        if plugin.loaded:
            return self.tr("{plugin} is enabled as it is now. Start alexstudio again to use it.").format(
                plugin=plugin.spot.name
            ), ""
        told = load_enabled(self._places)
        if not loaded_bytes(plugin.spot.key):
            return " ".join(map(said, told)) or self.tr("{plugin} could not be loaded.").format(
                plugin=plugin.spot.name
            ), "fault"
        fault = self._session.revive(types)
        if fault:
            unload(plugin.spot.key)
            sentence = self.tr(
                "{plugin} is enabled, but does not fit the open document, which stays as it is until it is opened "
                "again: {fault}"
            )
            return sentence.format(plugin=plugin.spot.name, fault=said(fault)), "fault"
        self.types_changed.emit()
        return self.tr("Enabled. New layer types: {types}.").format(types=", ".join(types)), "good"

    def _disable(self) -> None:
        plugin = self._chosen
        try:
            catalogue.disable(plugin.spot.key, self._places)
        except PluginProblem as problem:
            self._tell(said(str(problem)), "fault")
            return
        text = self.tr("{plugin} is not enabled.")
        if plugin.loaded:
            text = self.tr("{plugin} stays until alexstudio is closed, and is not loaded at the next start.")
        self._tell(text.format(plugin=plugin.spot.name))
        self.refresh()

    # -- the rest ------------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, unless a trial runs, which takes seconds at most."""
        if self._trial is None:
            self._pool.shutdown(wait=False)
            super().reject()

    def _tell(self, text: str, role: str = "") -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        colours = theme()
        ink = {"fault": colours.bad, "good": colours.good}.get(role, colours.text)
        self.told.setStyleSheet(f"color: {ink};")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._chosen.spot.path)))

    def _open_own(self) -> None:
        try:
            self._places.own.mkdir(mode=0o755, parents=True, exist_ok=True)
        except OSError:
            self._tell(self.tr("{folder} cannot be made.").format(folder=self._places.own), "fault")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.own)))


class _Row(QWidget):
    """A plugin in the list: name and state, what it is about, where it is, and why it stands so."""

    def __init__(self, plugin: Plugin) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(3)
        head = QHBoxLayout()
        name = plain_label(plugin.spot.name, "heading")
        name.setWordWrap(False)
        text, colour = _state(plugin)
        state = QLabel(text)
        state.setTextFormat(Qt.TextFormat.PlainText)
        state.setStyleSheet(f"color: {colour};")
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(state)
        column.addLayout(head)
        about = plugin.tree.about if plugin.tree else ""
        if about:
            column.addWidget(plain_label(about))
        column.addWidget(plain_label(f"{said(plugin.spot.where)}  ·  {plugin.spot.path}", "muted"))
        if plugin.why and plugin.state in ("failed", "refused"):
            why = plain_label(said(plugin.why))
            why.setStyleSheet(f"color: {theme().bad};")
            column.addWidget(why)


def _state(plugin: Plugin) -> tuple[str, str]:
    """How a plugin stands, in a few words, and the colour for it."""
    colours = theme()
    if plugin.state == "enabled":
        is_current = plugin.tree is not None and plugin.loaded == plugin.tree.sha256
        if is_current or is_off():
            return translate("Plugins", "enabled"), colours.good
        return translate("Plugins", "enabled from the next start"), colours.good
    if plugin.state == "not enabled":
        runs, off = translate("Plugins", "runs until alexstudio is closed"), translate("Plugins", "not enabled")
        return runs if plugin.loaded else off, colours.muted
    return {
        "changed": (translate("Plugins", "changed since you enabled it"), colours.warn),
        "failed": (translate("Plugins", "failed"), colours.bad),
        "refused": (translate("Plugins", "cannot be used"), colours.bad),
    }[plugin.state]
