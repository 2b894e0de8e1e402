import Base

/// Text that keeps its lines: prose that was wrapped by hand, or else code.
enum PreformattedText {
  /// The paragraphs of prose, each on one line; code as it stands, on one line each.
  static func paragraphs(of text: String) -> [(String, PageBlock.Kind)] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard isProse(lines) else {
      return [(text.collapsingSpaces(), .preformatted)]
    }
    var paragraphs: [(String, PageBlock.Kind)] = []
    var paragraph = ""
    for line in lines + [""] {
      let trimmed = line.collapsingSpaces()
      if trimmed.isEmpty {
        if !paragraph.isEmpty { paragraphs.append((paragraph, .paragraph)) }
        paragraph = ""
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + trimmed
      }
    }
    return paragraphs
  }

  /// Whether words and sentences, rather than signs, make up the lines.
  private static func isProse(_ lines: [Substring]) -> Bool {
    var (letters, signs, words, stops) = (0, 0, 0, 0)
    for line in lines {
      var wasLetter = false
      for byte in line.utf8 {
        let isLetter = byte >= 0x80 || TagScanner.isLetter(byte)
        if isLetter {
          letters += 1
          if !wasLetter { words += 1 }
        } else if "{}[]()<>=;+*/\\|#$&%@_~^".utf8.contains(byte) {
          signs += 1
        } else if ".!?".utf8.contains(byte), wasLetter {
          stops += 1
        }
        wasLetter = isLetter
      }
    }
    return letters > 40 && signs * 20 < letters && stops > 0 && words >= stops * 4
  }
}
