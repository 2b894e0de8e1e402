import Asking
import GQL
import Graph

extension Tool {
  static let about = Tool(
    name: "about", title: "A page about a name",
    description: """
      All that the graph has on one entity, by any of its names: names and types, what it is, what it did, what was done to \
      it, what is denied, planned and said of it, who is named with it; with dates and sentences.
      """,
    parameters: [
      Parameter("name", .text(1000), "the entity, such as: Lee Jae Myung", isRequired: true),
      .limit("entries"), .cursor,
    ], members: PageAnswer.members
  ) { arguments, work in
    try PageAnswer(work, arguments).answer {
      let entity = try NodeLookUp.node(try arguments.requiredText("name"), in: work.graph)
      return try EntityPage(on: entity, in: work.graph, limit: .max, check: work.check).page()
    }
  }

  static let path = Tool(
    name: "path", title: "How two names are connected",
    description:
      "The shortest chains of facts from one entity to another, with the sentences of each step.",
    parameters: [
      Parameter("from", .text(1000), "the entity where the chains begin", isRequired: true),
      Parameter("to", .text(1000), "the entity where they end", isRequired: true),
      Parameter("chains", .integer(1...10), "the most chains (3 if left out)"),
      .limit("entries"), .cursor,
    ], members: PageAnswer.members
  ) { arguments, work in
    try PageAnswer(work, arguments).answer {
      let names = try ["from", "to"].map { try arguments.requiredText($0) }
      let ends = try names.map { try NodeLookUp.node($0, in: work.graph) }
      guard ends[0] != ends[1] else {
        throw ToolError(
          "\(names[0]) and \(names[1]) are the same entity: \(try work.graph.text(of: ends[0]))")
      }
      return try PathPage(graph: work.graph, check: work.check)
        .page(from: ends[0], to: ends[1], limit: arguments.integer("chains") ?? 3)
    }
  }

  static let timeline = Tool(
    name: "timeline", title: "Facts in the order of time",
    description: """
      Facts in the order in which they happened: of one entity (name), of the facts that the answers to a query rest on \
      (query), or of the whole graph. Where a text tells no time, the date of its document stands as reported.
      """,
    parameters: [
      Parameter("name", .text(1000), "an entity, by any of its names"),
      Parameter("query", .text(64 << 10), "a query of GQL instead, such as: met(\"Lee\", X)?"),
      Parameter("since", .text(10), "from this day, month or year on: 2026-01-05, 2026-01, 2026"),
      Parameter("until", .text(10), "up to the end of this day, month or year"),
      .limit("entries"), .cursor,
    ], members: PageAnswer.members
  ) { arguments, work in
    try PageAnswer(work, arguments).answer { try timelinePage(arguments, work) }
  }

  private static func timelinePage(_ arguments: ToolArguments, _ work: Work) throws -> Page {
    let graph = work.graph
    for name in ["since", "until"] {
      if let text = arguments.text(name), !Timeline.TimeRange.isEnd(text) {
        throw ToolError("\"\(name)\" is no day, month or year, such as 2026-01-05 or 2026")
      }
    }
    let range = Timeline.TimeRange(
      first: arguments.text("since"), last: arguments.text("until"))
    let timeline = try Timeline(of: graph, within: range, check: work.check)
    switch (arguments.text("name"), arguments.text("query")) {
    case (_?, _?):
      throw ToolError("\"name\" and \"query\" exclude each other")
    case (let name?, nil):
      let entity = try NodeLookUp.node(name, in: graph)
      return try timeline.page(
        try graph.text(of: entity),
        of: try graph.statements(about: entity).filter {
          $0.subject == entity || $0.object == entity
        }, limit: .max)
    case (nil, let query?):
      let program = StatementScanner.withFinalMark(query)
      do {
        let ids = Set(try work.engine().proofs(of: program).flatMap(\.storedStatements))
        return try timeline.page(
          query, of: try ids.sorted().compactMap { try graph.statement($0) }, limit: .max)
      } catch let error as DiagnosticsError {
        throw ToolError(error, in: program)
      }
    case (nil, nil):
      return try timeline.page(
        "All facts",
        of: try graph.statements(subject: nil, predicate: nil, object: nil, assertedOnly: false),
        limit: .max)
    }
  }

  static let conflicts = Tool(
    name: "conflicts", title: "What cannot all be true",
    description: """
      What the texts contradict each other in: claims that are both made and denied, two holders of one office at a time, \
      different numbers for one thing; with the sentences of each side.
      """,
    parameters: [.limit("entries"), .cursor], members: PageAnswer.members
  ) { arguments, work in
    try PageAnswer(work, arguments).answer {
      try ConflictPage(graph: work.graph, limit: .max, check: work.check).page()
    }
  }
}

/// Writes a page, entry by entry.
private struct PageAnswer {
  static let members = [
    Tool.Member("title", .string, "what it is about"),
    Tool.Member("header", .array, "what stands under the title, such as types, names and mentions"),
    Tool.Member(
      "entries", .array,
      "section, group, text, times, marks (denied, planned, …), count of sentences, and some of their ids, of each"
    ),
    .notes, .next, .sentences,
  ]

  private let work: Work
  private let start: Int
  private let limit: Int
  /// Sentences of one entry.
  private static let sentencesOfEntry = 3
  private static let longestText = 1000

  init(_ work: Work, _ arguments: ToolArguments) throws {
    self.work = work
    start = try arguments.start()
    limit = arguments.integer("limit") ?? work.limits.rows
  }

  /// - Parameter make: makes the page with all of its entries, on one state of the graph
  func answer(_ make: () throws -> Page) throws -> ToolAnswer {
    try work.graph.snapshot {
      let page = try make()
      var list = ListedAnswer(work)
      list.object.add("title", page.title)
      list.lines = [page.title] + page.notes.map { "  " + $0 }
      if !page.notes.isEmpty { list.object.add("header", raw: JSONText.list(page.notes)) }
      let entries = page.sections.flatMap { section in
        section.entries.map { (heading: section.heading, entry: $0) }
      }
      var heading: String?
      var group: String?
      try list.add("entries", of: entries.count, from: start, limit: limit) { place in
        let (section, entry) = entries[place]
        var lines: [String] = []
        if section != heading { lines.append("\(section):") }
        if section != heading || entry.group != group, let new = entry.group {
          lines.append("  \(new):")
        }
        (heading, group) = (section, entry.group)
        return Self.item(entry, in: section, after: lines)
      }
      if entries.isEmpty { list.lines.append("no entries") }
      return list.answer()
    }
  }

  private static func item(
    _ entry: PageEntry, in section: String, after lines: [String]
  ) -> ListedAnswer.Item {
    var sentences: [Int64] = []
    for telling in entry.quotes + entry.facts.flatMap(\.tellings)
    where sentences.count < sentencesOfEntry && !sentences.contains(telling.sentence) {
      sentences.append(telling.sentence)
    }
    let text = Clip.text(entry.text, most: longestText)
    let times = entry.times.map { $0.kind == .at ? $0.date : "\($0.kind.rawValue) \($0.date)" }
    let details = entry.marks + times
    let detail = details.isEmpty ? "" : " (\(details.joined(separator: "; ")))"
    var object = JSONObject()
    object.add("section", section)
    object.add("group", ifThere: entry.group)
    if !text.isEmpty { object.add("text", text) }
    if !times.isEmpty { object.add("times", raw: JSONText.list(times)) }
    if !entry.marks.isEmpty { object.add("marks", raw: JSONText.list(entry.marks)) }
    object.add("count", entry.sentences)
    object.add("sentences", raw: JSONObject.list(sentences.map { String($0) }))
    let line = "  -" + (text.isEmpty ? "" : " ") + text + detail + Citations.marks(sentences)
    return ListedAnswer.Item(
      text: (lines + [line]).joined(separator: "\n"), json: object.text, sentences: sentences)
  }
}
