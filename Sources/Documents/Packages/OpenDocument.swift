import Base

/// The text of a document of OpenDocument (ISO/IEC 26300), as LibreOffice writes it.
struct OpenDocument {
  private let tree: XMLTree
  private var lines: [RawDocument.Line] = []
  private var notes: [Int] = []
  private var comments = 0

  static func read(_ package: Package) throws(ReadingError) -> RawDocument {
    if let manifest = package.part("META-INF/manifest.xml"),
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw .archive("it is encrypted")
    }
    guard let tree = package.xml("content.xml") else {
      throw .archive("its text is not well-formed XML")
    }
    if let problem = tree.problem { throw problem }
    var document = OpenDocument(tree: tree)
    if let body = tree.nodes.indices.first(where: { tree.nodes[$0].name == "body" }) {
      document.readBlocks(of: body, nil)
    }
    // Notes may hold no notes.
    for note in document.notes { document.readBlocks(of: note, nil) }
    var raw = RawDocument()
    raw.details = Package.details(package.xml("meta.xml"))
    raw.lines = document.lines
    if document.comments > 0 { raw.leftOut[.comment] = document.comments }
    return raw
  }

  private init(tree: XMLTree) { self.tree = tree }

  private mutating func readBlocks(of node: Int, _ role: TextRole?) {
    var place = node + 1
    while place < tree.nodes[node].end {
      let element = tree.nodes[place]
      switch element.name {
      case "p": append(text(of: place), role)
      case "h": append(text(of: place), .title)
      case "table-of-content": readBlocks(of: place, .contents)
      case "table-row":
        let cells = tree.children(of: place).filter { tree.nodes[$0].name == "table-cell" }
        if cells.count == 1 {
          readBlocks(of: cells[0], role)
        } else {
          append(cells.map { text(of: $0).collapsingSpaces() }.joined(separator: " | "), .table)
        }
      case "tracked-changes", "forms", "sequence-decls": break
      default:
        place += 1
        continue
      }
      place = element.end
    }
  }

  private mutating func append(_ text: String, _ role: TextRole?) {
    let text = text.collapsingSpaces()
    if text.contains(where: { $0.isLetter || $0.isNumber }) {
      lines.append(.init(text: text, role: role))
    }
  }

  private mutating func text(of node: Int) -> String {
    var text = ""
    var place = node + 1
    while place < tree.nodes[node].end {
      let element = tree.nodes[place]
      switch element.name {
      case "": text += element.text
      case "s", "tab", "line-break", "p", "h": text += " "
      case "note":
        if let body = tree.child("note-body", of: place) { notes.append(body) }
        place = element.end
        continue
      case "annotation":
        comments += tree.text(of: place).unicodeScalars.count
        place = element.end
        continue
      default: break
      }
      place += 1
    }
    return text
  }
}
