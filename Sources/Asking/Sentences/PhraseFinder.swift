import Base
import Extraction
import Graph

/// Finds the phrase of a clause that stands where a question asks.
struct PhraseFinder {
  let tools: FormTools
  private var form: QuestionForm { tools.form }
  private var fitness: AnswerFitness { tools.fitness }
  private var texts: GraphTexts { tools.texts }

  struct Answer {
    /// The phrase, or each member of a list that it heads.
    var texts: [String]
    var fitness: Double
  }

  /// The best phrase; nil where none is what the question asks for.
  func answer(
    among phrases: [ClausePhrases.Phrase], of act: ReadAct, in sentence: ReadSentence
  ) throws -> Answer? {
    switch form.asked {
    case .time: return time(among: phrases, of: act, in: sentence)
    case .reason: return reason(of: act, in: sentence)
    case .number(nil) where form.open == nil: return measure(of: act, phrases, in: sentence)
    default: break
    }
    var best: Answer?
    for phrase in phrases {
      let role = fitness.fitness(of: phrase.role)
      // "in front of the gate" tells where by the gate.
      guard role > 0,
        form.asked != .place || !Self.sides.contains(sentence.parsed.tokens[phrase.head].lower)
      else { continue }
      var members: [String] = []
      var least = 1.0
      for head in sentence.parsed.coordinated(phrase.head) {
        let named = named(by: head, in: sentence)
        for name in named {
          guard let (text, value) = try reading(of: name, in: sentence) else { continue }
          members.append(text)
          least = min(least, max(value, Self.namedFitness))
        }
        guard named.isEmpty, let (text, value) = try reading(of: head, in: sentence) else {
          continue
        }
        members.append(text)
        least = min(least, value)
      }
      guard !members.isEmpty else { continue }
      let value = role * least
      if value >= Self.leastFitness, best.map({ value > $0.fitness }) ?? true {
        best = Answer(texts: members, fitness: value)
      }
    }
    return best
  }

  private static let leastFitness = 0.5
  private static let sides: Set<String> = ["front", "middle", "center", "centre", "back", "top"]

  /// How well what a phrase names goes with what is asked for: the text says itself that it is such a thing.
  private static let namedFitness = 0.9

  /// What a phrase of the noun that is asked for names: its members, or what it is called.
  private func named(by head: Int, in sentence: ReadSentence) -> [Int] {
    guard case .thing(let noun?) = form.asked,
      tools.nearness.nearness(ofNoun: sentence.stems[head], to: noun) >= MatchWeights.converse
    else { return [] }
    let members = sentence.members(ofPhrase: head)
    return members.isEmpty ? sentence.namesGiven(toPhrase: head) : members
  }

  /// What a phrase is called, and how well it goes with what is asked for; nil where it is no answer.
  private func reading(
    of head: Int, in sentence: ReadSentence
  ) throws -> (text: String, fitness: Double)? {
    let token = sentence.parsed.tokens[head]
    if let entity = sentence.entity(headedBy: head) {
      let isAskedAbout = form.parts.contains { part in
        part.entities.contains { $0.means(entity) && !$0.isAdjective }
      }
      if isAskedAbout { return nil }
      let text = try texts.text(entity)
      if text.isNamed || token.pos == .pronoun {
        return (text.text, try fitness.fitness(of: text, entity: entity).value)
      }
    }
    // "his nephew Raul Lind"
    if form.asked == .person,
      let name = sentence.parsed.children(head, .appos).first(where: {
        sentence.parsed.tokens[$0].pos == .properNoun
      }), let entity = sentence.entity(headedBy: name), try texts.text(entity).isNamed,
      !form.parts.contains(where: { $0.entities.contains { $0.means(entity) } })
    {
      let text = try texts.text(entity)
      return (text.text, try fitness.fitness(of: text, entity: entity).value)
    }
    // A pronoun that the text leaves open.
    if [.pronoun, .determiner].contains(token.pos) { return nil }
    let phrase = sentence.text(of: sentence.core(ofPhrase: head))
    if phrase.isEmpty { return nil }
    var value = try fitness.fitness(of: texts.text(ofPhrase: phrase), entity: nil).value
    let noun = token.lemma.lowercased()
    switch form.asked {
    case .person:
      value = value > 0 && (fitness.isSomebody(noun) || token.pos == .properNoun) ? 0.8 : 0
    case .place:
      value = token.pos == .properNoun || fitness.isPlace(noun) ? max(value, 0.8) : 0
    default: break
    }
    return (phrase, value)
  }

  // MARK: Times, reasons, measures

  /// The phrase that tells when: a date, a day of the week, or the like.
  private func time(
    among phrases: [ClausePhrases.Phrase], of act: ReadAct, in sentence: ReadSentence
  ) -> Answer? {
    for phrase in phrases {
      guard let preposition = phrase.role.preposition,
        AskedTime.circumstances.contains(preposition),
        case let span = sentence.core(ofPhrase: phrase.head), isTime(span, sentence)
      else { continue }
      return Answer(texts: [sentence.text(of: span)], fitness: 1)
    }
    for span in act.adverbials where isTime(span, sentence) {
      return Answer(texts: [sentence.text(of: span)], fitness: 0.9)
    }
    return act.isNoun ? nil : date(of: act, in: sentence)
  }

  /// The only date that hangs on an act, wherever the parser puts it: captions and agency reports end in one.
  private func date(of act: ReadAct, in sentence: ReadSentence) -> Answer? {
    let tokens = sentence.parsed.tokens
    let months = tokens.indices.filter {
      MonthNames.numbers[tokens[$0].lower] != nil && tokens[$0].text.first?.isUppercase ?? false
    }
    guard months.count == 1, let month = months.first,
      act.words.contains(verb(above: month, tokens))
    else { return nil }
    func isPart(_ place: Int) -> Bool {
      guard tokens.indices.contains(place) else { return false }
      return tokens[place].text == "," && tokens.indices.contains(place + 1)
        && tokens[place + 1].text.utf8.count == 4 && Int(tokens[place + 1].text) != nil
        || tokens[place].text.first?.isNumber ?? false
    }
    var (first, last) = (month, month)
    if isPart(first - 1), tokens[first - 1].text != "," { first -= 1 }
    while isPart(last + 1) { last += 1 }
    guard first < last else { return nil }
    return Answer(texts: [sentence.text(of: Array(first...last))], fitness: 0.8)
  }

  private func verb(above token: Int, _ tokens: [ParsedSentence.Token]) -> Int {
    var place = token
    while !tokens[place].pos.isVerb, tokens[place].head != place { place = tokens[place].head }
    return place
  }

  private static let days: Set<String> = ["today", "yesterday", "tomorrow", "ago"]

  private func isTime(_ span: [Int], _ sentence: ReadSentence) -> Bool {
    span.contains { place in
      let token = sentence.parsed.tokens[place]
      if WeekdayNames.numbers[token.lower] != nil || Self.days.contains(token.lower) { return true }
      if MonthNames.numbers[token.lower] != nil { return token.text.first?.isUppercase ?? false }
      return token.text.utf8.count == 4 && (Int(token.text).map(AskedTime.years.contains) ?? false)
    }
  }

  /// The clause or phrase that tells why.
  private func reason(of act: ReadAct, in sentence: ReadSentence) -> Answer? {
    let tokens = sentence.parsed.tokens
    for verb in act.words {
      for reason in sentence.parsed.children(verb, .advcl)
      where sentence.parsed.children(reason, .mark).contains(where: {
        ["because", "since"].contains(tokens[$0].lower)
      }) {
        let span = sentence.parsed.subtree(reason).filter { tokens[$0].pos != .punctuation }
        return Answer(texts: [sentence.text(of: span)], fitness: 1)
      }
      for preposition in sentence.parsed.children(verb, .prep)
      where ["because", "due"].contains(tokens[preposition].lower) {
        let span = sentence.parsed.subtree(preposition).filter { tokens[$0].pos != .punctuation }
        return Answer(texts: [sentence.text(of: span)], fitness: 1)
      }
    }
    return nil
  }

  /// "How long did it last": the first number with its unit.
  private func measure(
    of act: ReadAct, _ phrases: [ClausePhrases.Phrase], in sentence: ReadSentence
  ) -> Answer? {
    let tokens = sentence.parsed.tokens
    func isMeasure(_ span: [Int]) -> Bool {
      span.contains { tokens[$0].tag == .cardinal } && !isTime(span, sentence)
    }
    let objects = phrases.filter { $0.role == .patient || $0.role == .attribute }
    for span in objects.map({ sentence.core(ofPhrase: $0.head) }) + act.adverbials
    where isMeasure(span) {
      return Answer(texts: [sentence.text(of: span)], fitness: 0.9)
    }
    return nil
  }
}
