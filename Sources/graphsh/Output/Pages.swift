import ArgumentParser
import Asking
import Graph

/// The pages of a graph, the same for commands and dot-commands. Each is made under the session's limits, on one state
/// of the graph.
struct Pages {
  let session: Session
  let graph: KnowledgeGraph

  /// The most entries of a section, unless another number is asked for.
  static let usualLimit = 30
  static let usualTimelineLimit = 100
  static let usualPathLimit = 3
  static let usualReportLimit = 10

  static func check(_ limit: Int) throws {
    if limit < 0 { throw ValidationError("--limit: the number must not be negative") }
  }

  func about(_ name: String, limit: Int = usualLimit) throws -> Page {
    let entity = try NodeLookUp.node(name, in: graph)
    return try bounded {
      try EntityPage(on: entity, in: graph, limit: Self.entries(limit), check: $0).page()
    }
  }

  /// - Parameter subject: a name, a query, or empty for the whole graph
  func timeline(
    _ subject: String, within range: Timeline.TimeRange = Timeline.TimeRange(),
    limit: Int = usualTimelineLimit
  ) throws -> Page {
    func page(_ title: String, _ statements: () throws -> [StoredStatement]) throws -> Page {
      try bounded {
        try Timeline(of: graph, within: range, check: $0)
          .page(title, of: try statements(), limit: Self.entries(limit))
      }
    }
    if subject.isEmpty {
      return try page("All facts") {
        try graph.statements(subject: nil, predicate: nil, object: nil, assertedOnly: false)
      }
    }
    if subject.contains("("), try graph.entities(named: subject).isEmpty {
      let statements = try session.statements(behind: subject)
      return try page(subject) { statements }
    }
    let entity = try NodeLookUp.node(subject, in: graph)
    return try page(try graph.text(of: entity)) {
      try graph.statements(about: entity).filter { $0.subject == entity || $0.object == entity }
    }
  }

  func path(from start: String, to goal: String, limit: Int = usualPathLimit) throws -> Page {
    let ends = try [start, goal].map { try NodeLookUp.node($0, in: graph) }
    if ends[0] == ends[1] {
      throw CommandError.failed(
        "\(start) and \(goal) are the same entity: \(try graph.text(of: ends[0]))")
    }
    return try bounded {
      try PathPage(graph: graph, check: $0).page(from: ends[0], to: ends[1], limit: limit)
    }
  }

  func conflicts(limit: Int = usualLimit) throws -> Page {
    try bounded { try ConflictPage(graph: graph, limit: Self.entries(limit), check: $0).page() }
  }

  func compare(_ one: String, _ other: String, limit: Int = usualLimit) throws -> Page {
    let documents = try [one, other].map { try DocumentArgument.resolve($0, in: graph) }
    if documents[0].id == documents[1].id {
      throw CommandError.failed("\(one) and \(other) are the same document: \(documents[0].source)")
    }
    return try bounded {
      try ComparePage(graph: graph, limit: Self.entries(limit), check: $0)
        .page(on: documents[0], and: documents[1])
    }
  }

  func report(limit: Int = usualReportLimit) throws -> Page {
    try bounded { try ReportPage(graph: graph, limit: Self.entries(limit), check: $0).page() }
  }

  func rejected() throws -> Page {
    try bounded { try RejectionPage(graph: graph, check: $0).page() }
  }

  private static func entries(_ limit: Int) -> Int { limit == 0 ? .max : limit }

  /// - Parameter make: is given what to ask now and then whether to go on
  private func bounded(_ make: (@escaping () throws -> Void) throws -> Page) throws -> Page {
    let work = session.boundedWork()
    return try work.run { try graph.snapshot { try make { try work.check() } } }
  }
}

extension Session {
  /// Writes a page in a form, or in the one that suits the format of answers.
  func write(_ page: Page, as format: PageFormat? = nil) throws {
    let form = format ?? PageFormat(settings.effectiveFormat)
    try form.write(page, to: settings.output)
    try settings.output.flush()
  }

  func pages() throws -> Pages { Pages(session: self, graph: try requireGraph()) }
}
