/// What a pronoun could mean, each with the features that tell for or against it.
///
/// Candidates are the names and noun phrases of the sentences before, and whom the text tells of most. Number, gender
/// and the binding of co-arguments exclude.
struct PronounChoices {
  let lines: [AnalyzedLine]
  let entities: [DocumentEntity]
  let knowledge: Knowledge
  let quotations: [Quotations]

  /// All mentions of what the pronoun could mean, the last one last.
  struct Candidate {
    var referents: [Referent]
    var mentions: [Antecedent]
    /// Its place in the order of the text, by the last mention.
    var latest: Int
    var features = PronounFeatures()

    var last: Antecedent { mentions[mentions.count - 1] }
  }

  /// The candidates of a pronoun with their features, the latest first; `others` are who speaks and who is spoken to,
  /// whom no pronoun of the third person means.
  func candidates(
    of context: PronounContext, among antecedents: [Antecedent], tallies: ReferentTallies,
    except others: [[Referent]]
  ) -> [Candidate] {
    var pool: [Candidate] = []
    var rank: [[Referent]: Int] = [:]
    for (order, antecedent) in antecedents.enumerated()
    where !others.contains(antecedent.referents) && isPossible(antecedent, context) {
      if let known = rank[antecedent.referents] {
        // What comes after tells of what nothing before does.
        if isAfter(antecedent, context) { continue }
        pool[known].mentions.append(antecedent)
        pool[known].latest = order
      } else {
        rank[antecedent.referents] = pool.count
        pool.append(
          Candidate(referents: antecedent.referents, mentions: [antecedent], latest: order))
      }
    }
    for antecedent in tallies.foremost
    where rank[antecedent.referents] == nil && !others.contains(antecedent.referents)
      && isPossible(antecedent, context)
    {
      pool.append(Candidate(referents: antecedent.referents, mentions: [antecedent], latest: -1))
    }
    pool.sort { $0.latest > $1.latest }
    let surroundings = Surroundings(pool, tallies, context)
    for index in pool.indices {
      setPlaces(of: &pool[index], rank: index, context)
      setRelations(of: &pool[index], context)
      setNature(of: &pool[index], context)
      setSalience(of: &pool[index], surroundings, index)
      if let gender = context.pronoun.gender {
        let lean = tallies.genders(of: pool[index].referents).lean(to: gender)
        pool[index].features.set(.genderTold, max(0, lean))
        pool[index].features.set(.genderAgainst, max(0, -lean))
      }
    }
    return pool
  }

  /// What holds of the candidates together.
  private struct Surroundings {
    let counts: [Int]
    let total: Int
    let most: Int
    let first: [Referent]?
    let gendered: Int

    init(_ pool: [Candidate], _ tallies: ReferentTallies, _ context: PronounContext) {
      counts = pool.map { tallies.count(of: $0.referents) }
      total = max(1, counts.reduce(0, +))
      most = counts.max() ?? 0
      first = pool.min { Self.place($0) < Self.place($1) }?.referents
      gendered = pool.count { $0.last.gender != nil && $0.last.gender == context.pronoun.gender }
    }

    private static func place(_ candidate: Candidate) -> (Int, Int) {
      (candidate.mentions[0].place.line, candidate.mentions[0].place.token)
    }
  }

  // MARK: Exclusion

  private func isPossible(_ antecedent: Antecedent, _ context: PronounContext) -> Bool {
    guard antecedent.place != context.place, fits(antecedent, context.pronoun) else {
      return false
    }
    guard antecedent.place.line == context.place.line else { return true }
    let token = antecedent.place.token
    if isAfter(antecedent, context), antecedent.kind == nil { return false }
    if context.excluded.contains(token) { return false }
    if context.pronoun != .neuter,
      quotations[context.place.line].speaker(at: context.place.token)
        == token
    {
      return false
    }
    // "the makers of its pumps" are not it.
    return !context.containers.contains(token)
  }

  /// Whether it stands behind the pronoun and is no subject of its clause.
  private func isAfter(_ antecedent: Antecedent, _ context: PronounContext) -> Bool {
    antecedent.place.line == context.place.line && antecedent.place.token > context.place.token
      && !context.subjects.contains(antecedent.place.token)
  }

  private func fits(_ antecedent: Antecedent, _ pronoun: Pronoun) -> Bool {
    switch pronoun {
    case .masculine, .feminine:
      if antecedent.isPlural || antecedent.kind == .country { return false }
      if antecedent.kind == nil, antecedent.isPerson != true { return false }
      if antecedent.kind != nil, antecedent.kind != .person, isNobody(antecedent.place) {
        return false
      }
      return !antecedent.isGenderSure || antecedent.gender == pronoun.gender
    case .neuter:
      // "…, the paper reported. It …": who is merely cited after his words is not meant.
      return antecedent.isPerson != true && !antecedent.isPlural && !antecedent.isTrailingSpeaker
    case .plural:
      return antecedent.isPlural || antecedent.kind == .organization || antecedent.kind == .country
        || antecedent.kind == .thing
        || antecedent.nounKind == .organization || antecedent.nounKind == .group
    }
  }

  /// "the Cardinals", "the Post": what has an article, or is several, is nobody.
  private func isNobody(_ place: Place) -> Bool {
    let tree = lines[place.line].tree
    return tree.tag[place.token] == .names
      || tree.children(place.token).contains { $0 < place.token && tree.lower($0) == "the" }
  }

  // MARK: Features

  private func setPlaces(of candidate: inout Candidate, rank: Int, _ context: PronounContext) {
    let last = candidate.last
    let distance = context.sentence - last.sentence
    candidate.features.set(.sameSentence, distance == 0)
    candidate.features.set(.previousSentence, distance == 1)
    candidate.features.set(.secondSentence, distance == 2)
    candidate.features.set(.thirdSentence, distance == 3)
    candidate.features.set(.far, distance > 3)
    candidate.features.set(.sameParagraph, last.place.line == context.place.line)
    candidate.features.set(.rank0, rank == 0)
    candidate.features.set(.rank1, rank == 1)
    candidate.features.set(.rank2, rank == 2)
    let isHere = last.place.line == context.place.line
    let words = isHere ? abs(context.place.token - last.place.token) : context.place.token + 20
    candidate.features.set(.wordDistance, min(1, Double(words) / 40))
    candidate.features.set(.follows, isHere && last.place.token > context.place.token)
    candidate.features.set(
      .acrossQuotation,
      isHere
        && quotations[context.place.line].contains(context.place.token)
          != quotations[context.place.line].contains(last.place.token)
    )
  }

  /// How its mentions stand to the pronoun in the tree.
  private func setRelations(of candidate: inout Candidate, _ context: PronounContext) {
    let (last, mentions) = (candidate.last, candidate.mentions)
    let tree = lines[context.place.line].tree
    let lastTree = lines[last.place.line].tree
    let token = last.place.token
    var features = candidate.features
    let here = mentions.lazy.filter { $0.place.line == context.place.line }.map(\.place.token)
    func isAny(of tokens: Set<Int>) -> Bool { here.contains { tokens.contains($0) } }
    func subject(_ distance: Int, _ isSo: (Antecedent) -> Bool) -> Bool {
      mentions.contains { isSo($0) && $0.sentence == context.sentence - distance }
    }
    features.set(.subject, last.role == .subject)
    features.set(.passiveSubject, last.role == .passiveSubject)
    features.set(.object, last.role == .object)
    features.set(.possessor, last.role == .possessor)
    features.set(.apposition, last.role == .apposition)
    features.set(.mainSubject, last.isMainSubject)
    features.set(.pronounBefore, last.pronoun != nil)
    features.set(.subjectInSentence, subject(0) { $0.isSubject })
    features.set(.subjectBefore, subject(1) { $0.isSubject })
    features.set(.mainSubjectBefore, subject(1) { $0.isMainSubject })
    features.set(.ownSubject, here.contains { context.subjects.contains($0) })
    features.set(.ownPossessor, isAny(of: context.owners))
    features.set(.ownObject, isAny(of: context.objects))
    features.set(.subjectAbove, isAny(of: context.above))
    features.set(.subjectOfJoined, isAny(of: context.joined))
    features.set(.reporter, isAny(of: context.reporters))
    features.set(.addressee, isAny(of: context.told))
    features.set(.parallel, context.role == last.role)
    features.set(
      .sameVerb,
      context.verb.map { verb in
        lastTree.governingVerb(token).map { lastTree.lemma($0) == tree.lemma(verb) } ?? false
      } ?? false)
    features.set(.nested, isNested(token, in: lastTree))
    features.set(
      .joined,
      lastTree.dep[token] == .conj && lastTree.pos[lastTree.head[token]].isNominal
        || lastTree.children(token, .conj).contains { lastTree.pos[$0].isNominal })
    features.set(
      .agent, lastTree.dep[token] == .pobj && lastTree.dep[lastTree.head[token]] == .agent)
    features.set(.trailingSpeaker, last.isTrailingSpeaker)
    let path = here.compactMap { context.distance(to: $0, in: tree) }.min()
    features.set(.treeDistance, path.map { min(1, Double($0) / 10) } ?? 0)
    features.set(
      .commands,
      here.contains { tree.head[$0] != $0 && tree.isBelow(context.place.token, tree.head[$0]) })
    features.set(.samePronounBefore, mentions.contains { $0.pronoun == context.pronoun })
    features.set(
      .otherPronounBefore, mentions.contains { $0.pronoun != nil && $0.pronoun != context.pronoun })
    let opens = tree.sentences[tree.sentence[context.place.token]].lowerBound + 1
    features.set(.carriedOn, opens >= context.place.token && subject(1) { $0.isMainSubject })
    let opening = lastTree.sentences[lastTree.sentence[token]].lowerBound
    features.set(.opensSentence, token - opening <= last.length && last.pronoun == nil)
    candidate.features = features
  }

  /// Whether a token stands inside the phrase of another noun.
  private func isNested(_ token: Int, in tree: Tree) -> Bool {
    switch tree.dep[token] {
    case .poss, .compound, .nmod: true
    case .pobj: tree.pos[tree.head[tree.head[token]]].isNominal
    default: false
    }
  }

  /// What it is.
  private func setNature(of candidate: inout Candidate, _ context: PronounContext) {
    let last = candidate.last
    var features = candidate.features
    features.set(.titled, candidate.mentions.contains(where: \.isTitled))
    features.set(.fullName, candidate.mentions.contains { $0.length > 1 })
    let isOfGender = last.gender != nil && last.gender == context.pronoun.gender
    features.set(.genderKnown, isOfGender)
    features.set(.genderDoubtful, context.pronoun.isPersonal && last.gender != nil && !isOfGender)
    features.set(.plural, last.isPlural)
    features.set(.several, candidate.referents.count > 1)
    switch last.kind {
    case .person: features.set(.person, true)
    // A state acts and is told of like any other body.
    case .organization, .country: features.set(.organization, true)
    case .place: features.set(.place, true)
    case .event: features.set(.event, true)
    case .product: features.set(.product, true)
    case .work: features.set(.work, true)
    case .law: features.set(.law, true)
    case .group: features.set(.group, true)
    case .thing, .concept, .office: features.set(.thing, true)
    case nil: setNoun(of: last, &features)
    }
    if case .office = candidate.referents[0] { features.set(.office, true) }
    if context.position == .subject, let verb = context.verb {
      let classes = knowledge.verbClasses(lines[context.place.line].tree.lemma(verb))
      if !classes.isDisjoint(with: [.say, .know, .plan, .attempt, .urge]) {
        let acts =
          last.isPerson == true || last.kind == .organization || last.kind == .country
          || last.nounKind == .organization
        features.set(acts ? .actor : .nonActor, true)
      }
    }
    candidate.features = features
  }

  private func setNoun(of phrase: Antecedent, _ features: inout PronounFeatures) {
    features.set(.phrase, true)
    switch phrase.nounKind {
    case .organization: features.set(.nounOrganization, true)
    case .place, .country: features.set(.nounPlace, true)
    case .event: features.set(.nounEvent, true)
    case .product, .work, .law: features.set(.nounThing, true)
    default: features.set(.nounPerson, phrase.isPerson == true)
    }
    switch phrase.determiner {
    case .definite: features.set(.definite, true)
    case .indefinite: features.set(.indefinite, true)
    case .owned: features.set(.owned, true)
    case .none: features.set(.bare, true)
    case .other: break
    }
  }

  private func setSalience(of candidate: inout Candidate, _ around: Surroundings, _ index: Int) {
    let count = around.counts[index]
    candidate.features.set(.repeated, min(3, Double(candidate.mentions.count - 1)) / 3)
    candidate.features.set(.share, Double(count) / Double(around.total))
    candidate.features.set(.first, candidate.referents == around.first)
    candidate.features.set(.foremost, count >= around.most && around.most > 1)
    candidate.features.set(
      .onlyOfGender, candidate.features.has(.genderKnown) && around.gendered == 1)
  }

  /// Whether the subject of the pronoun's own clause could be meant, and is not.
  func passesOverSubject(
    _ choice: Int, of candidates: [Candidate], _ context: PronounContext
  ) -> Bool {
    guard context.pronoun.isPersonal, !candidates[choice].features.has(.ownSubject) else {
      return false
    }
    return candidates.contains { $0.features.has(.ownSubject) }
  }

  // MARK: Nothing named

  /// The features of the reading that a pronoun means nothing that the text names.
  func nothing(_ context: PronounContext, beside candidates: [Candidate]) -> PronounFeatures {
    let tree = lines[context.place.line].tree
    let token = context.place.token
    var features = PronounFeatures()
    features.set(.nothing, true)
    features.set(.nothingPleonastic, Pronoun.isPleonastic(token, in: tree))
    features.set(.nothingBe, context.verb.map { tree.lemma($0) == "be" } ?? false)
    features.set(.nothingQuoted, quotations[context.place.line].contains(token))
    features.set(.nothingFew, candidates.count < 2)
    let isNear = candidates.contains { context.sentence - $0.last.sentence < 2 }
    features.set(.nothingNear, !isNear)
    features.set(.nothingUngendered, !candidates.contains { $0.last.gender != nil })
    features.set(
      .nothingNobody,
      context.pronoun.isPersonal && !candidates.contains { $0.last.isPerson == true })
    let sentence = tree.sentences[tree.sentence[token]]
    features.set(.nothingAddressed, sentence.contains { Self.addressing.contains(tree.lower($0)) })
    features.set(.nothingOpens, token <= sentence.lowerBound + 1)
    let isAfterClause = context.verb.map { verb in
      tree.children(verb).contains { tree.dep[$0] == .advcl && $0 < token }
    }
    features.set(.nothingClause, isAfterClause ?? false)
    return features
  }

  /// Words of talk, in which much is pointed at that no name tells.
  private static let addressing: Set<String> = ["i", "you", "we", "me", "my", "your", "us", "our"]
}
