// SPDX-License-Identifier: Apache-2.0

import Evaluation
import LanguageModel
import ModelStore

extension RowPreparation {
  /// What rows are to be for a model.
  /// - Parameter record: how the model was trained; nil where nobody knows.
  init(_ record: ModelRecord?, _ configuration: GPT2Configuration) {
    self.init()
    separator = record?.separator
    stop = record?.stop
    startsWithSpace = record?.startsWithSpace ?? false
    let classes = configuration.isClassifier ? configuration.classes : record?.classes
    classNames = classes.map { classes in
      // Names are those of the classes in the record's order.
      let isRecorded = record?.classes == classes
      return ClassNames(classes, labels: isRecorded ? record?.classNames : nil, stop: stop)
    }
  }
}
