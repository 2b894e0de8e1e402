import Base

/// The text of a document of Word (Office Open XML, ISO/IEC 29500).
struct WordDocument {
  private let tree: XMLTree
  /// Names of styles by their identifiers, in small letters.
  private var styles: [String: String] = [:]
  private var lines: [RawDocument.Line] = []

  static func read(_ package: Package) throws(ReadingError) -> RawDocument {
    guard let tree = package.xml("word/document.xml") else {
      throw .archive("its text is not well-formed XML")
    }
    if let problem = tree.problem { throw problem }
    let styles = package.xml("word/styles.xml")
    var document = WordDocument(tree, styles: styles)
    document.readBlocks(of: 0)
    var raw = RawDocument()
    raw.details = Package.details(package.xml("docProps/core.xml"))
    raw.lines = document.lines
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
      guard let notes = package.xml(name) else { continue }
      var reader = WordDocument(notes, styles: styles)
      reader.readBlocks(of: 0)
      raw.lines += reader.lines
    }
    return raw
  }

  private init(_ tree: XMLTree, styles: XMLTree?) {
    self.tree = tree
    guard let styles else { return }
    for style in styles.children(of: 0) where styles.nodes[style].name == "style" {
      guard let id = styles.nodes[style].attribute("styleId"),
        let name = styles.child("name", of: style)
      else { continue }
      self.styles[id] = styles.nodes[name].attribute("val")?.lowercased()
    }
  }

  /// Paragraphs and rows of tables, in whatever stands around them.
  private mutating func readBlocks(of node: Int) {
    var place = node + 1
    while place < tree.nodes[node].end {
      switch tree.nodes[place].name {
      case "p":
        append(paragraph(place), role(of: place))
        place = tree.nodes[place].end
      case "tr":
        readRow(place)
        place = tree.nodes[place].end
      case "del", "moveFrom", "Fallback", "sectPr": place = tree.nodes[place].end
      default: place += 1
      }
    }
  }

  /// A row of one cell is a frame around text.
  private mutating func readRow(_ row: Int) {
    let cells = tree.children(of: row).filter { tree.nodes[$0].name == "tc" }
    guard cells.count != 1 else { return readBlocks(of: cells[0]) }
    let texts = cells.map { cell in
      tree.children(of: cell).filter { tree.nodes[$0].name == "p" }.map(paragraph)
        .joined(separator: " ").collapsingSpaces()
    }
    append(texts.joined(separator: " | "), .table)
  }

  private mutating func append(_ text: String, _ role: TextRole?) {
    let text = text.collapsingSpaces()
    if text.contains(where: { $0.isLetter || $0.isNumber }) {
      lines.append(.init(text: text, role: role))
    }
  }

  private func paragraph(_ node: Int) -> String {
    var text = ""
    var place = node + 1
    while place < tree.nodes[node].end {
      switch tree.nodes[place].name {
      case "t": text += tree.text(of: place)
      case "tab", "br", "cr": text += " "
      case "noBreakHyphen": text += "-"
      case "p": text += " "
      case "pPr", "rPr", "del", "moveFrom", "Fallback":
        place = tree.nodes[place].end
        continue
      default: break
      }
      place += 1
    }
    return text
  }

  private func role(of paragraph: Int) -> TextRole? {
    guard let properties = tree.child("pPr", of: paragraph) else { return nil }
    if let style = tree.child("pStyle", of: properties),
      let id = tree.nodes[style].attribute("val")
    {
      let name = styles[id] ?? id.lowercased()
      if name.hasPrefix("heading") || name == "title" || name == "subtitle" { return .title }
      if name == "caption" { return .caption }
      if name.hasPrefix("toc") { return .contents }
    }
    return tree.child("outlineLvl", of: properties) == nil ? nil : .title
  }
}
