// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels
import JSON
import Platform

/// A file of named tensors: 8 bytes with the length of the header, the header as JSON, then the
/// values. Whoever made the file is not trusted: the header is checked whole before any value is
/// read. Format: https://github.com/huggingface/safetensors
package final class SafetensorsFile {
  package struct Tensor: Sendable, Equatable {
    package var name: String
    /// The kind of number as the header calls it, such as `F32`.
    package var kind: String
    package var shape: [Int]
    /// The place of the values, counted from the end of the header.
    package var range: Range<Int>
    package var count: Int { shape.reduce(1, *) }
  }

  package let path: String
  /// In the order of their values in the file.
  package let tensors: [Tensor]
  private let file: MappedFile
  private let dataStart: Int
  private let indices: [String: Int]

  /// Maps the file and checks its header.
  /// - Throws: `AssayError` saying what is wrong with it.
  package init(path: String) throws(AssayError) {
    self.path = path
    file = try MappedFile(path: path)
    let mapped = file
    let header = try withExtendedLifetime(mapped) { () throws(AssayError) in
      try SafetensorsHeader(mapped.bytes, path: path)
    }
    tensors = header.tensors
    dataStart = header.dataStart
    indices = Dictionary(uniqueKeysWithValues: tensors.enumerated().map { ($1.name, $0) })
  }

  package subscript(name: String) -> Tensor? {
    indices[name].map { tensors[$0] }
  }

  /// Copies a tensor's values, as 32-bit floats, to memory that holds `tensor.count` of them.
  /// - Throws: `AssayError` when they are of a kind that holds no weights, or one is not finite.
  package func read(
    _ tensor: Tensor, into out: UnsafeMutablePointer<Float>
  ) throws(AssayError) {
    try read(tensor, values: 0..<tensor.count, into: out)
  }

  /// Copies some of a tensor's values, counted in its order, to memory that holds them.
  /// - Throws: `AssayError` when they are of a kind that holds no weights, or one is not finite.
  package func read(
    _ tensor: Tensor, values: Range<Int>, into out: UnsafeMutablePointer<Float>
  ) throws(AssayError) {
    let formats = ["F32": assay_f32, "F16": assay_f16, "BF16": assay_bf16]
    guard let format = formats[tensor.kind] else {
      throw AssayError(
        "tensor \(tensor.name) holds \(tensor.kind) numbers, not F32, F16 or BF16",
        at: Location(file: path), remedy: "Save the checkpoint in float32 or bfloat16")
    }
    guard !values.isEmpty, let base = file.bytes.baseAddress else { return }
    let size = tensor.range.count / tensor.count
    let start = dataStart + tensor.range.lowerBound + values.lowerBound * size
    withExtendedLifetime(file) {
      assay_convert(out, base + start, format, Int64(values.count))
    }
    if let broken = BrokenValue(in: out, count: values.count) {
      throw broken.error(tensor: tensor.name, file: path)
    }
  }

  /// All values of a tensor, as 32-bit floats.
  /// - Throws: `AssayError` when they are of a kind that holds no weights, or one is not finite.
  package func floats(_ tensor: Tensor) throws(AssayError) -> [Float] {
    var error: AssayError?
    let values = [Float](unsafeUninitializedCapacity: tensor.count) { buffer, count in
      guard let start = buffer.baseAddress, tensor.count > 0 else { return }
      do throws(AssayError) {
        try read(tensor, into: start)
        count = tensor.count
      } catch let failure {
        error = failure
      }
    }
    if let error { throw error }
    return values
  }

  /// All values of a tensor of 64-bit whole numbers.
  /// - Throws: `AssayError` when they are of another kind.
  package func integers(_ tensor: Tensor) throws(AssayError) -> [Int64] {
    guard tensor.kind == "I64" else {
      throw AssayError(
        "tensor \(tensor.name) holds \(tensor.kind) numbers, not I64", at: Location(file: path))
    }
    return withExtendedLifetime(file) {
      (0..<tensor.count).map { index in
        let start = dataStart + tensor.range.lowerBound + 8 * index
        return Int64(littleEndian: file.bytes.loadUnaligned(fromByteOffset: start, as: Int64.self))
      }
    }
  }
}
