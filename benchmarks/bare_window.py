"""The least that a PySide6 program can be: what the start of ours is measured against."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser


def main() -> int:
    """Show an empty text page until the window is closed."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QTextBrowser())
    window.resize(1280, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
