// SPDX-License-Identifier: Apache-2.0

import Evaluation
import LanguageModel
import ModelStore

extension RowPreparation {
  /// What rows are to be for a model.
  /// - Parameters:
  ///   - record: how the model was trained; nil where nobody knows.
  ///   - configuration: of a language model; nil for a linear one.
  init(_ record: ModelRecord?, _ configuration: GPT2Configuration?) {
    self.init()
    separator = record?.separator
    stop = record?.stop
    startsWithSpace = record?.startsWithSpace ?? false
    let ofHead = configuration.flatMap { $0.isClassifier ? $0.classes : nil }
    let classes = ofHead ?? record?.classes
    classNames = classes.map { classes in
      // Names are those of the classes in the record's order.
      let isRecorded = record?.classes == classes
      return ClassNames(classes, labels: isRecorded ? record?.classNames : nil, stop: stop)
    }
  }
}
