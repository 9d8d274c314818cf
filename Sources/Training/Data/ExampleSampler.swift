// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Deals out examples epoch by epoch. The order of an epoch depends on the seed and the epoch alone,
/// so the position of a run is two numbers and a resumed run sees the same batches.
package struct ExampleSampler: Sendable, Equatable {
  package let count: Int
  package let batchSize: Int
  package let seed: Int
  package let shuffles: Bool
  /// Whole epochs behind the position.
  package private(set) var epoch: Int
  /// Examples of this epoch already dealt.
  package private(set) var offset: Int
  private var order: [Int]

  /// - Precondition: `count` and `batchSize` are positive, `offset` is within the epoch.
  package init(
    count: Int, batchSize: Int, seed: Int, shuffles: Bool, epoch: Int = 0, offset: Int = 0
  ) {
    precondition(count > 0 && batchSize > 0 && (0..<count).contains(offset))
    self.count = count
    self.batchSize = batchSize
    self.seed = seed
    self.shuffles = shuffles
    self.epoch = epoch
    self.offset = offset
    order = Self.order(count: count, seed: seed, epoch: epoch, shuffles: shuffles)
  }

  /// Batches in an epoch; the last one may be smaller.
  package var batchesPerEpoch: Int { (count + batchSize - 1) / batchSize }

  /// The indices of the next batch. A batch never crosses the border of an epoch.
  package mutating func next() -> ArraySlice<Int> {
    let end = min(offset + batchSize, count)
    let batch = order[offset..<end]
    offset = end
    if offset == count { startEpoch(epoch + 1) }
    return batch
  }

  private mutating func startEpoch(_ number: Int) {
    epoch = number
    offset = 0
    order = Self.order(count: count, seed: seed, epoch: number, shuffles: shuffles)
  }

  /// Fisher and Yates's shuffle, written out so that the order hangs on no library's version.
  private static func order(count: Int, seed: Int, epoch: Int, shuffles: Bool) -> [Int] {
    var order = Array(0..<count)
    guard shuffles else { return order }
    var generator = SeededGenerator(seed: RandomStream.order.seed(seed, epoch))
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(generator.next() % UInt64(last + 1)))
    }
    return order
  }
}
