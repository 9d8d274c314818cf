// SPDX-License-Identifier: Apache-2.0

import Evaluation
import LanguageModel
import ModelStore

/// The terms of a model that tells classes apart, whatever kind it is: how it wants to see texts, and what
/// its classes are called.
package struct ClassifierTerms: Sendable {
  let names: ClassNames
  private let preparation: RowPreparation

  /// - Parameters:
  ///   - record: how the model was trained; nil where nobody knows.
  ///   - configuration: of a language model; nil for a linear one.
  /// - Returns: nil where the model tells no classes apart.
  init?(_ record: ModelRecord?, _ configuration: GPT2Configuration?) {
    let preparation = RowPreparation(record, configuration)
    guard let names = preparation.classNames, !names.classes.isEmpty else { return nil }
    self.names = names
    self.preparation = preparation
  }

  /// [classes] As people write them.
  package var classes: [String] { names.plain }

  /// [classes] As reports name them: the labels that numbers stand for, else as the model was trained to
  /// write them.
  package var reportedClasses: [String] { names.labels ?? names.classes }

  /// The place of a class that somebody names, with or without the space that belongs to it.
  package func index(of name: String) -> Int? {
    [names.classes, names.plain].lazy.compactMap { list in
      list.firstIndex { $0.utf8.elementsEqual(name.utf8) }
    }.first
  }

  /// A text as the model was trained to see it.
  package func prompt(_ text: String) -> String { preparation.prepared(text) }
}
