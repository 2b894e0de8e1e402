import Base

/// Worlds and times that are not the present one: what happens in a novel, under a proposal, or after something that
/// is yet to come.
extension StanceReader {
  /// Whether a clause tells of the present, as plots and plans are told.
  func isPresent(_ verb: Int) -> Bool {
    if tree.tag[verb] == .thirdPerson || tree.tag[verb] == .present { return true }
    let auxiliaries = tree.children(verb).filter { tree.dep[$0].isAuxiliary }
    return auxiliaries.contains { tree.tag[$0] == .thirdPerson || tree.tag[$0] == .present }
  }

  /// The frame that a verb's own phrases make: "in the film", "under the plan".
  func applyFrame(of verb: Int, to stance: inout Stance) {
    guard stance.modality == nil else { return }
    for preposition in tree.children(verb, .prep) {
      if let frame = frame(preposition, of: verb) {
        stance.modality = frame
        return
      }
    }
  }

  /// Bare nouns behind prepositions that take a clause out of the world as it is.
  private static let unreal: [String: Set<String>] = [
    "in": ["theory", "principle", "case"], "on": ["paper"],
  ]

  private func frame(_ preposition: Int, of verb: Int) -> String? {
    guard let noun = tree.child(preposition, .pobj) else { return nil }
    // "in theory", "on paper", "in case it sells"
    if Self.unreal[tree.lower(preposition)]?.contains(tree.lower(noun)) ?? false,
      tree.children(noun).allSatisfy({ tree.pos[$0] == .punctuation })
    {
      return tree.lower(noun)
    }
    let classes = knowledge.hostClasses(tree.lemma(noun))
    switch tree.lower(preposition) {
    case "under", "by", "per":
      guard classes.contains(.scheme), tree.lower(preposition) != "by", isPresent(verb) else {
        return nil
      }
      return tree.lemma(noun)
    case "in", "on", "during", "throughout":
      if knowledge.verbClasses(tree.lemma(verb)).contains(.perform) { return nil }
      if classes.contains(.fiction), tree.lower(preposition) == "in" { return tree.lemma(noun) }
      guard isPresent(verb) else { return nil }
      if classes.contains(.show) { return tree.lemma(noun) }
      return tree.entity[noun] == .workOfArt ? "work" : nil
    default: return nil
    }
  }

  /// The frame that sentences before have opened and that the verb's goes on in: plots are told in the present.
  func applyStory(around verb: Int, to stance: inout Stance) {
    guard stance.modality == nil, isPresent(verb) else { return }
    stance.modality = stories[tree.sentence[verb]]
  }

  /// The story that each sentence goes on with, if any.
  func readStories() -> [String?] {
    var result: [String?] = []
    var story: String?
    for range in tree.sentences {
      result.append(story)
      guard let root = range.first(where: { tree.isRoot($0) && tree.pos[$0].isVerbal }),
        isPresent(root)
      else {
        story = nil
        continue
      }
      for preposition in tree.children(root, .prep)
      where preposition < root && tree.lower(preposition) == "in" {
        guard let noun = tree.child(preposition, .pobj) else { continue }
        let classes = knowledge.hostClasses(tree.lemma(noun))
        if !classes.isDisjoint(with: [.fiction, .show]) { story = tree.lemma(noun) }
      }
    }
    return result
  }

  // MARK: Times and conditions

  private static let coming: Set<String> = ["next", "tomorrow", "coming", "upcoming", "later"]

  /// "Torv opens a mine next year", "… on Friday": a single act told in the present at a time that is to come.
  func applyComingTime(of verb: Int, to stance: inout Stance) {
    guard stance.modality == nil, isPresent(verb), !isAccomplished(verb), tree.lemma(verb) != "be",
      knowledge.verbClasses(tree.lemma(verb)).isDisjoint(with: [.plan, .attempt, .urge, .say])
    else { return }
    let isToCome = tree.children(verb).contains { child in
      switch tree.dep[child] {
      case .npadvmod, .advmod:
        return tree.entity[child].isPointInTime
          && tree.subtree(child).contains { Self.coming.contains(tree.lower($0)) }
      case .prep:
        guard let object = tree.child(child, .pobj), tree.entity[object].isPointInTime else {
          return false
        }
        return tree.lower(child) == "on" && WeekdayNames.numbers[tree.lower(object)] != nil
          || ["in", "by", "from", "on"].contains(tree.lower(child))
            && tree.subtree(object).contains { ["next", "coming"].contains(tree.lower($0)) }
      default: return false
      }
    }
    if isToCome { stance.modality = "will" }
  }

  private static let times: Set<String> = [
    "after", "before", "when", "whenever", "once", "until", "till", "if", "unless", "where",
    "wherever", "provided", "providing", "supposing", "assuming",
  ]

  /// A time or condition told in the present is yet to come, or comes again and again: "after it sells the mine".
  /// So is one told in the past that goes with "would".
  func applyTime(_ verb: Int, _ governor: Int, to stance: inout Stance) {
    guard stance.modality == nil else { return }
    let opening = tree.children(verb).first {
      $0 < verb && [.mark, .advmod, .prep, .pcomp].contains(tree.dep[$0])
        && (Self.times.contains(tree.lower($0)) || isAsSoonAs($0) || isCase($0) || isSoThat($0))
    }
    guard let opening else { return }
    if isPresent(verb) && !isAccomplished(verb)
      || self.stance(of: governor).modality == "would"
    {
      stance.modality = tree.lower(opening)
    } else if isPresent(verb), let above = self.stance(of: governor).modality {
      stance.modality = above
    }
  }

  /// "If it buys the port, prices fall": what a condition is set to is as open as the condition.
  func applyCondition(on verb: Int, to stance: inout Stance) {
    guard stance.modality == nil else { return }
    let isConditional = tree.children(verb, .advcl).contains { clause in
      tree.children(clause).contains { word in
        word < clause && [.mark, .advmod].contains(tree.dep[word])
          && ["if", "unless"].contains(tree.lower(word))
          && !(word > 0 && ["even", "as", "only"].contains(tree.lower(word - 1)))
      }
        && (tree.children(clause).contains { tree.dep[$0].isSubject }
          || Self.confirming.contains(tree.lower(clause)))
    }
    if isConditional { stance.modality = "if" }
  }

  /// What makes a condition without a subject doubt the main clause: "if true", "if confirmed".
  private static let confirming: Set<String> = [
    "true", "so", "confirmed", "correct", "accurate", "right", "proven", "proved", "genuine",
  ]

  /// "now that he has come", "after it has closed the mine": a perfect may be so already.
  private func isAccomplished(_ verb: Int) -> Bool {
    tree.children(verb).contains { tree.dep[$0].isAuxiliary && tree.lemma($0) == "have" }
  }

  /// "in case it sells", "in the event that it sells"
  private func isCase(_ word: Int) -> Bool {
    tree.lower(word) == "in"
      && tree.child(word, .pobj).map { ["case", "event"].contains(tree.lower($0)) } ?? false
  }

  /// "so that it sells"
  private func isSoThat(_ word: Int) -> Bool {
    tree.lower(word) == "so" && tree.dep[word] == .mark && word + 1 < tree.count
      && tree.lower(word + 1) == "that"
  }

  /// "will pay by the time it sells the mine"
  func applyTimeNoun(_ verb: Int, _ noun: Int, to stance: inout Stance) {
    guard stance.modality == nil, isPresent(verb),
      ["time", "moment", "day", "minute", "instant"].contains(tree.lemma(noun)),
      let main = tree.governingVerb(noun)
    else { return }
    stance.modality = self.stance(of: main).modality
  }

  private func isAsSoonAs(_ word: Int) -> Bool {
    tree.lower(word) == "as" && word > 1
      && ["soon", "long"].contains(tree.lower(word - 1))
  }

  /// "will pay after selling the mine": a gerund of time is as far away as what it dates.
  func applyTimeOfGerund(_ preposition: Int, to stance: inout Stance) {
    let verb = tree.head[preposition]
    guard tree.pos[verb].isVerbal, stance.modality == nil,
      ["after", "before", "on", "upon", "by", "in", "when", "while", "once"]
        .contains(tree.lower(preposition))
    else { return }
    stance.modality = self.stance(of: verb).modality
  }
}
