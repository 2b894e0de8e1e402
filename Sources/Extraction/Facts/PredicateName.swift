/// Builds the names of predicates: lemma phrases with underscores (`rely_on`).
enum PredicateName {
  /// The name made of words; anything but letters and digits goes.
  static func join(_ words: [String]) -> String {
    var result = ""
    for word in words {
      var part = ""
      for scalar in word.unicodeScalars
      where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        part.unicodeScalars.append(scalar)
      }
      if part.isEmpty { continue }
      if !result.isEmpty { result += "_" }
      result += part.lowercased()
    }
    return result
  }
}
