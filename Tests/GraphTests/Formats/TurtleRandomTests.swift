import Graph
import TestSupport
import Testing

/// Random graphs, written as Turtle or TriG in random styles, come back as they were.
@Suite struct TurtleRandomTests {
  @Test(arguments: ["a.ttl", "a.trig"])
  func readsWhatIsWrittenInAnyStyle(name: String) throws {
    var random = SeededGenerator(seed: name == "a.ttl" ? 3 : 4)
    for round in 0..<TestLength.count(12, long: 400) {
      // Some texts go far beyond a window.
      let statements = round % 6 == 5 ? 9000 : Int.random(in: 1...60, using: &random)
      var writer = StyledTurtle(writesGraphs: name == "a.trig", random: random)
      for _ in 0..<statements { writer.addStatement() }
      writer.endGraph()
      random = writer.random
      let fixture = try ImportFixture()
      try fixture.importText(writer.text, as: name)
      let read = Self.facts(try fixture.quads())
      #expect(read == Set(writer.facts), "\(writer.text.prefix(2000))")
      if read != Set(writer.facts) { return }
    }
  }

  /// Statements as text, in which a list stands for its first cell and a blank node for what is said to be its number.
  static func facts(_ quads: [String]) -> Set<String> {
    let rdf = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    var (first, rest, number): ([String: String], [String: String], [String: String]) = (
      [:], [:], [:]
    )
    var others: [[String]] = []
    for quad in quads {
      let parts = terms(quad)
      switch parts[1] {
      case rdf + "first>": first[parts[0]] = parts[2]
      case rdf + "rest>": rest[parts[0]] = parts[2]
      case "<x:number>": number[parts[0]] = parts[2]
      default: others.append(parts)
      }
    }
    func described(_ term: String) -> String {
      guard term.hasPrefix("_:") else { return term == rdf + "nil>" ? "()" : term }
      if let number = number[term] { return "[\(number)]" }
      var items: [String] = []
      var cell = term
      while let item = first[cell], let next = rest[cell] {
        items.append(described(item))
        cell = next
      }
      return "(" + items.joined(separator: " ") + (cell == rdf + "nil>" ? ")" : " … \(cell)")
    }
    return Set(others.map { $0.map(described).joined(separator: " ") })
  }

  /// The terms of a line of N-Quads.
  private static func terms(_ line: String) -> [String] {
    var terms: [String] = []
    var rest = line.dropLast(2)
    while let first = rest.first {
      var end = rest.firstIndex(of: " ") ?? rest.endIndex
      if first == "\"" {
        end = rest.index(after: rest.startIndex)
        while rest[end] != "\"" { end = rest.index(end, offsetBy: rest[end] == "\\" ? 2 : 1) }
        end = rest[end...].firstIndex(of: " ") ?? rest.endIndex
      }
      terms.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return terms
  }
}

/// Writes random statements in random styles, and says what they mean.
private struct StyledTurtle {
  let writesGraphs: Bool
  var random: SeededGenerator
  private(set) var text =
    "@prefix e: <x:e/> .\nPREFIX : <x:>\n@prefix xsd: "
    + "<http://www.w3.org/2001/XMLSchema#>.\nBASE <x:/b/c#d>\n"
  private(set) var facts: [String] = []
  private var graph = ""
  private var isInGraph = false
  private var blanks = 0

  init(writesGraphs: Bool, random: SeededGenerator) {
    self.writesGraphs = writesGraphs
    self.random = random
  }

  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func space() -> String {
    pick(["", " ", " ", "\n", "\t", "\r\n", " # no . \"stop\" <\n", "  "])
  }

  private mutating func gap() -> String {
    let space = space()
    return space.isEmpty ? " " : space
  }

  private mutating func state(_ subject: String, _ predicate: String, _ object: String) {
    facts.append([subject, predicate, object].joined(separator: " ") + graph)
  }

  mutating func addStatement() {
    if writesGraphs, random.chance(20) {
      endGraph()
      if random.chance(70) {
        let name = iri()
        text += pick(["", "GRAPH ", "graph\n"]) + name.written + space() + "{" + space()
        graph = " " + name.meant
      } else {
        text += "{"
      }
      isInGraph = true
    }
    var subject = (written: "", meant: "")
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      subject = list(depth: 2)
    case 1:
      let node = anonymous(depth: 2)
      text += node.written + space()
      if random.chance(50) {
        text += "." + gap()
        return
      }
      subject = ("", node.meant)
    default: subject = iri()
    }
    text += subject.written + gap() + predicates(of: subject.meant, depth: 3)
    text += space() + (isInGraph && random.chance(10) ? closing() : "." + gap())
  }

  private mutating func closing() -> String {
    graph = ""
    isInGraph = false
    return "}" + gap()
  }

  mutating func endGraph() {
    if isInGraph { text += closing() }
  }

  private mutating func predicates(of subject: String, depth: Int) -> String {
    var written = ""
    for number in 0..<Int.random(in: 1...3, using: &random) {
      if number > 0 { written += space() + pick([";", ";", ";;", "; \n;"]) + space() }
      let predicate = random.chance(10) ? type : iri()
      written += predicate.written + gap()
      for number in 0..<Int.random(in: 1...3, using: &random) {
        if number > 0 { written += space() + "," + space() }
        let object = object(depth: depth)
        written += object.written
        state(subject, predicate.meant, object.meant)
      }
    }
    return written + pick(["", "", " ;"])
  }

  private let type = (written: "a", meant: "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")

  private mutating func object(depth: Int) -> (written: String, meant: String) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where depth > 0: return list(depth: depth - 1)
    case 1 where depth > 0: return anonymous(depth: depth - 1)
    case 2: return number()
    case 3, 4, 5, 6: return literal()
    default: return iri()
    }
  }

  private mutating func list(depth: Int) -> (written: String, meant: String) {
    var (written, meant): (String, [String]) = ("(" + space(), [])
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let item = object(depth: depth)
      written += item.written + gap()
      meant.append(item.meant)
    }
    return (written + ")", "(" + meant.joined(separator: " ") + ")")
  }

  private mutating func anonymous(depth: Int) -> (written: String, meant: String) {
    blanks += 1
    let meant = "[\"n\(blanks)\"]"
    var written = "[" + space() + "<x:number>" + space() + "'n\(blanks)'"
    if random.chance(50) { written += ";" + predicates(of: meant, depth: depth) }
    return (written + space() + "]", meant)
  }

  private mutating func number() -> (written: String, meant: String) {
    let (number, datatype) = pick([
      ("7", "integer"), ("-12", "integer"), ("1.50", "decimal"), ("-.5", "decimal"),
      ("2.5e-3", "double"), ("1.E+9", "double"), ("false", "boolean"),
    ])
    return (number + " ", "\"\(number)\"^^<http://www.w3.org/2001/XMLSchema#\(datatype)>")
  }

  private mutating func iri() -> (written: String, meant: String) {
    let number = Int.random(in: 0..<40, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return ("<x:e/n\(number)>", "<x:e/n\(number)>")
    case 1: return ("<d\(number)>", "<x:/b/d\(number)>")
    case 2: return ("<#\(number)>", "<x:/b/c#\(number)>")
    case 3: return ("<../é\\u00e9\(number)>", "<x:/éé\(number)>")
    case 4: return (":n.\(number):é", "<x:n.\(number):é>")
    case 5: return ("e:\\,n%2F\(number)\\.", "<x:e/,n%2F\(number).>")
    case 6:
      return (
        "<x:long/\(String(repeating: "y", count: number * 3))>",
        "<x:long/\(String(repeating: "y", count: number * 3))>"
      )
    default: return ("e:n\(number)", "<x:e/n\(number)>")
    }
  }

  private mutating func literal() -> (written: String, meant: String) {
    let isLong = random.chance(50)
    let quote = random.chance(60) ? "\"" : "'"
    var (written, meant) = ("", "")
    // One unescaped quote of the kind that ends the string may stand in a long one, but not at its end.
    var last = ""
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      var choices = [
        ("a", "a"), (" .\t", " .\\t"), ("é😀", "é😀"), ("\\\\", "\\\\"), ("\\n", "\\n"),
        ("\\\"", "\\\""), ("\\'", "'"), ("\\u0041", "A"), ("[{(<#", "[{(<#"),
      ]
      if quote == "'" || isLong && last != "\"" { choices.append(("\"", "\\\"")) }
      if quote == "\"" || isLong && last != "'" { choices.append(("'", "'")) }
      if isLong { choices += [("\n", "\\n"), ("\r\n", "\\r\\n")] }
      let (part, means) = pick(choices)
      last = part
      written += part
      meant += means
    }
    if last == quote {
      written += "."
      meant += "."
    }
    let quotes = isLong ? String(repeating: quote, count: 3) : quote
    let suffix = pick([
      ("", ""), ("", ""), ("@en", "@en"), (" @de-AT", "@de-AT"), ("^^<x:e/t>", "^^<x:e/t>"),
      ("^^e:t", "^^<x:e/t>"), (" ^^\ne:t ", "^^<x:e/t>"),
    ])
    return (quotes + written + quotes + suffix.0, "\"\(meant)\"\(suffix.1)")
  }
}
