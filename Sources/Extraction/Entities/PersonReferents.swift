/// Which person a pronoun means.
extension Coreference {
  /// The person that a pronoun means: of those before it, the likeliest by ``PersonalPronounModel``.
  mutating func person(
    _ pronoun: Pronoun, at place: Place, in tree: Tree, sentence: Int, subjects: [Int],
    excluded: Set<Int>, quotations: Quotations
  ) -> [Referent] {
    var pool: [(referent: Referent, latest: Int, mentions: [Candidate])] = []
    var rank: [Referent: Int] = [:]
    let speaker = quotations.speaker(at: place.token)
    for (order, candidate) in candidates.enumerated() {
      guard candidate.place != place, isPossible(candidate, pronoun) else { continue }
      let isHere = candidate.place.line == place.line
      let isAfter = isHere && candidate.place.token > place.token
      if isAfter, !subjects.contains(candidate.place.token) { continue }
      if isHere, excluded.contains(candidate.place.token) { continue }
      if let speaker, isHere, candidate.place.token == speaker { continue }
      if let index = rank[candidate.referent] {
        pool[index].mentions.append(candidate)
        pool[index].latest = order
      } else {
        rank[candidate.referent] = pool.count
        pool.append((candidate.referent, order, [candidate]))
      }
    }
    pool.sort { $0.latest > $1.latest }
    let own = role(of: place.token, in: tree)
    let kind: PersonalPronounModel.Position =
      tree.tag[place.token] == .possessivePronoun || tree.dep[place.token] == .poss
      ? .possessive : own.isSubject ? .subject : .object
    let nounOwners = possessors(around: place.token, in: tree)
    let total = pool.reduce(0) { $0 + (frequency[$1.referent] ?? 0) }
    let most = pool.map { frequency[$0.referent] ?? 0 }.max() ?? 0
    let firstPerson = pool.min { firstPlace($0.mentions) < firstPlace($1.mentions) }?.referent
    let governors = governors(of: place.token, in: tree)
    var scores: [(referent: Referent, score: Double)] = []
    for (rank, entry) in pool.enumerated() {
      let last = entry.mentions[entry.mentions.count - 1]
      var features = PersonalPronounModel.Features()
      let distance = sentence - last.sentence
      features.set(.sameSentence, distance == 0)
      features.set(.previousSentence, distance == 1)
      features.set(.secondSentence, distance == 2)
      features.set(.rank0, rank == 0)
      features.set(.rank1, rank == 1)
      features.set(.rank2, rank == 2)
      features.set(.subject, last.isSubject)
      features.set(.object, last.role == 2)
      features.set(.possessor, last.isPossessor)
      features.set(.apposition, last.role == 0.5)
      features.set(.mainSubject, last.isMainSubject)
      features.set(.pronounBefore, last.isPronoun)
      features.set(
        .subjectInSentence,
        entry.mentions.contains {
          $0.isSubject && $0.sentence == sentence
        })
      features.set(
        .subjectBefore,
        entry.mentions.contains {
          $0.isSubject && $0.sentence == sentence - 1
        })
      features.set(
        .mainSubjectBefore,
        entry.mentions.contains {
          $0.isMainSubject && $0.sentence == sentence - 1
        })
      features.set(
        .ownSubject,
        entry.mentions.contains {
          $0.place.line == place.line && subjects.contains($0.place.token)
        })
      features.set(
        .ownPossessor,
        entry.mentions.contains {
          $0.place.line == place.line && nounOwners.contains($0.place.token)
        })
      features.set(.follows, last.place.line == place.line && last.place.token > place.token)
      features.set(.genderKnown, last.gender != nil)
      features.set(.person, last.isPerson == true)
      features.set(.noPerson, last.isPerson == false)
      features.set(.fullName, entry.mentions.contains { $0.length > 1 })
      switch entry.referent {
      case .phrase, .office: features.set(.phrase, true)
      case .entity: break
      }
      features.set(.repeated, min(3, Double(entry.mentions.count - 1)) / 3)
      features.set(.share, Double(frequency[entry.referent] ?? 0) / Double(max(1, total)))
      setRelations(of: entry.mentions, to: place, pronoun, governors, in: tree, sentence, &features)
      features.set(.first, entry.referent == firstPerson)
      features.set(.foremost, (frequency[entry.referent] ?? 0) >= most && most > 1)
      scores.append((entry.referent, PersonalPronounModel.score(features, kind)))
    }
    scores.sort { $0.score > $1.score }
    guard let best = scores.first else { return [] }
    if case .entity(let entity) = best.referent, entities[entity].kind != .person,
      entities[entity].kind != .thing
    {
      doubtful.insert(place)
    } else if isDoubtful(scores, pool.map { ($0.referent, $0.mentions) }, subjects, place, sentence)
    {
      doubtful.insert(place)
    }
    return [best.referent]
  }

  private func firstPlace(_ mentions: [Candidate]) -> (Int, Int) {
    mentions.map { ($0.place.line, $0.place.token) }.min { $0 < $1 } ?? (0, 0)
  }

  /// How a person's mentions stand to the pronoun in the tree.
  private func setRelations(
    of mentions: [Candidate], to place: Place, _ pronoun: Pronoun, _ governors: Governors,
    in tree: Tree, _ sentence: Int, _ features: inout PersonalPronounModel.Features
  ) {
    let last = mentions[mentions.count - 1]
    let lastTree = lines[last.place.line].tree
    let token = last.place.token
    let own = role(of: place.token, in: tree)
    features.set(.parallel, own.weight == last.role)
    let isHere = last.place.line == place.line
    let words = isHere ? abs(place.token - token) : place.token + 20
    features.set(.wordDistance, min(1, Double(words) / 40))
    let here = mentions.filter { $0.place.line == place.line }
    features.set(.subjectAbove, here.contains { governors.above.contains($0.place.token) })
    features.set(.subjectOfJoined, here.contains { governors.joined.contains($0.place.token) })
    features.set(.addressee, here.contains { governors.told.contains($0.place.token) })
    features.set(.nested, isNested(token, in: lastTree))
    features.set(
      .joined,
      lastTree.dep[token] == .conj && lastTree.pos[lastTree.head[token]].isNominal
        || lastTree.children(token, .conj).contains { lastTree.pos[$0].isNominal })
    features.set(
      .agent,
      lastTree.dep[token] == .pobj && lastTree.dep[lastTree.head[token]] == .agent)
    features.set(.sameGenderBefore, mentions.contains { $0.pronoun == pronoun })
    features.set(
      .otherGenderBefore, mentions.contains { $0.pronoun != nil && $0.pronoun != pronoun })
    let opens = tree.sentences[tree.sentence[place.token]].lowerBound + 1 >= place.token
    features.set(
      .carriedOn, opens && mentions.contains { $0.isMainSubject && $0.sentence == sentence - 1 })
    features.set(
      .acrossQuotation,
      isHere
        && quotedLines[place.line].contains(place.token)
          != quotedLines[place.line].contains(token)
    )
    let opening = lastTree.sentences[lastTree.sentence[token]]
    features.set(
      .opensSentence, token - opening.lowerBound <= last.length && !last.isPronoun)
    features.set(.titled, mentions.contains(where: \.isTitled))
  }

  /// Subjects of the verbs of saying or thinking whose content a pronoun is the subject of.
  func reporters(above token: Int, in tree: Tree) -> Set<Int> {
    guard tree.dep[token].isSubject else { return [] }
    let verb = tree.head[token]
    guard tree.dep[verb] == .ccomp, tree.pos[tree.head[verb]].isVerbal else { return [] }
    return Set(tree.children(tree.head[verb]).filter { tree.dep[$0] == .nsubj })
  }

  /// Subjects of the clauses above a token, of the clauses it is joined to, and those told in them.
  private struct Governors {
    var above: Set<Int> = []
    var joined: Set<Int> = []
    var told: Set<Int> = []
  }

  private func governors(of token: Int, in tree: Tree) -> Governors {
    var found = Governors()
    guard var verb = tree.governingVerb(token) else { return found }
    while !tree.isRoot(verb) {
      let label = tree.dep[verb]
      let governor = tree.head[verb]
      let subjects = tree.children(governor).filter { tree.dep[$0].isSubject }
        .flatMap(tree.coordinated)
      switch label {
      case .conj, .parataxis: found.joined.formUnion(subjects)
      case .ccomp, .xcomp:
        found.above.formUnion(subjects)
        if knowledge.verbClasses(tree.lemma(governor)).contains(.say) {
          found.told.formUnion(tree.children(governor).filter { tree.dep[$0].isObject })
        }
      default: found.above.formUnion(subjects)
      }
      verb = governor
    }
    return found
  }

  /// Whether a token stands inside the phrase of another noun.
  private func isNested(_ token: Int, in tree: Tree) -> Bool {
    let head = tree.head[token]
    switch tree.dep[token] {
    case .poss, .compound, .nmod: return true
    case .pobj: return tree.pos[tree.head[head]].isNominal
    default: return false
    }
  }

  /// Whether another reading is nearly as good, or the subject of the pronoun's own clause was passed over.
  private func isDoubtful(
    _ scores: [(referent: Referent, score: Double)], _ pool: [(Referent, [Candidate])],
    _ subjects: [Int], _ place: Place, _ sentence: Int
  ) -> Bool {
    func has(_ referent: Referent, _ test: (Candidate) -> Bool) -> Bool {
      pool.contains { $0.0 == referent && $0.1.contains(where: test) }
    }
    let isOwn = { (candidate: Candidate) in
      candidate.place.line == place.line && subjects.contains(candidate.place.token)
    }
    let best = scores[0]
    if has(best.referent, isOwn) { return false }
    if pool.contains(where: { $0.0 != best.referent && $0.1.contains(where: isOwn) }) {
      return true
    }
    guard scores.count > 1 else { return false }
    // "The doctor … . The administrator … . He …": of two that are only described, the later one is as likely.
    if case .phrase = best.referent {
      let last = pool.first { $0.0 == best.referent }?.1.map(\.sentence).max() ?? 0
      let isRivalled = pool.contains { other, mentions in
        other != best.referent && mentions.contains { $0.isSubject && $0.sentence > last }
      }
      if isRivalled { return true }
    }
    let isMain = has(best.referent) { $0.isMainSubject && $0.sentence == sentence }
    return best.score - scores[1].score
      < (isMain ? PersonalPronounModel.sureMarginOfSubject : PersonalPronounModel.sureMargin)
  }

  private func isPossible(_ candidate: Candidate, _ pronoun: Pronoun) -> Bool {
    if candidate.isPlural { return false }
    if case .entity(let entity) = candidate.referent, entities[entity].kind == .country {
      return false
    }
    if case .phrase = candidate.referent, candidate.isPerson != true { return false }
    return candidate.gender == nil
      || candidate.gender == (pronoun == .masculine ? .masculine : .feminine)
  }

  /// The possessors of the noun phrases that a token stands in ("Martin's affection for his friends").
  private func possessors(around token: Int, in tree: Tree) -> Set<Int> {
    var found: Set<Int> = []
    var place = tree.head[token]
    while !tree.isRoot(place), !tree.pos[place].isVerbal {
      if let owner = tree.child(place, .poss), owner != token { found.insert(owner) }
      place = tree.head[place]
    }
    return found
  }
}
