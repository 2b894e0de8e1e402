import Extraction

/// What claims and sentences are compared with a question by; made once for each form of it.
final class FormTools {
  let form: QuestionForm
  let texts: GraphTexts
  let nearness: PredicateNearness
  let stems: WordStems
  let knowledge: Knowledge
  /// The relations that the asked act may be an instance of.
  let asked: AskedRelations
  let fitness: AnswerFitness
  let converse: ConverseActs
  let described: DescribedNames

  init(
    _ form: QuestionForm, texts: GraphTexts, nearness: PredicateNearness, stems: WordStems,
    knowledge: Knowledge
  ) {
    self.form = form
    self.texts = texts
    self.nearness = nearness
    self.stems = stems
    self.knowledge = knowledge
    asked = AskedRelations(form, knowledge: knowledge)
    fitness = AnswerFitness(form: form, texts: texts, knowledge: knowledge, stems: stems)
    described = DescribedNames(texts: texts, nearness: nearness, stems: stems)
    converse = ConverseActs(synonyms: nearness.synonyms, knowledge: knowledge)
  }
}
