import CSchema

/// The files of `schema/`, built into the executable so that one file is the whole program.
package enum Schema {
  /// The numbered migrations, oldest first. A migration's version is its place here, counted from 1.
  package static let migrations: [String] = [
    text(schema_migration_001_graph()),
    text(schema_migration_002_named_graphs()),
    text(schema_migration_003_checks_and_mending()),
    text(schema_migration_004_blocks()),
    text(schema_migration_005_profiles()),
    text(schema_migration_007_readings()),
    text(schema_migration_008_literal_forms()),
    text(schema_migration_009_term_forms()),
    text(schema_migration_010_document_properties()),
    text(schema_migration_011_decisions()),
    text(schema_migration_012_relations()),
    text(schema_migration_013_qualifiers()),
    text(schema_migration_014_rejections()),
    text(schema_migration_015_changes()),
  ]

  /// The tables of knowledge that extraction starts with: the name of each file and its text.
  package static let knowledge: [(name: String, text: String)] = [
    ("models/confidence.tsv", text(schema_confidence())),
    ("classes.tsv", text(schema_classes())),
    ("countries.tsv", text(schema_countries())),
    ("first_names.tsv", text(schema_first_names())),
    ("hosts.tsv", text(schema_hosts())),
    ("known_names.tsv", text(schema_known_names())),
    ("known_places.tsv", text(schema_known_places())),
    ("models/name_types.tsv", text(schema_name_types())),
    ("names.tsv", text(schema_names())),
    ("nicknames.tsv", text(schema_nicknames())),
    ("nominals.tsv", text(schema_nominals())),
    ("occupations.tsv", text(schema_occupations())),
    ("persons.tsv", text(schema_persons())),
    ("places.tsv", text(schema_places())),
    ("models/pronouns.tsv", text(schema_pronouns())),
    ("prepositions.tsv", prepositions),
    ("relations.tsv", relations),
    ("titles.tsv", text(schema_titles())),
    ("types.tsv", text(schema_types())),
    ("verbs.tsv", text(schema_verbs())),
  ]

  /// Relations: their names, types, wordings and examples.
  package static let relations = text(schema_relations())

  /// Prepositions and what they tell.
  package static let prepositions = text(schema_prepositions())

  /// The commonest words of English and of other languages, by which they are told apart.
  package static let languages = text(schema_languages())

  /// Groups of words that may stand for one another where a question is compared with texts.
  package static let synonyms = text(schema_synonyms())

  /// Which claims a modality makes: `planned` or `said`; any other leaves its claim `possible`.
  package static var claims: String { text(schema_claims()) }

  private static func text(_ file: SchemaFile) -> String {
    String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
  }
}
