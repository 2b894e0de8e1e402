import GQL

/// Simple SELECTs over the view `facts`, or over a predicate as a table of two columns.
///
///     select object from facts where subject = 'Lee' and predicate = 'meet' limit 5
///     ?(O) :- meet("Lee", O) limit 5.
enum SQLTranslation {
  static func query(_ words: [ForeignWord]) -> String? {
    var words = ForeignWords(words)
    guard words.take("select") else { return nil }
    _ = words.take("distinct")
    guard let columns = columns(&words), words.take("from"), let table = words.takeName() else {
      return nil
    }
    guard let conditions = conditions(&words) else { return nil }
    var limit = ""
    guard words.takeEnd(limit: &limit) else { return nil }
    let slots = ["subject", "predicate", "object"]
    let isFacts = ["facts", "triple", "triples", "statements"].contains(table.lowercased())
    guard isFacts else {
      guard conditions.isEmpty, columns == .all || columns == .count else { return nil }
      let body = GQLText.predicate(table) + "(X, Y)"
      return GQLText.query(columns == .count ? ["N = count()"] : [], [body], limit)
    }
    guard conditions.keys.allSatisfy(slots.contains) else { return nil }
    let variables = ["subject": "S", "predicate": "P", "object": "O"]
    let terms = slots.map { slot in
      conditions[slot].map(WrittenName.string) ?? variables[slot] ?? "_"
    }
    let body =
      conditions["predicate"].map { "\(GQLText.predicate($0))(\(terms[0]), \(terms[2]))" }
      ?? "triple(\(terms.joined(separator: ", ")))"
    switch columns {
    case .all: return GQLText.query([], [body], limit)
    case .count: return GQLText.query(["N = count()"], [body], limit)
    case .named(let names):
      let shown = names.map { conditions[$0] == nil ? variables[$0] : nil }
      guard !shown.contains(nil) else { return nil }
      return GQLText.query(shown.compactMap { $0 }, [body], limit)
    }
  }

  private enum Columns: Equatable {
    case all, count
    case named([String])
  }

  private static func columns(_ words: inout ForeignWords) -> Columns? {
    if words.take(mark: "*") { return .all }
    var names: [String] = []
    repeat {
      guard let name = words.takeName()?.lowercased() else { return nil }
      if name == "count", words.take(mark: "(") {
        guard words.take(mark: "*"), words.take(mark: ")"), names.isEmpty else { return nil }
        return .count
      }
      names.append(name)
    } while words.take(mark: ",")
    return .named(names)
  }

  /// Equations of columns with texts, joined by AND.
  private static func conditions(_ words: inout ForeignWords) -> [String: String]? {
    var found: [String: String] = [:]
    guard words.take("where") else { return found }
    repeat {
      guard let column = words.takeName(), words.take(mark: "="), let text = words.takeText() else {
        return nil
      }
      found[column.lowercased()] = text
    } while words.take("and")
    return found
  }
}
