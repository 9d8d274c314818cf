// SPDX-License-Identifier: Apache-2.0

/// The words that pandas takes for "no value" in CSV files and workbooks, quoted or not.
enum MissingWords {
  static let all: [String] = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "n/a", "nan", "null",
  ]

  private static let words = Set(all.map { Array($0.utf8) })
  private static let longest = 8

  static func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    guard text.count <= longest else { return false }
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "1"), UInt8(ascii: "<"),
      UInt8(ascii: "N"), UInt8(ascii: "n"):
      return words.contains(Array(text))
    default:
      return false
    }
  }
}
