// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

extension ConfigurationReader {
  /// Whether the model is a `GPT2ForSequenceClassification`.
  var describesClassifier: Bool {
    json["architectures"]?.array?.contains("GPT2ForSequenceClassification") ?? false
  }

  /// The names of the classes by their numbers: those of `id2label`, or else transformers' names for
  /// classes that have none.
  /// - Parameter count: the rows of the head; nil where only the configuration says.
  func classes(count: Int? = nil) throws(AssayError) -> [String] {
    let problem = json["problem_type"]?.string ?? "single_label_classification"
    guard problem == "single_label_classification" else {
      throw fault("problem_type \(problem) is not supported, only single_label_classification")
    }
    let named = json["id2label"]?.object?.members.count
    let declared = try size("num_labels")
    let wanted = count ?? named ?? declared ?? 2
    guard wanted >= 2 else {
      throw fault("a head with \(wanted) class is not supported, which is a regression")
    }
    guard named != nil, named == wanted else {
      guard named == nil || !describesClassifier else {
        throw fault("id2label has \(named ?? 0) classes, the head \(wanted)")
      }
      return (0..<wanted).map { "LABEL_\($0)" }
    }
    return try classNames(wanted)
  }

  private func classNames(_ count: Int) throws(AssayError) -> [String] {
    var names: [String] = []
    for number in 0..<count {
      guard let name = json["id2label"]?["\(number)"]?.string else {
        throw fault("id2label names no class \(number)")
      }
      names.append(name)
    }
    guard Set(names.map { Array($0.utf8) }).count == count else {
      throw fault("id2label has a name twice")
    }
    return names
  }
}
