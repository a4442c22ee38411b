"""Colours and fonts, light and dark, in one place. Every view asks `theme()` when it paints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from alexstudio.analysis import ink

Choice = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class Theme:
    """Named colours; text on its background has a contrast of at least 4.5 to 1."""

    is_dark: bool
    window: str
    panel: str
    canvas: str
    dots: str
    card: str
    frame: str
    border: str
    text: str
    muted: str
    muted_on_tint: str
    accent: str
    accent_text: str
    good: str
    warn: str
    warn_back: str
    bad: str
    bad_back: str
    wire: str
    crossing: str
    families: dict[str, str]

    def family(self, name: str) -> QColor:
        """Colour of a family of layer types."""
        return QColor(self.families.get(name, self.muted))

    def device(self, name: str) -> QColor:
        """Rim colour of a logical device; grey for the host. Safe for colour-blind people (Okabe and Ito)."""
        if not name.startswith("gpu"):
            return QColor(self.muted)
        return QColor(ink.DEVICES[int(name[3:]) % len(ink.DEVICES)])


def _dressed(colours: Mapping[str, str], **own: Any) -> Theme:
    """A theme in the colours that the printed reports have too, with what only a window needs."""
    shared: dict[str, Any] = {name: colours[name.replace("_", "-")] for name in _SHARED}
    families = {family: colours[name] for family, name in ink.FAMILIES.items()}
    return Theme(**shared, families=families, **own)


_SHARED = tuple("window panel canvas card frame border text muted warn warn_back bad bad_back wire crossing".split())

LIGHT = _dressed(
    ink.LIGHT,
    is_dark=False,
    dots="#dfe3ea",
    muted_on_tint="#2f3949",
    accent="#2563eb",
    accent_text="#ffffff",
    good="#0f7a4f",
)

DARK = _dressed(
    ink.DARK,
    is_dark=True,
    dots="#232936",
    muted_on_tint="#c9d1dc",
    accent="#4d86ff",
    accent_text="#0b1120",
    good="#4cc38a",
)

_ICONS = (Path(__file__).parent / "icons").as_posix()

_current = LIGHT


def theme() -> Theme:
    """The colours in use."""
    return _current


def apply_theme(app: QApplication, choice: Choice) -> None:
    """Dress the program. ``system`` follows the desktop, and is light where the desktop does not say."""
    global _current
    if choice == "system":
        _current = DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    else:
        _current = DARK if choice == "dark" else LIGHT
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(ui_font())
    app.setPalette(_palette(_current))
    app.setStyleSheet(_style_sheet(_current))


def ui_font(pixels: float = 13, *, bold: bool = False) -> QFont:
    """The interface font at a size in pixels at 100 %."""
    font = QFont()
    font.setFamilies(["Inter", "Segoe UI Variable", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"])
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _palette(colours: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.window),
        (role.AlternateBase, colours.panel),
        (role.Text, colours.text),
        (role.Button, colours.panel),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.bad),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.accent_text),
        (role.Link, colours.accent),
        (role.Mid, colours.border),
        (role.Midlight, colours.border),
        (role.Light, colours.card),
        (role.Dark, colours.border),
        (role.Shadow, colours.border),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(colours.muted)
        faded.setAlphaF(0.7)
        palette.setColor(QPalette.ColorGroup.Disabled, name, faded)
    return palette


def _style_sheet(colours: Theme) -> str:
    return f"""
QToolTip {{ background: {colours.card}; color: {colours.text}; border: 1px solid {colours.border}; padding: 4px; }}
QMainWindow::separator {{ background: {colours.border}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {colours.accent}; }}
QToolBar {{ background: {colours.window}; border: 0; border-bottom: 1px solid {colours.border}; padding: 5px 8px; spacing: 4px; }}
QToolBar QToolButton {{ padding: 5px; border-radius: 6px; border: 1px solid transparent; }}
QToolBar QToolButton:hover {{ background: {colours.panel}; }}
QToolBar QToolButton:focus {{ border: 1px solid {colours.accent}; }}
QMenuBar {{ background: {colours.window}; }}
QDockWidget {{ titlebar-close-icon: none; }}
QPushButton, QComboBox, QLineEdit, QSpinBox {{
  min-height: 22px; border: 1px solid {colours.border}; border-radius: 6px; padding: 0 8px;
  background: {colours.card}; color: {colours.text}; }}
QPlainTextEdit {{
  border: 1px solid {colours.border}; border-radius: 6px; background: {colours.card}; color: {colours.text}; }}
QPlainTextEdit:focus {{ border: 1px solid {colours.accent}; }}
QPushButton:hover, QComboBox:hover {{ border-color: {colours.muted}; }}
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus {{ border: 1px solid {colours.accent}; }}
QPushButton:pressed {{ background: {colours.panel}; }}
QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled {{ color: {colours.muted}; background: {colours.panel}; }}
QPushButton[role="primary"] {{
  background: {colours.accent}; color: {colours.accent_text}; border-color: {colours.accent}; font-weight: 600; padding: 1px 16px; }}
QPushButton[role="primary"]:hover {{ border-color: {colours.text}; }}
QPushButton[role="primary"]:disabled {{ background: {colours.panel}; color: {colours.muted}; border-color: {colours.border}; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url({_ICONS}/chevron_{"dark" if colours.is_dark else "light"}.svg); width: 12px; height: 12px; }}
QComboBox QLineEdit, QSpinBox QLineEdit {{ border: 0; min-height: 0; padding: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{
  subcontrol-origin: border; width: 20px; border: 0; background: transparent; }}
QSpinBox::up-button {{ subcontrol-position: top right; margin-top: 2px; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 2px; }}
QSpinBox::up-arrow {{ image: url({_ICONS}/chevron_up_{"dark" if colours.is_dark else "light"}.svg); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url({_ICONS}/chevron_{"dark" if colours.is_dark else "light"}.svg); width: 10px; height: 10px; }}
QComboBox QAbstractItemView {{ background: {colours.card}; border: 1px solid {colours.border}; selection-background-color: {colours.accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator {{
  width: 15px; height: 15px; border: 1px solid {colours.muted}; background: {colours.card}; }}
QCheckBox::indicator, QTreeView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked {{
  background: {colours.accent}; border-color: {colours.accent};
  image: url({_ICONS}/check_{"dark" if colours.is_dark else "light"}.svg); }}
QRadioButton::indicator:checked {{ border: 5px solid {colours.accent}; width: 7px; height: 7px; }}
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {colours.border}; background: {colours.panel}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {colours.accent}; }}
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {colours.border}; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {colours.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTreeView::item {{ padding: 3px 0; }}
QTreeView#layer_table {{ alternate-background-color: {colours.panel}; }}
QTreeView#layer_table::item {{ padding: 0 6px; min-height: 24px; }}
QTreeView#layer_table::item:selected {{ background: {colours.accent}; color: {colours.accent_text}; }}
QTableView::item {{ padding: 0 6px; }}
QTableView::item:selected {{ background: {colours.accent}; color: {colours.accent_text}; }}
QListWidget::item {{ padding: 6px 8px; border-radius: 8px; border: 1px solid transparent; }}
QListWidget::item:hover {{ background: {colours.panel}; }}
QListWidget::item:selected {{ background: {colours.panel}; border: 1px solid {colours.accent}; color: {colours.text}; }}
QFrame[role="rule"] {{ background: {colours.border}; border: 0; max-height: 1px; min-height: 1px; }}
QLineEdit[fault="true"] {{ border: 1px solid {colours.bad}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {colours.border}; }}
QTabBar::tab {{ padding: 7px 16px; border: 0; background: transparent; color: {colours.muted}; }}
QTabBar::tab:selected {{ color: {colours.text}; border-bottom: 2px solid {colours.accent}; }}
QTabBar::tab:focus {{ color: {colours.accent}; }}
QTreeView, QTableView, QListView, QScrollArea {{ border: 0; background: {colours.window}; }}
QTableView {{ gridline-color: {colours.border}; alternate-background-color: {colours.panel}; }}
QHeaderView::section {{
  background: {colours.window}; color: {colours.muted}; border: 0; border-bottom: 1px solid {colours.border}; padding: 5px 8px; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ /* above the text: at its side Qt cuts letters off */
  subcontrol-origin: border; subcontrol-position: top center; width: 8px; height: 8px; }}
QHeaderView::up-arrow {{ image: url({_ICONS}/chevron_up_{"dark" if colours.is_dark else "light"}.svg); }}
QHeaderView::down-arrow {{ image: url({_ICONS}/chevron_{"dark" if colours.is_dark else "light"}.svg); }}
QProgressBar {{ border: 0; border-radius: 3px; background: {colours.frame}; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {colours.accent}; border-radius: 3px; }}
QLabel[role="muted"] {{ color: {colours.muted}; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="fault"] {{ color: {colours.bad}; }}
QFrame[role="popup"] {{ background: {colours.card}; border: 1px solid {colours.border}; border-radius: 10px; }}
QFrame[role="popup"] QListWidget {{ background: {colours.card}; }}
QFrame[role="row"] {{ border: 0; border-bottom: 1px solid {colours.frame}; background: {colours.window}; }}
QFrame[role="row"]:hover {{ background: {colours.panel}; }}
QFrame[role="row"]:focus {{ background: {colours.panel}; border: 1px solid {colours.accent}; }}
QFrame[role="row"] QLabel {{ background: transparent; }}
QPushButton[role="fix"] {{ color: {colours.accent}; background: {colours.card}; font-weight: 500; padding: 0 10px; }}
QPushButton[role="fix"]:hover {{ border-color: {colours.accent}; }}
QFrame[role="note"] {{ background: {colours.panel}; border: 1px solid {colours.border}; border-radius: 8px; }}
QFrame[role="problem"] {{ background: {colours.warn_back}; border: 1px solid {colours.warn}; border-radius: 8px; }}
QFrame[role="problem"] QLabel {{ color: {colours.warn}; background: transparent; }}
QFrame[role="note"] QLabel {{ background: transparent; }}
"""
