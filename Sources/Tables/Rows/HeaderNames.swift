// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Where the names of the columns stand.
struct HeaderPlace: Sendable {
  /// Whether a row names them; else it is a row like all others.
  var isThere = true
  /// The line above which nothing is read, counted from 1.
  var firstLine = 1
}

/// Makes the names of a header usable: a blank one in place `i` (from 0) becomes `Unnamed: i`, a
/// repeated one `name.1`, `name.2`, ... as the readers of data frames do; notes tell of it.
package enum HeaderNames {
  /// What the name of a column without one begins with.
  package static let unnamedStart = "Unnamed: "

  /// The name of a column without a header.
  static func unnamed(_ index: Int, among taken: [String]) -> String {
    var name = "\(unnamedStart)\(index)"
    while taken.contains(name) { name += ".1" }
    return name
  }

  static func unique(
    _ header: [String], line: Int, file: String, notes: inout ReadingNotes
  ) -> [String] {
    var taken = Set(header)
    var seen: Set<String> = []
    var copies: [String: Int] = [:]
    return header.enumerated().map { index, name in
      let isBlank = name.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let base = isBlank ? "\(unnamedStart)\(index)" : name
      var result = base
      while seen.contains(result) || (result != name && taken.contains(result)) {
        copies[base, default: 0] += 1
        result = "\(base).\(copies[base] ?? 0)"
      }
      taken.insert(result)
      seen.insert(result)
      let location = Location(file: file, line: line, field: result)
      if isBlank {
        notes.add(.blankHeader, result, at: location)
      } else if result != name {
        notes.add(.duplicateHeader, result, at: location)
      }
      return result
    }
  }
}
