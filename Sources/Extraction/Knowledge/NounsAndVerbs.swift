/// What the tables tell of single words, for readers outside the target.
extension Knowledge {
  /// Whether a verb tells somebody's words or thoughts ("say", "think").
  package func tellsWords(_ verb: String) -> Bool {
    verbClasses(VerbLemma.folded(verb)).contains(.say)
  }

  /// The type of entities that a noun names ("newspaper" an organization); nil where the tables do not tell.
  package func type(ofNoun noun: String) -> String? {
    if let kind = typeNouns[noun] { return kind.rawValue }
    return isPerson(noun: noun) ? "person" : nil
  }

  /// Whether a noun is what somebody can be: an office, a rank, an occupation, a relative.
  package func isRole(_ noun: String) -> Bool {
    titles[noun] != nil || occupations[noun] != nil || isPerson(noun: noun)
  }

  /// The country that a name is of, or whose people or capital it names.
  package func country(meantBy name: String) -> String? {
    countries[name]?.country ?? demonyms[name]?.country ?? capitals[name]
  }

  /// The spelling of a verb that predicates have ("criticize" for "criticise").
  package func predicateSpelling(_ verb: String) -> String { VerbLemma.folded(verb) }
}
