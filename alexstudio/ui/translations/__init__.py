"""What the window says in other languages: one `.ts` file each, to be edited with Qt Linguist or any editor.

``python -m alexstudio.ui.translations`` takes up what is new in the source and compiles the files.
"""
