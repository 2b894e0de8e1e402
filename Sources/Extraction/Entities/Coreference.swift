/// What a pronoun or a description means.
enum Referent: Hashable, Sendable {
  /// Index of an entity of the document.
  case entity(Int)
  /// The head of a noun phrase that names nobody.
  case phrase(Place)
  /// Whoever holds an office, which this document does not tell.
  case office(Office)
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
  struct Candidate {
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
    /// Gender of the pronoun that it is.
    var pronoun: Pronoun?
    var isTitled = false
  }

  let lines: [AnalyzedLine]
  let mentions: [Mention]
  let entities: [DocumentEntity]
  let knowledge: Knowledge
  private let descriptions: Descriptions
  /// What each pronoun or description means; several where it means them together.
  private(set) var referents: [Place: [Referent]] = [:]
  /// Pronouns that may well mean another: no fact rests on them.
  var doubtful: Set<Place> = []
  var candidates: [Candidate] = []
  var frequency: [Referent: Int] = [:]
  var quotedLines: [Quotations] = []

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
      lines: lines, mentions: mentions,
      index: MentionIndex(mentions, lines: lines.count), entities: entities, knowledge: knowledge,
      holders: OfficeHolders(
        lines: lines, mentions: mentions, entities: entities, knowledge: knowledge
      ).find())
  }

  /// Resolves every pronoun and description, in the order of the text.
  mutating func resolve(quotations: [Quotations], stop: StopSignal) throws(Stopped) {
    quotedLines = quotations
    var sentenceNumber = 0
    for (index, line) in lines.enumerated() {
      var finder = ClauseFinder(line.tree, knowledge: knowledge)
      for token in 0..<line.tree.count {
        let place = Place(line: index, token: token)
        let found = descriptions.referents(of: place)
        if !found.isEmpty { referents[place] = found }
      }
      for (order, range) in line.tree.sentences.enumerated() {
        try stop.check()
        defer { sentenceNumber += 1 }
        if line.tree.isTooLong(order) { continue }
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
        settleDoubts(in: range, line: index)
      }
    }
  }

  /// Of two pronouns of one gender in a sentence that mean the same, the sure one makes the other sure.
  private mutating func settleDoubts(in range: Range<Int>, line: Int) {
    let tree = lines[line].tree
    let places = range.map { Place(line: line, token: $0) }.filter {
      referents[$0] != nil && Self.pronouns[tree.lower($0.token)] != nil
    }
    for place in places where doubtful.contains(place) {
      let isSettled = places.contains {
        $0 != place && !doubtful.contains($0) && referents[$0] == referents[place]
          && Self.pronouns[tree.lower($0.token)] == Self.pronouns[tree.lower(place.token)]
      }
      if isSettled { doubtful.remove(place) }
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
    candidate.pronoun = Self.pronouns[tree.lower(place.token)]
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
            length: mentions[mention].tokens.count, isTitled: mentions[mention].title != nil))
      } else if tree.pos[token] == .noun, isArgument(token, in: tree) {
        let (role, isSubject) = role(of: token, in: tree)
        if let known = referents[place] {
          guard known.count == 1 else { continue }
          var candidate = Candidate(
            referent: known[0], place: place, sentence: sentence, role: role,
            isSubject: isSubject, isTrailingSpeaker: false, isPlural: false, isPerson: true)
          if case .entity(let index) = known[0] {
            candidate.isPerson = entities[index].kind == .person
            candidate.gender = entities[index].gender
          }
          result.append(candidate)
          continue
        }
        let title = knowledge.titles[tree.lemma(token)]
        result.append(
          Candidate(
            referent: .phrase(place), place: place, sentence: sentence, role: role,
            isSubject: isSubject, isTrailingSpeaker: false, isPlural: tree.isPlural(token),
            isPerson: title != nil || names(tree.lemma(token)), gender: nil))
      }
    }
    return result
  }

  /// Whether a noun says what a person is or does.
  private func names(_ noun: String) -> Bool {
    Self.people.contains(noun) || knowledge.typeNouns[noun] == .person
      || knowledge.occupations[noun] != nil
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

  func role(of token: Int, in tree: Tree) -> (weight: Double, isSubject: Bool) {
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

  func isMainSubject(_ token: Int, in tree: Tree) -> Bool {
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
        || (tree.dep[$0] == .xcomp || tree.dep[$0] == .advcl) && $0 > verb
          && tree.lemma(verb) == "take"
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
    let reportingSubjects = pronoun == .neuter ? reporters(above: place.token, in: tree) : []
    let speaker = quotations.speaker(at: place.token)
    var rank: [Referent: Int] = [:]
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
      if let speaker, pronoun != .neuter,
        candidate.place.line == place.line, candidate.place.token == speaker
      {
        continue
      }
      var score = candidate.role - 1.5 * Double(sentence - candidate.sentence)
      score += min(2, 0.25 * Double(frequency[candidate.referent] ?? 0))
      if isOwnSubject { score += 3 }
      if candidate.isSubject, tree.dep[place.token].isSubject { score += 1 }
      // "The bank said it had …"
      if pronoun == .neuter, candidate.place.line == place.line,
        reportingSubjects.contains(candidate.place.token)
      {
        score += 2.5
      }
      if candidate.isTrailingSpeaker, pronoun == .neuter { score -= 4 }
      if candidate.isPerson == nil { score -= 1 }
      if case .phrase = candidate.referent { score -= 0.5 }
      if let index = rank[candidate.referent] {
        scores[index].score = max(scores[index].score, score)
      } else {
        rank[candidate.referent] = scores.count
        scores.append((candidate.referent, score))
      }
    }
    scores.sort { $0.score > $1.score }
    guard let best = scores.first else { return [] }
    // The subject carries on; what an object means is less plain.
    let margin =
      tree.dep[place.token].isSubject || pronoun == .plural ? Self.margin : 3 * Self.margin
    if scores.count > 1, best.score - scores[1].score < margin { return [] }
    return [best.referent]
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
