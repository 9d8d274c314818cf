// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@testable import Training

@Suite struct TensorBoardLogTests {
  /// The example of RFC 3720, appendix B.4: 32 zeros give 0x8A9136AA; and the check value of the
  /// catalog of CRCs, 0xE3069283 for "123456789".
  @Test func sumsAreThoseOfTheStandard() {
    func masked(_ crc: UInt32) -> UInt32 { (crc >> 15 | crc << 17) &+ 0xA282_EAD8 }
    #expect(MaskedCRC32C.sum([UInt8](repeating: 0, count: 32)) == masked(0x8A91_36AA))
    #expect(MaskedCRC32C.sum(Array("123456789".utf8)) == masked(0xE306_9283))
  }

  @Test func messagesAreEncodedAsSpecified() {
    var inner = ProtocolBuffer()
    inner.add(1, "loss")
    inner.add(2, Float(1))
    var outer = ProtocolBuffer()
    outer.add(2, 300)
    outer.add(5, inner)
    let text = Array("loss".utf8)
    let expected: [UInt8] =
      [0x10, 0xAC, 0x02, 0x2A, 11, 0x0A, 4] + text + [0x15, 0, 0, 0x80, 0x3F]
    #expect(outer.bytes == expected)
  }

  /// The data of a file's records; nil when a sum is wrong.
  private func records(_ data: [UInt8]) -> [[UInt8]]? {
    var rest = data[...]
    var records: [[UInt8]] = []
    while !rest.isEmpty {
      let length = Int(rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      guard length >= 0, rest.count >= length + 16 else { return nil }
      let head = Array(rest.prefix(8))
      let body = Array(rest.dropFirst(12).prefix(length))
      func sum(at place: Int) -> UInt32 {
        rest.dropFirst(place).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      }
      guard sum(at: 8) == MaskedCRC32C.sum(head), sum(at: 12 + length) == MaskedCRC32C.sum(body)
      else { return nil }
      records.append(body)
      rest = rest.dropFirst(length + 16)
    }
    return records
  }

  @Test func aSessionThatGoesOnSaysWhereItStarts() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "runs").path
    let record = StepRecord(
      step: 4, loss: 0.5, gradientNorm: .infinity, learningRate: 1e-3, tokens: 40,
      tokensPerSecond: 100)
    let log = try TensorBoardLog(folder: path, afterStep: 3)
    try log.append(.step(record), classificationColumns: [])
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: path).first)
    #expect(name.hasPrefix("events.out.tfevents."))
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    let found = try #require(records(bytes))
    #expect(found.count == 3)
    #expect(String(decoding: found[0], as: UTF8.self).contains("brain.Event:2"))
    // Field 7, two bytes: status, START.
    #expect(found[1].suffix(4) == [0x3A, 2, 0x08, 1])
    let text = String(decoding: found[2], as: UTF8.self)
    #expect(text.contains("train/loss") && !text.contains("grad_norm"))
  }
}
