/// Marks what a library of electronic books puts around the text: all before "*** START OF …" and after "*** END OF …".
enum EBookNotices {
  static func marked(in paragraphs: [RawDocument.Line]) -> [RawDocument.Line] {
    guard
      let start = paragraphs.firstIndex(where: { isMark($0.text, "START OF") }),
      let end = paragraphs[start...].firstIndex(where: { isMark($0.text, "END OF") })
    else { return paragraphs }
    var marked = paragraphs
    for place in marked.indices where place <= start || place >= end {
      marked[place].role = .notice
    }
    return marked
  }

  private static func isMark(_ text: String, _ words: String) -> Bool {
    guard text.hasPrefix("***") else { return false }
    return text.dropFirst(3).drop { $0 == " " }.hasPrefix(words)
  }
}
