/// The columns of an edge list: a row is an edge from its source to its target.
struct EdgeColumns: Equatable {
  var source: Int
  var target: Int
  /// The column that says what an edge is, where there is one.
  var predicate: Int?
  /// All other columns with a name.
  var others: [Int]

  /// What an edge is called that the table gives no name.
  static let usualPredicate = "edge"

  /// What programs call the two ends of an edge, in small letters and without signs.
  private static let ends = [
    ("source", "target"), ("from", "to"), ("src", "dst"), ("src", "tgt"), ("src", "dest"),
    ("source", "destination"), ("startid", "endid"), ("nodeidstart", "nodeidend"),
    ("fromnodeid", "tonodeid"), ("sourceid", "targetid"), ("fromid", "toid"),
    ("fromnode", "tonode"), ("sourcenode", "targetnode"), ("node1", "node2"), ("nodea", "nodeb"),
    ("head", "tail"),
  ]
  private static let predicates = [
    "predicate", "relation", "relationship", "reltype", "edgetype", "edgelabel", "label", "type",
  ]
  /// What Gephi writes into the column `Type`.
  private static let directions: Set<String> = ["directed", "undirected", "mutual"]

  /// Nil where the names are not those of an edge list.
  init?(_ header: [String]) {
    let names = header.map(Self.bare)
    guard
      let (source, target) = Self.ends.first(where: { names.contains($0) && names.contains($1) }),
      let from = names.firstIndex(of: source), let to = names.firstIndex(of: target)
    else { return nil }
    self.init(
      source: from, target: to,
      predicate: Self.predicates.lazy.compactMap { names.firstIndex(of: $0) }.first, header)
  }

  /// The columns of a list of numbered nodes without a header (SNAP, KONECT); nil where the record is no row of one.
  init?(firstRow cells: [String]) {
    guard cells.count > 1, cells.prefix(2).allSatisfy({ Int64($0) != nil }) else { return nil }
    self.init(source: 0, target: 1, predicate: nil, cells)
  }

  private init(source: Int, target: Int, predicate: Int?, _ header: [String]) {
    self.source = source
    self.target = target
    self.predicate = predicate
    others = header.indices.filter {
      $0 != source && $0 != target && $0 != predicate && !header[$0].isEmpty
    }
  }

  /// Names for the columns of a table without a header.
  static func names(count: Int) -> [String] {
    ["source", "target"] + (2..<max(2, count)).map { "column\($0 + 1)" }
  }

  /// Whether a cell of the column of predicates names one: the column `Type` of Gephi tells directions.
  static func isPredicate(_ cell: String) -> Bool {
    !cell.isEmpty && !directions.contains(cell.lowercased())
  }

  /// A name without case, signs and what stands in brackets: `:START_ID(Person)` is `startid`.
  private static func bare(_ name: String) -> String {
    String(name.prefix { $0 != "(" }.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
