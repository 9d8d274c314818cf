// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel

/// Loss and accuracies of a model over examples, without dropout.
package struct Evaluator {
  private let assembler: BatchAssembler

  /// - Parameter promptLossWeight: the weight of a prompt token in the loss.
  package init(promptLossWeight: Double = 0) {
    assembler = BatchAssembler(
      promptLossWeight: promptLossWeight, maximumExamples: 256,
      maximumTokens: BatchSplitter.tokensPerBatch)
  }

  /// - Throws: `AssayError` when the model cannot take an example.
  package func evaluate(
    _ model: GPT2Model, on examples: [TrainingExample]
  ) throws(AssayError) -> EvaluationFigures {
    var counts = CompletionCounts()
    var loss = 0.0
    for pass in assembler.passes(of: examples) {
      let batch = assembler.assemble(pass, totalWeight: 1)
      let result = try model.evaluate(batch.packed)
      loss += result.loss
      for range in batch.completions { counts.add(result.isCorrect[range]) }
    }
    let weight = assembler.totalWeight(of: examples)
    return EvaluationFigures(
      loss: weight > 0 ? loss / weight : nil, sequenceAccuracy: counts.sequenceAccuracy,
      tokenAccuracy: counts.tokenAccuracy)
  }
}
