// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// The keys and values of the tokens that sequences have so far, for every layer, so that a next
/// token costs one row.
package final class KeyValueCache {
  /// The longest sequence.
  package let capacity: Int
  /// The tokens of each sequence so far.
  package private(set) var lengths: [Int]
  private let width: Int
  private let block: FloatBlock

  /// Makes room for sequences of up to `capacity` tokens. Memory is taken as it is filled.
  package init(for model: GPT2Model, sequences: Int, capacity: Int) throws(AssayError) {
    self.capacity = capacity
    width = model.configuration.width
    lengths = Array(repeating: 0, count: sequences)
    block = try FloatBlock(
      count: model.configuration.layers * sequences * capacity * 2 * model.configuration.width,
      on: model.device)
  }

  /// Makes a sequence start anew.
  package func clear(_ sequence: Int) {
    lengths[sequence] = 0
  }

  /// Makes a sequence a copy of the first `count` tokens of another.
  package func copy(_ source: Int, to target: Int, count: Int) {
    let row = 2 * width
    let layerSize = lengths.count * capacity * row
    for layer in 0..<(block.count / max(layerSize, 1)) {
      let base = block.pointer + layer * layerSize
      block.device.kernels.copy(
        base + target * capacity * row, base + source * capacity * row,
        Int64(count * row * MemoryLayout<Float>.stride))
    }
    lengths[target] = count
  }

  /// The row in a layer of a sequence's first token.
  func firstRow(of sequence: Int) -> Int { sequence * capacity }

  /// The keys (rows, C) of a layer, with values C floats behind, in rows of 2 C.
  func keys(_ layer: Int) -> UnsafeMutablePointer<Float> {
    block.pointer + layer * lengths.count * capacity * 2 * width
  }

  /// Takes the keys and values out of qkv (T, 3C).
  func store(
    _ qkv: UnsafePointer<Float>, rows: UnsafePointer<Int32>, count: Int, layer: Int
  ) {
    block.device.kernels.scatter_rows(
      keys(layer), Int64(2 * width), qkv + width, Int64(3 * width), rows, Int64(count),
      Int64(2 * width))
  }

  func advance(_ sequence: Int, by count: Int) {
    lengths[sequence] += count
  }
}
