/// A column of a file that is written.
package struct WrittenColumn: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case integer32, integer64, double, text, bytes

    var type: PhysicalType {
      switch self {
      case .integer32: .int32
      case .integer64: .int64
      case .double: .double
      case .text, .bytes: .byteArray
      }
    }
  }

  package let name: String
  package let kind: Kind
  /// Whether values may be missing.
  package let isOptional: Bool

  package init(_ name: String, _ kind: Kind, isOptional: Bool) {
    (self.name, self.kind, self.isOptional) = (name, kind, isOptional)
  }
}
