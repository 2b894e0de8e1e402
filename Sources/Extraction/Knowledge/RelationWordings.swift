/// What predicates mean, for readers outside the target.
extension Knowledge {
  /// The relations that a predicate is a wording of, each with whether the predicate's subject is the relation's object.
  package func relations(wordedBy predicate: String) -> [(name: String, isTurned: Bool)] {
    relations.wordings(of: predicate).map {
      (relations.relations[$0.relation].name, $0.isTurned)
    }
  }
}
