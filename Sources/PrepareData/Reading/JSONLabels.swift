// SPDX-License-Identifier: Apache-2.0

/// What becomes of the keys of a JSON object that label rows: pandas makes numbers or dates of them
/// where it can. Only two things matter later: whether a label is a whole number, and whether two
/// labels are the same.
enum JSONLabels {
  /// Numbers beyond this (a year in seconds) are taken for dates.
  private static let smallestStamp = 31_536_000

  static func index(_ labels: [[UInt8]]) -> RowIndex {
    let numbers = labels.compactMap(integer)
    guard numbers.count == labels.count, !labels.isEmpty else { return .texts(merged(labels)) }
    return numbers.allSatisfy { $0 > smallestStamp } ? .texts(labels) : .numbers(numbers)
  }

  /// Labels that all are numbers or stand for none become moments, and equal ones the same.
  private static func merged(_ labels: [[UInt8]]) -> [[UInt8]] {
    let moments = labels.compactMap(moment)
    return moments.count == labels.count ? moments.map { Array($0.utf8) } : labels
  }

  private static func moment(_ label: [UInt8]) -> String? {
    let text = trimmed(label)
    if ["", "nan", "NaN", "NaT", "nat", "NAN", "NAT"].contains(text) { return "none" }
    return Double(text).map(\.description)
  }

  /// What Python's `int()` reads: white space around, underscores between digits.
  private static func integer(_ label: [UInt8]) -> Int? {
    let text = trimmed(label)
    let digits = text.drop { $0 == "-" || $0 == "+" }
    guard !text.contains("__"), digits.first?.isNumber == true, digits.last != "_" else {
      return nil
    }
    return Int(text.filter { $0 != "_" })
  }

  private static func trimmed(_ label: [UInt8]) -> String {
    label.withUnsafeBufferPointer { buffer in
      String(decoding: buffer[PythonText.stripped(buffer)], as: UTF8.self)
    }
  }
}
