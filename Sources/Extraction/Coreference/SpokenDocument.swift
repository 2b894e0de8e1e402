import Documents

/// A document as talk: its lines with who says them, and what its form tells of who tells it.
struct SpokenDocument {
  let lines: [AnalyzedLine]
  let roles: [TextRole]
  let quotations: [Quotations]
  /// The label of each line, and the entity that goes by it.
  let speakers: [String?]
  let bearers: [Int?]
  /// Who sent it, where it is a message.
  private let author: Int?
  private let mentions: [Mention]
  private let entities: [DocumentEntity]
  private let index: MentionIndex

  init(
    lines: [AnalyzedLine], roles: [TextRole], quotations: [Quotations], speakers: [String?],
    mentions: [Mention], entities: [DocumentEntity], author: String?
  ) {
    self.lines = lines
    self.roles = roles
    self.quotations = quotations
    self.speakers = speakers
    self.mentions = mentions
    self.entities = entities
    index = MentionIndex(mentions, lines: lines.count)
    let known = SlotReader.bearers(speakers + [author], among: entities)
    if let author, case .entity(let entity)? = known[author.lowercased()] {
      self.author = entity
    } else {
      self.author = nil
    }
    bearers = speakers.map { speaker in
      guard let speaker, case .entity(let entity)? = known[speaker.lowercased()] else {
        return nil
      }
      return entity
    }
  }

  /// The persons that a line names, and names of which the text does not tell what they name.
  func persons(in line: Int) -> [Int] {
    index.mentions(of: line).compactMap { mention in
      let entity = mentions[mention].entity
      guard entity >= 0 else { return nil }
      return [.person, .thing].contains(entities[entity].kind) ? entity : nil
    }
  }

  /// The persons named within a few words behind one that begins so: "interviewed the poet Ana Ruiz".
  func persons(in line: Int, behind prefix: String) -> [Int] {
    let tree = lines[line].tree
    let words = (0..<tree.count).filter { tree.lower($0).hasPrefix(prefix) }
    guard !words.isEmpty else { return [] }
    return index.mentions(of: line).lazy.map { mentions[$0] }.filter { mention in
      mention.entity >= 0 && isPerson(mention.entity)
        && !Self.marks.contains(tree.lower(max(0, mention.tokens.lowerBound - 1)))
        && words.contains { $0 < mention.head && mention.head - $0 <= 10 }
    }.map(\.entity)
  }

  func isPerson(_ entity: Int) -> Bool { entities[entity].kind == .person }

  /// Who signs the text, and to whom it is written, where it is a letter.
  var signatory: Int? { author ?? first(.signature) }
  var addressee: Int? { first(.salutation) ?? named(.salutation) }

  /// The first name in lines of a role, whatever it seems to name: "Dear Marta" speaks to no town.
  private func named(_ role: TextRole) -> Int? {
    lines.indices.lazy.filter { roles[$0] == role }.flatMap { index.mentions(of: $0) }
      .map { mentions[$0].entity }.first { $0 >= 0 }
  }

  private func first(_ role: TextRole) -> Int? {
    lines.indices.lazy.filter { roles[$0] == role }.compactMap { persons(in: $0).first }.first
  }

  /// The only one who calls himself by his name where the text begins: "my name is Ana", "I'm Ana", "it's Ana here".
  var introduced: Int? {
    var found: Set<Int> = []
    var sentences = 0
    for line in lines.indices where roles[line] == .body {
      let tree = lines[line].tree
      defer { sentences += tree.sentences.count }
      for token in 0..<tree.count
      where sentences + tree.sentence[token] < Self.opening
        && tree.pos[token].isVerbal && tree.lemma(token) == "be"
        && !quotations[line].contains(token)
      {
        guard let subject = tree.child(token, .nsubj), let name = tree.child(token, .attr),
          let entity = bearer(of: Place(line: line, token: name), behind: token),
          introduces(entity, subject, in: tree)
        else { continue }
        found.insert(entity)
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Marks before what is called so, rather than named.
  private static let marks: Set<String> = ["'", "‘", "\"", "“", "``"]

  /// In how many sentences one may say who speaks.
  private static let opening = 12

  /// Whose name stands right behind a verb, and owns nothing ("I'm at Ana's").
  private func bearer(of name: Place, behind verb: Int) -> Int? {
    let mention = lines[name.line].mentionAt[name.token]
    guard mention >= 0, mentions[mention].entity >= 0,
      entities[mentions[mention].entity].kind != .country,
      mentions[mention].tokens.lowerBound == verb + 1,
      !lines[name.line].tree.hasChild(name.token, .caseMarker)
    else { return nil }
    return mentions[mention].entity
  }

  /// Whether a clause with this subject says who speaks.
  private func introduces(_ entity: Int, _ subject: Int, in tree: Tree) -> Bool {
    switch tree.lower(subject) {
    case "i": return isPerson(entity)
    case "name": return tree.child(subject, .poss).map { tree.lower($0) == "my" } ?? false
    case "it", "this":
      let sentence = tree.sentences[tree.sentence[subject]]
      return sentence.contains { Self.greetings.contains(tree.lower($0)) }
        && (isPerson(entity) || entities[entity].kind == .thing)
    default: return false
    }
  }

  /// Words of those who say who they are: "hi, it's Ana", "this is Ana here".
  private static let greetings: Set<String> = ["hi", "hey", "hello", "welcome", "here"]

  /// Whether a line speaks of its speaker, or to somebody, outside of quotations.
  func speaks(_ words: Set<String>, in line: Int) -> Bool {
    let tree = lines[line].tree
    return (0..<tree.count).contains {
      words.contains(tree.lower($0)) && !quotations[line].contains($0)
    }
  }
}
