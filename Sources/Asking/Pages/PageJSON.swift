import Graph

/// A page as one JSON object, with all that is known of its facts.
package enum PageJSON {
  package static func text(of page: Page) -> String {
    object([
      ("title", JSONText.string(page.title)), ("notes", JSONText.list(page.notes)),
      ("sections", list(page.sections.map(section), separator: ",\n")),
    ])
  }

  private static func section(_ section: PageSection) -> String {
    object([
      ("heading", JSONText.string(section.heading)),
      ("entries", list(section.entries.map(entry), separator: ",\n")),
      ("omitted", String(section.omitted)),
    ])
  }

  private static func entry(_ entry: PageEntry) -> String {
    object([
      ("group", string(entry.group)), ("text", JSONText.string(entry.text)),
      ("times", list(entry.times.map(time))), ("marks", JSONText.list(entry.marks)),
      ("sentences", String(entry.sentences)), ("facts", list(entry.facts.map(fact))),
      ("quotes", list(entry.quotes.map(telling))),
    ])
  }

  private static func fact(_ fact: ToldFact) -> String {
    object([
      ("id", fact.id.map { String($0) } ?? "null"), ("subject", JSONText.string(fact.subject.text)),
      ("predicate", JSONText.string(fact.predicate)), ("object", string(fact.object?.text)),
      ("relation", string(fact.relation)), ("claim", JSONText.string(fact.stance.rawValue)),
      ("by", string(fact.speaker?.text)), ("times", list(fact.times.map(time))),
      ("circumstances", JSONText.list(fact.circumstances)),
      ("evidence", list(fact.tellings.map(telling))),
    ])
  }

  private static func telling(_ telling: Telling) -> String {
    object([
      ("document", JSONText.string(telling.source)), ("title", string(telling.title)),
      ("date", string(telling.date?.description)),
      ("page", telling.page.map { String($0) } ?? "null"),
      ("sentence", JSONText.string(telling.text)),
    ])
  }

  private static func time(_ time: ToldTime) -> String {
    object([
      ("date", JSONText.string(time.date)), ("kind", JSONText.string(time.kind.rawValue)),
    ])
  }

  private static func string(_ text: String?) -> String {
    text.map { JSONText.string($0) } ?? "null"
  }

  private static func list(_ items: [String], separator: String = ", ") -> String {
    "[" + items.joined(separator: separator) + "]"
  }

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }
}
