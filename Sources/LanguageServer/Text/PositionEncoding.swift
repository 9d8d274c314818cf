// SPDX-License-Identifier: Apache-2.0

/// In what a client counts the places within a line. Source: Language Server Protocol 3.17,
/// "Position".
package enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The units that a byte of UTF-8 begins; bytes that continue a character begin none.
  func units(begunBy byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    }
  }

  /// The better of those that a client offers; UTF-16 where it offers none.
  package init(offered: [String]) {
    self = offered.contains(Self.utf8.rawValue) ? .utf8 : .utf16
  }
}
