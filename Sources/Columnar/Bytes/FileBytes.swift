// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The bytes of a file at any place.
package struct FileBytes {
  package let count: Int
  /// The name of the format, for messages.
  private let format: String
  private let read: PlaceReading

  package init(format: String, count: Int, read: @escaping PlaceReading) {
    self.format = format
    self.count = count
    self.read = read
  }

  package func bytes(at place: Int, count: Int) throws(ColumnarFault) -> [UInt8] {
    guard place >= 0, count >= 0, place <= self.count, count <= self.count - place else {
      throw .damaged(format, "a part reaches beyond the end of the file")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let added = try step(&bytes, filled: filled, at: place + filled)
      guard added > 0 else { throw ColumnarFault("the file ended while it was read") }
      filled += added
    }
    return bytes
  }

  private func step(
    _ bytes: inout [UInt8], filled: Int, at place: Int
  ) throws(ColumnarFault) -> Int {
    var result: Result<Int, AssayError> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      do throws(AssayError) {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        result = .success(try read(room, place))
      } catch {
        result = .failure(error)
      }
    }
    switch result {
    case .success(let count): return count
    case .failure(let error):
      throw ColumnarFault(error.message, remedy: error.remedy ?? "Check the disk")
    }
  }
}
