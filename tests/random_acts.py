"""What a hand does at random: the gestures of the canvas, shortcuts, menus, fields, popups, dialogs, presets."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar
from random_answers import Answers
from random_hand import ALT, CTRL, MIDDLE, NONE, RIGHT, SHIFT, Hand, Keys
from random_sight import Sight

from alexstudio.graph.presets import load_preset
from alexstudio.ui.canvas.ports import Port
from alexstudio.ui.main_window import MainWindow

OFF = frozenset(
    {"quit", "plugins", "open", "save", "save_as", "export", "export_picture", "export_figure", "save_trace"}
)
"""Actions that would end the program, start another one, or open a dialog of the system."""
RARE = frozenset(
    {"theme_system", "theme_light", "theme_dark", "train", "stop", "tour", "about", "settings", "shortcuts"}
)
"""Actions that take long, or have little to do with the canvas."""
WEIGHTS = {
    22: "shortcut",
    14: "drag_card",
    12: "wire_out undo",
    10: "field",
    9: "drag_bend drag_comment",
    8: "wire_in move_wire click_card",
    7: "move_wires",
    6: "drop_on_wire select_box pan break_port pick_wire bend double_click menu hover fold",
    5: "cut redo paste paint",
    4: "comment wheel nudge escape",
    3: "enter_block tabs palette rename",
}
"""How often each act is done, so that the rare ones are."""
WORDS = ("3", "64", "0", "11", "-1", "2x3", "224/4", "1e9", "conv", "relu", "Concat", "zzz", "Stem 2", "_", " ")
ESC, ENTER, TAB, DOWN = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down
OPEN_TABS = 4


class Acts:
    """``do_one()`` does something; ``done`` counts what."""

    def __init__(self, window: MainWindow, hand: Hand, presets: tuple[str, ...]) -> None:
        self.window, self.hand, self.draw, self.presets = window, hand, hand.draw, presets
        self.answers, self.sight = Answers(window, hand), Sight(window, hand)
        self.done: Counter[str] = Counter()
        for name in OFF & window.actions_by_id.keys():
            window.actions_by_id[name].setEnabled(False)
        self._acts = [getattr(self, name) for names in WEIGHTS.values() for name in names.split()]
        self._weights = [weight for weight, names in WEIGHTS.items() for _ in names.split()]

    def do_one(self) -> None:
        """One act, and what it opens is answered."""
        act = self.draw.choices(self._acts, self._weights)[0]
        name = act.__name__
        self.hand.note(name)
        if act() is not False:
            self.done[name] += 1
        self.hand.settle()
        self.answers.popups()

    def fresh(self) -> None:
        """Another preset in another tab."""
        name = self.draw.choice(self.presets)
        self.hand.note(f"preset {name}")
        session = self.window.session
        session.open(load_preset(name), None, name)
        while len(session.sheets) > OPEN_TABS:
            session.close(self.draw.randrange(OPEN_TABS))
        self.window.canvas.fit()
        self.window.canvas.setFocus()
        self.hand.settle()

    def calm(self) -> None:
        """Let go of everything, and close what is open."""
        self.hand.note("calm")
        if self.hand.held is not None:
            self.hand.release()
        self.hand.settle()
        for _ in range(8):
            if not self.answers.is_waited_for:
                break
            self.hand.key(ESC)
            self.hand.settle()
        self.window.canvas.setFocus()
        self.hand.settle()

    # -- cards ---------------------------------------------------------------------------------------------------------

    def drag_card(self) -> object:
        found = self.sight.tile()
        return bool(
            found and self.hand.drag(found[1], self.sight.near(found[1], 220), self.sight.keys(SHIFT, CTRL, ALT))
        )

    def drop_on_wire(self) -> object:
        """A card that has no wires; when there is none, one is added."""
        graph, scene = self.window.session.document.graph, self.window.canvas.canvas
        loose = [
            card
            for card in scene.cards.values()
            if card.isVisible() and card.node.kind is not None and len(card.node.kind.slots) == 1
            if not graph.inputs(card.node.id) and not graph.consumers(card.node.id)
        ]
        if not loose:
            at = self.sight.nowhere()
            if at is None:
                return False
            self.hand.double_click(at)
            self.hand.settle()
            self.answers.choose_in_popup("relu")
            return None
        start, end = self.sight.one_of(loose, lambda card: card.pos()), self.sight.wire()
        return bool(start and end and self.hand.drag(start[1], end[1]))

    def click_card(self) -> object:
        found = self.sight.tile()
        if not found:
            return False
        self.hand.click(found[1], keys=self.sight.keys(SHIFT, CTRL))
        if self.draw.random() < 0.1:
            self.hand.key(Qt.Key.Key_Delete, self.sight.keys(ALT))
        return None

    def select_box(self) -> object:
        start = self.sight.nowhere()
        if start is None:
            return False
        self.hand.drag(start, self.sight.anywhere(), self.sight.keys(SHIFT, CTRL))
        if self.draw.random() < 0.2:
            self.hand.key(Qt.Key.Key_G, CTRL)
        return None

    def double_click(self) -> object:
        """On a card, a block, a bend, a comment, or where nothing is."""
        canvas = self.window.canvas
        things = [*canvas.canvas.tiles, *canvas.bends.items.values()]
        found = self.sight.one_of(things, lambda thing: thing.pos()) if self.draw.random() < 0.7 else None
        at = found[1] if found else self.sight.nowhere()
        if at is None:
            return False
        self.hand.double_click(at)
        return None

    # -- wires ---------------------------------------------------------------------------------------------------------

    def _pull(self, start: tuple[Port, QPoint] | None, end: QPoint | None, keys: Keys = NONE) -> bool:
        return bool(start and end and self.hand.drag(start[1], end, keys))

    def wire_out(self) -> object:
        return self._pull(self.sight.port(is_output=True), self.sight.end_of_wire(is_output=False))

    def wire_in(self) -> object:
        return self._pull(self.sight.port(is_output=False), self.sight.end_of_wire(is_output=True))

    def move_wire(self) -> object:
        return self._pull(self.sight.port(is_output=False, wired=True), self.sight.end_of_wire(is_output=False), CTRL)

    def move_wires(self) -> object:
        return self._pull(self.sight.port(is_output=True, wired=True), self.sight.end_of_wire(is_output=True), CTRL)

    def break_port(self) -> object:
        found = self.sight.port(is_output=self.draw.random() < 0.5, wired=True)
        if not found:
            return False
        if self.draw.random() < 0.2:
            self.hand.drag(found[1], self.sight.near(found[1], 60), ALT)
        else:
            self.hand.click(found[1], keys=ALT)
        return None

    def cut(self) -> object:
        found = self.sight.wire()
        if not found:
            return False
        across = QPoint(self.draw.randint(-60, 60), self.draw.randint(-60, 60))
        return bool(self.hand.drag(found[1] - across, found[1] + across, ALT | SHIFT))

    def pick_wire(self) -> object:
        found = self.sight.wire()
        if not found:
            return False
        self.hand.click(found[1], keys=self.sight.keys(SHIFT, CTRL))
        if self.draw.random() < 0.4:
            self.hand.key(self.draw.choice((Qt.Key.Key_Delete, Qt.Key.Key_I)))
        return None

    def bend(self) -> object:
        found = self.sight.wire()
        if not found:
            return False
        self.hand.double_click(found[1])
        return None

    def drag_bend(self) -> object:
        bends = self.window.canvas.bends.items.values()
        found = self.sight.one_of(bends, lambda bend: bend.pos()) if bends else None
        return (
            bool(self.hand.drag(found[1], self.sight.near(found[1], 120), self.sight.keys(SHIFT, CTRL)))
            if found
            else self.bend()
        )

    # -- comments ------------------------------------------------------------------------------------------------------

    def comment(self) -> object:
        self.window.canvas.setFocus()
        self.hand.key(Qt.Key.Key_C)
        return None

    def drag_comment(self) -> object:
        """By the title or the corner."""
        comments = [one for one in self.window.canvas.canvas.comments.values() if one.isVisible()]
        resizes = self.draw.random() < 0.35
        found = self.sight.one_of(
            comments,
            lambda one: one.rim.bottomRight() - QPointF(6, 6) if resizes else one.rim.topLeft() + QPointF(20, 14),
        )
        return (
            bool(self.hand.drag(found[1], self.sight.near(found[1], 150), self.sight.keys(ALT)))
            if found
            else self.comment()
        )

    # -- the view ------------------------------------------------------------------------------------------------------

    def pan(self) -> object:
        at = self.sight.anywhere()
        if self.draw.random() < 0.5:
            self.hand.drag(at, self.sight.near(at, 80), button=MIDDLE)
            return None
        self.window.canvas.setFocus()
        self.hand.key_down(Qt.Key.Key_Space)
        self.hand.drag(at, self.sight.near(at, 80))
        self.hand.key_up(Qt.Key.Key_Space)
        return None

    def wheel(self) -> object:
        turned = self.draw.choice((120, -120, 240, 15))
        self.hand.wheel(self.sight.anywhere(), QPoint(0, turned), self.sight.keys(CTRL, SHIFT))
        return None

    def hover(self) -> object:
        for _ in range(self.draw.randint(1, 4)):
            self.hand.move(self.sight.anywhere())
        if self.draw.random() < 0.1:
            found = self.sight.tile() or self.sight.wire()
            if found:
                self.hand.move(found[1])
                QTest.qWait(self.window.reading.rest.interval() + 20)
        return None

    def fold(self) -> object:
        """Also stages that are no blocks yet."""
        self.click_card()
        keys = self.draw.choices((NONE, SHIFT, CTRL | SHIFT), (6, 1, 2))[0]
        self.hand.key(Qt.Key.Key_H, keys)
        return None

    def enter_block(self) -> object:
        self.window.canvas.setFocus()
        self.hand.key(self.draw.choice((Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)))
        return None

    # -- keys ----------------------------------------------------------------------------------------------------------

    def shortcut(self) -> object:
        """Any of all actions, from wherever the keyboard is; mostly from the canvas."""
        if self.draw.random() < 0.8:
            self.window.canvas.setFocus()
        is_rare = self.draw.random() < 0.04
        names = [name for name in self.window.actions_by_id if name not in OFF and (name in RARE) == is_rare]
        keys = self.window.actions_by_id[self.draw.choice(names)].shortcuts()
        if not keys:
            return False
        self.hand.shortcut(self.draw.choice(keys))
        return None

    def paint(self) -> object:
        """Paint devices: a stroke or two, a device taken from a card, and mostly an end."""
        canvas = self.window.canvas
        if not canvas.brush:
            canvas.setFocus()
            self.hand.key(Qt.Key.Key_B)
        for _ in range(self.draw.randint(1, 2)):
            found = self.sight.tile()
            if found and canvas.brush:
                self.hand.click(found[1], RIGHT)
                self.hand.drag(found[1], self.sight.near(found[1], 300))
        for _ in range(3):
            if canvas.brush and self.draw.random() < 0.95:
                self.hand.key(ESC)
        return None

    def nudge(self) -> object:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        for _ in range(self.draw.randint(1, 3)):
            self.hand.key(self.draw.choice(arrows), self.sight.keys(SHIFT, CTRL))
        return None

    def escape(self) -> object:
        self.hand.key(ESC)
        return None

    def undo(self) -> object:
        for _ in range(self.draw.randint(1, 3)):
            self.hand.key(Qt.Key.Key_Z, CTRL)
        return None

    def redo(self) -> object:
        for _ in range(self.draw.randint(1, 3)):
            self.hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
        return None

    def rename(self) -> object:
        self.click_card()
        self.hand.key(Qt.Key.Key_F2)
        return None

    def paste(self) -> object:
        if self.draw.random() < 0.5:
            self.click_card()
        self.hand.key(self.draw.choice((Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_D)), CTRL)
        if self.draw.random() < 0.6:
            self.hand.key(Qt.Key.Key_V, self.draw.choice((CTRL, CTRL | SHIFT)))
        return None

    # -- around the canvas ---------------------------------------------------------------------------------------------

    def menu(self) -> object:
        found = self.draw.choice((self.sight.tile, self.sight.wire, lambda: None))()
        at = found[1] if found else self.sight.anywhere()
        self.hand.click(at, RIGHT)
        return None

    def field(self) -> object:
        """Write into a field of the inspector or of the recipe, or choose something there."""
        panels = (self.window.inspector, self.window.training, self.window.memory)
        kinds = (QLineEdit, QComboBox, QCheckBox, QPlainTextEdit)
        fields = [one for panel in panels for kind in kinds for one in panel.findChildren(kind)]
        seen = [(one, at) for one in fields if (at := self.sight.seen(one)) is not None]
        if not seen:
            return False
        widget, at = self.draw.choice(seen)
        self.hand.click(at)
        self.hand.settle()
        if isinstance(widget, (QLineEdit, QPlainTextEdit)) and QApplication.activePopupWidget() is None:
            if self.draw.random() < 0.7:
                self.hand.key(Qt.Key.Key_A, CTRL)
            self.hand.type(self.draw.choice(WORDS))
            ending = self.draw.choice((ENTER, ENTER, TAB, ESC, None))
            if ending is not None:
                self.hand.key(ending)
        return None

    def tabs(self) -> object:
        """The tabs of the panels and of the documents."""
        bars = [(bar, at) for bar in self.window.findChildren(QTabBar) for at in range(bar.count()) if bar.isVisible()]
        bar, at = self.draw.choice(bars)
        self.hand.click(self.hand.place(bar.tabRect(at).center(), bar))
        return None

    def palette(self) -> object:
        """Click somewhere on the palette: some of it adds a layer."""
        box = self.window.palette_panel.rect()
        at = QPoint(self.draw.randrange(box.width()), self.draw.randrange(box.height()))
        at = self.hand.place(at, self.window.palette_panel)
        self.hand.double_click(at) if self.draw.random() < 0.3 else self.hand.click(at)
        return None
