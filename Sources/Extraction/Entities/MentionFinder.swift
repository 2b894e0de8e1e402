import Base

/// Finds the names of a line: the named entities of the analysis, the names of the tables, and runs
/// of proper nouns that neither has; each without titles, articles and possessives.
struct MentionFinder {
  let knowledge: Knowledge
  private let titles: NameTitles

  init(knowledge: Knowledge) {
    self.knowledge = knowledge
    titles = NameTitles(knowledge: knowledge)
  }

  /// The mentions of a line in the order of the text; none overlap.
  func mentions(in tree: Tree, line: Int) -> [Mention] {
    var covered = [Bool](repeating: false, count: tree.count)
    var result: [Mention] = []
    func add(_ mention: Mention?) {
      guard let mention, !mention.tokens.contains(where: { covered[$0] }) else { return }
      for token in mention.tokens { covered[token] = true }
      result.append(mention)
    }
    let places = placeNames(in: tree, line: line)
    let named = tree.entities.compactMap { namedEntity($0, in: tree, line: line) }
    // The longer name wins: "Bank of China" holds a country, "Republic of Korea" holds "Korea".
    for mention in named where !isInPlace(mention, of: places) { add(mention) }
    for mention in places { add(mention) }
    for mention in properNounRuns(in: tree, line: line, covered: covered) { add(mention) }
    for mention in languages(in: tree, line: line) { add(mention) }
    return result.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// Whether one of the places, which are in the order of the text, holds a mention.
  private func isInPlace(_ mention: Mention, of places: [Mention]) -> Bool {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].tokens.lowerBound <= mention.tokens.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low > 0 && contains(places[low - 1], mention)
  }

  private func contains(_ place: Mention, _ other: Mention) -> Bool {
    place.tokens.lowerBound <= other.tokens.lowerBound
      && place.tokens.upperBound >= other.tokens.upperBound
      && !(other.kind == .person && place.tokens.count == 1 && !isUnmistakable(place))
  }

  /// Whether the model's "person" is surely a slip, as for a country's name.
  private func isUnmistakable(_ place: Mention) -> Bool {
    place.country != nil && knowledge.genders[place.surface] == nil
  }

  /// "speaks English", "in German": names of languages, which adjectives of countries are beside nouns.
  private func languages(in tree: Tree, line: Int) -> [Mention] {
    (0..<tree.count).compactMap { token in
      guard tree.entity[token] == .language, tree.pos[token] == .properNoun,
        tree.isCapitalized(token), tree.entitySpan(token).count == 1
      else { return nil }
      let surface = tree.text(token)
      return Mention(
        line: line, tokens: token..<(token + 1), head: token, kind: .language, surface: surface,
        key: NameKey(surface))
    }
  }

  // MARK: Countries and capitals

  private func placeNames(in tree: Tree, line: Int) -> [Mention] {
    var result: [Mention] = []
    var token = 0
    while token < tree.count {
      guard tree.isCapitalized(token), let place = longestPlace(from: token, in: tree) else {
        token += 1
        continue
      }
      result.append(
        Mention(
          line: line, tokens: place.tokens, head: root(of: place.tokens, in: tree),
          kind: .politicalPlace, surface: place.name, key: NameKey(place.name),
          country: place.country, isCapital: place.isCapital))
      token = place.tokens.upperBound
    }
    return result
  }

  private func longestPlace(from first: Int, in tree: Tree)
    -> (tokens: Range<Int>, name: String, country: String, isCapital: Bool)?
  {
    var length = min(knowledge.longestPlaceName, tree.count - first)
    while length > 0 {
      let tokens = first..<(first + length)
      length -= 1
      let name = tree.text(tokens).replacingApostrophes()
      if let found = knowledge.countries[name] {
        return (tokens, name, found.country, false)
      }
      if let country = knowledge.capitals[name] { return (tokens, name, country, true) }
    }
    return nil
  }

  // MARK: Names that the model found

  private func namedEntity(_ range: Range<Int>, in tree: Tree, line: Int) -> Mention? {
    var kind = tree.entity[range.lowerBound]
    guard kind.isName else { return nil }
    var first = range.lowerBound
    var end = range.upperBound
    if let whole = titledPerson(range, kind, in: tree) { (kind, end) = (.person, whole) }
    if isParted(range, in: tree) { (kind, end) = (.none, range.upperBound + 1) }
    while end > first,
      isTrailing(end - 1, in: tree) || isCount(end - 1, after: first, kind, in: tree)
    { end -= 1 }
    while first < end, isLeading(first, in: tree) || opensClause(first, before: end, kind, in: tree)
    {
      first += 1
    }
    if kind == .person || kind == .organization { (first, end) = grown(first, end, in: tree) }
    if kind == .person { end = withParticles(first, hyphenated(end, in: tree), in: tree) }
    if kind == .organization || kind == .facility {
      end = withJoinedField(first, end, in: tree)
    }
    if let whole = withConstitution(end, in: tree) { (kind, end) = (.organization, whole) }
    if first < end, tree.isUnit(first) { return nil }
    while let title = titleLength(from: first, before: end, kind, in: tree) { first += title }
    if kind == .person || kind == .none {
      while isCalling(first, before: end, in: tree) { first += 1 }
    }
    first = withTitleOfInstitution(first, before: end, kind, in: tree)
    guard first < end, !isCommonNoun(first, end, in: tree), !isInTitle(first, end, in: tree)
    else { return nil }
    let surface = tree.text(first..<end)
    if knowledge.demonyms[surface] != nil { return nil }
    guard surface.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { return nil }
    if kind == .group, tree.pos[end - 1] == .adjective { return nil }
    return Mention(
      line: line, tokens: first..<end, head: root(of: first..<end, in: tree), kind: kind,
      surface: surface, key: NameKey(surface), title: title(before: first, in: tree)?.name)
  }

  /// "Centre for Irish | and Scottish Studies": the noun of two fields that an institution is for.
  private func withJoinedField(_ first: Int, _ end: Int, in tree: Tree) -> Int {
    guard end > first + 1, end + 2 < tree.count, tree.lower(end) == "and",
      ["for", "of", "on"].contains(tree.lower(end - 2)),
      tree.pos[end - 1] == .adjective || knowledge.demonyms[tree.text(end - 1)] != nil,
      tree.isCapitalized(end - 1), tree.isCapitalized(end + 1), tree.isCapitalized(end + 2),
      tree.pos[end + 1] == .adjective || knowledge.demonyms[tree.text(end + 1)] != nil,
      tree.sentence[end + 2] == tree.sentence[first]
    else { return end }
    var last = end + 2
    while last + 1 < tree.count, tree.isCapitalized(last + 1),
      tree.pos[last + 1].isNominal, tree.sentence[last + 1] == tree.sentence[first]
    {
      last += 1
    }
    return last + 1
  }

  /// "Corrie Valves | plc": how a company is constituted, which no other name has behind it.
  private func withConstitution(_ end: Int, in tree: Tree) -> Int? {
    guard end > 0, end < tree.count, tree.pos[end - 1] != .punctuation,
      NameForm.plainConstitutions.contains(tree.lower(end).filter { $0 != "." }),
      tree.hasSpace(after: end - 1)
    else { return nil }
    return end + 1
  }

  /// "Striker | John Smith" at the beginning of a sentence: what the bearer does, and no part of the full name.
  private func isCalling(_ first: Int, before end: Int, in tree: Tree) -> Bool {
    guard end - first > 2, tree.sentences[tree.sentence[first]].lowerBound == first else {
      return false
    }
    let word = tree.lower(first)
    guard knowledge.genders[tree.text(first)] == nil else { return false }
    if knowledge.occupations[word] != nil || knowledge.typeNouns[word] == .person { return true }
    let isWork = ["man", "woman", "person"].contains { word.hasSuffix($0) && word != $0 }
    return isWork && knowledge.genders[tree.text(first + 1)] != nil
  }

  /// "Unless | Orbis", "Despite | Altona": a word that opens the sentence is no part of a name, nor is a verb ("Endorsed").
  private func opensClause(
    _ first: Int, before end: Int, _ kind: NamedEntityKind, in tree: Tree
  ) -> Bool {
    guard first + 1 < end, tree.sentences[tree.sentence[first]].lowerBound == first,
      kind == .none || kind == .person || kind == .organization || kind == .politicalPlace
        || kind == .location
    else { return false }
    let word = tree.lower(first)
    if Self.conjunctions.contains(word) { return true }
    return word.hasSuffix("ed") && word.utf8.count > 5
      && knowledge.verbs[VerbLemma.ofPast(word)] != nil
  }

  private static let conjunctions: Set<String> = [
    "unless", "while", "although", "though", "despite", "whether", "because", "since", "if", "when",
    "whenever", "whereas", "until", "that", "however", "but", "and", "meanwhile", "yet", "once",
    "because", "unlike", "nor", "or", "where", "how", "why", "what", "did", "does", "is", "was",
    "were", "are", "can", "could", "has", "have", "had", "should", "would", "in", "at", "from",
    "with", "by", "for", "also", "then", "still", "instead", "maybe", "perhaps",
  ]

  /// "Ursula von der | Leyen", "Ludwig | van Beethoven": particles of nobility and descent, and the name behind them.
  private func withParticles(_ first: Int, _ end: Int, in tree: Tree) -> Int {
    var next = end
    while next < tree.count, Self.particles.contains(tree.text(next)) { next += 1 }
    let endsInParticle = end > first && Self.particles.contains(tree.text(end - 1))
    guard next > end || endsInParticle, next < tree.count, tree.isCapitalized(next),
      tree.pos[next] == .properNoun || tree.pos[next] == .noun,
      tree.sentence[next] == tree.sentence[first]
    else { return end }
    var last = next + 1
    while last < tree.count, last < tree.entitySpan(next).upperBound, tree.isCapitalized(last),
      tree.pos[last] == .properNoun
    {
      last += 1
    }
    return hyphenated(last, in: tree)
  }

  private static let particles: Set<String> = [
    "von", "van", "der", "den", "zu", "zur", "vom", "ter", "ten", "de", "del", "della", "di", "da",
    "das", "dos", "du", "des", "la", "le", "bin", "bint", "ibn", "ben", "al", "el", "ul", "af",
    "av", "y", "e",
  ]

  /// "Chief Executive | Sanna Niemi": where the name ends that a title in capitals calls a person's, though the
  /// recogniser takes its words for places.
  private func titledPerson(_ range: Range<Int>, _ kind: NamedEntityKind, in tree: Tree) -> Int? {
    let first = range.lowerBound
    guard kind == .politicalPlace || kind == .organization || kind == .location, first > 0,
      let title = title(before: first, in: tree), title.kind != .relation,
      tree.isCapitalized(first - 1), tree.pos[first - 1] == .properNoun,
      tree.dep[first - 1] == .compound, knowledge.countries[tree.text(first)] == nil,
      knowledge.capitals[tree.text(first)] == nil, knowledge.demonyms[tree.text(first)] == nil
    else { return nil }
    let head = tree.dep[first] == .compound ? tree.head[first] : first
    guard head > first, head - first < 3,
      (first...head).allSatisfy({
        tree.pos[$0] == .properNoun && tree.isCapitalized($0)
          && knowledge.countries[tree.text($0)] == nil
          && knowledge.nameNouns[tree.lower($0)] == nil
      })
    else { return nil }
    return head + 1
  }

  /// "Valeska | Paris": whether the recogniser takes two words of one name for two names. The first is known as nothing that
  /// stands before a name; what the whole is, the words around it tell.
  private func isParted(_ range: Range<Int>, in tree: Tree) -> Bool {
    let (first, second) = (range.lowerBound, range.upperBound)
    guard range.count == 1, second < tree.count, tree.entity[second].isName,
      tree.entitySpan(second) == second..<(second + 1), tree.hasSpace(after: first),
      tree.sentence[first] == tree.sentence[second], tree.dep[first] == .compound,
      tree.head[first] == second, tree.dep[second] != .compound,
      [first, second].allSatisfy({ tree.pos[$0] == .properNoun && tree.isCapitalized($0) })
    else { return false }
    let word = tree.text(first)
    let lower = tree.lower(first)
    return knowledge.knownNames[word] == nil && knowledge.countries[word] == nil
      && knowledge.capitals[word] == nil && knowledge.demonyms[word] == nil
      && knowledge.nameNouns[lower] == nil && knowledge.typeNouns[lower] == nil
      && knowledge.titles[lower] == nil && !word.allSatisfy(\.isUppercase)
  }

  /// "Queen | Mary University": a title before an institution's name is a part of it.
  private func withTitleOfInstitution(
    _ first: Int, before end: Int, _ kind: NamedEntityKind, in tree: Tree
  ) -> Int {
    guard first > 0, first < end, tree.isCapitalized(first - 1), tree.pos[first - 1] == .properNoun,
      tree.sentence[first - 1] == tree.sentence[first],
      titles.kind(of: first - 1..<first, in: tree) != nil,
      titles.namesInstitution(first..<end, kind, in: tree),
      tree.head[first - 1] < end, tree.head[first - 1] >= first
    else { return first }
    return first - 1
  }

  /// Takes in the proper nouns beside a person's name that the model left out ("He | Lifeng").
  private func grown(_ first: Int, _ end: Int, in tree: Tree) -> (Int, Int) {
    var (first, end) = (first, end)
    var head = root(of: first..<end, in: tree)
    func belongs(_ token: Int) -> Bool {
      tree.pos[token] == .properNoun && tree.isCapitalized(token) && tree.entity[token] == .none
        && tree.text(token) != "|"
        && (tree.dep[token] == .compound && tree.head[token] == head
          || tree.head[head] == token && tree.dep[head] == .compound)
        && knowledge.countries[tree.text(token)] == nil
        && knowledge.capitals[tree.text(token)] == nil
        && !endsTitle(token, in: tree) && knowledge.demonyms[tree.text(token)] == nil
    }
    while first > 0, belongs(first - 1) { first -= 1 }
    while end < tree.count, belongs(end) {
      if tree.head[head] == end { head = end }
      end += 1
    }
    return (first, end)
  }

  /// Takes in the part of a name behind a hyphen ("Min | -su").
  private func hyphenated(_ end: Int, in tree: Tree) -> Int {
    var end = end
    while end > 0, end + 1 < tree.count, tree.text(end) == "-", !tree.hasSpace(after: end - 1),
      !tree.hasSpace(after: end), tree.pos[end + 1] == .properNoun || tree.pos[end + 1] == .noun
    {
      end += 2
    }
    return end
  }

  private func isTrailing(_ token: Int, in tree: Tree) -> Bool {
    tree.pos[token] == .punctuation && tree.text(token) != "." || tree.dep[token] == .caseMarker
      || tree.lower(token) == "’s" || tree.lower(token) == "'s" || tree.pos[token] == .space
  }

  /// A number behind a name that is not part of it: a score, an amount.
  private func isCount(
    _ token: Int, after first: Int, _ kind: NamedEntityKind, in tree: Tree
  ) -> Bool {
    guard token > first else { return false }
    switch kind {
    case .person, .politicalPlace, .location, .organization:
      return
        (tree.pos[token] == .numeral || tree.pos[token] == .symbol
        || !tree.text(token).unicodeScalars.contains { $0.properties.isAlphabetic })
        && !tree.text(token).unicodeScalars.contains { $0.properties.isUppercase }
        && !(kind == .organization && token == first + 1 && tree.text(token).count < 3)
    default: return false
    }
  }

  /// The first word of a sentence that is capitalised for that alone.
  private func isCommonNoun(_ first: Int, _ end: Int, in tree: Tree) -> Bool {
    end == first + 1 && tree.pos[first] == .noun
      && (tree.sentences[tree.sentence[first]].lowerBound == first
        || TreeRepair.definedTerms.contains(tree.lower(first)))
      && tree.text(first).unicodeScalars.dropFirst().allSatisfy { !$0.properties.isUppercase }
  }

  /// Words of a title that the model took for a name ("Secretary of | State").
  private func isInTitle(_ first: Int, _ end: Int, in tree: Tree) -> Bool {
    for start in stride(from: first, through: max(0, first - 3), by: -1) {
      for stop in end...min(tree.count, end + 2)
      where (start < first || stop > end) && stop - start <= 4
        && titles.kind(of: start..<stop, in: tree) != nil
      {
        return true
      }
    }
    return end < tree.count && end - first <= 3 && isPortfolio(end - 1, before: end, in: tree)
  }

  private func isLeading(_ token: Int, in tree: Tree) -> Bool {
    Self.articles.contains(tree.lower(token)) || tree.pos[token] == .punctuation
      || tree.tag[token] == .possessivePronoun || tree.pos[token] == .space
      || tree.lower(token) == "the" || tree.text(token) == "Dear"
  }

  // MARK: Other proper nouns

  private func properNounRuns(in tree: Tree, line: Int, covered: [Bool]) -> [Mention] {
    var result: [Mention] = []
    var token = 0
    while token < tree.count {
      guard isBareName(token, in: tree, covered) else {
        token += 1
        continue
      }
      var end = token + 1
      while end < tree.count, isBareName(end, in: tree, covered) { end += 1 }
      end = withComplement(of: token..<end, in: tree, covered)
      if isNumber(end, of: token..<end, in: tree, covered) { end += 1 }
      var first = token
      while opensClause(first, before: end, .none, in: tree) || tree.text(first) == "Dear" {
        first += 1
        if first == end { break }
      }
      while let title = titleLength(from: first, before: end, .none, in: tree) { first += title }
      if isCalling(first, before: end, in: tree) { first += 1 }
      // A title by itself ("Dr | Maria Silva", "the President") names nobody.
      let isTitle = titles.kind(of: first..<end, in: tree) != nil
      if first < end, !isTitle, !isInTitle(first, end, in: tree) {
        let surface = tree.text(first..<end)
        result.append(
          Mention(
            line: line, tokens: first..<end, head: root(of: first..<end, in: tree), kind: .none,
            surface: surface, key: NameKey(surface), title: title(before: first, in: tree)?.name))
      }
      token = end
    }
    return result
  }

  /// "Pyramid | of the Moon", "Treaty | of Orsk": a noun of places, institutions or works is a name with what it is of only;
  /// gives where the whole name ends.
  private func withComplement(of name: Range<Int>, in tree: Tree, _ covered: [Bool]) -> Int {
    let last = name.upperBound - 1
    guard knowledge.nameNouns[tree.lower(last)] != nil, last + 2 < tree.count,
      tree.lower(last + 1) == "of"
    else { return name.upperBound }
    var first = last + 2
    if tree.lower(first) == "the" { first += 1 }
    var end = first
    while end < tree.count, isBareName(end, in: tree, covered) { end += 1 }
    guard end > first, tree.sentence[first] == tree.sentence[last] else { return name.upperBound }
    return end
  }

  /// "Rule | 37", "Listing | 2": of several by one name the number tells which is meant.
  private func isNumber(
    _ token: Int, of name: Range<Int>, in tree: Tree, _ covered: [Bool]
  ) -> Bool {
    guard token < tree.count, !covered[token], tree.pos[token] == .numeral,
      tree.dep[token] == .nummod, name.contains(tree.head[token]),
      tree.sentence[token] == tree.sentence[name.lowerBound]
    else { return false }
    // "26.1" is a number of something; "2016" may be a year.
    let text = tree.text(token)
    return text.count < (text.contains(".") ? 7 : 4)
      && text.allSatisfy { $0.isNumber || $0 == "." }
  }

  private func isBareName(_ token: Int, in tree: Tree, _ covered: [Bool]) -> Bool {
    guard !covered[token], tree.entity[token] == .none else { return false }
    let text = tree.text(token)
    if tree.pos[token] == .noun, isKnownThing(token, in: tree) { return true }
    return tree.pos[token] == .properNoun
      && (tree.isCapitalized(token) || hasInnerCapital(text)) && knowledge.demonyms[text] == nil
      && text.unicodeScalars.contains { $0.properties.isAlphabetic } && !tree.isUnit(token)
  }

  /// "the Internet": a name in the tables that the tagger takes for a noun, where its capital is not that of a sentence.
  private func isKnownThing(_ token: Int, in tree: Tree) -> Bool {
    tree.isCapitalized(token) && knowledge.knownNames[tree.text(token)] == .other
      && tree.sentences[tree.sentence[token]].lowerBound != token
  }

  /// "eBay", "iPhone": written with a small letter first.
  private func hasInnerCapital(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    return scalars.first.map { $0.properties.isLowercase } ?? false
      && scalars.dropFirst().contains { $0.properties.isUppercase }
      && scalars.allSatisfy { $0.properties.isAlphabetic }
  }

  // MARK: Titles

  /// Finds the names that the model missed in one place and has in another: a word that is the last of
  /// a full name, or a name of its own, elsewhere in the document.
  func recovered(
    in tree: Tree, line: Int, covered: [Bool], known: [String: NamedEntityKind]
  ) -> [Mention] {
    (0..<tree.count).compactMap { token in
      guard !covered[token], tree.isCapitalized(token), let kind = known[tree.text(token)],
        [.noun, .adjective, .other, .properNoun].contains(tree.pos[token]),
        tree.entity[token] == .none || tree.entity[token].isName,
        knowledge.demonyms[tree.text(token)] == nil
      else { return nil }
      let surface = tree.text(token)
      return Mention(
        line: line, tokens: token..<(token + 1), head: token, kind: kind, surface: surface,
        key: NameKey(surface), title: title(before: token, in: tree)?.name)
    }
  }

  /// The length of a title that begins a name, which goes on after it ("President | Lee").
  private func titleLength(
    from first: Int, before end: Int, _ kind: NamedEntityKind, in tree: Tree
  ) -> Int? {
    for length in stride(from: min(4, end - first - 1), through: 1, by: -1)
    where titles.kind(of: first..<(first + length), in: tree) != nil {
      let isPart = titles.isPartOfName(first..<(first + length), before: end, kind, in: tree)
      return isPart ? nil : length
    }
    return nil
  }

  private func endsTitle(_ token: Int, in tree: Tree) -> Bool {
    title(before: token + 1, in: tree) != nil
  }

  /// The title that ends right before a token, the longest that the table has.
  func title(before token: Int, in tree: Tree)
    -> (name: String, kind: Knowledge.TitleKind, first: Int)?
  {
    for length in stride(from: min(4, token), through: 1, by: -1) {
      let name = tree.text((token - length)..<token).lowercased().trimmingSpaces()
      guard let kind = titles.kind(of: (token - length)..<token, in: tree) else { continue }
      if length == 1, isPortfolio(token - 2, before: token - 1, in: tree) {
        return (tree.text((token - 2)..<token).lowercased().trimmingSpaces(), kind, token - 2)
      }
      return (name, kind, token - length)
    }
    return nil
  }

  private static let articles: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "both", "all", "some", "every", "each",
  ]

  /// What a minister or secretary is in charge of: "Labour | Minister".
  private func isPortfolio(_ token: Int, before office: Int, in tree: Tree) -> Bool {
    guard token >= 0, office < tree.count,
      ["minister", "secretary", "commissioner"].contains(tree.lower(office)),
      tree.isCapitalized(office), tree.isCapitalized(token),
      tree.pos[token] == .properNoun || tree.pos[token] == .noun || tree.pos[token] == .adjective
    else { return false }
    let word = tree.text(token)
    return knowledge.countries[word] == nil && knowledge.capitals[word] == nil
      && knowledge.demonyms[word] == nil && word != "EU" && word != "UN"
      && !["former", "new", "the"].contains(tree.lower(token))
  }

  private func root(of range: Range<Int>, in tree: Tree) -> Int {
    range.last { !range.contains(tree.head[$0]) || tree.isRoot($0) } ?? range.upperBound - 1
  }
}
