"""Installed packages that offer a plugin: found without importing them, hashed with their version."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from plugin_folders import WIGGLE, enable

from alexstudio.extensions import catalogue
from alexstudio.extensions.loading import load_enabled
from alexstudio.extensions.places import Places
from alexstudio.layers import find_type


@pytest.fixture
def installed(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A distribution whose package says when it is imported from the disk."""
    site = tmp_path / "site"
    package = site / "wavy_layers"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("IMPORTED_FROM = __spec__.loader.__class__.__name__\n")
    (package / "layers.py").write_text(f"import wavy_layers.modules\n{WIGGLE}")
    (package / "modules.py").write_text("WORD = 'first'\n")
    describe(site, "1.0")
    monkeypatch.syspath_prepend(str(site))
    return site


def describe(site: Path, version: str, value: str = "wavy_layers") -> None:
    for old in site.glob("*.dist-info"):
        for path in old.iterdir():
            path.unlink()
        old.rmdir()
    info = site / f"wavy-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: wavy\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(f"[alexstudio.plugins]\nwavy = {value}\n")


def with_packages(places: Places) -> Places:
    return Places(places.shipped, places.own, places.consent, places.state)


def test_a_package_is_loaded_from_the_bytes_that_were_enabled(places: Places, installed: Path) -> None:
    places = with_packages(places)
    plugin = catalogue.find("wavy", places)
    assert (plugin.state, plugin.spot.where, plugin.spot.key) == (
        "not enabled",
        "package wavy 1.0",
        "package/wavy/wavy",
    )
    assert plugin.tree is not None and plugin.tree.path == installed / "wavy_layers"
    assert "wavy_layers" not in sys.modules
    enable(places, "wavy")
    assert "wavy_layers" not in sys.modules
    (installed / "wavy_layers" / "__pycache__").mkdir(exist_ok=True)
    assert load_enabled(places) == []
    kind = find_type("Wiggle")
    assert kind is not None and kind.target == "wavy_layers.modules:Wiggle"
    assert sys.modules["wavy_layers"].IMPORTED_FROM == "_Loader"
    assert sys.modules["wavy_layers.modules"].WORD == "first"


def test_a_new_version_asks_again(places: Places, installed: Path) -> None:
    places = with_packages(places)
    enable(places, "wavy")
    describe(installed, "1.1")
    plugin = catalogue.find("wavy", places)
    assert (plugin.state, plugin.spot.where) == ("changed", "package wavy 1.1")
    assert "changed since you enabled it" in load_enabled(places)[0] and find_type("Wiggle") is None


@pytest.mark.parametrize("value", ["wavy_layers.layers", "nothing_there", "os", "wavy_layers:x"])
def test_what_is_no_package(places: Places, installed: Path, value: str) -> None:
    describe(installed, "1.0", value)
    plugin = catalogue.find("wavy", with_packages(places))
    assert plugin.state == "refused" and "which is no top-level package here" in plugin.why


def test_a_package_that_is_gone(places: Places, installed: Path) -> None:
    places = with_packages(places)
    enable(places, "wavy")
    sys.path.remove(str(installed))
    assert "The plugin wavy is enabled, but cannot be loaded." in load_enabled(places)[0]
    assert [plugin.state for plugin in catalogue.plugins(places)[0]] == ["refused"]


def test_a_package_that_is_imported_already(places: Places, installed: Path) -> None:
    import wavy_layers  # type: ignore[import-not-found]

    places = with_packages(places)
    try:
        assert wavy_layers.IMPORTED_FROM == "SourceFileLoader"
        enable(places, "wavy")
        assert "Something else is called wavy_layers already" in load_enabled(places)[0]
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "wavy_layers"]:
            del sys.modules[name]
