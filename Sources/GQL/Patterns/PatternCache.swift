/// Regular expressions that were compiled already.
struct PatternCache {
  private var compiled: [String: Result<RegularExpression, RegularExpressionError>] = [:]
  /// A program may take its patterns from its rows; with more than these, those from before are forgotten.
  private static let limit = 1000

  mutating func expression(_ pattern: String) throws(RegularExpressionError) -> RegularExpression {
    if let known = compiled[pattern] { return try known.get() }
    if compiled.count >= Self.limit { compiled = [:] }
    let result = Result { () throws(RegularExpressionError) in try RegularExpression(pattern) }
    compiled[pattern] = result
    return try result.get()
  }
}
