import Base

/// Names of authors out of the values that pages give for them.
enum PersonNames {
  /// The names in order, each once: lists are parted, "By" and addresses left out.
  static func names(in values: [String]) -> [String] {
    var names: [String] = []
    for value in values {
      for name in parts(of: PlainWords.text(of: value)) where !names.contains(name) {
        names.append(name)
      }
      if names.count > 40 { break }
    }
    return names
  }

  /// The names in lines such as "By Jane Roe in Oslo".
  static func signed(in lines: [String]) -> [String] {
    for line in lines where line.lowercased().hasPrefix("by ") && line.utf8.count < 120 {
      let names = line.dropFirst(3).prefix { !"|•·(–—»".contains($0) }
      let before = String(names).replacing(" in ", with: "|").split(separator: "|").first
      if let before { return self.names(in: [String(before)]) }
    }
    return []
  }

  private static func parts(of value: String) -> [String] {
    var rest = value[...]
    for opening in ["by ", "by: ", "written by ", "author: ", "posted by "]
    where rest.lowercased().hasPrefix(opening) {
      rest = rest.dropFirst(opening.count)
    }
    guard value.utf8.count < 300 else { return [] }
    return String(rest).replacing(" and ", with: ",").replacing(" & ", with: ",")
      .replacing(" | ", with: ",").replacing(";", with: ",").split(separator: ",")
      .map { $0.trimmingSpaces() }
      .filter { name in
        !name.isEmpty && name.utf8.count < 80 && !name.contains("://") && !name.contains("@")
          && name.contains(where: \.isLetter) && !name.contains(where: \.isNumber)
          && name.lowercased() != "admin"
      }
  }
}
