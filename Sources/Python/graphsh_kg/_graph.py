"""A graph in one file."""

from __future__ import annotations

import ctypes
import os

from ._connection import Connection
from ._errors import MisuseError, ProgramError, needed
from ._export import export_file, export_text
from ._native import Each, ImportOptions, ImportReport, Report, array, encoded
from ._parameters import native
from ._part import native_part
from ._reading import IngestReport, native_paths, told
from ._results import Results
from ._rows import Rows
from ._transaction import Transaction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    import networkx

    from ._answers import Answer
    from ._pages import Page
    from ._parameters import Value
    from ._picture import Picture
    from ._proofs import Proofs
    from ._reading import OnProgress, Path


def open(
    path: Path, *, readonly: bool = False, timeout: float | None = None, memory: int | None = None
) -> Graph:
    """Opens a graph's file, and makes it where it is missing.

    readonly: refuse every change, and a missing file.
    timeout: the longest that one query or question may take, in seconds; None is as long as it takes.
    memory: the most that one query may need, in bytes; None is as much as it needs.

    Raises GraphError where the file is no graph or cannot be opened.
    """
    return Graph(path, readonly=readonly, timeout=timeout, memory=memory)


class Graph:
    """A knowledge graph in one file, open until ``close()`` or the end of a ``with`` block.

    Several threads may use one Graph: each call waits for the one before it. Several graphs, also on one file, work in parallel, since
    Python's lock is released during a call. Ctrl-C ends a call, and what it changed is taken back.
    """

    path: str
    """The file."""

    def __init__(
        self, path: Path, *, readonly: bool = False, timeout: float | None = None, memory: int | None = None
    ) -> None:
        self.path = os.fspath(path)
        self._connection = Connection(self.path, readonly)
        if timeout is not None or memory is not None:
            self.limit(timeout=timeout, memory=memory)

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<graphsh_kg.Graph: {self.path}>"

    def close(self) -> None:
        """Closes the file, after the call under way. An open transaction is rolled back. A second time it does nothing."""
        self._connection.close()

    def limit(self, *, timeout: float | None = None, memory: int | None = None) -> None:
        """Sets how long one query or question may take, in seconds, and the most memory that it may need, in bytes; None is no
        limit."""
        for name, value in (("timeout", timeout), ("memory", memory)):
            if value is not None and not value > 0:
                raise MisuseError(f"the {name} must be more than 0, not {value}")
        milliseconds = 0 if timeout is None else max(1, min(round(timeout * 1000), 1 << 62))
        self._connection.call("limit", milliseconds, memory or 0)

    def interrupt(self) -> None:
        """Ends the call under way in another thread, which raises InterruptedWork there. Where none is, nothing happens."""
        self._connection.interrupt()

    # --- Queries and programs -------------------------------------------------------------------------------------------------

    def query(self, query: str, **params: Value) -> Rows:
        """Answers one query: ``graph.query("met($who, X)?", who="Lee Jae Myung")``.

        The question mark may be left out. A parameter ``$who`` is given by its name and never pasted into the text. All rows are computed
        at once, in a fixed order.

        Raises ProgramError for what is wrong in the query, MisuseError for a parameter that it does not have, TimeLimitError and
        MemoryLimitError.
        """
        handle = ctypes.c_void_p()
        with self._connection as connection:
            try:
                connection.call("prepare", encoded(query, "the query"), ctypes.byref(handle))
            except ProgramError as error:
                if error.line is not None:
                    raise
                hint = "run() takes programs with rules, changes and several queries"
                raise ProgramError(f"{error.message}: {hint}", message=error.message, hint=hint) from None
            try:
                self._bind(handle.value, params)
                return self._rows(handle.value)
            finally:
                connection._library.graphsh_finalize(handle)

    def run(self, program: str, **params: Value) -> Results:
        """Runs a program: its rules stay for later queries, its changes (``insert``, ``delete``) are made all or not at all, and each of
        its queries is answered.

        Raises ProgramError, ReadOnlyError, LockedError, TimeLimitError, MemoryLimitError.
        """
        library = self._connection._library
        handles: list[int] = []

        def each(_: object, query: int) -> int:
            handles.append(query)
            return 0

        with self._connection as connection:
            try:
                for name, value in params.items():
                    kind, given = native(name, value)
                    connection.call("set_" + kind, encoded(name, "the parameter's name"), given)
                connection.work("run_each", encoded(program, "the program"), Each(each), None)
                inserted = library.graphsh_inserted(connection._handle)
                deleted = library.graphsh_deleted(connection._handle)
                return Results([self._rows(handle) for handle in handles], inserted, deleted)
            finally:
                for handle in handles:
                    library.graphsh_finalize(handle)
                library.graphsh_clear_parameters(connection._handle)

    def transaction(self) -> Transaction:
        """What happens in the ``with`` block of it is one change: all of it is in the file afterwards or, where the block raises, none.

            with graph.transaction():
                graph.run('insert met("Ann", "Bo").')
                graph.ingest("articles/")

        Rules that were run in it are gone, too, after a block that raises. No other process can write meanwhile. There is one at a time.
        """
        return Transaction(self._connection)

    def _bind(self, query: int | None, params: Mapping[str, Value]) -> None:
        library = self._connection._library
        for name, value in params.items():
            kind, given = native(name, value)
            status = getattr(library, "graphsh_bind_" + kind)(query, encoded(name, "the parameter's name"), given)
            self._connection._checked(status)

    def _rows(self, query: int | None) -> Rows:
        """The rows of a query, which is run where it has not been."""
        from ._batch import Batch

        connection, library = self._connection, self._connection._library
        batch = Batch()
        connection.query("arrow", query, ctypes.byref(batch.schema), ctypes.byref(batch.array))
        truth = library.graphsh_truth(query)
        notes = [
            library.graphsh_note_text(query, note).decode().rstrip("\n")
            for note in range(library.graphsh_note_count(query))
        ]
        return Rows(batch, None if truth < 0 else bool(truth), notes)

    # --- Texts and facts --------------------------------------------------------------------------------------------------------

    def ingest(
        self,
        sources: Path | Iterable[Path] | Mapping[str, str],
        *,
        progress: OnProgress | None = None,
    ) -> IngestReport:
        """Reads English texts: a file or folder, several of them, or texts by names that they are to be called:

            graph.ingest("articles/")
            graph.ingest({"note.txt": "Signe Dahl met Ivo Brenn in Molde on 4 March 2025."})

        What cannot be read is listed and the rest is read; what the graph has already is skipped. What was read before an interrupt stays.

        progress: called with the share that is done, from 0 to 1 (None where that is not known), and the document at hand. It is called
        on another thread, and must not use this graph; what it raises ends the work and is raised here.

        Raises ModelError without a language model, ReadOnlyError, LockedError.
        """
        report = Report()
        if hasattr(sources, "items"):
            items = list(sources.items())
            names = array([encoded(name, "a name") for name, _ in items])
            texts = array([encoded(text, f"the text of {name}") for name, text in items])
            said = told(self._connection, progress, "ingest_texts", names, texts, len(items), ctypes.byref(report))
        else:
            paths = native_paths(sources)
            said = told(self._connection, progress, "ingest", array(paths), len(paths), ctypes.byref(report))
        return IngestReport(
            report.documents, report.known, report.statements, report.entities, said.splitlines() if report.failures else []
        )

    def import_facts(
        self,
        files: Path | Iterable[Path],
        *,
        format: str | None = None,
        graph: str | None = None,
        base: str | None = None,
        id: str | None = None,
        skip_errors: bool = False,
        progress: OnProgress | None = None,
    ) -> dict[str, int]:
        """Reads facts from RDF (nt, nq, ttl, trig, rdf), tables (csv, tsv) and JSON lines, compressed with gzip or not. All files come in
        together or not at all.

        format: instead of the one that each file's ending implies.
        graph: the named graph of statements that name none.
        base: of relative IRIs.
        id: the column of a table, or the member of JSON lines, that names what a row is about.
        skip_errors: leave out what cannot be read.

        Gives how many ``statements`` were read, how many ``triples`` are new and how many were ``skipped``. Raises GraphError for what
        cannot be read.
        """
        def option(text: str | None, what: str) -> bytes | None:
            return None if text is None else encoded(text, what)

        options = ImportOptions(
            option(format, "the format"), option(graph, "the graph"), option(base, "the base"),
            option(id, "the column"), int(skip_errors),
        )
        report = ImportReport()
        paths = native_paths(files)
        told(
            self._connection, progress, "import", array(paths), len(paths), ctypes.byref(options), ctypes.byref(report)
        )
        return {"statements": report.statements, "triples": report.triples, "skipped": report.skipped}

    # --- Questions, proofs, pages ------------------------------------------------------------------------------------------------

    def ask(self, question: str) -> Answer:
        """Answers a question in English, with the sentences that say so: ``print(graph.ask("Who did Lee meet in Nara?"))``.

        Raises ModelError without a language model, TimeLimitError.
        """
        from ._answers import Answer

        return Answer(self._json("ask", encoded(question, "the question")))

    def why(self, fact: str) -> Proofs:
        """Proves each answer to a fact or query, down to the sentences: ``print(graph.why('met("Lee", "Xi")'))``.

        Raises ProgramError.
        """
        from ._proofs import Proofs

        return Proofs(self._json("why", encoded(fact, "the fact")))

    def about(self, name: str, *, limit: int = 30) -> Page:
        """A page on what goes by a name: what it is, what it did and what was done to it, with dates and sentences.

        limit: the most entries of a section; 0 is all.

        Raises UnknownNameError where nothing goes by the name, or several do.
        """
        from ._pages import Page

        if limit < 0:
            raise MisuseError(f"the limit must not be less than 0: {limit}")
        return Page(self._json("about", encoded(name, "the name"), limit))

    def _json(self, name: str, *arguments: object) -> object:
        import json

        return json.loads(self._connection.text(name, *arguments))

    # --- Other formats -----------------------------------------------------------------------------------------------------------

    def export(
        self,
        path: Path | None = None,
        *,
        format: str | None = None,
        query: str | None = None,
        around: str | Iterable[str] = (),
        hops: int = 1,
        predicates: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        limit: int | None = None,
        title: str | None = None,
        evidence: bool = False,
    ) -> str | None:
        """Writes the graph, or a part of it, into a file, or gives it as text where there is no path.

        format: ``svg``, ``html`` (a page to explore), ``dot``, ``nt``, ``nq``, ``ttl``, ``trig``, ``csv``, ``tsv``, ``jsonl``, ``json``,
            ``cytoscape``, ``graphml``, ``gexf``, ``mermaid``, ``csv-nodes``, ``csv-edges``; the path's ending where it is left out.
        query: only what its answers connect: subject and object, or subject, predicate and object.
        around: only what surrounds these; ``hops`` is how many edges to follow.
        predicates, types: only these predicates, only nodes of these types.
        limit: the most nodes (of pictures 40, where it is left out, of ``html`` 5000, of data all).
        title: of a picture or page.
        evidence: in nt, nq, ttl and trig of the whole graph, describe each claim with its sentences.

        A file is there as a whole or not at all. Raises MisuseError for an unknown format, UnknownNameError, ProgramError, OSError.
        """
        if format is None:
            if path is None:
                raise MisuseError("say which format, or give a path with its ending")
            format = os.path.splitext(os.fspath(path))[1][1:] or "(none)"
        part = native_part(query, around, hops, predicates, types, limit, title, evidence)
        kind = encoded(format, "the format")
        if path is None:
            return export_text(self._connection, kind, part)
        export_file(self._connection, kind, part, os.fspath(path))
        return None

    def picture(
        self,
        *,
        query: str | None = None,
        around: str | Iterable[str] = (),
        hops: int = 1,
        predicates: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        limit: int | None = None,
        title: str | None = None,
    ) -> Picture:
        """A picture of the graph or a part of it, which a notebook shows and ``save("lee.svg")`` keeps. See ``export``."""
        from ._picture import Picture

        svg = self.export(
            format="svg", query=query, around=around, hops=hops, predicates=predicates, types=types,
            limit=limit, title=title,
        )
        return Picture(svg or "")

    def nx(self, **part: object) -> networkx.MultiDiGraph:
        """The graph, or a part of it chosen as for ``export``, as a ``networkx.MultiDiGraph``. Raises DependencyError without networkx."""
        import json

        package = needed("networkx", "nx()")
        data = json.loads(self.export(format="json", **part) or "{}")  # type: ignore[arg-type]
        network: networkx.MultiDiGraph = package.node_link_graph(data, edges="links")
        return network
