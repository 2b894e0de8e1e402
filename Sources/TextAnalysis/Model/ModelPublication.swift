/// A published language model: its files that the pipeline reads, with their SHA-256.
struct ModelPublication: Sendable {
  let name: String
  /// The name of its folder among those of models.
  let folder: String
  let checksums: [(file: String, checksum: String)]

  /// Whether the model has vectors of words beside its embeddings.
  var hasVectors: Bool { checksums.contains { $0.file == Self.vectors } }

  func checksum(of file: String) -> String? { checksums.first { $0.file == file }?.checksum }

  static let all = [small, medium, mixed]

  static let tags = "tagger/cfg"
  static let vectors = "vocab/vectors"
  static let vectorRows = "vocab/key2row"

  /// en_core_web_sm 3.8.0.
  static let small = ModelPublication(
    name: "en_core_web_sm 3.8.0", folder: "en_core_web_sm-3.8.0",
    checksums: shared + smallTrees + [
      ("ner/model", "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e")
    ])

  /// The trees of the small model with the names of the medium one: what either is best at.
  static let mixed = ModelPublication(
    name: "en_core_web_sm 3.8.0 with the names of en_core_web_md 3.8.0",
    folder: "english-3.8.0",
    checksums: shared + smallTrees + mediumNames)

  /// en_core_web_md 3.8.0.
  static let medium = ModelPublication(
    name: "en_core_web_md 3.8.0", folder: "en_core_web_md-3.8.0",
    checksums: shared + [
      (tags, "1c08225a25d4a821539a6dbc3051fd0e047d3620692300b2acdc3253ad2f6fcb"),
      ("tok2vec/model", "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675"),
      ("tagger/model", "4ddde747a73dfd6fc1e40d9702e5185526f7d27e3b56200852761a03f0814533"),
      ("parser/model", "9d2f5ec9fe1cdf6b709cc3bcf746e82788ee3561f1f659a9bc94dadcd7648225"),
    ] + mediumNames)

  private static let smallTrees = [
    (tags, "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118"),
    ("tok2vec/model", "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090"),
    ("tagger/model", "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7"),
    ("parser/model", "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"),
  ]

  private static let mediumNames = [
    ("ner/model", "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d"),
    (vectors, "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830"),
    (vectorRows, "1a1825f75ae9d691024317632021a49970ce61bcc007bc176f77ca429c3bcf5c"),
  ]

  /// What both models have in common.
  private static let shared = [
    ("tokenizer", "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467"),
    ("parser/moves", "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f"),
    ("ner/moves", "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4"),
    (
      "attribute_ruler/patterns", "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683"
    ),
    (
      "lemmatizer/lookups/lookups.bin",
      "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"
    ),
    ("vocab/lookups.bin", "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682"),
  ]
}
