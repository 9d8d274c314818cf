// SPDX-License-Identifier: Apache-2.0

/// The variables of the environment.
package enum Environment {
  /// A variable that is set and not empty.
  package static subscript(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// All variables, as `NAME=VALUE`.
  package static var entries: [String] {
    var entries: [String] = []
    var cursor = environ
    while let entry = cursor.pointee {
      entries.append(String(cString: entry))
      cursor += 1
    }
    return entries
  }
}
