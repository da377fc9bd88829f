"""What is left behind when the program is frozen."""

import pytest
import trim


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "Qt6Network.dll",
        "libcups.so.2",
        "libgnutls.so.30",
        "libgssapi_krb5.so.2",
        "libkrb5support.so.0",
        "libavahi-client.so.3",
        "libcrypto.so.3",
        "libssl.so.3",
        "libgtk-3.so.0",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/networkinformation/libqglib.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "whoosh3-3.54.0.dist-info/RECORD",
    ],
)
def test_that_what_could_call_out_or_is_never_used_stays_behind(name: str) -> None:
    assert not trim.kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtPrintSupport.abi3.so",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "resources/library/library.sqlite",
        "whoosh3-3.54.0.dist-info/METADATA",
        "libxkbcommon-x11.so.0",
        "libdbus-1.so.3",
    ],
)
def test_that_what_the_window_needs_is_taken_along(name: str) -> None:
    assert trim.kept(name)
