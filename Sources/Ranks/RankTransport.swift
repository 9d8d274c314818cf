// SPDX-License-Identifier: Apache-2.0

/// How bytes move between the processes that work on one thing. Every call is made by all of them, in the
/// same order and with the same sizes.
package protocol RankTransport {
  /// The number of this process, from 0.
  var rank: Int { get }
  /// How many there are.
  var count: Int { get }

  /// Gives all processes the bytes of one.
  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int)

  /// Gives process r the r-th of `count` equal pieces of what each sends; they arrive in the order of
  /// the processes.
  func exchange(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer)

  /// Gives all processes what each sends, in the order of the processes.
  func gather(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer)

  /// Leaves the others, once all are done.
  func finish()
}

/// A process that has no others.
struct LoneTransport: RankTransport {
  let rank = 0
  let count = 1

  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) {}

  func exchange(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer) {
    received.copyMemory(from: sent)
  }

  func gather(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer) {
    received.copyMemory(from: sent)
  }

  func finish() {}
}
