// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension TrainingData {
  /// Parts a corpus into its first blocks to learn from and its last to be held out.
  /// - Parameter share: the share of the blocks that is held out; one block at least.
  /// - Throws: `AssayError` when there are not two blocks.
  package func divided(
    holdingOut share: Double
  ) throws(AssayError) -> (training: TrainingData, validation: TrainingData) {
    let count = examples.count
    guard count > 1 else {
      throw AssayError(
        "the corpus is a single block, of which none can be held out", at: Location(file: path),
        remedy: "Give a smaller --block-size, or a validation file (-v)")
    }
    let held = min(count - 1, max(1, Int((Double(count) * share).rounded())))
    return (keeping(0..<count - held), keeping(count - held..<count))
  }

  /// An even choice of the examples.
  /// - Parameter share: the share of them to keep; one at least.
  package func part(_ share: Double) -> TrainingData {
    keeping(examples.indices.part(share))
  }

  /// Some of the examples, with their own fingerprint.
  private func keeping(_ indices: some Sequence<Int>) -> TrainingData {
    var kept = self
    kept.examples = indices.map { examples[$0] }
    var hash = Fingerprint()
    for example in kept.examples {
      hash.add(example.prompt)
      hash.add(example.completion)
      hash.add(example.weights)
    }
    kept.fingerprint = hash.text
    return kept
  }
}

extension Range<Int> {
  /// An even choice of the places, which begin with 0.
  /// - Parameter share: the share of them to keep; one at least.
  package func part(_ share: Double) -> [Int] {
    let kept = filter { Int(Double($0 + 1) * share) > Int(Double($0) * share) }
    return kept.isEmpty ? [0] : kept
  }
}
