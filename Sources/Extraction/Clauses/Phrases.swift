/// Spans of words: which tokens make the phrase of a head.
extension Tree {
  private static let separators: Set<String> = [",", ";", ":", "-", "—", "–"]
  private static let trimmed: Set<String> = [",", ";", ":", "-", "—", "–", ".", "--"]

  /// Without punctuation at either end.
  func trim(_ tokens: [Int]) -> [Int] {
    var span = tokens[...]
    while let last = span.last, Self.trimmed.contains(text(last)) { span.removeLast() }
    while let first = span.first, Self.trimmed.contains(text(first)) { span.removeFirst() }
    return Array(span)
  }

  /// The phrase of a head without what is told on its own: clauses, appositions, coordination.
  func nounPhrase(_ head: Int, dropping dropped: Set<Dependency> = []) -> [Int] {
    var result: [Int] = []
    func collect(_ token: Int, isTop: Bool) {
      result.append(token)
      for child in children(token) {
        let isOnRight = child > token
        if isTop {
          switch dep[child] {
          case .parataxis, .advcl, .relcl, .appos, .conj, .cc, .preconj: continue
          case .punct
          where Self.separators.contains(text(child)) && !isHyphen(child)
            || isOnRight && text(child) == ".":
            continue
          default: if dropped.contains(dep[child]) { continue }
          }
        } else if isOnRight, dep[child] == .relcl || dep[child] == .parataxis {
          continue
        }
        collect(child, isTop: false)
      }
    }
    collect(head, isTop: true)
    return trim(result.sorted().filter { !isReferenceMark($0) })
  }

  /// "[12]", a bracket or the number in it.
  private func isReferenceMark(_ token: Int) -> Bool {
    guard [.punctuation, .other, .numeral].contains(pos[token]) else { return false }
    let number = text(token) == "[" ? token + 1 : text(token) == "]" ? token - 1 : token
    return number > 0 && number + 1 < count && text(number - 1) == "[" && text(number + 1) == "]"
      && text(number).allSatisfy { $0.isNumber || [",", "-", "–"].contains($0) }
  }

  /// A hyphen inside a word ("brother-in-law").
  private func isHyphen(_ token: Int) -> Bool {
    token > 0 && text(token) == "-" && !hasSpace(after: token - 1) && !hasSpace(after: token)
  }

  /// Where a word ends that hyphens go on with: "brother-in-law" is of the brother; elsewhere behind the head.
  func hyphenatedEnd(of head: Int) -> Int {
    var end = head + 1
    while end + 1 < count, text(end) == "-", dep[end + 1] == .compound, self.head[end + 1] == head {
      end += 2
    }
    return end
  }

  /// The whole subtree of a head without its children of the given labels.
  func whole(_ head: Int, dropping dropped: Set<Dependency> = []) -> [Int] {
    var result = [head]
    for child in children(head) where !dropped.contains(dep[child]) {
      result += subtree(child)
    }
    return trim(result.sorted())
  }

  /// Whether the words joined to a head are joined by this word ("and").
  func hasConjunction(_ word: String, below head: Int) -> Bool {
    var open = [head]
    while let next = open.popLast() {
      if children(next).contains(where: { dep[$0] == .cc && lower($0) == word }) { return true }
      open += children(next, .conj)
    }
    return false
  }

  /// A head and the heads coordinated with it. After "A and B" a comma alone adds nothing more.
  func coordinated(_ head: Int) -> [Int] { coordinated(head, isClosed: false) }

  private func coordinated(_ head: Int, isClosed: Bool) -> [Int] {
    var result = [head]
    for child in children(head) where dep[child] == .conj {
      let isJoined = children(head).contains { $0 > head && $0 < child && dep[$0] == .cc }
      if isClosed && !isJoined { continue }
      switch pos[child] {
      case .noun, .properNoun, .pronoun, .numeral, .adjective, .other, .symbol, .determiner:
        result += coordinated(child, isClosed: isClosed || isJoined)
      default:
        if tag[child] == .gerund && tag[head] == .gerund {
          result += coordinated(child, isClosed: isClosed || isJoined)
        }
      }
    }
    return result
  }

  private static let ranks: Set<String> = [
    "first", "second", "third", "fourth", "fifth", "last", "only", "youngest", "oldest",
  ]

  /// Whether an infinitive tells what somebody was the first, the last or the only one to do.
  func isAchieved(_ infinitive: Int) -> Bool {
    let noun = head[infinitive]
    guard dep[infinitive] == .relcl || dep[infinitive] == .acl, tag[infinitive] == .baseForm,
      infinitive > noun, dep[noun] == .attr, lemma(head[noun]) == "be", head[noun] < noun
    else { return false }
    return Self.ranks.contains(lower(noun))
      || children(noun, .amod).contains { Self.ranks.contains(lower($0)) }
  }

  /// Whether a participle tells the name of the noun before it: "a boat named Aurora".
  func isNaming(_ verb: Int) -> Bool {
    tag[verb] == .participle && dep[verb] == .acl && head[verb] < verb
      && ["call", "name", "title", "entitle", "dub"].contains(lemma(verb))
  }

  /// "most of the region", "one of its builders", "several of the mines"
  func isPartitive(_ token: Int) -> Bool {
    children(token, .prep).contains { preposition in
      lower(preposition) == "of"
        && child(preposition, .pobj).map {
          pos[$0] == .noun || pos[$0] == .properNoun
        } ?? false
    }
  }
}
