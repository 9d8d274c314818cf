// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import LanguageModel

/// How labeled rows become examples for a model with a classification head: the prompt as far as
/// the head looks, and as completion one number, that of the row's class.
package struct ClassHead: Sendable {
  private let configuration: GPT2Configuration
  /// By UTF-8: Swift takes texts for equal that differ in bytes.
  private let numbers: [[UInt8]: Int32]

  /// - Parameter configuration: of a model with classes.
  package init(_ configuration: GPT2Configuration) {
    self.configuration = configuration
    numbers = Dictionary(
      configuration.classes.enumerated().map { (Array($1.utf8), Int32($0)) }
    ) { first, _ in first }
  }

  /// The classes in the order of their numbers.
  package var classes: [String] { configuration.classes }

  /// Nil when the completion is none of the classes.
  func example(prompt: [Int32], completion: String) -> TrainingExample? {
    numbers[Array(completion.utf8)].map { number in
      TrainingExample(prompt: configuration.classifiedPart(of: prompt), completion: [number])
    }
  }
}
