/// A text that lies in no file.
public struct NamedText: Sendable {
  /// What it is called in the graph, as a file is by its path; its ending tells the format, if it has one.
  public var name: String
  /// The text itself.
  public var text: String

  /// - Parameter name: what stands in place of a path
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
