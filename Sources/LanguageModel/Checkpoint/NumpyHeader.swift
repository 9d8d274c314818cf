// SPDX-License-Identifier: Apache-2.0

/// The start of an `.npy` file, version 1.0: a mark, the length of the description, and the description as
/// a Python dictionary. Source: numpy.lib.format.
enum NumpyHeader {
  static func bytes(_ entry: TensorFile.Entry) -> [UInt8] {
    let sizes = entry.shape.map(String.init).joined(separator: ", ")
    let shape = entry.shape.count == 1 ? "(\(sizes),)" : "(\(sizes))"
    var text =
      "{'descr': '<\(entry.isInteger ? "i8" : "f4")', 'fortran_order': False, 'shape': \(shape), }"
    let mark: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    // The values start on a multiple of 64.
    let used = mark.count + 2 + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - used % 64) % 64) + "\n"
    let length = UInt16(text.utf8.count)
    return mark + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
  }
}
