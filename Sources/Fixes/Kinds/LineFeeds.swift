// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Breaks lines by LF, unless two labels would become one.
struct LineFeeds: Fix {
  static let kind = "line-feeds"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field else { return nil }
    guard field == .prompt || LabelGuard.keepsApart(profile, Self.unified) else { return nil }
    return FixStep(.whitespace, "break the lines of each \(field.rawValue) by LF") { record in
      guard record[field].contains(0x0D) else { return false }
      record[field] = Self.unified(record[field])
      return true
    }
  }

  @Sendable private static func unified(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      if byte == 0x0A, index > 0, text[index - 1] == 0x0D { continue }
      out.append(byte == 0x0D ? 0x0A : byte)
    }
    return out
  }
}
