/// The kinds of files that a model consists of.
///
/// Files of a model are never read before their checksum is right; this reads any bytes, so that
/// tests and fuzzing can show that damaged ones are refused and nothing worse.
package enum ModelPart: CaseIterable, Sendable {
  case tokenizer, norms, lemmas, patterns, labels, layers, parserSteps

  /// The file's path in a model's folder.
  package var path: String {
    switch self {
    case .tokenizer: "tokenizer"
    case .norms: "vocab/lookups.bin"
    case .lemmas: "lemmatizer/lookups/lookups.bin"
    case .patterns: "attribute_ruler/patterns"
    case .labels: "tagger/cfg"
    case .layers: "parser/model"
    case .parserSteps: "parser/moves"
    }
  }

  /// Reads bytes as a file of this kind.
  package func check(_ bytes: [UInt8]) throws(ModelError) {
    let file = bytes.withUnsafeBytes { MappedFile(path: path, copying: $0) }
    var strings = StringStore()
    switch self {
    case .tokenizer: _ = try TokenizerTables(file)
    case .norms: _ = try NormTable(file)
    case .lemmas: _ = try Lemmatizer(file)
    case .patterns: _ = try AttributeRuler(file, strings: &strings)
    case .labels: _ = try Model.tags(file, &strings)
    case .layers:
      _ = try TransitionWeights(
        LayerFile(file), kernels: .best, features: ParserModel.features)
    case .parserSteps: _ = try TransitionClass.list(file)
    }
  }
}
