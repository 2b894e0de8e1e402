/// Names of letters, digits and `_` that differ from one another in any case, for engines that take no others.
struct UniqueNames {
  private var used: Set<String> = []

  /// A name like one of the program, as far as its letters allow that.
  mutating func name(for title: String) -> String {
    let letters = title.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
    }
    var stem = String(String.UnicodeScalarView(letters.prefix(40)))
    if stem.unicodeScalars.allSatisfy({ $0 == "_" }) { stem = "any" }
    if let first = stem.unicodeScalars.first, ("0"..."9").contains(first) { stem = "p" + stem }
    var name = stem
    var number = 1
    while !used.insert(name.lowercased()).inserted {
      number += 1
      name = "\(stem)_\(number)"
    }
    return name
  }
}
