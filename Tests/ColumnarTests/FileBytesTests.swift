// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Columnar
import Testing

/// Parts of a file that is given in pieces, ends too early or cannot be read.
@Suite struct FileBytesTests {
  private static let bytes = [UInt8](0..<20)

  /// A file that gives `step` bytes at a time.
  private func file(step: Int, count: Int = 20) -> FileBytes {
    FileBytes(format: "Arrow", count: count) { buffer, place in
      let part = Self.bytes[min(place, Self.bytes.count)...].prefix(min(step, buffer.count))
      buffer.copyBytes(from: part)
      return part.count
    }
  }

  @Test(arguments: [1, 3, 19, 20, 100])
  func piecesArePutTogether(step: Int) throws {
    let file = file(step: step)
    #expect(try file.bytes(at: 0, count: 20) == Self.bytes)
    #expect(try file.bytes(at: 7, count: 6) == [7, 8, 9, 10, 11, 12])
    #expect(try file.bytes(at: 19, count: 1) == [19] && file.bytes(at: 20, count: 0) == [])
  }

  @Test(arguments: [(-1, 1), (0, -1), (0, 21), (20, 1), (21, 0), (1, .max), (.max, 1)])
  func partsStandInTheFile(_ place: Int, _ count: Int) {
    let fault = ColumnarFault(
      "the Arrow file is damaged: a part reaches beyond the end of the file",
      remedy: "Fetch the file again")
    #expect(throws: fault) { try file(step: 20).bytes(at: place, count: count) }
  }

  @Test func aFileThatBecomesShorterIsTold() throws {
    let file = file(step: 8, count: 30)
    #expect(try file.bytes(at: 12, count: 8) == Array(12..<20))
    #expect(throws: ColumnarFault("the file ended while it was read")) {
      try file.bytes(at: 12, count: 9)
    }
  }

  @Test(arguments: [nil, "Mount the disk"])
  func whatTheSystemSaysIsKept(remedy: String?) {
    let file = FileBytes(format: "Arrow", count: 4) { _, _ throws(AssayError) in
      throw AssayError("the file cannot be read", remedy: remedy)
    }
    #expect(throws: ColumnarFault("the file cannot be read", remedy: remedy ?? "Check the disk")) {
      try file.bytes(at: 0, count: 4)
    }
  }
}
