import Base

/// The address that a document says it has (`og:url`, `"url"`).
enum DocumentAddress {
  /// The address, if it can name one document: that of a site, as careless pages give it, or no absolute one names
  /// none.
  static func naming(_ declared: String?) -> String? {
    guard let address = declared?.trimmingSpaces(), !address.isEmpty,
      let scheme = address.range(of: "://")
    else { return nil }
    let rest = address[scheme.upperBound...]
    guard let slash = rest.firstIndex(where: { "/?#".contains($0) }) else { return nil }
    let isHome = rest[slash...].allSatisfy { "/?#".contains($0) }
    return isHome ? nil : address
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
