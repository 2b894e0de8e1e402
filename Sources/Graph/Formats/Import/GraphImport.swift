extension KnowledgeGraph {
  /// Reads files in graph formats into the graph, all of them in one transaction: they are in it wholly or, if
  /// anything fails, not at all. A folder that ``exportTables(to:access:rowsPerFile:isStopped:)`` wrote comes alone, into a graph
  /// that is empty, which is then the graph that was exported.
  ///
  /// Statements become triples; blank nodes of different files stay apart. The files are held in memory as numbers
  /// (12 bytes a statement, and each distinct term once) until they are written in the order of the tables.
  ///
  /// - Parameters:
  ///   - paths: files, compressed with gzip or not; `-` is standard input.
  ///   - progress: called now and then; what it throws stops the import.
  /// - Throws: ``FormatError`` for what cannot be read, ``StoreError`` for what cannot be written.
  @discardableResult
  public func importFiles(
    _ paths: [String], options: ImportOptions = ImportOptions(),
    progress: @escaping (ImportProgress) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let run = ImportRun(options: options, progress: progress)
    var batch = ImportBatch()
    run.prepare(paths)
    if let graph = options.graph { run.defaultGraph = batch.number(Self.graphSpelling(graph)) }
    if let folder = paths.first(where: { TableFolderImport.isFolder($0, options.access) }),
      options.format ?? .parquet == .parquet
    {
      guard paths.count == 1 else { throw FormatError.graphNotEmpty(folder: folder) }
      let triples = try TableFolderImport(self, folder, run).read()
      return run.finish(statements: triples, newTriples: triples)
    }
    for path in paths {
      let named = options.format ?? GraphFormat(path: path)
      // What is missing, or a folder, has no format that could be named.
      if named == nil, path == "-" { throw FormatError.unknownFormat(file: path) }
      let source = try ByteSource(path: path, access: options.access)
      let signature = FileSignature(try source.opening())
      guard let format = named else {
        throw GraphFormat.unread(path) ?? signature?.refusal(path) ?? .unknownFormat(file: path)
      }
      if let refusal = signature?.refusal(source.name, as: format, options) { throw refusal }
      run.begin(source)
      batch.beginFile()
      switch format {
      case .nTriples, .nQuads:
        let reader = NTriplesReader(readsGraphs: format == .nQuads)
        try reader.read(source, into: &batch, run)
      case .turtle, .triG:
        try TurtleReader(readsGraphs: format == .triG).read(source, into: &batch, run)
      case .rdfXML:
        let isOnlyXML = options.format == nil && GraphFormat.ending(of: path) == "xml"
        try RDFXMLReader(needsRoot: isOnlyXML).read(source, into: &batch, run)
      case .csv, .tsv:
        let reader = DelimitedReader(graph: self, usualSeparator: format.separator)
        try reader.read(source, into: &batch, run)
      case .parquet: try ParquetTableReader(graph: self).read(path, into: &batch, run)
      case .jsonLines:
        let reader = JSONLinesReader(graph: self, id: options.idColumn)
        try reader.read(source, into: &batch, run)
      }
    }
    let newTriples = try transaction {
      try run.watching(connection) {
        var writer = try BatchWriter(graph: self, batch: batch, run: run)
        let new = try writer.write()
        try run.close()
        return new
      }
    }
    return run.finish(statements: batch.count, newTriples: newTriples)
  }

  /// The spelling of a graph's name as a user gives it: an IRI if it is one, otherwise a plain name.
  private static func graphSpelling(_ name: String) -> String {
    NTriplesText.resource(NTriplesTerm.isIRI(name) ? .iri(name) : .string(name))
  }
}
