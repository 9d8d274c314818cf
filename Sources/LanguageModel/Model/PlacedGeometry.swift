// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

/// The arrays of a batch's geometry in a device's memory, where its kernels read them.
struct PlacedGeometry {
  let tokens: UnsafePointer<Int32>
  let positions: UnsafePointer<Int32>
  let sequences: UnsafePointer<assay_sequence>
  let keyCounts: UnsafePointer<Int32>
  let rows: UnsafePointer<Int32>
  let rowSequences: UnsafePointer<assay_sequence>
  let rowKeyCounts: UnsafePointer<Int32>
  let rowWeights: UnsafePointer<Float>
  let cacheRows: UnsafePointer<Int32>
  let targetRows: UnsafePointer<Int32>
  let targetTokens: UnsafePointer<Int32>
  let targetWeights: UnsafePointer<Float>
}

/// The memory of placed arrays, which grows to the largest batch seen.
struct GeometryBlock {
  private let device: Device
  private var block: FloatBlock?
  /// The arrays one after the other, as they are sent.
  private var words: [UInt32] = []

  init(on device: Device) {
    self.device = device
  }

  /// Sends the arrays of a batch, all at once.
  /// - Throws: `AssayError` when memory has run out.
  mutating func place(_ geometry: BatchGeometry) throws(AssayError) -> PlacedGeometry {
    words.removeAll(keepingCapacity: true)
    let tokens = add(geometry.tokens)
    let positions = add(geometry.positions)
    let sequences = add(geometry.sequences)
    let keyCounts = add(geometry.keyCounts)
    let rows = add(geometry.rows)
    let rowSequences = add(geometry.rowSequences)
    let rowKeyCounts = add(geometry.rowKeyCounts)
    let rowWeights = add(geometry.rowWeights)
    let cacheRows = add(geometry.cacheRows)
    let targetRows = add(geometry.targetRows)
    let targetTokens = add(geometry.targetTokens)
    let targetWeights = add(geometry.targetWeights)
    let start = UnsafeRawPointer(try send())
    func place<Value>(_ offset: Int) -> UnsafePointer<Value> {
      (start + offset * MemoryLayout<UInt32>.stride).assumingMemoryBound(to: Value.self)
    }
    return PlacedGeometry(
      tokens: place(tokens), positions: place(positions), sequences: place(sequences),
      keyCounts: place(keyCounts), rows: place(rows), rowSequences: place(rowSequences),
      rowKeyCounts: place(rowKeyCounts), rowWeights: place(rowWeights),
      cacheRows: place(cacheRows), targetRows: place(targetRows),
      targetTokens: place(targetTokens), targetWeights: place(targetWeights))
  }

  /// Appends an array that starts on a cache line and gives its offset in words.
  private mutating func add<Value: BitwiseCopyable>(_ array: [Value]) -> Int {
    let start = words.count
    array.withUnsafeBytes { bytes in
      let size = (bytes.count + 63) / 64 * 16
      words.append(contentsOf: repeatElement(0, count: size))
      words.withUnsafeMutableBytes { words in
        UnsafeMutableRawBufferPointer(rebasing: words[(start * 4)...]).copyMemory(from: bytes)
      }
    }
    return start
  }

  private mutating func send() throws(AssayError) -> UnsafeMutablePointer<Float> {
    let place = try room()
    device.kernels.upload(place, words, Int64(words.count * MemoryLayout<UInt32>.stride))
    return place
  }

  private mutating func room() throws(AssayError) -> UnsafeMutablePointer<Float> {
    if let block, block.count >= words.count { return block.pointer }
    block = nil
    let larger = try FloatBlock(count: words.count, on: device)
    block = larger
    return larger.pointer
  }
}
