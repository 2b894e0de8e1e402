/// The release that this is.
package enum Release {
  package static let version = cVersion.description
  /// The same as a text that C can read.
  package static let cVersion: StaticString = "0.1.0"
}
