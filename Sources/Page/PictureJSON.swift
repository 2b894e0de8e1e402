import Graph

/// Pictures as JSON, in which nothing is markup: it may stand in a script of a page.
package enum PictureJSON {
  /// All of a picture (`docs/serve.md` describes the members).
  package static func text(of picture: Picture) -> String {
    var text = "{\"title\":\(string(picture.title))"
    let counts = picture.counts
    text += ",\"counts\":{\"documents\":\(counts.documents),\"sentences\":\(counts.sentences)"
    text += ",\"entities\":\(counts.entities),\"facts\":\(counts.facts)}"
    if let period = picture.period {
      text += ",\"period\":[\(string(period.lowerBound)),\(string(period.upperBound))]"
    }
    text += ",\"relations\":" + list(picture.relations, relation)
    text += ",\"questions\":" + list(picture.questions, question)
    return text + "," + members(of: picture) + "}"
  }

  /// Nodes, facts, sentences and documents: the members of an object, without its braces.
  package static func members(of picture: Picture) -> String {
    "\"nodes\":" + list(picture.nodes, node) + ",\"edges\":" + edges(of: picture)
      + ",\"sentences\":" + list(picture.sentences, sentence)
      + ",\"documents\":" + list(picture.documents, document) + ",\"omitted\":\(picture.omitted)"
  }

  package static func node(_ node: Picture.Node) -> String {
    var text = "{\"id\":\(node.id),\"kind\":\(string(node.kind.rawValue))"
    text += ",\"name\":\(string(node.name)),\"types\":\(strings(node.types))"
    if let role = node.role { text += ",\"role\":\(string(role))" }
    if !node.aliases.isEmpty { text += ",\"aliases\":\(strings(node.aliases))" }
    text += ",\"mentions\":\(node.mentions),\"rank\":\(node.rank),\"r\":\(number(node.radius))"
    if let place = node.place { text += ",\"x\":\(number(place.x)),\"y\":\(number(place.y))" }
    if node.isShown { text += ",\"shown\":true" }
    if !node.properties.isEmpty {
      text += ",\"properties\":" + list(node.properties) { strings([$0.name, $0.value]) }
    }
    return text + "}"
  }

  package static func document(_ document: StoredDocument) -> String {
    var text = "{\"id\":\(document.id),\"source\":\(string(document.source))"
    if let title = document.title { text += ",\"title\":\(string(title))" }
    if let date = document.date { text += ",\"date\":\(string(date.description))" }
    return text + "}"
  }

  package static func sentence(_ sentence: StoredSentence) -> String {
    "{\"id\":\(sentence.id),\"document\":\(sentence.document),\"number\":\(sentence.number),"
      + "\"text\":\(string(sentence.text))}"
  }

  private static func edges(of picture: Picture) -> String {
    var texts: [Int64: String] = [:]
    for sentence in picture.sentences { texts[sentence.id] = sentence.text }
    return list(picture.edges) { edge in
      var text = "{\"id\":\(edge.id),\"s\":\(edge.subject),\"t\":\(edge.object)"
      text += ",\"relation\":\(string(edge.relation)),\"word\":\(string(edge.wording))"
      text += ",\"stance\":\(string(edge.stance.rawValue))"
      if let speaker = edge.speaker { text += ",\"speaker\":\(string(speaker))" }
      if let rule = edge.rule { text += ",\"rule\":\(string(rule))" }
      if let date = edge.date {
        text += ",\"date\":\(string(date)),\"dateKind\":"
        text += edge.isReported ? "\"reported\"" : "\"event\""
      }
      if !edge.circumstances.isEmpty { text += ",\"circumstances\":\(strings(edge.circumstances))" }
      if let confidence = edge.confidence { text += ",\"confidence\":\(number(confidence))" }
      if !edge.evidence.isEmpty {
        text += ",\"evidence\":"
        text += list(edge.evidence) { evidence in
          let words = utf16(evidence.words, of: texts[evidence.sentence] ?? "")
          return "[\(evidence.sentence),\(words.lowerBound),\(words.upperBound),"
            + "\(number(evidence.confidence))]"
        }
      }
      return text + "}"
    }
  }

  /// A range of Unicode scalars in the units in which JavaScript counts.
  static func utf16(_ range: Range<Int>, of text: String) -> Range<Int> {
    let scalars = text.unicodeScalars
    let start =
      scalars.index(scalars.startIndex, offsetBy: range.lowerBound, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    let end =
      scalars.index(start, offsetBy: range.count, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    let lower = text.utf16.distance(from: text.startIndex, to: start)
    return lower..<(lower + text.utf16.distance(from: start, to: end))
  }

  private static func relation(_ relation: Picture.Relation) -> String {
    "{\"name\":\(string(relation.name)),\"word\":\(string(relation.wording)),"
      + "\"count\":\(relation.count)}"
  }

  private static func question(_ question: Picture.Question) -> String {
    let view =
      switch question.view {
      case .relation(let name): "{\"relation\":\(string(name))}"
      case .select(let node): "{\"select\":\(node)}"
      case .path(let from, let to): "{\"path\":[\(from),\(to)]}"
      }
    return "{\"text\":\(string(question.text)),\"view\":\(view)}"
  }

  private static func list<Element>(_ elements: [Element], _ text: (Element) -> String) -> String {
    "[" + elements.map(text).joined(separator: ",") + "]"
  }

  private static func string(_ text: String) -> String {
    JSONText.string(text, inMarkup: true)
  }

  private static func strings(_ texts: [String]) -> String {
    JSONText.list(texts, inMarkup: true)
  }

  /// Two places after the point are less than what a screen shows.
  private static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    let text = String(hundredths / 100)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
