/// The lines of a letter that say whom it is to and who wrote it: "Dear Jean:", and the name below "Yours faithfully,".
struct LetterParts {
  private(set) var salutation: Int?
  private(set) var signature: Range<Int>?

  /// So many lines at the beginning and at the end are looked at.
  private static let reach = 12
  private static let longestName = 6
  private static let greetings: Set<Substring> = ["dear", "dearest", "hi", "hello"]

  init(_ lines: [String]) {
    salutation = lines.indices.prefix(Self.reach).first { Self.isSalutation(lines[$0]) }
    guard let salutation else { return }
    for closing in lines.indices.suffix(Self.reach).reversed()
    where closing > salutation && Self.isClosing(lines[closing]) {
      let names = lines[(closing + 1)...].prefix { Self.isName($0) }
      guard !names.isEmpty else { continue }
      signature = names.indices
      return
    }
  }

  private static func words(_ line: String) -> [Substring] { line.split(separator: " ") }

  private static func isSalutation(_ line: String) -> Bool {
    let words = words(line)
    guard (2...8).contains(words.count), let last = line.last, ",:!-—".contains(last) else {
      return false
    }
    let first = words[0].lowercased()[...]
    return greetings.contains(first) || first == "my" && words[1].lowercased() == "dear"
  }

  /// A few words before the name, that end with a comma or stop: "With love,".
  private static func isClosing(_ line: String) -> Bool {
    guard let last = line.last, ",.!".contains(last) else { return false }
    return words(line).count <= longestName && line.first?.isUppercase ?? false
  }

  /// A few words, all but small ones with a capital, and no digit.
  private static func isName(_ line: String) -> Bool {
    let words = words(line)
    guard (1...longestName).contains(words.count),
      line.last.map({ $0.isLetter || $0 == "." }) ?? false,
      !line.contains(where: \.isNumber), !isClosing(line) || words.count < 3
    else { return false }
    return words.allSatisfy { $0.first?.isUppercase ?? false || $0 == "of" || $0 == "and" }
  }
}
