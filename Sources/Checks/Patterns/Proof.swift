// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

/// What a match must satisfy besides its pattern, so that a long number is not taken for a card.
enum Proof: String, CaseIterable, Sendable {
  /// The check digit of card numbers: ISO/IEC 7812-1, annex B (Luhn's formula).
  case luhn
  /// The check digits of bank account numbers: ISO 13616, modulo 97.
  case iban
  /// Between 8 and 15 digits: ITU-T E.164 has at most 15.
  case phone
  /// Four numbers up to 255 that are not in a block for private use, documentation or the local
  /// machine: RFC 6890.
  case publicAddress = "public-address"

  func holds(for match: Bytes) -> Bool {
    switch self {
    case .luhn: Self.luhn(match)
    case .iban: Self.iban(match)
    case .phone: (8...15).contains(Self.digits(match).count)
    case .publicAddress: Self.publicAddress(match)
    }
  }

  private static func digits(_ text: Bytes) -> [Int] {
    text.compactMap { (0x30...0x39).contains($0) ? Int($0) - 0x30 : nil }
  }

  private static func luhn(_ text: Bytes) -> Bool {
    let digits = digits(text)
    guard (13...19).contains(digits.count), Set(digits).count > 1 else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  private static func iban(_ text: Bytes) -> Bool {
    let signs = text.filter { $0 != 0x20 }
    guard (15...34).contains(signs.count) else { return false }
    var remainder = 0
    for sign in signs.dropFirst(4) + signs.prefix(4) {
      switch sign {
      case 0x30...0x39: remainder = (remainder * 10 + Int(sign) - 0x30) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(sign) - 0x41 + 10) % 97
      default: return false
      }
    }
    return remainder == 1
  }

  private static func publicAddress(_ text: Bytes) -> Bool {
    let parts = text.split(separator: UInt8(ascii: ".")).compactMap { part in
      Int(String(decoding: part, as: UTF8.self))
    }
    guard parts.count == 4, parts.allSatisfy({ $0 <= 255 }) else { return false }
    switch (parts[0], parts[1], parts[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _),
      (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113), (100, 64...127, _),
      (224..., _, _):
      return false
    default: return true
    }
  }
}
