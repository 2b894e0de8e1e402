/// Text whose lines go on where they end in a space (RFC 3676).
enum FlowedText {
  static func joined(_ text: String, deletesSpace: Bool) -> String {
    var result: [String] = []
    /// How often the open line is quoted; nil where it has ended.
    var open: Int?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let depth = line.prefix { $0 == ">" }.count
      var words = line.dropFirst(depth)
      if words.first == " " { words = words.dropFirst() }
      let goesOn = words.last == " " && words != "-- "
      if goesOn, deletesSpace { words = words.dropLast() }
      if open == depth, words != "-- " {
        result[result.count - 1] += words
      } else {
        let mark = depth > 0 ? String(repeating: ">", count: depth) + " " : ""
        result.append(mark + words)
      }
      open = goesOn ? depth : nil
    }
    return result.joined(separator: "\n")
  }
}
