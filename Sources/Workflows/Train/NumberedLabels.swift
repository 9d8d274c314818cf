// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Fixes
import JSON
import Platform

/// The labels that the numbered classes of a training file stand for, and the map that says so.
package struct NumberedLabels: Sendable, Equatable {
  /// The file of the map.
  package let file: String
  /// [classes] The label of each class.
  package let names: [String]

  /// - Parameters:
  ///   - classes: those of the training file.
  ///   - file: the map that somebody named; nil looks beside the training file.
  /// - Returns: nil where the classes are no numbers of a map.
  /// - Throws: `AssayError` when a map that was named cannot be read or is that of other classes.
  static func find(
    for classes: [String], of trainingFile: String, file named: String?
  ) throws(AssayError) -> NumberedLabels? {
    guard let named else {
      guard let file = file(beside: trainingFile), let map = try? LabelMap(file: file) else {
        return nil
      }
      return NumberedLabels(classes, map, file: file)
    }
    if let found = NumberedLabels(classes, try LabelMap(file: named), file: named) { return found }
    throw AssayError(
      "the classes of \(trainingFile) are not numbers of this map", at: Location(file: named),
      remedy: "Give the map that assay fix --number-classes wrote with the training file")
  }

  private init?(_ classes: [String], _ map: LabelMap, file: String) {
    self.file = file
    var names: [String] = []
    for name in classes {
      guard let number = Self.number(name), map.labels.indices.contains(number) else { return nil }
      names.append(map.labels[number])
    }
    guard !names.isEmpty else { return nil }
    self.names = names
  }

  /// The number that a class is.
  private static func number(_ name: String) -> Int? {
    let text = name.utf8.trimmed { $0 == UInt8(ascii: " ") }
    return Int(String(decoding: text, as: UTF8.self))
  }

  /// The map that a fix writes with a prepared file: `STEM_labels.json` beside `STEM.jsonl` and
  /// `STEM_train.jsonl`, with the same number in brackets where the names were taken.
  package static func file(beside path: String) -> String? {
    guard path.hasSuffix(".jsonl") else { return nil }
    var stem = path.dropLast(".jsonl".count)
    var mark = Substring()
    if stem.hasSuffix(")"), let open = stem.lastIndex(of: "("), open > stem.startIndex,
      Int(stem[stem.index(after: open)...].dropLast()) != nil
    {
      let space = stem.index(before: open)
      mark = stem[space...]
      stem = stem[..<space]
    }
    for part in ["_train", "_valid"] where stem.hasSuffix(part) { stem = stem.dropLast(part.count) }
    let file = "\(stem)_labels\(mark).json"
    return Files.exists(file) ? file : nil
  }
}

extension LabelMap {
  /// Reads a map from a file.
  /// - Throws: `AssayError` when it cannot be read, or is no map of labels.
  package init(file: String) throws(AssayError) {
    try self.init(JSONParser.parse(Files.read(file), file: file), file: file)
  }
}
