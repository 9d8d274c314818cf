// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Lines that git leaves in a file where two versions of it could not be merged.
enum MergeConflict {
  private static let marks = ["<<<<<<< ", "=======", ">>>>>>> "]

  /// Whether a line is such a mark. Letters do not stand behind the one in the middle.
  static func isMark(_ line: some Collection<UInt8>) -> Bool {
    let text = String(decoding: line.prefix(16), as: UTF8.self)
    return marks.contains { mark in
      mark == "======="
        ? text.drop(while: { $0 == "=" }).allSatisfy(\.isWhitespace) && text.hasPrefix(mark)
        : text.hasPrefix(mark)
    }
  }

  static func opens(_ line: some Collection<UInt8>) -> Bool {
    line.starts(with: marks[0].utf8)
  }

  static func error(at location: Location?, code: RuleCode) -> AssayError {
    AssayError(
      "the line is left of two versions that git could not merge", at: location,
      remedy: "Keep the rows of one version, or of both, and remove the lines that start with "
        + "<<<<<<<, ======= and >>>>>>>",
      code: code)
  }
}
