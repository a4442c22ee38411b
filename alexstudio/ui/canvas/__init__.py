"""The graph as a picture: cards, wires, stage frames, and the gestures on them."""
