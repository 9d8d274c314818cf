// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Testing

@Suite struct TensorFileTests {
  private func write(_ values: [Float], _ file: TensorFile, tensor: Int, at place: Int) throws {
    try values.withUnsafeBufferPointer { try file.write($0, tensor: tensor, at: place) }
  }

  @Test("Row 79: tensors come back, and what was not written is 0") func safetensors() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.safetensors").path
    let file = try TensorFile(
      path: path, format: .safetensors,
      entries: [.init("ids", [2, 2], isInteger: true), .init("states", [2, 3])])
    try write([4, 5], file, tensor: 1, at: 4)
    try file.write([7], tensor: 0, at: 3)
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.commit()
    let read = try SafetensorsFile(path: path)
    let states = try #require(read["states"])
    var values = [Float](repeating: 9, count: states.count)
    try values.withUnsafeMutableBufferPointer { try read.read(states, into: $0.baseAddress!) }
    #expect(values == [0, 0, 0, 0, 4, 5] && states.shape == [2, 3])
    #expect(read["ids"]?.kind == "I64" && read["ids"]?.shape == [2, 2])
  }

  @Test("Row 79: an array of NumPy", arguments: [[4], [2, 2], [1, 2, 2]]) func npy(shape: [Int])
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.npy").path
    let file = try TensorFile(path: path, format: .npy, entries: [.init("x", shape)])
    try write([1.5, 0, 0, -2], file, tensor: 0, at: 0)
    try file.commit()
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(bytes.starts(with: [0x93] + Array("NUMPY".utf8) + [1, 0]))
    let length = Int(bytes[8]) + Int(bytes[9]) << 8
    #expect((10 + length).isMultiple(of: 64) && bytes.count == 10 + length + 16)
    let text = String(decoding: bytes[10..<10 + length], as: UTF8.self)
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    #expect(
      text.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (\(sizes)), }")
        && text.hasSuffix("\n"))
    #expect(Array(bytes[(10 + length)...].prefix(4)) == [0, 0, 0xC0, 0x3F])
  }

  @Test func formatsGoByTheEndOfTheName() {
    #expect(TensorFile.Format(path: "a/b.safetensors") == .safetensors)
    #expect(TensorFile.Format(path: "b.npy") == .npy && TensorFile.Format(path: "b.pt") == nil)
  }

  @Test func whatIsNotCommittedLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.npy").path
    _ = try TensorFile(path: path, format: .npy, entries: [.init("x", [1 << 20])])
    #expect(try folder.names.isEmpty)
    #expect(throws: AssayError.self) {
      try TensorFile(path: "/dev/null", format: .npy, entries: [.init("x", [1])])
    }
  }
}
