"""The gestures in order of precedence: the first that a press begins gets the mouse until the button is released."""

from __future__ import annotations

from alexstudio.ui.canvas.gestures.bend_drag import BendDrag
from alexstudio.ui.canvas.gestures.box_select import BoxSelect
from alexstudio.ui.canvas.gestures.brush import Brush, BrushPick
from alexstudio.ui.canvas.gestures.card_drag import CardDrag
from alexstudio.ui.canvas.gestures.comment_drag import CommentDrag
from alexstudio.ui.canvas.gestures.gesture import Gesture
from alexstudio.ui.canvas.gestures.knife import Knife
from alexstudio.ui.canvas.gestures.pan import Pan
from alexstudio.ui.canvas.gestures.port_break import PortBreak
from alexstudio.ui.canvas.gestures.wire_in import WireIn
from alexstudio.ui.canvas.gestures.wire_move import WireMove
from alexstudio.ui.canvas.gestures.wire_out import WireOut
from alexstudio.ui.canvas.gestures.wire_pick import WirePick
from alexstudio.ui.canvas.gestures.wires_move import WiresMove

GESTURES: tuple[type[Gesture], ...] = (
    *(Pan, Brush, BrushPick, Knife, PortBreak),
    *(WireMove, WiresMove, WireOut, WireIn),
    *(BendDrag, CardDrag, WirePick, CommentDrag, BoxSelect),
)
