/// The pipeline that a target feeds; without the model there is nothing to fuzz.
func fuzzedPipeline() -> EnglishPipeline {
  do {
    return try EnglishPipeline(modelPath: EnglishPipeline.defaultModelPath())
  } catch {
    fatalError("\(error)")
  }
}
