import Graph

/// Compares terms as the operators and `ORDER BY` do (SPARQL 1.1 Query Language, sections 15.1 and 17.3).
enum TermComparison {
  /// `=`; nil where that is an error, since the two may be equal in a way that is not known here.
  static func areEqual(_ left: Term, _ right: Term) -> Bool? {
    if left == right { return !isNotANumber(left) }
    if left.datatype == nil || right.datatype == nil { return false }
    let (first, second) = (left.literalValue, right.literalValue)
    if let first, let second {
      switch (first, second) {
      case (.number(let one), .number(let other)):
        if one == .notANumber || other == .notANumber { return false }
        return NumericValue.order(one, other) == 0
      case (.boolean(let one), .boolean(let other)): return one == other
      case (.time(let one), .time(let other)):
        return one.kind == other.kind && TimeValue.order(one, other) == 0
      default: return false
      }
    }
    // Texts are what they are; of a datatype that is not known, or a text that its datatype does not have, only the
    // same term is known to be equal.
    return isKnown(left) && isKnown(right) ? false : nil
  }

  private static func isKnown(_ term: Term) -> Bool {
    switch term {
    case .string, .languageString: true
    default: term.literalValue != nil
    }
  }

  static func isNotANumber(_ term: Term) -> Bool {
    if case .typed = term, term.numericValue == .notANumber { return true }
    return false
  }

  /// -1, 0 or 1 as `<` has it; nil where the two have no order.
  static func order(_ left: Term, _ right: Term) -> Int? {
    switch (left, right) {
    case (.string(let first), .string(let second)): return order(first, second)
    case (.languageString(let first, let language), .languageString(let second, let other)):
      return language.lowercased() == other.lowercased() ? order(first, second) : nil
    default: break
    }
    guard let first = left.literalValue, let second = right.literalValue else { return nil }
    switch (first, second) {
    case (.number(let one), .number(let other)):
      if one == .notANumber || other == .notANumber { return nil }
      return NumericValue.order(one, other)
    case (.boolean(let one), .boolean(let other)):
      return one == other ? 0 : one ? 1 : -1
    case (.time(let one), .time(let other)):
      return one.kind == other.kind ? TimeValue.order(one, other) : nil
    default: return nil
    }
  }

  /// By codepoints.
  static func order(_ left: String, _ right: String) -> Int {
    if left.utf8.elementsEqual(right.utf8) { return 0 }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }

  // MARK: All terms

  /// -1, 0 or 1 in an order of all terms: blank nodes, IRIs, literals; literals that `<` compares as it does, and the others by
  /// kind, text, and language or datatype.
  static func totalOrder(_ left: Term, _ right: Term) -> Int {
    let (first, second) = (rank(left), rank(right))
    if first != second { return first < second ? -1 : 1 }
    if let order = order(left, right), order != 0 { return order }
    let texts = order(text(left), text(right))
    return texts != 0 ? texts : order(tag(left), tag(right))
  }

  private static func rank(_ term: Term) -> Int {
    switch term {
    case .blank: return 0
    case .iri, .entity: return 1
    case .string: return 4
    case .languageString: return 5
    default:
      switch term.literalValue {
      case .number(.notANumber): return 3
      case .number: return 2
      case .boolean: return 6
      case .time(let time): return 7 + time.kind.rawValue
      case nil: return 20
      }
    }
  }

  private static func text(_ term: Term) -> String {
    switch term {
    case .blank(let text), .iri(let text), .entity(let text, _): text
    default: term.lexicalForm ?? ""
    }
  }

  private static func tag(_ term: Term) -> String {
    if case .languageString(_, let language) = term { return language }
    return term.datatype ?? ""
  }
}
