// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import ServiceStore

@Suite struct UploadFileTests {
  private let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  @Test func whatIsNotKeptLeavesNothing() throws {
    do {
      let upload = try UploadFile(path: place.path("a.part"))
      try upload.write([1, 2, 3])
      #expect(upload.byteCount == 3 && upload.path == place.path("a.part"))
      #expect(try place.names == ["a.part"])
    }
    #expect(try place.names == [])
  }

  @Test func whatIsKeptStaysForThisUserAlone() throws {
    do {
      let upload = try UploadFile(path: place.path("a.part"))
      for piece in ["one ", "two"] { try upload.write(Array(piece.utf8)[...]) }
      try upload.sync()
      upload.keep()
      #expect(upload.byteCount == 7)
    }
    #expect(try place.text(of: "a.part") == "one two")
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path("a.part"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  /// More than one piece of a megabyte, and a piece that ends with the file.
  @Test(arguments: [0, 5, 1 << 20, (1 << 20) + 1])
  func aFileOfTheDiskIsCopiedWhole(size: Int) throws {
    let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    let source = try place.write(bytes, to: "source")
    let upload = try UploadFile(path: place.path("a.part"))
    try upload.copy(source)
    #expect(upload.byteCount == size)
    #expect(try Data(contentsOf: URL(filePath: upload.path)) == bytes)
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    let upload = try UploadFile(path: place.path("a.part"))
    let error = #expect(throws: AssayError.self) { try upload.copy(place.path("none")) }
    #expect(error?.location?.file == place.path("none"))
    #expect(throws: AssayError.self) { try UploadFile(path: place.path("no/such/folder")) }
  }
}
