// SPDX-License-Identifier: Apache-2.0

import Dataset

/// What the classes of a model are called. A model that was trained on numbered classes writes ` 0` and
/// ` 1`; people want to read the labels that the numbers stand for.
package struct ClassNames: Sendable, Equatable {
  /// As the model was trained to write them.
  package let classes: [String]
  /// [classes] The labels that numbers stand for; nil where the classes are no numbers of labels.
  package let labels: [String]?
  private let stop: String?

  /// - Parameters:
  ///   - labels: the label of each class, where it is known; dropped where it is not one for each.
  ///   - stop: what every class ends in, or may.
  package init(_ classes: [String], labels: [String]? = nil, stop: String? = nil) {
    self.classes = classes
    self.stop = stop
    let areDifferent = labels.map { ClassList($0).count == classes.count } ?? false
    self.labels = labels?.count == classes.count && areDifferent ? labels : nil
  }

  /// [classes] As people write them: the labels, else the classes without space and stop sequence at
  /// their ends. Those that this would make equal lose the space before them alone, and those that even
  /// this would make equal, or empty, stay as they are.
  package var plain: [String] {
    if let labels { return labels }
    let starts = Self.shortened(classes, to: classes.map { String($0.drop { $0 == " " }) })
    let cores = classes.map { LabelDifference.Search.core($0, stop: stop) }
    return Self.shortened(starts, to: cores)
  }

  /// The shorter names where each is that of one class alone, and of none of the longer ones.
  private static func shortened(_ names: [String], to shorter: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for name in shorter { counts[name, default: 0] += 1 }
    return zip(names, shorter).map { name, short in
      short.isEmpty || counts[short] != 1 || names.contains(short) && name != short ? name : short
    }
  }

  /// The label that a class stands for; any other text stays as it is.
  package func label(of name: String) -> String {
    guard let labels, let place = classes.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) })
    else { return name }
    return labels[place]
  }

  /// The numbered class that stands for a label; nil where classes are not numbered, or it is none.
  package func numberedClass(of label: String) -> String? {
    guard let labels else { return nil }
    let core = LabelDifference.Search.core(label, stop: stop)
    let place = labels.firstIndex { LabelDifference.Search.core($0, stop: nil) == core }
    return place.map { classes[$0] }
  }
}
