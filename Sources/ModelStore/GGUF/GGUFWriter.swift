// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore
import LanguageModel
import Platform

/// Writes a GGUF file, version 3: the header with all metadata and the places of all tensors, then
/// the values, each tensor on a multiple of 32 bytes.
/// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
struct GGUFWriter {
  static let alignment = 32
  /// Floats handed on at a time.
  private static let pieceSize = 1 << 18

  let metadata: [(key: String, value: GGUFValue)]
  let tensors: [GGUFTensor]
  let weights: StoredWeights

  /// Writes the file whole or not at all.
  /// - Parameter progress: called with the bytes of values written so far and the bytes of all.
  func write(to path: String, progress: (Int, Int) -> Void = { _, _ in }) throws(AssayError) {
    let file = try AtomicFile(path: path)
    try file.write(header())
    let total = tensors.reduce(0) { $0 + $1.byteCount }
    var done = 0
    for tensor in tensors {
      if tensor.isTransposed {
        try writeTransposed(tensor, to: file)
      } else {
        try writeStraight(tensor, to: file)
      }
      try file.write(Self.padding(after: tensor.byteCount))
      done += tensor.byteCount
      progress(done, total)
    }
    try file.commit()
  }

  private func header() -> [UInt8] {
    var out = Array("GGUF".utf8)
    GGUFValue.append(UInt32(3), to: &out)
    GGUFValue.append(UInt64(tensors.count), to: &out)
    GGUFValue.append(UInt64(metadata.count), to: &out)
    for (key, value) in metadata {
      GGUFValue.append(key, to: &out)
      value.write(to: &out)
    }
    var offset = 0
    for tensor in tensors {
      GGUFValue.append(tensor.name, to: &out)
      GGUFValue.append(UInt32(tensor.shape.count), to: &out)
      for length in tensor.shape.reversed() { GGUFValue.append(UInt64(length), to: &out) }
      GGUFValue.append(tensor.precision.tensorKind, to: &out)
      GGUFValue.append(UInt64(offset), to: &out)
      offset += tensor.byteCount + Self.padding(after: tensor.byteCount).count
    }
    return out + Self.padding(after: out.count)
  }

  private func writeStraight(_ tensor: GGUFTensor, to file: AtomicFile) throws(AssayError) {
    let block = try FloatBlock(count: min(Self.pieceSize, max(1, tensor.source.count)))
    for values in (0..<tensor.source.count).chunks(ofCount: Self.pieceSize) {
      try weights.read(tensor.source, values: values, into: block.pointer)
      try write(
        UnsafeBufferPointer(start: block.pointer, count: values.count), as: tensor.precision,
        to: file)
    }
  }

  /// A column of the source becomes a row of the file. The source, a matrix of one layer, is held
  /// whole; the file gets some rows at a time.
  private func writeTransposed(_ tensor: GGUFTensor, to file: AtomicFile) throws(AssayError) {
    let (rows, columns) = (tensor.shape[0], tensor.shape[1])
    let source = try FloatBlock(count: tensor.source.count)
    try weights.read(tensor.source, into: source.pointer)
    let rowsAtOnce = max(1, Self.pieceSize / columns)
    let piece = try FloatBlock(count: rowsAtOnce * columns)
    for some in (0..<rows).chunks(ofCount: rowsAtOnce) {
      for column in 0..<columns {
        let from = source.pointer + column * rows + some.lowerBound
        for row in 0..<some.count { piece.pointer[row * columns + column] = from[row] }
      }
      try write(
        UnsafeBufferPointer(start: piece.pointer, count: some.count * columns),
        as: tensor.precision, to: file)
    }
  }

  private func write(
    _ values: UnsafeBufferPointer<Float>, as precision: GGUFPrecision, to file: AtomicFile
  ) throws(AssayError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * precision.size)
    precision.append(values, to: &bytes)
    try file.write(bytes)
  }

  private static func padding(after count: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (alignment - count % alignment) % alignment)
  }
}
