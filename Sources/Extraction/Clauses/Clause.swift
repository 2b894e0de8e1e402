/// A verb with all that belongs to it: who does what to whom, where, when and how it is meant.
package struct Clause: Sendable {
  package enum ObjectKind: Sendable {
    case direct, indirect, attribute, objectPredicate, adjective, relative
  }

  package struct Object: Sendable {
    package var kind: ObjectKind
    package var head: Int
  }

  /// A preposition (or several: "from behind") and the head of its object.
  package struct Complement: Sendable {
    package var prepositions: [Int]
    package var head: Int
  }

  /// The verb that heads the clause.
  package var verb: Int
  /// The verb and the infinitives that make one predicate with it ("wants to buy").
  package var chain: [Int]
  /// Heads of the subjects, own or inherited.
  package var subjects: [Int]
  package var objects: [Object] = []
  package var complements: [Complement] = []
  /// Adverbs and noun phrases of time, manner and measure: spans of tokens.
  package var adverbials: [[Int]] = []
  /// Heads of clausal complements.
  package var clausal: [Int] = []

  package var last: Int { chain[chain.count - 1] }
}
