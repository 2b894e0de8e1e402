import Base

/// The lines at the edges of printed pages: their numbers, and heads and feet that come again on every page.
struct PageEdges {
  private let edges: Set<Int>

  /// How often a line must come to be a running head.
  private static let leastTimes = 3

  /// Linear in the lines.
  init(_ lines: [TextLine], in text: [Unicode.Scalar]) {
    var edges: Set<Int> = []
    var times: [String: [Int]] = [:]
    var hasPages = false
    for index in lines.indices where !lines[index].isBlank {
      let line = lines[index]
      if line.opensPage { hasPages = true }
      let isAlone = Self.isBlank(lines, index - 1) && Self.isBlank(lines, index + 1)
      if isAlone || line.opensPage, Self.isNumber(line, in: text) { edges.insert(index) }
      let standsAtEdge =
        isAlone || line.opensPage || index + 1 < lines.count && lines[index + 1].opensPage
      if standsAtEdge, line.end - line.start <= 80, !line.endsSentence(in: text) {
        times[Self.form(of: line, in: text), default: []].append(index)
      }
    }
    if hasPages || edges.count >= Self.leastTimes {
      // Numbers that stand alone, such as of chapters, are too few to be of pages.
      for places in times.values where places.count >= Self.leastTimes { edges.formUnion(places) }
    } else {
      edges = []
    }
    self.edges = edges
  }

  func isEdge(_ line: Int) -> Bool { edges.contains(line) }

  private static func isBlank(_ lines: [TextLine], _ index: Int) -> Bool {
    !lines.indices.contains(index) || lines[index].isBlank || lines[index].opensPage
  }

  /// "12", "- 12 -", "[12]", "Page 12", "Page 12 of 30", "xii".
  private static func isNumber(_ line: TextLine, in text: [Unicode.Scalar]) -> Bool {
    guard line.end - line.start <= 20 else { return false }
    let words = String(String.UnicodeScalarView(text[line.start..<line.end])).lowercased().split {
      !($0.isLetter || $0.isNumber)
    }
    guard let last = words.last else { return false }
    let isFigure = last.allSatisfy(\.isNumber) && last.utf8.count <= 4
    switch words.count {
    case 1:
      return isFigure
        || last.allSatisfy { "ivxlc".contains($0) } && text[line.start].properties.isLowercase
    case 2: return isFigure && ["page", "pg", "p", "seite"].contains(words[0])
    case 4: return isFigure && words[0] == "page" && words[2] == "of"
    default: return false
    }
  }

  /// A line with its numbers as one sign, so that "Annual report 12" and "Annual report 13" are one.
  private static func form(of line: TextLine, in text: [Unicode.Scalar]) -> String {
    var form = String.UnicodeScalarView()
    for scalar in text[line.start..<line.end] {
      if scalar.isASCIIDigit {
        if form.last != "#" { form.append("#") }
      } else {
        form.append(scalar)
      }
    }
    return String(form)
  }
}
