// SPDX-License-Identifier: Apache-2.0

/// The columns of files that are read as one, by their names, in the order in which they were first met.
struct ColumnUnion {
  private(set) var columns: [String] = []
  private var numbers: [String: Int] = [:]
  /// The last columns that were asked for, which are those of the next batch nearly always.
  private var last: (columns: [String], places: [Int]?)?

  /// Where the columns of a batch stand among all; nil where they stand first and in their own order.
  mutating func places(of names: [String]) -> [Int]? {
    if let last, last.columns == names { return last.places }
    var places: [Int] = []
    for name in names {
      let number = numbers[name] ?? columns.count
      if number == columns.count {
        numbers[name] = number
        columns.append(name)
      }
      places.append(number)
    }
    let found = places.elementsEqual(places.indices) ? nil : places
    last = (names, found)
    return found
  }
}
