/// Everything that is read from a model's files, ready for use; it never changes.
final class Model: Sendable {
  /// The strings of the model itself (tags, features, labels, …).
  let strings: StringStore
  /// What the strings of each analysis begin with.
  let stringsOfAnalysis: StringStore
  let norms: NormTable
  let tokenizer: TokenizerTables
  /// The encoder whose vectors tagger and parser share.
  let encoder: EncoderWeights
  let tagger: AffineLayer
  /// The tag of each of the tagger's scores.
  let tags: [Int32]
  let parser: ParserModel
  let ruler: AttributeRuler
  let lemmatizer: Lemmatizer
  let entityEncoder: EncoderWeights
  let entities: EntityModel

  init(path: String, kernels: Kernels) throws(ModelError) {
    let folder = try ModelFolder(path: path)
    var strings = StringStore()
    norms = try NormTable(folder.file("vocab/lookups.bin"))
    tokenizer = try TokenizerTables(folder.file("tokenizer"))
    let vectors =
      try folder.publication.hasVectors
      ? WordVectors(
        matrix: folder.file(ModelPublication.vectors),
        rows: folder.file(ModelPublication.vectorRows)) : nil
    encoder = try EncoderWeights(
      LayerFile(folder.file("tok2vec/model")), kernels: kernels, vectors: vectors)

    let taggerLayers = try LayerFile(folder.file("tagger/model"))
    tags = try Self.tags(folder.file("tagger/cfg"), &strings)
    guard let softmax = taggerLayers.layers(named: "softmax").first else {
      throw taggerLayers.failure("no softmax layer")
    }
    tagger = AffineLayer(
      kernels,
      weights: try taggerLayers.parameter(
        "W", of: softmax, shape: [tags.count, EncoderWeights.width]),
      bias: try taggerLayers.parameter("b", of: softmax, shape: [tags.count]))

    parser = try ParserModel(
      weights: LayerFile(folder.file("parser/model")), moves: folder.file("parser/moves"),
      kernels: kernels, strings: &strings)
    ruler = try AttributeRuler(folder.file("attribute_ruler/patterns"), strings: &strings)
    lemmatizer = try Lemmatizer(folder.file("lemmatizer/lookups/lookups.bin"))
    let entityLayers = try LayerFile(folder.file("ner/model"))
    entityEncoder = try EncoderWeights(entityLayers, kernels: kernels, vectors: vectors)
    entities = try EntityModel(
      weights: entityLayers, moves: folder.file("ner/moves"), kernels: kernels, strings: &strings)
    self.strings = strings
    stringsOfAnalysis = StringStore(after: strings)
  }

  static func tags(
    _ file: MappedFile, _ strings: inout StringStore
  ) throws(ModelError) -> [Int32] {
    var json = JSONReader(file.bytes, of: file)
    var tags: [Int32] = []
    try json.object { json, name throws(ModelError) in
      guard name == "labels" else { return try json.skip() }
      try json.array { json throws(ModelError) in tags.append(strings.intern(try json.string())) }
    }
    guard !tags.isEmpty else { throw json.failure("no labels") }
    return tags
  }
}
