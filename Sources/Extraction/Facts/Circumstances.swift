import Base
import Graph

/// The circumstances of an act: when, where, how and what for, as qualifiers of what its clause claims.
extension FactBuilder {
  /// Time, place and the like beside the verb, and the day they name.
  mutating func circumstances(of clause: Clause, line: Int, tree: Tree) throws
    -> ([Claim.Qualifier], CalendarDate?)
  {
    var qualifiers: [Claim.Qualifier] = []
    var date: CalendarDate?
    for complement in clause.complements where tree.tag[complement.head] != .whDeterminer {
      guard tree.dep[complement.prepositions[0]] != .agent, !isSetPhrase(complement, tree),
        !isClause(complement, tree), !isInsideSpan(complement, tree)
      else { continue }
      let name = complement.prepositions.map(tree.lower).joined(separator: " ")
      let token = complement.prepositions[0]
      // "has closed the shop until Friday": what still lasts ends later.
      let tense = slots.tense
      defer { slots.tense = tense }
      if tree.lower(token) == "until", isPresentPerfect(clause, tree) { slots.tense = .future }
      for head in conjuncts(of: complement.head, tree) {
        for value in try slots.arguments(Place(line: line, token: head)) {
          if let (first, last) = span(from: complement, value, tree) {
            if !qualifiers.contains(where: { $0.name == "from" && $0.value == first }) {
              qualifiers.append(.init(name: "from", value: first, token: token))
              qualifiers.append(.init(name: "to", value: last, token: token))
            }
            continue
          }
          qualifiers.append(.init(name: name, value: value, token: token))
          if case .literal(.date(let day)) = value, name == "on" || name == "in" { date = day }
        }
      }
    }
    for adverbial in clause.adverbials {
      let times = adverbial.count { tree.entity[$0].isPointInTime }
      guard let token = adverbial.first, times > 0,
        times * 2 >= adverbial.count || adverbial.count <= 4
      else { continue }
      let phrase = slots.clauseText(adverbial, in: tree)
      if case .day(let day) = slots.dates.read(phrase, slots.tense) {
        date = date ?? day
        qualifiers.append(.init(name: "on", value: .literal(.date(day)), token: token))
      } else {
        qualifiers.append(.init(name: "time", value: .literal(.string(phrase)), token: token))
      }
    }
    if let manner = manner(of: clause, tree) { qualifiers.append(manner) }
    if let purpose = purpose(of: clause, line, tree) { qualifiers.append(purpose) }
    qualifiers += occasions(of: clause, line, tree)
    return (qualifiers, date)
  }

  /// "from 3 May to 9 May", of which the analysis makes one time: what stands before "to" tells both ends.
  private func isInsideSpan(_ complement: Clause.Complement, _ tree: Tree) -> Bool {
    guard tree.entity[complement.head] == .date, complement.prepositions.count == 1 else {
      return false
    }
    let span = tree.entitySpan(complement.head)
    return span.lowerBound < complement.prepositions[0] && DateReader.isSpan(tree.text(span))
  }

  private func isPresentPerfect(_ clause: Clause, _ tree: Tree) -> Bool {
    tree.children(clause.last, .aux).contains {
      ["has", "have", "’ve", "'ve"].contains(tree.lower($0))
    }
  }

  /// "from 1985 to 1991" is a beginning and an end, which the analysis reads as one.
  private func span(from complement: Clause.Complement, _ value: Argument, _ tree: Tree)
    -> (Argument, Argument)?
  {
    guard ["from", "between"].contains(tree.lower(complement.prepositions[0])),
      case .literal(.string(let text)) = value,
      [.date, .time, .money, .percent, .quantity].contains(tree.entity[complement.head])
    else { return nil }
    for separator in [" to ", " until ", " and ", " through "] {
      guard let range = text.firstRange(of: separator) else { continue }
      // "3 May to 9 May 2010": the year is that of both.
      let year = text[range.upperBound...].split(separator: " ").last.flatMap {
        $0.count == 4 && Int($0) != nil ? " " + $0 : nil
      }
      func part(_ words: Substring) -> Argument {
        var words = String(words)
        let hasYear = words.split(separator: " ").contains { $0.count == 4 && Int($0) != nil }
        if let year, !hasYear, words.contains(where: \.isLetter) { words += year }
        switch slots.dates.read(words, slots.tense) {
        case .day(let day): return .literal(.date(day))
        case .year(let year) where words.count == 4: return .literal(.integer(Int64(year)))
        default: return .literal(.string(words))
        }
      }
      let last = part(text[range.upperBound...])
      // What begins ends later, whichever year the tense would have it in.
      if case .literal(.date(let end)) = last,
        case .literal(.date(let begin)) = part(text[..<range.lowerBound]), begin > end,
        let earlier = CalendarDate(year: end.year, month: begin.month, day: begin.day),
        earlier <= end
      {
        return (.literal(.date(earlier)), last)
      }
      return (part(text[..<range.lowerBound]), last)
    }
    return nil
  }

  /// "with prices rising", "rather than wait": a clause of its own, not a circumstance.
  private func isClause(_ complement: Clause.Complement, _ tree: Tree) -> Bool {
    tree.lower(complement.prepositions[0]) == "than"
      || tree.pos[complement.head].isVerbal
        && tree.children(complement.head).contains { tree.dep[$0].isSubject }
  }

  /// Adverbs that tell how often, or with whom, beside those of manner in -ly.
  private static let manners: Set<String> = [
    "always", "often", "usually", "sometimes", "rarely", "seldom", "again", "twice", "once",
    "together", "alone",
    "aloud", "abroad", "well", "fast", "everywhere",
  ]

  /// Adverbs in -ly that comment on a clause, join it to another or measure it.
  private static let comments: Set<String> = [
    "only", "really", "actually", "finally", "recently", "currently", "early", "daily", "likely",
    "simply",
    "probably", "possibly", "certainly", "clearly", "obviously", "apparently", "reportedly",
    "allegedly",
    "supposedly", "presumably", "surely", "hardly", "barely", "scarcely", "nearly", "merely",
    "mainly",
    "especially", "particularly", "additionally", "similarly", "consequently", "subsequently",
    "ultimately",
    "unfortunately", "fortunately", "surprisingly", "importantly", "interestingly", "basically",
    "literally",
    "honestly", "frankly", "hopefully", "eventually", "initially", "previously", "formerly",
    "lately", "shortly",
    "immediately", "firstly", "secondly", "lastly", "namely", "accordingly", "indeed", "totally",
    "definitely",
    "arguably", "evidently", "purportedly", "seemingly", "perhaps", "exactly", "family", "fully",
    "simultaneously",
  ]

  /// "usually", "together", "several times": how or how often the act is done.
  private func manner(of clause: Clause, _ tree: Tree) -> Claim.Qualifier? {
    guard tree.lemma(clause.last) != "be" else { return nil }
    for child in tree.children(clause.last) {
      let word = tree.lower(child)
      switch tree.dep[child] {
      case .advmod:
        guard tree.tag[child] == .adverb, tree.entity[child] == .none, tree.children(child).isEmpty,
          Self.manners.contains(word)
            || word.hasSuffix("ly") && !Self.comments.contains(word)
              && !(child < clause.last && tree.text(child + 1) == ",")
        else { continue }
      case .npadvmod:
        guard tree.lemma(child) == "time", !tree.entity[child].isPointInTime else { continue }
      default: continue
      }
      let phrase = slots.clauseText(tree.nounPhrase(child), in: tree)
      return .init(name: "manner", value: .literal(.string(phrase)), token: child)
    }
    return nil
  }

  /// Longest clause that is kept as a qualifier, in tokens.
  private static let longestClause = 12

  /// "to protect them from frost", "in order to win": what the act is done for.
  private func purpose(of clause: Clause, _ line: Int, _ tree: Tree) -> Claim.Qualifier? {
    let orders = clause.complements.filter { tree.lower($0.head) == "order" }
    let infinitives =
      tree.children(clause.last, .advcl) + orders.flatMap { tree.children($0.head, .acl) }
    for child in infinitives where child > clause.last {
      guard let to = tree.children(child).first, tree.dep[to] == .aux, tree.tag[to] == .to else {
        continue
      }
      let words = tree.whole(child, dropping: [.aux, .advcl, .relcl])
      guard words.count <= Self.longestClause else { continue }
      return .init(
        name: "to", value: .literal(.string(slots.clauseText(words, at: line))), token: to)
    }
    return nil
  }

  /// Words that open a clause of time, place, reason or condition.
  private static let openings: Set<String> = [
    "after", "before", "because", "since", "when", "whenever", "until", "once", "as", "if",
    "unless", "where",
    "wherever", "while",
  ]

  /// "after the frost had gone", "because prices fell": the clause that the act hangs on.
  private func occasions(of clause: Clause, _ line: Int, _ tree: Tree) -> [Claim.Qualifier] {
    let verbs = clause.chain.count > 1 ? [clause.verb, clause.last] : [clause.verb]
    return verbs.flatMap { tree.children($0, .advcl) }.compactMap { child in
      let parts = tree.children(child)
      guard let opening = parts.first, opening < child,
        tree.dep[opening] == .mark || tree.dep[opening] == .advmod,
        Self.openings.contains(tree.lower(opening)),
        parts.contains(where: { tree.dep[$0].isSubject })
      else { return nil }
      let words = tree.whole(child, dropping: [.advcl, .relcl]).filter { $0 > opening }
      guard words.count <= Self.longestClause else { return nil }
      return .init(
        name: tree.lower(opening), value: .literal(.string(slots.clauseText(words, at: line))),
        token: opening)
    }
  }
}
