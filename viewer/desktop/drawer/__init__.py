"""The drawer at the page: bookmarks, notes, history."""
