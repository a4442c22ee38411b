"""``python -m alexstudio.ui.translations``: take up what is new in the source, and compile what is translated."""

from __future__ import annotations

import sys

from alexstudio.ui.translations.files import LANGUAGES, release, source_file, update


def main() -> None:
    """Refresh every language, and say what is left to translate."""
    for language in LANGUAGES:
        update(language)
        release(language)
        file = source_file(language)
        left = file.read_text(encoding="utf-8").count('type="unfinished"')
        sys.stdout.write(f"{file.name}: {left} texts left to translate\n")


if __name__ == "__main__":
    main()
