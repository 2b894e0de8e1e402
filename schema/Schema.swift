/// The files of `schema/`, built into the executable so that one file is the whole program.
public enum Schema {
  /// The numbered migrations, oldest first. A migration's version is its place here, counted from 1.
  public static let migrations: [String] = [
    text(PackageResources._01_graph_sql),
    text(PackageResources._02_named_graphs_sql),
    text(PackageResources._03_checks_and_mending_sql),
    text(PackageResources._04_blocks_sql),
    text(PackageResources._05_profiles_sql),
    text(PackageResources._07_readings_sql),
    text(PackageResources._08_literal_forms_sql),
    text(PackageResources._09_term_forms_sql),
    text(PackageResources._10_document_properties_sql),
    text(PackageResources._11_decisions_sql),
    text(PackageResources._12_relations_sql),
    text(PackageResources._13_qualifiers_sql),
  ]

  /// The tables of knowledge that extraction starts with: the name of each file and its text.
  public static let knowledge: [(name: String, text: String)] = [
    ("models/confidence.tsv", text(PackageResources.confidence_tsv)),
    ("classes.tsv", text(PackageResources.classes_tsv)),
    ("countries.tsv", text(PackageResources.countries_tsv)),
    ("first_names.tsv", text(PackageResources.first_names_tsv)),
    ("hosts.tsv", text(PackageResources.hosts_tsv)),
    ("known_names.tsv", text(PackageResources.known_names_tsv)),
    ("models/name_types.tsv", text(PackageResources.name_types_tsv)),
    ("names.tsv", text(PackageResources.names_tsv)),
    ("nicknames.tsv", text(PackageResources.nicknames_tsv)),
    ("nominals.tsv", text(PackageResources.nominals_tsv)),
    ("occupations.tsv", text(PackageResources.occupations_tsv)),
    ("persons.tsv", text(PackageResources.persons_tsv)),
    ("places.tsv", text(PackageResources.places_tsv)),
    ("models/pronouns.tsv", text(PackageResources.pronouns_tsv)),
    ("relations.tsv", relations),
    ("titles.tsv", text(PackageResources.titles_tsv)),
    ("types.tsv", text(PackageResources.types_tsv)),
    ("verbs.tsv", text(PackageResources.verbs_tsv)),
  ]

  /// Relations: their names, types, wordings and examples.
  public static let relations = text(PackageResources.relations_tsv)

  /// The commonest words of English and of other languages, by which they are told apart.
  public static let languages = text(PackageResources.languages_tsv)

  /// Groups of words that may stand for one another where a question is compared with texts.
  public static let synonyms = text(PackageResources.synonyms_tsv)

  /// Which claims a modality makes: `planned` or `said`; any other leaves its claim `possible`.
  public static var claims: String { text(PackageResources.claims_tsv) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
