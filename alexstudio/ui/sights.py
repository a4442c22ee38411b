"""`Sights`: what of each open document is in view, noted when another one comes to the front and shown again later."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF

from alexstudio.ui.canvas.view import CanvasView
from alexstudio.ui.session import Session
from alexstudio.ui.sheets import Sight


class Sights(QObject):
    """Connects the sheets of a session with the camera of a canvas."""

    def __init__(self, session: Session, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._session, self._canvas = session, canvas
        session.leaving.connect(self.note)
        session.entered.connect(self.show)

    def note(self) -> None:
        """Remember what of the sheet in front is in view; everything stays everything when the window grows."""
        canvas = self._canvas
        canvas.setFocus()  # a value that is being typed goes to its own document
        middle = canvas.sight.center()
        centre = None if self._shows_all() else (middle.x(), middle.y())
        zoom = None if centre is None else canvas.zoom
        self._session.sheet.sight = Sight(centre, zoom, canvas.canvas.scope, tuple(canvas.selected))

    def show(self) -> None:
        """Show of the sheet in front what was in view."""
        canvas, sight = self._canvas, self._session.sheet.sight
        if canvas.canvas.scope != sight.scope:
            known = sight.scope in self._session.document.graph.outline.blocks
            canvas.enter(sight.scope if known else "")
        canvas.select([node_id for node_id in sight.selected if node_id in canvas.canvas.cards])
        if sight.centre is None or sight.zoom is None:
            canvas.fit()
        else:
            canvas.look_at(QPointF(*sight.centre), sight.zoom)

    def _shows_all(self) -> bool:
        """Whether the camera is where `CanvasView.fit` puts it."""
        canvas = self._canvas
        content, room = canvas.content, canvas.room
        if content.isEmpty() or room.width() < 20 or room.height() < 20:
            return True
        zoom = min(room.width() / content.width(), room.height() / content.height(), 1.25)
        off = canvas.mapFromScene(content.center()) - room.center().toPoint()
        return abs(zoom / canvas.zoom - 1) < 0.01 and off.manhattanLength() <= 4
