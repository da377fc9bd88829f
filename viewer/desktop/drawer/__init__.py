"""The drawer over the page: bookmarks, notes, history."""
