// SPDX-License-Identifier: Apache-2.0

import LanguageModel

extension TrainingData {
  /// Lets each class that begins another end in a token of its own, in the rows of both files. Without
  /// it a model would learn how the longer class goes on and never that the shorter one ends.
  /// - Parameters:
  ///   - endToken: the token that ends a text.
  ///   - encode: the tokens of a class.
  /// - Returns: the classes that were ended.
  package static func endPrefixClasses(
    of training: inout TrainingData, _ validation: inout TrainingData?, endToken: Int32,
    encode: (String) -> [Int32]
  ) -> [String] {
    let names = (training.classes + (validation?.classes ?? [])).map(\.completion)
    let labels = names.map(encode)
    let prefixes = LabelPrefixes(labels)
    let ended = names.indices.filter(prefixes.begins)
    guard !ended.isEmpty else { return [] }
    let completions = Set(ended.map { labels[$0] })
    training.end(completions, with: endToken)
    validation?.end(completions, with: endToken)
    return Set(ended.map { names[$0] }).sorted()
  }

  private mutating func end(_ completions: Set<[Int32]>, with token: Int32) {
    for index in examples.indices where completions.contains(examples[index].completion) {
      examples[index].completion.append(token)
    }
  }
}
