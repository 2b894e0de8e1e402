import Graph

/// What analysis makes of a source: the program as it stands after it, and what the source asks to be done.
package struct AnalyzedSource: Sendable {
  /// Numbers of named predicates stay the same from input to input of a session. `rules` holds
  /// every rule of the session and those of this source's queries; `facts` only what this source adds (see
  /// ``LogicalProgram/restatedFacts``).
  package var program: LogicalProgram
  /// In the order of the source.
  package var actions: [AnalyzedAction]
  /// Warnings and notes that concern no single query.
  package var notes: [Diagnostic]
  /// What of it does not depend on the values of parameters; nil where it has none.
  var parameterized: ParameterizedProgram?

  package init(
    program: LogicalProgram = LogicalProgram(), actions: [AnalyzedAction] = [],
    notes: [Diagnostic] = []
  ) {
    self.program = program
    self.actions = actions
    self.notes = notes
  }

  /// Whether it inserts or deletes.
  var changesGraph: Bool {
    actions.contains { action in
      switch action {
      case .insert, .delete: true
      case .query, .import, .export: false
      }
    }
  }
}

/// Something that a source asks to be done.
package enum AnalyzedAction: Sendable {
  case query(AnalyzedQuery)
  case insert(AnalyzedChange)
  case delete(AnalyzedChange)
  case `import`(AnalyzedTableFile)
  case export(AnalyzedTableFile)

  /// Whether it gives a predicate its facts.
  var defines: Bool {
    switch self {
    case .import: true
    case .query, .insert, .delete, .export: false
    }
  }
}

/// A question: the tuples of a predicate that was made for it.
package struct AnalyzedQuery: Sendable {
  /// A synthetic predicate. Its first columns are those of the answer; what follows are sort keys that are not
  /// shown (drop them after sorting, and rows that then occur twice).
  package var predicate: Int
  /// Names of the answer's columns.
  package var columns: [String]
  package var order: [SortKey]
  package var limit: Int?
  package var offset: Int
  /// Without variables: it answers true or false, and `predicate` has no columns.
  package var isBoolean: Bool
  package var span: SourceSpan
  /// To be shown with every answer: names that stand for more than one thing.
  package var notes: [Diagnostic] = []
  /// To be shown only where the query has no answer: names that nothing goes by, with the nearest ones.
  package var notesIfEmpty: [Diagnostic]

  package struct SortKey: Sendable, Equatable {
    /// Column of `predicate`.
    package var column: Int
    package var descending: Bool

    package init(column: Int, descending: Bool) {
      self.column = column
      self.descending = descending
    }
  }

  package init(
    predicate: Int, columns: [String], order: [SortKey] = [], limit: Int? = nil, offset: Int = 0,
    isBoolean: Bool = false, span: SourceSpan, notesIfEmpty: [Diagnostic] = []
  ) {
    self.predicate = predicate
    self.columns = columns
    self.order = order
    self.limit = limit
    self.offset = offset
    self.isBoolean = isBoolean
    self.span = span
    self.notesIfEmpty = notesIfEmpty
  }
}

/// Triples to store or to remove, in one transaction.
package struct AnalyzedChange: Sendable {
  /// A synthetic predicate of three columns: subject, predicate name, object. An `insert` names its predicate by a
  /// string constant; a type (`insert person(lee)`) is the predicate `type`. Names that nothing goes by stand as
  /// new entities (`.entity(name, disambiguator: "")`).
  package var rows: Int
  package var span: SourceSpan

  package init(rows: Int, span: SourceSpan) {
    self.rows = rows
    self.span = span
  }
}

/// A file of rows and a predicate: `@import p "file.csv".`, whose rows become the predicate's facts, or
/// `@export p "file.csv".`, which its tuples are written to after evaluation.
package struct AnalyzedTableFile: Sendable {
  package var predicate: Int
  /// Absolute, or relative to the working folder: the folder of the program was put before it.
  package var path: String
  package var format: TableFormat
  /// Whether the first row names the columns and is no fact.
  package var hasHeader: Bool
  package var span: SourceSpan

  package init(
    predicate: Int, path: String, format: TableFormat, hasHeader: Bool, span: SourceSpan
  ) {
    self.predicate = predicate
    self.path = path
    self.format = format
    self.hasHeader = hasHeader
    self.span = span
  }
}

/// What a file of rows is written in, by the ending of its name.
package enum TableFormat: String, Sendable, CaseIterable {
  case csv, tsv, ntriples, turtle
}
