// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// A file of tensors whose values are written piece by piece in any order, so that no tensor need ever
/// be in memory. What is never written is 0. The file appears whole or not at all.
package final class TensorFile {
  package enum Format: Sendable {
    case safetensors
    /// NumPy's format for one array.
    case npy

    /// By the end of a file's name; nil when it is neither.
    package init?(path: String) {
      if path.hasSuffix(".safetensors") {
        self = .safetensors
      } else if path.hasSuffix(".npy") {
        self = .npy
      } else {
        return nil
      }
    }
  }

  /// A tensor's name, shape and kind of number.
  package struct Entry: Sendable, Equatable {
    package var name: String
    package var shape: [Int]
    /// Whether its values are 64-bit whole numbers instead of 32-bit floats.
    package var isInteger: Bool

    package init(_ name: String, _ shape: [Int], isInteger: Bool = false) {
      self.name = name
      self.shape = shape
      self.isInteger = isInteger
    }

    /// The number of its values.
    package var count: Int { shape.reduce(1, *) }
    var valueSize: Int { isInteger ? 8 : 4 }
  }

  package let entries: [Entry]
  private let file: AtomicFile
  /// Where the values of each tensor start.
  private let starts: [Int]

  /// - Parameter entries: exactly one for an `npy`.
  /// - Throws: `AssayError` when the file cannot be written or takes places in no file of values.
  package init(
    path: String, format: Format, entries: [Entry]
  ) throws(AssayError) {
    self.entries = entries
    let header = format == .npy ? NumpyHeader.bytes(entries[0]) : Self.safetensorsHeader(entries)
    var starts: [Int] = []
    var end = header.count
    for entry in entries {
      starts.append(end)
      end += entry.count * entry.valueSize
    }
    self.starts = starts
    file = try AtomicFile(path: path)
    try file.resize(to: end)
    try file.write(header, at: 0)
  }

  /// Writes values of a tensor, by its index in `entries`, from a place on that counts its values.
  package func write(
    _ values: UnsafeBufferPointer<Float>, tensor: Int, at place: Int
  ) throws(AssayError) {
    try file.write(UnsafeRawBufferPointer(values), at: starts[tensor] + 4 * place)
  }

  /// Writes whole numbers of a tensor.
  package func write(_ values: [Int64], tensor: Int, at place: Int) throws(AssayError) {
    try values.withUnsafeBytesOrThrow { bytes throws(AssayError) in
      try file.write(bytes, at: starts[tensor] + 8 * place)
    }
  }

  /// Gives the file its name.
  package func commit() throws(AssayError) { try file.commit() }

  private static func safetensorsHeader(_ entries: [Entry]) -> [UInt8] {
    let header = SafetensorsWriter.header(
      entries.map { ($0.name, $0.isInteger ? "I64" : "F32", $0.shape, $0.count * $0.valueSize) })
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
  }
}

extension AtomicFile {
  fileprivate func write(_ bytes: [UInt8], at offset: Int) throws(AssayError) {
    try bytes.withUnsafeBytesOrThrow { bytes throws(AssayError) in try write(bytes, at: offset) }
  }
}

extension Array {
  /// `withUnsafeBytes` for a body that throws an error of assay's own.
  fileprivate func withUnsafeBytesOrThrow(
    _ body: (UnsafeRawBufferPointer) throws(AssayError) -> Void
  ) throws(AssayError) {
    let result = withUnsafeBytes { bytes in
      Result { () throws(AssayError) in try body(bytes) }
    }
    try result.get()
  }
}
