// SPDX-License-Identifier: Apache-2.0

// What is learned of a part of a data set counts the part's own rows. Whoever reads it again says where the
// part begins.

extension CodingUserInfoKey {
  /// The number of the first row of the part that is read.
  package static let firstRow = CodingUserInfoKey(rawValue: "first-row")
}

extension Decoder {
  /// The number of the first row of the part that is read; 0 where nobody says.
  package var firstRow: Int { CodingUserInfoKey.firstRow.flatMap { userInfo[$0] as? Int } ?? 0 }
}

extension Finding.Place: Codable {
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(row)
    try list.encode(line)
    if let range { try list.encode(contentsOf: [range.lowerBound, range.upperBound]) }
  }

  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    let (row, line) = (try list.decode(Int.self), try list.decode(Int.self))
    self.init(row: row + decoder.firstRow, line: line)
    guard !list.isAtEnd else { return }
    let (start, end) = (try list.decode(Int.self), try list.decode(Int.self))
    guard start <= end else {
      throw DecodingError.dataCorruptedError(
        in: list, debugDescription: "a range of bytes ends before it starts")
    }
    range = start..<end
  }
}
