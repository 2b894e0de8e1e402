"""``python -m graphsh_kg …`` and ``graphsh-kg …``: the program graphsh that the wheel has, with all its commands."""

from __future__ import annotations

import os
import sys

from ._native import folder


def main() -> None:
    """Becomes the program, which is given the arguments of this one."""
    program = os.environ.get("GRAPHSH_PROGRAM") or os.path.join(folder(), "graphsh")
    if not os.access(program, os.X_OK):
        sys.exit(f"graphsh-kg: {program} is not there: install the wheel again")
    # "graphsh model install" runs pip, which a virtual environment has beside its Python.
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), environment.get("PATH", os.defpath)])
    os.execve(program, [program, *sys.argv[1:]], environment)


if __name__ == "__main__":
    main()
