/// Finds who speaks the quotations of a line: each has its own verb of saying, the nearest that no other quotation
/// parts from it.
struct SpeakerFinder {
  let tree: Tree
  let knowledge: Knowledge
  let quotations: Quotations

  /// How much farther a verb is that shares no sentence with the quotation, or stands behind one that has ended.
  private static let detour = 40

  /// The speaker of each quotation, as the head token of what names him.
  func speakers() -> [Int?] {
    let all = quotations.all
    let reports = (0..<tree.count).filter { token in
      tree.pos[token].isVerbal && knowledge.verbClasses(tree.lemma(token)).contains(.say)
        && !quotations.contains(token) && tree.hasChild(token, .nsubj)
    }
    var result: [Int?] = []
    var next = 0
    /// Who spoke the last quotation that has a speaker.
    var latest: Int?
    for (index, quotation) in all.enumerated() {
      guard quotation.isUtterance else {
        result.append(nil)
        continue
      }
      let span = quotation.tokens
      if let near = signature(behind: span) ?? adjacent(behind: span) {
        result.append(near)
        latest = near
        continue
      }
      while next < reports.count, reports[next] < span.lowerBound { next += 1 }
      let start = index > 0 ? all[index - 1].tokens.upperBound : 0
      let end = index + 1 < all.count ? all[index + 1].tokens.lowerBound : tree.count
      var best: (verb: Int, distance: Int)?
      for place in [next - 1, next] where reports.indices.contains(place) {
        let verb = reports[place]
        guard verb >= start, verb < end else { continue }
        let distance = distance(of: verb, from: span)
        if distance < (best?.distance ?? Int.max) { best = (verb, distance) }
      }
      if let best {
        latest = tree.child(best.verb, .nsubj) ?? latest
      } else if let announcer = announcer(before: span) {
        latest = announcer
      }
      // Where nobody else is named, the speech before goes on.
      result.append(latest)
    }
    // "“…!” “…,” said Ruiz."
    for index in result.indices.reversed()
    where result[index] == nil && all[index].isUtterance && index + 1 < result.count
      && all[index].tokens.upperBound <= all[index + 1].tokens.lowerBound
    {
      let between = all[index].tokens.upperBound..<all[index + 1].tokens.lowerBound
      if !between.contains(where: { tree.pos[$0].isVerbal }) { result[index] = result[index + 1] }
    }
    return result
  }

  private func distance(of verb: Int, from span: Range<Int>) -> Int {
    let isBefore = verb < span.lowerBound
    var distance = isBefore ? span.lowerBound - verb : verb - span.upperBound + 1
    if !tree.sentences[tree.sentence[verb]].overlaps(span) { distance += Self.detour }
    if !isBefore, tree.text(span.upperBound - 1) == "." { distance += Self.detour }
    return distance
  }

  /// "“…!” sighed Greta": whatever it means, a verb right behind a quotation that has not ended its sentence, and
  /// before its subject, is one of saying.
  private func adjacent(behind span: Range<Int>) -> Int? {
    let verb = span.upperBound + 1
    guard verb < tree.count, [",", "!", "?", "—", "…"].contains(tree.text(span.upperBound - 1)),
      tree.pos[verb].isVerbal, [.past, .thirdPerson, .present].contains(tree.tag[verb])
    else { return nil }
    let subject = tree.children(verb).first {
      $0 > verb && $0 < verb + 8 && (tree.dep[$0] == .nsubj || tree.dep[$0] == .dobj)
    }
    guard let subject, tree.pos[subject].isNominal else { return nil }
    return subject
  }

  /// How many words before a colon may tell who speaks.
  private static let longestAnnouncement = 60
  private static let dashes: Set<String> = ["-", "–", "—", "--", "―", "~"]

  /// "“…” – Commissioner Omar Reyes": a name behind a dash at the end of the line.
  private func signature(behind span: Range<Int>) -> Int? {
    let dash = span.upperBound + 1
    guard dash + 1 < tree.count else { return nil }
    var first = dash
    if Self.dashes.contains(tree.text(dash)) {
      first += 1
    } else if let mark = tree.text(dash).first, !Self.dashes.contains(String(mark)) {
      return nil
    }
    let rest = first..<tree.count
    guard rest.count <= 14, !rest.contains(where: { tree.pos[$0].isVerbal }) else { return nil }
    let name = rest.prefix { !tree.isCommaOrStop($0) }
    return name.last { tree.pos[$0] == .properNoun }
      ?? name.last { tree.pos[$0].isNominal && tree.isCapitalized($0) }
  }

  /// "Asked about the fire, Brand was blunt: “…”"
  private func announcer(before span: Range<Int>) -> Int? {
    let colon = span.lowerBound - 2
    guard colon > 0, tree.text(colon) == ":" else { return nil }
    let sentence = tree.sentences[tree.sentence[colon]]
    guard colon >= sentence.lowerBound else { return nil }
    let verbs = (max(sentence.lowerBound, colon - Self.longestAnnouncement)..<colon).filter {
      token in
      tree.pos[token].isVerbal
        && tree.children(token).contains { $0 < token && tree.dep[$0].isSubject }
    }
    return verbs.last.flatMap { verb in
      tree.children(verb).first { $0 < verb && tree.dep[$0].isSubject }
    }
  }
}

extension Tree {
  fileprivate func isCommaOrStop(_ token: Int) -> Bool {
    [",", ".", ";", "("].contains(text(token))
  }
}
