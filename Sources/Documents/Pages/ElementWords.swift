import Base

/// The words of an element's class and id, such as `story`, `share` and `bar` of `story-shareBar`, with those left out
/// that tell of the page's state or of its subject rather than of the element's part in the page.
struct ElementWords {
  /// The words of each name, in lower case.
  let names: [[String]]

  /// Reads the values of `class`, `id` and the like.
  init(_ values: [String]) {
    let tokens = values.flatMap { value in
      value.unicodeScalars.split { $0.isWhiteSpace }.map { Substring($0) }
    }
    // What WordPress writes of a post: its author, categories and tags.
    let isPost = tokens.contains { token in
      ["hentry", "type-post", "post", "status-publish"].contains(token)
        || token.hasPrefix("post-") && token.utf8.dropFirst(5).allSatisfy { (48...57).contains($0) }
    }
    names = tokens.prefix(60).compactMap { token in
      let words = Self.words(of: Self.withoutModifier(token))
      guard let first = words.first, !Self.isSlug(words) else { return nil }
      if words.count > 1, Self.states.contains(first) { return nil }
      if words.count > 1, Self.subjects.contains(first), isPost || !Self.isGeneral(words) {
        return nil
      }
      return words
    }
  }

  /// Whether a name is made of the words of a heading, as `sharing-files-with-others` is: it tells of the text's
  /// subject. Those of parts of a page have few small words.
  private static func isSlug(_ words: [String]) -> Bool {
    words.count >= 4 && words[0] != "about" && words[0] != "table"
      && words.contains(where: smallWords.contains)
  }

  private static let smallWords: Set<String> = [
    "with", "and", "a", "an", "the", "of", "is", "are", "how", "why", "does", "when",
  ]

  /// Whether any name has one of the words.
  func contains(any words: Set<String>) -> Bool {
    names.contains { $0.contains { words.contains($0) } }
  }

  /// Openings of names that tell a state of the page.
  private static let states: Set<String> = [
    "no", "has", "with", "without", "hide", "show", "not", "is", "enable", "enabled", "disable",
    "disabled", "for", "single", "page", "postid", "layout", "template", "theme", "supports",
  ]
  /// Openings of names that end with a name of the author, the topic ….
  private static let subjects: Set<String> = [
    "author", "tag", "tags", "category", "cat", "topic", "series", "format", "type", "status",
    "term", "tax", "label",
  ]
  private static let general: Set<String> = [
    "box", "block", "wrapper", "wrap", "container", "list", "item", "items", "section", "area",
    "info", "content", "text", "name", "names", "link", "links", "bar", "bio", "card", "details",
    "meta", "byline", "line", "image", "photo", "avatar", "profile", "about", "description",
    "header", "footer", "title", "heading", "inner", "outer", "row", "col", "column", "group",
    "panel", "widget", "date", "data", "cloud", "strip", "author", "page", "module", "component",
  ]

  /// The name of a part that is the page's main one, without what tells its variety (`Main--skyscraper`).
  private static func withoutModifier(_ name: Substring) -> Substring {
    let bytes = name.utf8
    guard
      let dash = bytes.indices.first(where: { place in
        bytes[place] == UInt8(ascii: "-")
          && bytes[bytes.index(after: place)...].first == UInt8(ascii: "-")
      })
    else { return name }
    let part = name[..<dash]
    let words = words(of: part)
    return words.contains { ["main", "article", "page", "story", "site"].contains($0) }
      && words.count < 3 ? part : name
  }

  private static func isGeneral(_ words: [String]) -> Bool {
    words.dropFirst().allSatisfy { general.contains($0) || $0.allSatisfy(\.isNumber) }
  }

  /// The words of a name: parted where letters end, and where a capital follows a small letter.
  private static func words(of name: Substring) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isLower = false
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in name.utf8.prefix(200) {
      switch byte {
      case 65...90:
        if isLower { close() }
        word.append(byte | 32)
        isLower = false
      case 97...122, 0x80...:
        word.append(byte)
        isLower = true
      case 48...57:
        // A number ends a word, as in "sidebar1".
        close()
        isLower = false
      default:
        close()
        isLower = false
      }
    }
    close()
    return words
  }
}
