/// A text that lies in no file.
public struct NamedText: Sendable {
  /// What it is called in the graph, as a file is by its path; its ending tells the format, if it has one.
  public var name: String
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
