// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Breaks lines by LF, unless two labels would become one.
struct LineFeeds: TextFix {
  static let kind = "line-feeds"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func title(_ noun: String) -> String { "break the lines of each \(noun) by LF" }

  func edit(for conclusion: Conclusion, _ profile: Profile) -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    Self.unified
  }

  @Sendable private static func unified(_ text: [UInt8]) -> [UInt8]? {
    guard text.contains(0x0D) else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      if byte == 0x0A, index > 0, text[index - 1] == 0x0D { continue }
      out.append(byte == 0x0D ? 0x0A : byte)
    }
    return out
  }
}
