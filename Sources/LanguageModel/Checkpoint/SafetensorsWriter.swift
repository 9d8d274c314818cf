// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

/// Writes tensors of 32-bit floats as a safetensors file.
package enum SafetensorsWriter {
  package struct Tensor {
    package var name: String
    package var shape: [Int]
    package var values: UnsafeBufferPointer<Float>

    package init(name: String, shape: [Int], values: UnsafeBufferPointer<Float>) {
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// Bytes handed on at a time.
  private static let pieceSize = 1 << 20

  /// Writes the file whole or not at all. The metadata says `pt`: readers of old refuse files
  /// without it.
  package static func write(_ tensors: [Tensor], to path: String) throws(AssayError) {
    let file = try AtomicFile(path: path)
    let header = header(
      tensors.map { ($0.name, "F32", $0.shape, $0.values.count * MemoryLayout<Float>.size) })
    try file.write(withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) })
    try file.write(header)
    for tensor in tensors {
      let bytes = UnsafeRawBufferPointer(tensor.values)
      for start in stride(from: 0, to: bytes.count, by: pieceSize) {
        let end = min(start + pieceSize, bytes.count)
        try file.write(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      }
    }
    try file.commit()
  }

  /// Writes all tensors of a block of floats.
  package static func write(
    _ block: FloatBlock, _ layout: TensorLayout, to path: String
  ) throws(AssayError) {
    try block.read { values throws(AssayError) in
      let tensors = layout.tensors.map { tensor in
        let range = tensor.offset..<tensor.offset + tensor.count
        return Tensor(
          name: tensor.name, shape: tensor.shape,
          values: UnsafeBufferPointer(rebasing: values[range]))
      }
      try write(tensors, to: path)
    }
  }

  /// The header, filled with spaces so that the values start on a multiple of 8.
  static func header(
    _ tensors: [(name: String, kind: String, shape: [Int], bytes: Int)]
  ) -> [UInt8] {
    var object: JSONObject = ["__metadata__": ["format": "pt"]]
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.bytes
      object.append(
        tensor.name,
        [
          "dtype": .string(tensor.kind), "shape": .array(tensor.shape.map { .integer($0) }),
          "data_offsets": [.integer(offset), .integer(end)],
        ])
      offset = end
    }
    var header: [UInt8] = []
    JSONValue.object(object).write(to: &header)
    let padding = (8 - header.count % 8) % 8
    header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
    return header
  }
}
