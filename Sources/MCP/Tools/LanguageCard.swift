import Graph

/// The query language on one card, for models that have not seen it.
enum LanguageCard {
  /// Programs that show the chief forms.
  static let examples = [
    #"met("Lee", Who)?"#,
    #"met("Lee", Who, in: Where, on: When)?"#,
    #"?(Who, N = count(X)) :- met(Who, X) order by N desc limit 5."#,
  ]

  /// What a client tells its model before the first call.
  static let instructions = """
    graphsh holds a knowledge graph that was read from texts. Every fact rests on sentences; answers give their ids as [12] \
    and list the sentences with their sources, so that you can cite them.

    Begin with ask (a question in English), search (names and sentences by words) or schema (what the graph knows). For \
    anything more exact use query, in GQL, a Datalog:
      met("Lee", Who)?                                a query; variables begin with a capital letter, names stand in quotes
      met("Lee", Who, in: Where, on: When)?           with what the same sentence says of place and time
      met("Lee", X, claim: any, as: How, by: Who)?    also what is denied, planned or only said
      person(X), not met(X, _)?                       and, not; a type is a predicate
      ally(X) :- met("Lee", X); visited(X, "Seoul").  a rule, with ; for or; then ally(X)?
      ?(X, N = count(Y)) :- met(X, Y) order by N desc limit 5.
      ?(P, X) :- triple("Lee", P, X).                 every stored fact about a name
    Relations are those that the tool schema lists; any verb of the texts is a predicate, too. Programs only read here.
    An answer that goes on has "next": give it as cursor. An error says what is wrong, where, and how to write it.
    """

  /// A relation with its signature, what texts call it, and an example.
  static func line(_ relation: RelationDescription) -> String {
    relation.signature + (relation.example.isEmpty ? "" : " — \(relation.example)")
  }
}
