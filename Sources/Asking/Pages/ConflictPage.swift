import Extraction
import Graph

/// A page on what cannot all be true: what one text says and another denies, two holders of one office at a time,
/// different numbers for one thing. It decides nothing; each side stands with its sentences.
///
/// Reads the graph's claims a few times; the cost is linear in them but for sorting, and in the pairs found.
public struct ConflictPage {
  private let reader: FactReader
  private var graph: KnowledgeGraph { reader.graph }
  private let limit: Int

  /// - Parameters:
  ///   - limit: the most conflicts of a kind
  ///   - check: asked now and then; what it throws ends the work
  public init(graph: KnowledgeGraph, limit: Int, check: @escaping () throws -> Void) throws {
    reader = try FactReader(graph: graph, check: check)
    self.limit = limit
  }

  /// Facts of each side that are shown.
  private static let shownFacts = 3

  /// The page on what does not go together.
  ///
  /// - Throws: `StoreError`
  public func page() throws -> Page {
    var page = Page(title: "Conflicts")
    func add(_ heading: String, _ conflicts: [Conflict]) {
      guard !conflicts.isEmpty else { return }
      let shown = conflicts.prefix(limit)
      var section = PageSection(heading, shown.flatMap(\.entries))
      section.omitted = conflicts.count - shown.count
      page.sections.append(section)
    }
    for kind in try conflicts() { add(kind.heading, kind.conflicts) }
    if page.sections.isEmpty { page.notes.append("nothing in the graph contradicts another part") }
    return page
  }

  /// All conflicts, those of each kind under its heading.
  func conflicts() throws -> [(heading: String, conflicts: [Conflict])] {
    [
      ("Said and denied", try denials()), ("Two holders at a time", try holders()),
      ("Different numbers", try numbers()),
    ]
  }

  /// Facts that do not go together, under a line that says on what.
  struct Conflict {
    var about: String
    var facts: [ToldFact]

    var entries: [PageEntry] {
      facts.map { fact in
        PageEntry(
          group: about, text: fact.text, times: fact.timesOrReport, marks: fact.marks,
          sentences: fact.tellings.count, facts: [fact],
          quotes: Array(fact.tellings.prefix(1)))
      }
    }
  }

  // MARK: Kinds

  private func denials() throws -> [Conflict] {
    var places: [Int64: Int] = [:]
    var conflicts: [Conflict] = []
    for (claim, denial) in try graph.denials() {
      let told = try reader.fact(claim)
      let denied = try reader.fact(denial)
      guard Self.mayBeOfOneTime(told, denied), !Self.areOfOneSentence(told, denied) else {
        continue
      }
      if let place = places[denial.id] {
        conflicts[place].facts.append(told)
      } else {
        places[denial.id] = conflicts.count
        conflicts.append(Conflict(about: denied.text, facts: [denied, told]))
      }
    }
    return conflicts
  }

  private func holders() throws -> [Conflict] {
    var conflicts: [Conflict] = []
    for relation in try graph.relationNames() where reader.relations.hasOneSubject(relation) {
      let rows = try graph.holders(of: relation)
      var start = 0
      while start < rows.count {
        let object = rows[start].object
        let end = rows[start...].firstIndex { $0.object != object } ?? rows.count
        let ofOne = rows[start..<end]
        start = end
        guard let first = ofOne.first, ofOne.contains(where: { $0.subject != first.subject }) else {
          continue
        }
        let holders = try Dictionary(grouping: ofOne) { $0.subject }.map { subject, rows in
          Holder(subject: subject, facts: try rows.map { try reader.fact($0.statement) })
        }
        // In the order of their beginnings, only those that begin before one's end can overlap it.
        let ordered = holders.sorted {
          ($0.first, $0.subject.rawValue) < ($1.first, $1.subject.rawValue)
        }
        for (place, holder) in ordered.enumerated() {
          for other in ordered[(place + 1)...].prefix(while: { $0.first <= holder.last }) {
            guard try !isSuccession(holder.subject, other.subject) else { continue }
            let pair = [holder, other].sorted { $0.subject.rawValue < $1.subject.rawValue }
            conflicts.append(
              Conflict(
                about: "\(relation) \(try reader.node(object).text)",
                facts: pair.flatMap { $0.facts.prefix(Self.shownFacts) }))
          }
        }
      }
    }
    return conflicts
  }

  private func numbers() throws -> [Conflict] {
    var conflicts: [Conflict] = []
    let statements = try graph.countingStatements()
    var start = 0
    while start < statements.count {
      let first = statements[start]
      let end =
        statements[start...].firstIndex {
          $0.subject != first.subject || $0.predicate != first.predicate
        } ?? statements.count
      let facts = try statements[start..<end].map { try reader.fact($0) }
      start = end
      let counted = facts.compactMap { fact in
        fact.object.flatMap { Quantity($0.text) }.map { (fact: fact, quantity: $0) }
      }
      let units = Dictionary(grouping: counted) { $0.quantity.unit }
      for (unit, ofUnit) in units.sorted(by: { $0.key < $1.key }) {
        let contrary = ContraryNumbers(ofUnit.map { ($0.quantity.number, $0.fact) }).facts
        guard let told = contrary.first else { continue }
        let about = [told.subject.text, told.wording, unit].filter { !$0.isEmpty }
        conflicts.append(
          Conflict(about: about.joined(separator: " "), facts: contrary))
      }
    }
    return conflicts
  }

  // MARK: Whether both may be meant of one time

  /// Whether no times are told that keep two facts apart.
  private static func mayBeOfOneTime(_ one: ToldFact, _ other: ToldFact) -> Bool {
    one.times.isEmpty || other.times.isEmpty
      || one.times.contains { time in other.times.contains { $0.mayBe(time) } }
  }

  /// Whether the only sentence of both is the same, which then tells of two things.
  private static func areOfOneSentence(_ one: ToldFact, _ other: ToldFact) -> Bool {
    let sentences = Set((one.tellings + other.tellings).map(\.sentence))
    return !one.tellings.isEmpty && sentences.count == 1
  }

  /// Whether the graph tells that one of two came after the other.
  private func isSuccession(_ one: Value, _ other: Value) throws -> Bool {
    for (subject, object) in [(one, other), (other, one)] {
      let pairs = try graph.pairs(of: "succeeded", subject: subject, object: object)
      if !pairs.subjects.isEmpty { return true }
    }
    return false
  }

  /// Who stands in a relation, with what says so.
  private struct Holder {
    let subject: Value
    let facts: [ToldFact]
    /// The first and the last day on which one is known to stand in the relation, since 1970-01-01; without end where
    /// nothing tells, as an overlap cannot be ruled out then.
    let first: Int
    let last: Int

    /// How long before and after its day a report of an office is taken to hold, in days.
    private static let holds = 30

    init(subject: Value, facts: [ToldFact]) {
      self.subject = subject
      self.facts = facts
      let span = Self.span(of: facts)
      first = span?.lowerBound ?? .min
      last = span?.upperBound ?? .max
    }

    private static func span(of facts: [ToldFact]) -> ClosedRange<Int>? {
      var first: Int?
      var last: Int?
      for fact in facts {
        let reports = fact.tellings.compactMap { $0.date?.daysSinceEpoch }
        var days = reports.flatMap { [$0 - Self.holds, $0 + Self.holds] }
        for time in fact.times {
          guard let period = time.days else { continue }
          switch time.kind {
          case .since: days = days.filter { $0 > period.lowerBound } + [period.lowerBound]
          case .until: days = days.filter { $0 < period.upperBound } + [period.upperBound]
          case .at, .reported: days += [period.lowerBound, period.upperBound]
          }
        }
        first = [first, days.min()].compactMap(\.self).min()
        last = [last, days.max()].compactMap(\.self).max()
      }
      guard let first, let last else { return nil }
      return first...last
    }
  }
}
