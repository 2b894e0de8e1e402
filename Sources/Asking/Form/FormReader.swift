import Extraction
import Graph

/// Reads the statement that a question was turned into as a pattern.
struct FormReader {
  let sentence: ParsedSentence
  let names: [LinkedName]
  let knowledge: Knowledge
  let declaration: Declaration
  private var covered: Set<Int> = []

  init(_ declaration: Declaration, names: [LinkedName], knowledge: Knowledge) {
    self.declaration = declaration
    self.names = names
    self.knowledge = knowledge
    sentence = declaration.sentence
  }

  private var tokens: [ParsedSentence.Token] { sentence.tokens }
  private var standIn: Range<Int>? {
    declaration.standIn.map { $0..<min(tokens.count, $0 + declaration.standInLength) }
  }

  /// Nil where the statement has no clause to ask by.
  mutating func form() -> QuestionForm? {
    guard let clause = mainClause() else { return nil }
    // "Which ministers who met Lee resigned": what else is told of the unknown is asked for too.
    let further = others(than: clause).map { read($0) }
      // "had the crane fallen": no act of the unknown.
      .filter { $0.verb != ["have"] || !$0.parts.isEmpty }
    var form = read(clause)
    form.further = further
    addRest(to: &form)
    return form
  }

  /// The other clauses that the unknown is the subject of.
  private func others(than main: Clause) -> [Clause] {
    guard let standIn else { return [] }
    return sentence.clauses.filter { clause in
      guard clause.verb != main.verb, !main.chain.contains(clause.verb),
        clause.subjects.contains(where: standIn.contains)
      else { return false }
      switch tokens[clause.verb].dep {
      case .relcl: return standIn.contains(tokens[clause.verb].head)
      case .conj: return main.chain.contains(tokens[clause.verb].head)
      default: return false
      }
    }
  }

  private mutating func read(_ clause: Clause) -> QuestionForm {
    var form = QuestionForm(
      kind: .act, asked: declaration.asked, verb: verb(of: clause), parts: [],
      statement: tokens.map { $0.text + ($0.space ? " " : "") }.joined())
    for verb in clause.chain { covered.insert(verb) }
    form.isPresent =
      declaration.isPresent ?? [.thirdPerson, .present].contains(tokens[clause.last].tag)
    form.isPast = declaration.isPresent == false
    let isPassive =
      sentence.isPassive(clause.last) && (clause.last > 0 && !isStandIn(clause.last - 1))
    if isPassive { form.participle = tokens[clause.last].lower }
    form.isNegated = clause.chain.contains { verb in
      !sentence.children(verb, .neg).isEmpty
        || sentence.children(verb, .advmod).contains { tokens[$0].lower == "never" }
    }
    let found = ClausePhrases(clause, in: sentence, isPassive: isPassive)
    for particle in found.particles where covered.insert(particle).inserted {
      form.verb.append(tokens[particle].lower)
    }
    for phrase in found.phrases {
      covered.formUnion(phrase.prepositions)
      if phrase.isAttribute {
        addAttribute(phrase.head, to: &form)
      } else {
        add(phrase.head, as: phrase.role, to: &form)
      }
    }
    form.isPlan = asksForPlan
    joinIdiom(&form, clause)
    setKind(&form, clause)
    return form
  }

  /// Whether it asks for what is to come: "will visit", "is due to visit", "plans to visit"; "the tax plan" does not.
  private var asksForPlan: Bool {
    tokens.indices.contains { token in
      let lemma = tokens[token].lemma.lowercased()
      if lemma == "will" { return tokens[token].tag == .modal }
      return (QuestionForm.planning.contains(lemma) || tokens[token].lower == "going")
        && token + 1 < tokens.count
        && tokens[token + 1].lower == "to"
    }
  }

  // MARK: The clause

  /// The clause that has the stand-in as a part of its own; else the one that the sentence hangs on.
  private func mainClause() -> Clause? {
    let clauses = sentence.clauses
    if let standIn {
      let holding = clauses.filter { clause in
        heads(of: clause).contains { isStandIn($0) }
      }
      if let best = holding.min(by: { depth($0.verb) < depth($1.verb) }) { return best }
      let wide = clauses.filter { clause in
        heads(of: clause).contains { !standIn.isDisjoint(with: sentence.subtree($0)) }
      }
      // The nearest: what its phrases hold.
      if let best = wide.max(by: { depth($0.verb) < depth($1.verb) }) { return best }
    }
    guard var best = clauses.min(by: { depth($0.verb) < depth($1.verb) }) else { return nil }
    // "is due to be held": what is due is the act.
    while tokens[best.last].lemma == "be",
      let next = clauses.first(where: { clause in
        clause.verb != best.verb && [.xcomp, .acomp].contains(tokens[clause.verb].dep)
          && isBelow(clause.verb, best.last)
      })
    {
      best = next
    }
    return best
  }

  /// Whether a token hangs on another through complements only.
  private func isBelow(_ token: Int, _ above: Int) -> Bool {
    var place = token
    while tokens[place].head != place {
      guard [.xcomp, .acomp].contains(tokens[place].dep) else { return false }
      place = tokens[place].head
      if place == above { return true }
    }
    return false
  }

  private func heads(of clause: Clause) -> [Int] {
    clause.subjects + clause.objects.map(\.head) + clause.complements.map(\.head)
  }

  /// Whether a token is a word of the stand-in.
  private func isStandIn(_ token: Int) -> Bool { standIn?.contains(token) ?? false }

  private func depth(_ token: Int) -> Int {
    var (place, depth) = (token, 0)
    while tokens[place].head != place, depth < tokens.count {
      (place, depth) = (tokens[place].head, depth + 1)
    }
    return depth
  }

  /// The lemmas of a clause's verbs with their particles, without "be" where more follows.
  private mutating func verb(of clause: Clause) -> [String] {
    var words: [String] = []
    for verb in clause.chain {
      words.append(knowledge.predicateSpelling(tokens[verb].lemma.lowercased()))
      for particle in sentence.children(verb, .prt) { words.append(tokens[particle].lower) }
      // "stepped down after": the tagger takes it for an adverb.
      for particle in sentence.children(verb, .advmod)
      where particle == verb + 1 && QuestionGrammar.particles.contains(tokens[particle].lower)
        && covered.insert(particle).inserted
      {
        words.append(tokens[particle].lower)
      }
    }
    return words
  }

  // MARK: Parts

  private mutating func add(_ head: Int, as role: QuestionForm.Role, to form: inout QuestionForm) {
    let phrase = sentence.subtree(head)
    if isStandIn(head) || standIn.map({ !$0.isDisjoint(with: phrase) }) ?? false {
      if form.open == nil { form.open = openRole(head, role) }
      // "some of Gordon's sons", "someone's invitation": the other words of the phrase are told of the unknown.
      if case .thing(let noun?) = form.asked {
        covered.formUnion(phrase.filter { isStandIn($0) && tokens[$0].lemma.lowercased() == noun })
      }
      if case .number(let noun?) = form.asked {
        covered.formUnion(phrase.filter { isStandIn($0) && tokens[$0].lemma.lowercased() == noun })
      }
      if let part = part(of: phrase.filter(isStandIn), role: .unknown) { form.parts.append(part) }
      covered.formUnion(phrase.filter(isStandIn))
      // "wants closer ties with some countries": the ties are part of the act.
      let rest = isStandIn(head) || form.open == role ? .circumstance : role
      if let part = part(of: phrase, role: rest, head: head) { form.parts.append(part) }
      return
    }
    if let part = part(of: phrase, role: role, head: head) { form.parts.append(part) }
  }

  /// The role of the stand-in inside a phrase: behind a preposition of it, or that of the whole.
  private func openRole(_ head: Int, _ role: QuestionForm.Role) -> QuestionForm.Role {
    guard !isStandIn(head), let standIn else { return role }
    for token in standIn where !standIn.contains(tokens[token].head) {
      let governor = tokens[token].head
      if tokens[governor].pos == .adposition, tokens[token].dep == .pobj,
        tokens[governor].lower != "of"
      {
        return .oblique(tokens[governor].lower)
      }
    }
    return role
  }

  /// The words and names of a phrase; nil where nothing is left of it.
  private mutating func part(
    of phrase: [Int], role: QuestionForm.Role, head: Int? = nil
  ) -> QuestionForm.Part? {
    var part = QuestionForm.Part(role: role)
    for token in phrase where covered.insert(token).inserted {
      if var name = names.first(where: { $0.tokens.contains(token) }) {
        if !part.entities.contains(where: { $0.tokens == name.tokens }) {
          name.isHead = head.map(name.tokens.contains) ?? false
          part.entities.append(name)
        }
      } else if var word = word(token) {
        word.isHead = token == head
        part.words.append(word)
      }
    }
    return part.entities.isEmpty && part.words.isEmpty ? nil : part
  }

  /// A token as a word that an answer has to meet; nil for one that tells nothing.
  private func word(_ token: Int) -> QuestionForm.PartWord? {
    let word = tokens[token]
    switch word.pos {
    case .noun, .adjective, .verb, .numeral: break
    case .properNoun: return .init(text: word.lower, isName: true)
    case .adverb:
      guard word.lower.hasSuffix("ly") else { return nil }
    default:
      guard word.text.first == "#" || word.tag == .cardinal else { return nil }
    }
    let lemma = word.lemma.lowercased()
    return Self.empty.contains(lemma) || lemma.count < 2 ? nil : .init(text: lemma)
  }

  private static let empty: Set<String> = [
    "be", "have", "do", "someone", "something", "some", "many", "much", "other", "such", "own",
    "so", "far", "new", "late", "latest", "most", "more", "first", "next", "last", "due", "'s",
    "thing", "one", "several", "way", "make", "go", "get", "together", "anybody", "anyone",
    "anything", "any",
  ]

  // MARK: What one is

  /// "is the mayor of Bogliasco": the noun is the pattern's own, what belongs to it are its parts.
  private mutating func addAttribute(_ head: Int, to form: inout QuestionForm) {
    let phrase = sentence.subtree(head)
    guard !isStandIn(head), names.first(where: { $0.tokens.contains(head) }) == nil,
      tokens[head].pos == .noun || tokens[head].pos == .properNoun
    else { return add(head, as: .attribute, to: &form) }
    form.kind = .being(noun: tokens[head].lemma.lowercased())
    form.isList = tokens[head].tag == .nouns
    form.ordinal = sentence.children(head, .amod).map { tokens[$0].lower }
      .first(where: QuestionGrammar.ordinals.contains)
    covered.insert(head)
    for owner in sentence.children(head, .poss) {
      if let part = part(of: sentence.subtree(owner), role: .oblique("of")) {
        form.parts.append(part)
      }
    }
    for preposition in sentence.children(head, .prep) {
      for object in sentence.children(preposition, .pobj) {
        covered.insert(preposition)
        add(object, as: .oblique(tokens[preposition].lower), to: &form)
      }
    }
    if let part = part(of: phrase, role: .attribute) { form.parts.append(part) }
  }

  // MARK: Idioms

  /// "take place", "get in touch": a verb that WordNet knows with the bare nouns behind it is one verb with them.
  private func joinIdiom(_ form: inout QuestionForm, _ clause: Clause) {
    guard form.verb.count == 1, let wordNet = try? WordNet.installed.get() else { return }
    var words: [String] = []
    for token in tokens[(clause.last + 1)...].prefix(Self.longestIdiom) {
      guard token.pos == .noun || token.pos == .adposition else { break }
      words.append(token.lower)
      guard token.pos == .noun else { continue }
      let idiom = ([form.verb[0]] + words).joined(separator: "_")
      guard !wordNet.verbs(near: idiom).isEmpty,
        let place = form.parts.firstIndex(where: { part in
          part.entities.isEmpty && part.words.map(\.text) == [token.lower]
        })
      else { continue }
      form.parts.remove(at: place)
      form.verb += words
      form.isIdiom = true
      return
    }
  }

  private static let longestIdiom = 3

  // MARK: Kinds

  private mutating func setKind(_ form: inout QuestionForm, _ clause: Clause) {
    if let verb = form.verb.first, knowledge.tellsWords(verb), form.verb.count == 1 {
      // "Who said that …", "What did Lee say about …"
      let isOfWords =
        !clause.clausal.isEmpty && (form.open == .agent || form.asked == .truth)
        || form.open == .patient
        || form.open == .agent && form.parts.allSatisfy { $0.role == .oblique("about") }
      if isOfWords { form.kind = .telling }
    }
    // "called the move clumsy": what somebody takes it for is what he says.
    if form.open == .agent, Self.calling.contains(form.verb.first ?? ""), form.verb.count == 1,
      form.parts.contains(where: { $0.role == .attribute })
    {
      form.kind = .telling
    }
    // "has been to the White House"
    if form.verb == ["be"], form.parts.contains(where: { $0.role == .oblique("to") }) {
      form.verb = ["visit"]
    }
    // "urged Lee to do something"
    if form.verb == ["do"], form.open == .patient, tokens[clause.verb].dep == .xcomp {
      let governor = tokens[clause.verb].head
      covered.insert(governor)
      form.kind = .having(verb: knowledge.predicateSpelling(tokens[governor].lemma))
      for subject in sentence.children(governor, .nsubj) {
        if let part = part(of: sentence.subtree(subject), role: .circumstance) {
          form.parts.append(part)
        }
      }
    }
    let isOffice: Bool =
      switch form.kind {
      case .being(let noun): Self.offices.contains(noun) && form.open == .agent
      default:
        if case .thing(let noun?) = form.asked {
          Self.offices.contains(noun) && ["hold", "have"].contains(form.verb.first ?? "")
        } else {
          false
        }
      }
    if isOffice {
      form.kind = .office
      for place in form.parts.indices { form.parts[place].role = .agent }
    }
  }

  /// Verbs that tell what somebody takes another for.
  private static let calling: Set<String> = [
    "call", "describe", "label", "term", "consider", "find", "brand", "deem",
  ]

  private static let offices: Set<String> = [
    "office", "job", "position", "post", "role", "title", "occupation", "profession", "rank",
  ]

  /// All other words of the sentence: an answer's sentence is to hold them.
  private mutating func addRest(to form: inout QuestionForm) {
    if let part = part(
      of: tokens.indices.filter { !isStandIn($0) }, role: .circumstance)
    {
      form.parts.append(part)
    }
  }
}

extension Range<Int> {
  fileprivate func isDisjoint(with others: [Int]) -> Bool { !others.contains { contains($0) } }
}
