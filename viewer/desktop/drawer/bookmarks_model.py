"""Bookmarks as a Qt tree: folders first, then what lies in none."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from viewer.userdata.records import Bookmark, Folder
from viewer.userdata.relocate import Resolved

Index = QModelIndex | QPersistentModelIndex
ITEM = int(Qt.ItemDataRole.UserRole) + 1
MIME = "application/x-wardshelf-bookmark"
_ROOT = QModelIndex()
_TOP = 0


class BookmarksModel(QAbstractItemModel):
    """What the store holds, filtered by words; says what the reader drags and renames."""

    moved = Signal(str, str, int)  # bookmark, folder, index
    folder_moved = Signal(str, int)
    renamed = Signal(str, str)  # id of a bookmark or folder, title

    def __init__(self, resolve: Callable[[Bookmark], Resolved], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resolve = resolve
        self._folders: list[tuple[Folder, list[Bookmark]]] = []
        self._loose: list[Bookmark] = []
        self._filtered = False

    def show_bookmarks(
        self, folders: Sequence[Folder], bookmarks: Sequence[Bookmark], words: str = ""
    ) -> None:
        """Replace everything; with words, only bookmarks that hold every one of them are shown."""
        wanted = words.casefold().split()
        shown = [mark for mark in bookmarks if all(word in _searched(mark) for word in wanted)]
        self.beginResetModel()
        self._filtered = bool(wanted)
        grouped = [(folder, [mark for mark in shown if mark.folder == folder.id]) for folder in folders]
        self._folders = [(folder, marks) for folder, marks in grouped if marks or not wanted]
        self._loose = [mark for mark in shown if not mark.folder]
        self.endResetModel()

    def item(self, index: Index) -> Folder | Bookmark | None:
        """What stands at an index."""
        if not index.isValid():
            return None
        number = index.internalId()
        if number != _TOP:
            return self._folders[number - 1][1][index.row()]
        if index.row() < len(self._folders):
            return self._folders[index.row()][0]
        return self._loose[index.row() - len(self._folders)]

    def find(self, identity: str) -> QModelIndex:
        """The index of a bookmark or folder, invalid where it is not shown."""
        for row, (folder, marks) in enumerate(self._folders):
            if folder.id == identity:
                return self.index(row, 0)
            for place, mark in enumerate(marks):
                if mark.id == identity:
                    return self.createIndex(place, 0, row + 1)
        loose = [mark.id for mark in self._loose]
        if identity not in loose:
            return QModelIndex()
        return self.index(len(self._folders) + loose.index(identity), 0)

    def words(self, bookmark: Bookmark) -> str:
        """What became of the place in this edition; empty where nothing did."""
        return self._resolve(bookmark).words

    # -- Qt ------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._folders) + len(self._loose)
        is_folder = parent.internalId() == _TOP and parent.row() < len(self._folders)
        return len(self._folders[parent.row()][1]) if is_folder else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        # Never seen, but read out with each bookmark; without it the column is called 1.
        return "Bookmark" if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index)
        if item is None:
            return None
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return item.name if isinstance(item, Folder) else item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.item(index)
        if item is None or role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        if str(value) != index.data():
            self.renamed.emit(item.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.NoItemFlags if self._filtered else flags.ItemIsDropEnabled
        usual = flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsEditable
        if self._filtered:
            return usual
        return usual | flags.ItemIsDragEnabled | flags.ItemIsDropEnabled

    def _spoken(self, item: Folder | Bookmark) -> str:
        if isinstance(item, Folder):
            return f"Folder {item.name}"
        parts = (item.title, item.heading, item.note, self.words(item))
        return ". ".join(part for part in parts if part)

    # -- dragging ------------------------------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        item = self.item(indexes[0]) if indexes else None
        if item is not None:
            data.setData(MIME, QByteArray(item.id.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        dragged = self.find(bytes(data.data(MIME).data()).decode("ascii", "replace"))
        item = self.item(dragged)
        if item is None:
            return False
        if isinstance(item, Folder):
            self._drop_folder(item, row, parent)
        else:
            self._drop_bookmark(item, row, parent)
        return True

    def _drop_folder(self, folder: Folder, row: int, parent: Index) -> None:
        top = parent.parent() if parent.isValid() and parent.internalId() != _TOP else parent
        target = top.row() if top.isValid() else row
        order = [found.id for found, _ in self._folders]
        target = len(order) if target < 0 else min(target, len(order))
        self.folder_moved.emit(folder.id, target - (order.index(folder.id) < target))

    def _drop_bookmark(self, mark: Bookmark, row: int, parent: Index) -> None:
        onto = self.item(parent)
        if isinstance(onto, Bookmark):  # dropped on a bookmark: before it
            row, parent = parent.row(), parent.parent()
            onto = self.item(parent)
        folder = onto.id if isinstance(onto, Folder) else ""
        marks = self._folders[parent.row()][1] if parent.isValid() else self._loose
        if not parent.isValid() and row >= 0:
            row = max(0, row - len(self._folders))
        target = len(marks) if row < 0 else min(row, len(marks))
        before = next((place for place, found in enumerate(marks) if found.id == mark.id), target)
        self.moved.emit(mark.id, folder, target - (before < target))


def _searched(mark: Bookmark) -> str:
    return f"{mark.title} {mark.heading} {mark.note}".casefold()
