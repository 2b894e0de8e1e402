extension String {
  /// With straight apostrophes in the place of typographic ones.
  public func replacingApostrophes() -> String {
    guard unicodeScalars.contains("’") else { return self }
    var result = ""
    for scalar in unicodeScalars { result.unicodeScalars.append(scalar == "’" ? "'" : scalar) }
    return result
  }
}
