import Foundation
import FoundationXML
import Graph
import Testing

@Suite struct SVGPictureTests {
  /// The elements of a picture with their attributes and texts; nil if it is not well-formed XML.
  private final class Elements: NSObject, XMLParserDelegate {
    var circles = 0
    /// Names and words: their places, sizes and texts.
    var texts: [(x: Double, y: Double, size: Double, text: String)] = []
    var other: Set<String> = []
    private var isInHead = 0
    private var isText = false

    static func read(_ svg: String) -> Elements? {
      let elements = Elements()
      let parser = XMLParser(data: Data(svg.utf8))
      parser.delegate = elements
      return parser.parse() ? elements : nil
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      switch name {
      case "g": isInHead += 1
      case "circle" where isInHead == 0: circles += 1
      case "text" where isInHead == 0:
        isText = true
        texts.append(
          (
            Double(attributes["x"] ?? "") ?? 0, Double(attributes["y"] ?? "") ?? 0,
            Double(attributes["font-size"] ?? "") ?? 0, ""
          ))
      default: other.insert(name)
      }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if isText { texts[texts.count - 1].text += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if name == "g" { isInHead -= 1 }
      if name == "text" { isText = false }
    }
  }

  private func subgraph(_ facts: [(String, String, String)], limit: Int? = nil) throws -> Subgraph {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.insert(facts.map { (.string($0.0), $0.1, .string($0.2)) })
    var selection = SubgraphSelection()
    selection.limit = limit
    return try graph.subgraph(selection)
  }

  @Test func everyNodeIsDrawnAndNoLabelLiesOnAnother() throws {
    var facts: [(String, String, String)] = []
    for number in 1..<150 {
      facts.append(("harbour \(number / 3)", "leads to", "harbour \(number)"))
      if number % 5 == 0 { facts.append(("harbour \(number)", "trades with", "harbour 7")) }
    }
    let picture = try #require(Elements.read(SVGWriter().write(try subgraph(facts))))
    #expect(picture.circles == 150)
    #expect(picture.texts.contains { $0.text == "leads to" })
    #expect(picture.texts.count { $0.text.hasPrefix("harbour") } > 75)
    for (place, one) in picture.texts.enumerated() {
      for other in picture.texts[(place + 1)...] {
        // Letters are taken as less wide than they are, so that touching is no fault.
        let width = (Double(one.text.count) * one.size + Double(other.text.count) * other.size) / 4
        let isApart =
          abs(one.x - other.x) >= width * 0.95
          || abs(one.y - other.y) >= (one.size + other.size) * 0.4
        #expect(isApart, "\(one.text) on \(other.text)")
      }
    }
  }

  @Test(arguments: [
    "</svg><script>alert(1)</script>", "\"><image href=x onerror=alert(1)>", "a\u{2028}b\u{202E}c",
    "\u{1}\u{FFFE}&<>\"'", String(repeating: "long ", count: 4000), "]]>", "<!--", "",
  ])
  func hostileNamesStayText(name: String) throws {
    let facts = [(name, "p", "b"), ("b", name.isEmpty ? "p" : name, "c")]
    let picture = try #require(Elements.read(SVGWriter().write(try subgraph(facts), title: name)))
    #expect(picture.circles == 3)
    #expect(
      picture.other.isSubset(of: ["svg", "title", "rect", "style", "path", "text", "circle"]))
  }

  @Test func whatNoTextAssertsIsDashedAndALoopIsDrawn() throws {
    let graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
    try graph.insert([(.string("a"), "knows", .string("a")), (.string("a"), "knows", .string("b"))])
    let values = try ["a", "b"].map { try #require(try graph.value(of: .string($0))) }
    let part = try graph.subgraph(
      of: [
        DerivedEdge(subject: values[0], name: "reaches", object: values[1], rule: "reaches :- …"),
        DerivedEdge(subject: values[0], name: "knows", object: values[0], rule: nil),
      ])
    let svg = SVGWriter().write(part)
    #expect(svg.contains("stroke-dasharray"))
    #expect(svg.contains("derived by a rule"))
    #expect(try #require(Elements.read(svg)).circles == 2)
  }

  @Test func theSameGraphIsTheSamePicture() throws {
    let part = try subgraph((1..<40).map { ("n\($0 / 2)", "p", "n\($0)") })
    #expect(SVGWriter().write(part) == SVGWriter().write(part))
  }

  @Test func anEmptyGraphIsAPictureToo() throws {
    #expect(Elements.read(SVGWriter().write(Subgraph())) != nil)
  }
}
