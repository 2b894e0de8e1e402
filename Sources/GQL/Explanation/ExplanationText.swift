extension Proof: CustomStringConvertible {
  /// The tree as indented text, one fact a line, each followed by what makes it hold.
  public var description: String { DeepStack.run { tree.text } }
}

extension Refutation: CustomStringConvertible {
  /// The tree as indented text: the fact, then each rule that could give it with the literal at which it fails.
  public var description: String { DeepStack.run { tree.text } }
}
