extension StringProtocol {
  /// With blanks where a name of the language has underscores: `president_of` is "president of" to people and in texts.
  public var withBlanks: String { String(map { $0 == "_" ? " " : $0 }) }

  /// With underscores in place of blanks, so that it is a name of the language.
  public var withUnderscores: String { String(map { $0 == " " ? "_" : $0 }) }
}
