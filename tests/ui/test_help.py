"""The Help dock, driven with real mouse and key events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driving import LEFT, NONE, click_card
from PySide6.QtCore import QObject, QPoint, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from alexstudio.help import Link, pages
from alexstudio.ui.help_contents import found
from alexstudio.ui.help_dock import WIDTH, HelpDock
from alexstudio.ui.main_window import MainWindow
from alexstudio.ui.theme import apply_theme, theme

SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    """The window with the dock open, by its key."""
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_F1, SHIFT)
    assert window.help_dock.isVisible()
    return window


@pytest.fixture
def dock(qtbot: QtBot, settings: None) -> HelpDock:
    """What stands in the dock, without a window around it."""
    dock = HelpDock()
    qtbot.addWidget(dock)
    dock.resize(WIDTH, 500)
    dock.show()
    dock.begin()
    return dock


def link_spot(dock: HelpDock, address: str) -> QPoint:
    """The middle of the first link to an address, after scrolling to it."""
    view = dock.view
    block = view.document().begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            piece = place.fragment()
            if piece.charFormat().anchorHref() == address:
                cursor = view.textCursor()
                cursor.setPosition(piece.position() + 2)
                view.setTextCursor(cursor)
                view.ensureCursorVisible()
                return view.cursorRect(cursor).center()
            place += 1
        block = block.next()
    raise AssertionError(f"{dock.link} has no link to {address}")


def click_link(where: MainWindow | HelpDock, address: str) -> None:
    dock = where.help if isinstance(where, MainWindow) else where
    QTest.mouseClick(dock.view.viewport(), LEFT, NONE, link_spot(dock, address))


def title(where: MainWindow | HelpDock) -> str:
    dock = where.help if isinstance(where, MainWindow) else where
    return dock.view.document().begin().text()


# -- opening and closing -----------------------------------------------------------------------------------------------


def test_is_hidden_at_first_and_opens_by_its_key(window: MainWindow) -> None:
    assert not window.help_dock.isVisible() and window.help.link is None
    QTest.keyClick(window.canvas, Qt.Key.Key_F1, SHIFT)
    assert window.help_dock.isVisible() and title(window) == "Start here"
    assert window.help.view.verticalScrollBar().value() == 0


def test_the_room_comes_from_the_canvas_and_goes_back_to_it(window: MainWindow, qapp: QApplication) -> None:
    click_card(window, "conv4")
    qapp.processEvents()
    inspector, canvas = window.inspector.width(), window.canvas.width()
    for open_and_close in (
        (window.help_verbs.open, window.help_verbs.close),
        (window.help_dock.toggleViewAction().trigger,) * 2,
    ):
        for act in open_and_close:
            act()
            qapp.processEvents()
            assert window.inspector.width() == inspector
        assert window.canvas.width() == canvas


def test_escape_and_the_button_close_it(opened: MainWindow) -> None:
    QTest.keyClick(opened.help.view, Qt.Key.Key_Escape)
    assert not opened.help_dock.isVisible() and opened.canvas.hasFocus()
    QTest.keyClick(opened.canvas, Qt.Key.Key_F1, SHIFT)
    QTest.mouseClick(opened.help.close_button, LEFT)
    assert not opened.help_dock.isVisible()


def test_comes_back_where_the_reader_left_it(
    opened: MainWindow, make_window: Callable[..., MainWindow], qapp: QApplication
) -> None:
    click_link(opened, "two-gpus.md")
    state = opened.saveState(1)
    other = make_window()
    assert not other.help_dock.isVisible()
    other.restoreState(state, 1)
    qapp.processEvents()
    assert other.help_dock.isVisible() and title(other) == "Two GPUs"


def test_a_page_that_is_remembered_and_gone_is_no_fault(qtbot: QtBot, settings: None) -> None:
    for text in ("page:of-yesterday", "layer:Gone", "rubbish", "node:conv1"):
        QSettings().setValue("help_page", text)
        dock = HelpDock()
        qtbot.addWidget(dock)
        dock.begin()
        assert dock.link == Link("page", "start")


# -- links -------------------------------------------------------------------------------------------------------------


def test_pages_and_the_way_back(dock: HelpDock) -> None:
    assert not dock.back.isEnabled() and not dock.forward.isEnabled()
    click_link(dock, "relu.md")
    click_link(dock, "layer:Tanh")
    assert title(dock) == "Tanh"
    QTest.keyClick(dock.view, Qt.Key.Key_Left, ALT)
    assert title(dock) == "ReLU" and dock.view.verticalScrollBar().value() > 0, "back to where the link was"
    QTest.mouseClick(dock.back, LEFT)
    assert title(dock) == "Start here" and not dock.back.isEnabled()
    QTest.keyClick(dock.view, Qt.Key.Key_Right, ALT)
    QTest.mouseClick(dock.forward, LEFT)
    assert title(dock) == "Tanh" and not dock.forward.isEnabled()
    QTest.mouseClick(dock.view.viewport(), Qt.MouseButton.BackButton)
    assert title(dock) == "ReLU" and dock.forward.isEnabled()
    click_link(dock, "layer:Sigmoid")
    assert not dock.forward.isEnabled(), "a new way forgets the old one"


def test_a_layer_of_the_document(opened: MainWindow) -> None:
    click_link(opened, "node:fc6")
    assert opened.canvas.selected == ["fc6"]
    assert opened.inspector.name.text() == "FC6"
    middle = opened.canvas.viewport().rect().center()
    card = opened.canvas.mapFromScene(opened.canvas.canvas.cards["fc6"].pos())
    assert abs(card.x() - middle.x()) < 60
    assert opened.help.told == ""


def test_a_layer_type_steps_through_its_layers(opened: MainWindow) -> None:
    opened.help.follow("layer:LocalResponseNorm")
    seen = []
    for _ in range(3):
        click_link(opened, "node:LocalResponseNorm")
        seen += opened.canvas.selected
    assert seen == ["norm1", "norm2", "norm1"]


def test_a_layer_that_is_not_there(opened: MainWindow) -> None:
    opened.help.follow("two-gpus.md")
    click_link(opened, "node:conv4a")
    assert opened.help.told == "The open document has no layer “conv4a”."
    assert opened.help._told.isVisible() and opened.canvas.selected == []
    click_link(opened, "preset:alexnet_two_gpu")
    click_link(opened, "node:conv4a")
    assert opened.help.told == "" and opened.canvas.selected == ["conv4a"]


def test_a_preset_opens_and_unsaved_work_stays(opened: MainWindow) -> None:
    opened.help.follow("two-gpus.md")
    opened.session.rename("conv1", "Mine")
    click_link(opened, "preset:alexnet_two_gpu")
    assert opened.session.document.title == "AlexNet, two GPUs (2012)"
    assert opened.session.path is None
    assert title(opened) == "Two GPUs", "the page stays"
    assert any("Mine" in {node.name for node in sheet.document.graph.nodes} for sheet in opened.session.sheets)


def test_an_action(opened: MainWindow) -> None:
    opened.help.follow("memory.md")
    click_link(opened, "action:heat_activation_bytes")
    assert opened.canvas.canvas.heat is not None
    opened.help.follow("action:stop")
    assert opened.help.told == "“Stop” cannot be done now."


def test_keys_alone_reach_a_link(opened: MainWindow) -> None:
    """On the first page: a preset, the gallery, a layer."""
    view = opened.help.view
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.canvas.selected == ["fc6"]
    assert view.hasFocus()
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Backtab)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.session.document.title == "AlexNet" and opened.canvas.selected == []
    assert view.hasFocus(), "who reads goes on reading"


NOWHERE = {
    "nothing.md": "There is no page called “nothing”.",
    "layer:Nothing": "There is no layer type called “Nothing”.",
    "preset:nothing": "There is no preset called “nothing”.",
    "action:nothing": "There is no action called “nothing”.",
    "node:%3Cb%3Ex%3C/b%3E": "The open document has no layer “<b>x</b>”.",
    "file:///etc/passwd": "The link “file:///etc/passwd” leads nowhere.",
    "": "The link “” leads nowhere.",
}


def test_a_link_that_leads_nowhere_is_told(opened: MainWindow) -> None:
    assert opened.help._told.textFormat() == Qt.TextFormat.PlainText
    for address, told in NOWHERE.items():
        opened.help.follow(address)
        assert opened.help.told == told
        assert title(opened) == "Start here"
    opened.help.follow("relu.md")
    assert opened.help.told == ""


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.seen.append(url.toString())


def test_the_web_opens_in_the_browser_only_on_a_click(dock: HelpDock) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")
    try:
        dock.view.show_text("[a paper](https://arxiv.org/abs/1404.5997) ![x](https://example.org/x.png)")
        assert browser.seen == []
        click_link(dock, "https://arxiv.org/abs/1404.5997")
        assert browser.seen == ["https://arxiv.org/abs/1404.5997"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_nothing_but_our_drawings_is_loaded(dock: HelpDock) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    view = dock.view
    assert view.loadResource(kind, QUrl("two-gpus.svg")) is not None
    for address in ("file:///etc/passwd", "https://example.org/x.png", "/etc/hostname", "../ui/icons/x.svg", "no.svg"):
        assert view.loadResource(kind, QUrl(address)) is None


# -- the layer that is selected ----------------------------------------------------------------------------------------


def test_the_inspector_leads_to_the_page_of_the_layer(window: MainWindow) -> None:
    click_card(window, "norm1")
    button = window.inspector.findChild(QToolButton, "about_layer")
    assert button is not None
    QTest.mouseClick(button, LEFT)
    assert window.help_dock.isVisible() and title(window) == "LocalResponseNorm"


def test_the_key_leads_there_too(window: MainWindow) -> None:
    click_card(window, "pool1")
    QTest.keyClick(window.canvas, Qt.Key.Key_F1, CONTROL)
    assert title(window) == "MaxPool2d"
    window.canvas.select([])
    QTest.keyClick(window.canvas, Qt.Key.Key_F1, CONTROL)
    assert title(window) == "Start here"


def test_a_type_without_a_page(window: MainWindow) -> None:
    window.help_verbs.about("<i>Alien</i>")
    assert window.help.told == "There is no page about <i>Alien</i>: the type is not known here."


# -- contents and search -----------------------------------------------------------------------------------------------


def test_contents(dock: HelpDock) -> None:
    closed: list[int] = []
    dock.close_wanted.connect(lambda: closed.append(1))
    QTest.mouseClick(dock.list_button, LEFT)
    assert dock.is_listing and dock.contents.currentItem().text() == "Start here"
    texts = [dock.contents.item(row).text() for row in range(dock.contents.count())]
    assert texts[:2] == ["First", "Start here"] and "Conv2d" in texts
    row = texts.index("What came after")
    dock.contents.scrollToItem(dock.contents.item(row))
    spot = dock.contents.visualItemRect(dock.contents.item(row)).center()
    QTest.mouseClick(dock.contents.viewport(), LEFT, NONE, spot)
    assert not dock.is_listing and title(dock) == "What came after"
    QTest.mouseClick(dock.list_button, LEFT)
    assert dock.contents.currentItem().text() == "What came after"
    dock.contents.scrollToTop()
    heading = dock.contents.visualItemRect(dock.contents.item(0)).center()
    QTest.mouseClick(dock.contents.viewport(), LEFT, NONE, heading)
    assert dock.is_listing, "a heading is nothing to open"
    QTest.keyClick(dock.contents, Qt.Key.Key_Escape)
    assert not dock.is_listing and not closed


def test_search(dock: HelpDock) -> None:
    closed: list[int] = []
    dock.close_wanted.connect(lambda: closed.append(1))
    dock.line.setFocus()
    QTest.keyClicks(dock.line, "overfit")
    assert dock.is_listing
    assert dock.contents.currentRow() == 0
    QTest.keyClick(dock.line, Qt.Key.Key_Down)
    QTest.keyClick(dock.line, Qt.Key.Key_Return)
    assert title(dock) == "Data augmentation" and dock.line.text() == ""
    assert dock.view.textCursor().selectedText() == "overfit"
    dock.line.setFocus()
    QTest.keyClicks(dock.line, "zzzz")
    assert dock.contents.item(0).text() == "No page speaks of that"
    QTest.keyClick(dock.line, Qt.Key.Key_Return)
    assert dock.is_listing
    QTest.keyClick(dock.line, Qt.Key.Key_Escape)
    assert not dock.is_listing and dock.line.text() == "" and not closed
    QTest.keyClick(dock.line, Qt.Key.Key_Escape)
    assert closed


@pytest.mark.parametrize(
    ("query", "first"),
    [("two gpus", "Two GPUs"), ("gpus", "Two GPUs"), ("dropout", "Dropout"), ("conv2d", "Conv2d"), ("lrn", None)],
)
def test_what_a_search_finds(query: str, first: str | None) -> None:
    hits = found(query, pages())
    assert hits and (first is None or hits[0].title == first)
    if query == "lrn":
        assert any(page.title == "LocalResponseNorm" for page in hits[:6])


# -- looks -------------------------------------------------------------------------------------------------------------


def contrast(one: QColor, other: QColor) -> float:
    """Of two colours, as WCAG 2.1 counts it: from 1 to 21."""

    def light(colour: QColor) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_text_is_readable(qapp: QApplication, dock: HelpDock, choice: str) -> None:
    apply_theme(qapp, choice)  # type: ignore[arg-type]
    page_back = QColor(theme().window)
    for page in pages():
        assert dock.open(page.link)
        document = dock.view.document()
        block = document.begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                look = place.fragment().charFormat()
                backs = [page_back, QColor(theme().panel)]  # a head of a table stands on the panel colour
                if look.background().style() != Qt.BrushStyle.NoBrush:
                    backs = [look.background().color()]
                for back in backs:
                    assert contrast(look.foreground().color(), back) >= 4.5, (page.title, place.fragment().text())
                place += 1
            block = block.next()


def test_the_theme_changes_the_page_where_it_is(opened: MainWindow) -> None:
    opened.help.follow("two-gpus.md")
    bar = opened.help.view.verticalScrollBar()
    bar.setValue(120)
    opened.verbs.set_theme("dark")
    piece = opened.help.view.document().begin().begin().fragment()
    assert piece.charFormat().foreground().color() == QColor(theme().text)
    assert theme().is_dark and bar.value() == 120
    assert opened.help.view.grab().toImage().pixelColor(4, 4) == QColor(theme().window)


def test_written_pages_fit_the_width(dock: HelpDock) -> None:
    """No page needs to be scrolled sideways at the width that the dock opens with."""
    for page in pages():
        dock.open(page.link)
        assert dock.view.horizontalScrollBar().maximum() <= 8, page.title
