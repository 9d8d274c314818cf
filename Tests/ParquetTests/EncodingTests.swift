// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

@testable import Parquet

/// The values of a page in each encoding, written by hand as the format describes them.
@Suite struct EncodingTests {
  private func leaf(_ type: PhysicalType, width: Int = 0) -> SchemaNode.Leaf {
    SchemaNode.Leaf(type: type, width: type.width ?? width, index: 0)
  }

  private func text(_ values: RawValues, _ type: PhysicalType) throws -> String {
    let writer = ValueWriter(column: "c", type: type, logical: .plain)
    return try (0..<values.count).map { place throws in
      var out: [UInt8] = []
      try writer.write(values, at: place, to: &out)
      return String(decoding: out, as: UTF8.self)
    }.joined(separator: " ")
  }

  /// The values as JSON, one after the other.
  private func read(
    _ bytes: [UInt8], _ encoding: PageEncoding, _ leaf: SchemaNode.Leaf, count: Int, from: Int = 0
  ) throws -> String {
    let page = try PageValues(bytes, from: from, count: count, encoding: encoding, leaf: leaf)
    switch page {
    case .values(let values): return try text(values, leaf.type)
    case .places(var reader), .truths(var reader):
      return try (0..<count).map { _ throws in String(try reader.next()) }.joined(separator: " ")
    }
  }

  @Test func plainNumbers() throws {
    let small: [UInt8] = [1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]
    #expect(try read(small, .plain, leaf(.int32), count: 2) == "1 -2")
    #expect(try read([7] + small, .plain, leaf(.int32), count: 2, from: 1) == "1 -2")
    #expect(try read(small, .plain, leaf(.int64), count: 1) == "-8589934591")
    #expect(try read([0, 0, 0xC0, 0x3F], .plain, leaf(.float), count: 1) == "1.5")
    #expect(
      try read([0, 0, 0, 0, 0, 0, 0xF8, 0xBF], .plain, leaf(.double), count: 1) == "-1.5")
    #expect(try read([0, 0, 0xC0, 0x7F], .plain, leaf(.float), count: 1) == "null")
  }

  @Test func plainTruthsAndTexts() throws {
    #expect(
      try read([0b0000_0101, 1], .plain, leaf(.boolean), count: 9)
        == "true false true false false false false false true")
    let texts: [UInt8] = [2, 0, 0, 0, 0x68, 0x69, 0, 0, 0, 0, 1, 0, 0, 0, 0x78]
    #expect(try read(texts, .plain, leaf(.byteArray), count: 3) == #""hi" "" "x""#)
    #expect(
      try read(Array("abcdef".utf8), .plain, leaf(.fixedByteArray, width: 3), count: 2)
        == #""abc" "def""#)
  }

  @Test(
    arguments: [
      (PhysicalType.int32, [1, 0, 0]), (.int64, [1, 0, 0, 0, 0, 0, 0]), (.double, [1]),
      (.int96, [UInt8](repeating: 0, count: 11)), (.boolean, []), (.byteArray, [1, 0, 0]),
    ] as [(PhysicalType, [UInt8])])
  func shortPagesAreRefused(_ type: PhysicalType, _ bytes: [UInt8]) {
    #expect(throws: ParquetFault.damaged("a page is too short")) {
      try read(bytes, .plain, leaf(type), count: 1)
    }
  }

  @Test func aTextMayNotReachBeyondItsPage() {
    #expect(throws: ParquetFault.damaged("its data ends too early")) {
      try read([5, 0, 0, 0, 0x61], .plain, leaf(.byteArray), count: 1)
    }
  }

  @Test func placesInADictionary() throws {
    // Two bits, a run of three times 2, then eight packed ones.
    let bytes: [UInt8] = [2, 6, 2, 3, 0b1110_0100, 0]
    for encoding in [PageEncoding.runsOfDictionary, .plainDictionary] {
      #expect(try read(bytes, encoding, leaf(.byteArray), count: 7) == "2 2 2 0 1 2 3")
    }
    #expect(try read([], .runsOfDictionary, leaf(.byteArray), count: 0) == "")
  }

  @Test func truthsInRuns() throws {
    #expect(try read([2, 0, 0, 0, 6, 1], .runs, leaf(.boolean), count: 3) == "1 1 1")
    #expect(throws: ParquetFault.self) {
      try read([2, 0, 0, 0, 6, 1], .runs, leaf(.int32), count: 3)
    }
  }

  /// The second example of the format's text: 7, 5, 3, 1, 2, 3, 4, 5.
  private static let differences: [UInt8] =
    [8, 1, 8, 14, 3, 2, 0b1100_0000, 0b0011_1111, 0, 0]

  @Test func differencesOfNumbers() throws {
    // A block of eight with one part; the least difference is -2, the others are 0 to 3 in two bits.
    let same: [UInt8] = [8, 1, 5, 2, 2, 0]
    #expect(try read(same, .deltaBinaryPacked, leaf(.int32), count: 5) == "1 2 3 4 5")
    let mixed = Self.differences
    #expect(
      try read(mixed, .deltaBinaryPacked, leaf(.int64), count: 8) == "7 5 3 1 2 3 4 5")
    #expect(try read([8, 1, 0, 0], .deltaBinaryPacked, leaf(.int64), count: 0) == "")
    #expect(try read([8, 1, 1, 9], .deltaBinaryPacked, leaf(.int64), count: 1) == "-5")
  }

  @Test(
    arguments: [
      ([8, 0, 1, 0], "a block of differences has an impossible size"),
      ([0, 1, 1, 0], "a block of differences has an impossible size"),
      ([9, 2, 1, 0], "a block of differences has an impossible size"),
      ([12, 1, 1, 0], "a block of differences has an impossible size"),
      ([8, 1, 2, 0, 0, 65], "a difference has too many bits"),
      ([8, 1, 2, 0, 0, 8, 1], "its data ends too early"),
      ([8, 1, 0x81, 0x80, 0x80, 8, 0], "a page has too many values"),
    ] as [([UInt8], String)])
  func brokenDifferencesAreRefused(_ bytes: [UInt8], _ what: String) {
    #expect(throws: ParquetFault.damaged(what)) {
      try read(bytes, .deltaBinaryPacked, leaf(.int64), count: 1)
    }
  }

  @Test func lengthsAsDifferences() throws {
    // Lengths 2, 1, 0: the least difference is -1 and no bit is needed.
    let bytes: [UInt8] = [8, 1, 3, 4, 1, 0] + Array("hix".utf8)
    #expect(
      try read(bytes, .deltaLengthByteArray, leaf(.byteArray), count: 3) == #""hi" "x" """#)
    #expect(throws: ParquetFault.self) {
      try read(bytes, .deltaLengthByteArray, leaf(.int32), count: 3)
    }
  }

  @Test func textsThatShareTheirBeginning() throws {
    // Shared 0, 1, 2 and endings of one byte each.
    let shared: [UInt8] = [8, 1, 3, 0, 2, 0]
    let endings: [UInt8] = [8, 1, 3, 2, 0, 0] + Array("abc".utf8)
    #expect(
      try read(shared + endings, .deltaByteArray, leaf(.byteArray), count: 3)
        == #""a" "ab" "abc""#)
    let fewer: [UInt8] = [8, 1, 2, 2, 0, 0] + Array("ab".utf8)
    #expect(
      throws: ParquetFault.damaged("a page has not as many endings as beginnings of texts")
    ) { try read(shared + fewer, .deltaByteArray, leaf(.byteArray), count: 3) }
    let greedy: [UInt8] = [8, 1, 1, 2]
    let one: [UInt8] = [8, 1, 1, 2] + Array("a".utf8)
    #expect(
      throws: ParquetFault.damaged("a text takes more from the one before than that has")
    ) { try read(greedy + one, .deltaByteArray, leaf(.byteArray), count: 1) }
  }

  @Test func bytesThatStandApart() throws {
    // 1 and 258 as four streams of bytes.
    let bytes: [UInt8] = [1, 2, 0, 1, 0, 0, 0, 0]
    #expect(try read(bytes, .byteStreamSplit, leaf(.int32), count: 2) == "1 258")
    #expect(throws: ParquetFault.damaged("a page is too short")) {
      try read(bytes, .byteStreamSplit, leaf(.int32), count: 3)
    }
    #expect(throws: ParquetFault.self) {
      try read(bytes, .byteStreamSplit, leaf(.byteArray), count: 2)
    }
  }

  @Test func encodingsThatDoNotFitAreNamed() {
    let fault = #expect(throws: ParquetFault.self) {
      try read([0], .bitPacked, leaf(.int32), count: 1)
    }
    #expect(
      fault?.message
        == "the Parquet file uses the encoding bitPacked for values of the type int32, which cannot be read"
    )
  }
}
