"""Say where the record of campaigns lives, and lock parts of a file between processes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

__all__ = ["default_path", "lock_byte"]


def default_path() -> Path:
    """Return where the record lives: $DMFPROOF_RECORD, else dmfproof/record.sqlite in the user's data folder.

    That folder is $XDG_DATA_HOME, or ~/.local/share; %LOCALAPPDATA% on Windows.
    """
    if named := os.environ.get("DMFPROOF_RECORD"):
        return Path(named)
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return folder / "dmfproof" / "record.sqlite"


def lock_byte(file: IO[bytes], offset: int) -> bool:
    """Take the lock on one byte of a file, which need not have that byte; return False where another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(offset)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
    except OSError:
        return False
    return True
