/// What a pronoun or a description means.
enum Referent: Hashable, Sendable {
  /// Index of an entity of the document.
  case entity(Int)
  /// The head of a noun phrase that names nobody.
  case phrase(Place)
}

/// Finds what pronouns mean, by salience.
///
/// Each name and noun phrase before the pronoun is weighed by its distance in sentences, its grammatical
/// role, how often the document speaks of it, and whether it is the subject of the pronoun's own clause
/// (after S. Lappin and H. Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994); gender, number
/// and the binding of co-arguments exclude. Where two are about as likely, the pronoun stays unresolved.
struct Coreference {
  enum Pronoun: Sendable { case masculine, feminine, neuter, plural }

  static let pronouns: [String: Pronoun] = [
    "he": .masculine, "him": .masculine, "his": .masculine, "himself": .masculine,
    "she": .feminine, "her": .feminine, "hers": .feminine, "herself": .feminine,
    "it": .neuter, "its": .neuter, "itself": .neuter,
    "they": .plural, "them": .plural, "their": .plural, "theirs": .plural, "themselves": .plural,
  ]

  /// A name or noun phrase that a later pronoun may mean.
  private struct Candidate {
    var referent: Referent
    var place: Place
    var sentence: Int
    var role: Double
    var isSubject: Bool
    /// Whether it is the source of reported words and stands after them.
    var isTrailingSpeaker: Bool
    var isPlural: Bool
    /// Nil for what may be a person or not.
    var isPerson: Bool?
    var gender: Knowledge.Gender?
    /// Whether it is the possessor of what follows it.
    var isPossessor = false
    /// Whether it is the subject of its sentence's main verb.
    var isMainSubject = false
    /// Whether it is a pronoun that was resolved.
    var isPronoun = false
    /// Words of the name.
    var length = 1
  }

  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let knowledge: Knowledge
  private let descriptions: Descriptions
  /// What each pronoun or description means; several where it means them together.
  private(set) var referents: [Place: [Referent]] = [:]
  /// Pronouns that may well mean another: no fact rests on them.
  private(set) var doubtful: Set<Place> = []
  private var candidates: [Candidate] = []
  private var frequency: [Referent: Int] = [:]

  /// The weight that the best candidate must have above the next.
  private static let margin = 0.4
  /// How many sentences a pronoun looks back.
  private static let reach = 4

  init(
    lines: [AnalyzedLine], mentions: [Mention], entities: [DocumentEntity], knowledge: Knowledge
  ) {
    self.lines = lines
    self.mentions = mentions
    self.entities = entities
    self.knowledge = knowledge
    descriptions = Descriptions(
      lines: lines, mentions: mentions, entities: entities, knowledge: knowledge,
      holders: OfficeHolders(
        lines: lines, mentions: mentions, entities: entities, knowledge: knowledge
      ).find())
  }

  /// Resolves every pronoun and description, in the order of the text.
  mutating func resolve(quotations: [Quotations]) {
    var sentenceNumber = 0
    for (index, line) in lines.enumerated() {
      var finder = ClauseFinder(line.tree, knowledge: knowledge)
      for token in 0..<line.tree.count {
        let place = Place(line: index, token: token)
        let found = descriptions.referents(of: place)
        if !found.isEmpty { referents[place] = found }
      }
      for range in line.tree.sentences {
        let own = candidates(in: range, of: line.tree, line: index, sentence: sentenceNumber)
        candidates.removeAll { $0.sentence < sentenceNumber - Self.reach }
        candidates += own
        for token in range {
          guard let pronoun = Self.pronouns[line.tree.lower(token)],
            line.tree.pos[token] == .pronoun || line.tree.tag[token] == .possessivePronoun,
            !isPleonastic(token, in: line.tree)
          else { continue }
          let place = Place(line: index, token: token)
          let found = antecedents(
            of: pronoun, at: place, in: line.tree, sentence: sentenceNumber, finder: &finder,
            quotations: quotations[index])
          guard !found.isEmpty else { continue }
          referents[place] = found
          if found.count == 1 { note(found[0], at: place, in: line.tree, sentence: sentenceNumber) }
        }
        sentenceNumber += 1
      }
    }
  }

  /// A resolved pronoun keeps its referent in play.
  private mutating func note(_ referent: Referent, at place: Place, in tree: Tree, sentence: Int) {
    guard var candidate = candidates.last(where: { $0.referent == referent }) else { return }
    candidate.place = place
    candidate.sentence = sentence
    (candidate.role, candidate.isSubject) = role(of: place.token, in: tree)
    candidate.isTrailingSpeaker = false
    candidate.isPronoun = true
    candidate.isPossessor = tree.dep[place.token] == .poss
    candidate.isMainSubject = isMainSubject(place.token, in: tree)
    candidates.append(candidate)
    frequency[referent, default: 0] += 1
  }

  // MARK: Candidates

  private mutating func candidates(in range: Range<Int>, of tree: Tree, line: Int, sentence: Int)
    -> [Candidate]
  {
    var result: [Candidate] = []
    for token in range {
      let mention = lines[line].mentionAt[token]
      let place = Place(line: line, token: token)
      if mention >= 0 {
        guard mentions[mention].head == token, mentions[mention].entity >= 0 else { continue }
        let entity = entities[mentions[mention].entity]
        let referent = Referent.entity(mentions[mention].entity)
        frequency[referent, default: 0] += 1
        let (role, isSubject) = role(of: token, in: tree)
        result.append(
          Candidate(
            referent: referent, place: place, sentence: sentence, role: role, isSubject: isSubject,
            isTrailingSpeaker: isTrailingSpeaker(token, in: tree),
            isPlural: entity.kind == .group,
            isPerson: entity.kind == .person ? true : entity.kind == .thing ? nil : false,
            gender: entity.gender, isPossessor: tree.dep[token] == .poss,
            isMainSubject: isMainSubject(token, in: tree),
            length: mentions[mention].tokens.count))
      } else if tree.pos[token] == .noun, isArgument(token, in: tree) {
        let (role, isSubject) = role(of: token, in: tree)
        if let known = referents[place] {
          guard known.count == 1, case .entity(let index) = known[0] else { continue }
          result.append(
            Candidate(
              referent: known[0], place: place, sentence: sentence, role: role,
              isSubject: isSubject, isTrailingSpeaker: false, isPlural: false,
              isPerson: entities[index].kind == .person, gender: entities[index].gender))
          continue
        }
        let title = knowledge.titles[tree.lemma(token)]
        result.append(
          Candidate(
            referent: .phrase(place), place: place, sentence: sentence, role: role,
            isSubject: isSubject, isTrailingSpeaker: false, isPlural: tree.isPlural(token),
            isPerson: title != nil || Self.people.contains(tree.lemma(token)), gender: nil))
      }
    }
    return result
  }

  private static let people: Set<String> = [
    "man", "woman", "boy", "girl", "official", "person", "father", "mother", "son", "daughter",
    "brother", "sister", "wife", "husband", "friend", "player", "student", "teacher", "worker",
    "successor", "predecessor", "candidate", "politician", "diplomat", "doctor", "artist",
  ]

  private func isArgument(_ token: Int, in tree: Tree) -> Bool {
    switch tree.dep[token] {
    case .nsubj, .nsubjpass, .dobj, .pobj, .dative, .conj, .poss: true
    default: false
    }
  }

  private func role(of token: Int, in tree: Tree) -> (weight: Double, isSubject: Bool) {
    switch tree.dep[token] {
    case .nsubj: (4, true)
    case .nsubjpass: (3.5, true)
    case .dobj, .dative: (2, false)
    case .poss: (1.8, false)
    case .conj where tree.head[token] != token: role(of: tree.head[token], in: tree)
    case .appos: (0.5, false)
    default: (1, false)
    }
  }

  private func isMainSubject(_ token: Int, in tree: Tree) -> Bool {
    let head = tree.dep[token] == .conj ? tree.head[token] : token
    return tree.dep[head].isSubject && tree.isRoot(tree.head[head])
  }

  private func isTrailingSpeaker(_ token: Int, in tree: Tree) -> Bool {
    let verb = tree.head[token]
    return tree.dep[token] == .nsubj && knowledge.verbClasses(tree.lemma(verb)).contains(.say)
      && tree.children(verb).contains { tree.dep[$0] == .ccomp && $0 < token }
  }

  // MARK: Pronouns

  /// "It is hoped that …", "it is clear that …": the pronoun means nothing.
  private func isPleonastic(_ token: Int, in tree: Tree) -> Bool {
    guard tree.lower(token) == "it" else { return false }
    if tree.dep[token] == .expl { return true }
    guard tree.dep[token].isSubject else { return false }
    let verb = tree.head[token]
    let clauses = tree.children(verb).contains {
      tree.dep[$0] == .ccomp || tree.dep[$0] == .csubj
        || tree.dep[$0] == .advcl && tree.lemma(verb) == "be"
        || tree.dep[$0] == .xcomp && tree.dep[token] == .nsubjpass
    }
    if tree.dep[token] == .nsubjpass { return clauses }
    guard ["be", "seem", "appear", "become", "take", "come"].contains(tree.lemma(verb)) else {
      return false
    }
    return clauses
      || tree.children(verb).contains { child in
        (tree.dep[child] == .acomp || tree.dep[child] == .attr)
          && tree.children(child).contains { tree.dep[$0] == .xcomp || tree.dep[$0] == .ccomp }
      }
  }

  private mutating func antecedents(
    of pronoun: Pronoun, at place: Place, in tree: Tree, sentence: Int,
    finder: inout ClauseFinder, quotations: Quotations
  ) -> [Referent] {
    let clauseSubjects = clauseSubjects(of: place.token, in: tree, finder: &finder)
    if pronoun == .plural {
      // "hundreds of executives … their trip", "Xi and Lee … their summit"
      let own = clauseSubjects.filter { $0 != place.token }
      if own.count > 1 {
        let found = own.compactMap { referent(of: Place(line: place.line, token: $0)) }
        if found.count == own.count { return found }
      }
    }
    let coArguments = coArguments(of: place.token, in: tree, subjects: clauseSubjects)
    if pronoun == .masculine || pronoun == .feminine {
      return person(
        pronoun, at: place, in: tree, sentence: sentence, subjects: clauseSubjects,
        excluded: coArguments, quotations: quotations)
    }
    var scores: [(referent: Referent, score: Double)] = []
    for candidate in candidates {
      guard candidate.place != place, fits(candidate, pronoun) else { continue }
      let isAfter =
        candidate.place.line == place.line && candidate.place.token > place.token
      let isOwnSubject =
        candidate.place.line == place.line && clauseSubjects.contains(candidate.place.token)
      if isAfter && !isOwnSubject { continue }
      if candidate.place.line == place.line, coArguments.contains(candidate.place.token) {
        continue
      }
      if let speaker = quotations.speaker(at: place.token), pronoun != .neuter,
        candidate.place.line == place.line, candidate.place.token == speaker
      {
        continue
      }
      var score = candidate.role - 1.5 * Double(sentence - candidate.sentence)
      score += min(2, 0.25 * Double(frequency[candidate.referent] ?? 0))
      if isOwnSubject { score += 3 }
      if candidate.isSubject, tree.dep[place.token].isSubject { score += 1 }
      if candidate.isTrailingSpeaker, pronoun == .neuter { score -= 4 }
      if candidate.isPerson == nil { score -= 1 }
      if case .phrase = candidate.referent { score -= 0.5 }
      if let index = scores.firstIndex(where: { $0.referent == candidate.referent }) {
        scores[index].score = max(scores[index].score, score)
      } else {
        scores.append((candidate.referent, score))
      }
    }
    scores.sort { $0.score > $1.score }
    guard let best = scores.first else { return [] }
    if scores.count > 1, best.score - scores[1].score < Self.margin { return [] }
    return [best.referent]
  }

  // MARK: Persons

  /// The person that a pronoun means: of those before it, the likeliest by ``PersonalPronounModel``.
  private mutating func person(
    _ pronoun: Pronoun, at place: Place, in tree: Tree, sentence: Int, subjects: [Int],
    excluded: Set<Int>, quotations: Quotations
  ) -> [Referent] {
    var pool: [(referent: Referent, latest: Int, mentions: [Candidate])] = []
    for (order, candidate) in candidates.enumerated() {
      guard candidate.place != place, isPossible(candidate, pronoun) else { continue }
      let isHere = candidate.place.line == place.line
      let isAfter = isHere && candidate.place.token > place.token
      if isAfter, !subjects.contains(candidate.place.token) { continue }
      if isHere, excluded.contains(candidate.place.token) { continue }
      if let speaker = quotations.speaker(at: place.token), isHere, candidate.place.token == speaker
      {
        continue
      }
      if let index = pool.firstIndex(where: { $0.referent == candidate.referent }) {
        pool[index].mentions.append(candidate)
        pool[index].latest = order
      } else {
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
      if case .phrase = entry.referent { features.set(.phrase, true) }
      features.set(.repeated, min(3, Double(entry.mentions.count - 1)) / 3)
      features.set(.share, Double(frequency[entry.referent] ?? 0) / Double(max(1, total)))
      scores.append((entry.referent, PersonalPronounModel.score(features, kind)))
    }
    scores.sort { $0.score > $1.score }
    guard let best = scores.first else { return [] }
    if isDoubtful(scores, pool.map { ($0.referent, $0.mentions) }, subjects, place, sentence) {
      doubtful.insert(place)
    }
    return [best.referent]
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

  private func referent(of place: Place) -> Referent? {
    if let known = referents[place], known.count == 1 { return known[0] }
    let mention = lines[place.line].mentionAt[place.token]
    if mention >= 0, mentions[mention].entity >= 0 { return .entity(mentions[mention].entity) }
    return lines[place.line].tree.pos[place.token] == .noun ? .phrase(place) : nil
  }

  private func fits(_ candidate: Candidate, _ pronoun: Pronoun) -> Bool {
    switch pronoun {
    case .masculine:
      candidate.isPerson != false && !candidate.isPlural && candidate.gender != .feminine
    case .feminine:
      candidate.isPerson != false && !candidate.isPlural && candidate.gender != .masculine
    case .neuter: candidate.isPerson != true && !candidate.isPlural
    case .plural: candidate.isPlural
    }
  }

  /// The subjects of the clause that a token stands in, own or inherited.
  private func clauseSubjects(of token: Int, in tree: Tree, finder: inout ClauseFinder) -> [Int] {
    guard var verb = tree.governingVerb(token) else { return [] }
    while true {
      let found = finder.subjects(verb).filter { $0 != token }
      if !found.isEmpty { return found }
      guard
        tree.dep[verb] == .advcl || tree.dep[verb] == .pcomp || tree.dep[verb] == .xcomp
          || tree.dep[verb] == .acl, let above = tree.governingVerb(verb)
      else { return [] }
      verb = above
    }
  }

  /// What an object pronoun cannot mean: the other arguments of its verb.
  private func coArguments(of token: Int, in tree: Tree, subjects: [Int]) -> Set<Int> {
    if tree.tag[token] == .possessivePronoun || tree.lower(token).hasSuffix("self")
      || tree.lower(token).hasSuffix("selves")
    {
      return []
    }
    switch tree.dep[token] {
    case .dobj, .dative: return Set(subjects)
    case .pobj:
      let governor = tree.head[tree.head[token]]
      return tree.pos[governor].isVerbal ? Set(subjects) : []
    default: return []
    }
  }
}
