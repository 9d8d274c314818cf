// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Synchronization

@testable import Ranks

/// Ranks that are threads of one process: what one sends lies open until all have read it.
final class ThreadTransport: RankTransport {
  /// Where all meet.
  final class Meeting: @unchecked Sendable {
    let count: Int
    /// Guards all that follows.
    private let condition = NSCondition()
    private var sent: [Int: [UInt8]] = [:]
    private var arrived = 0
    private var round = 0

    init(count: Int) { self.count = count }

    /// What all ranks send, in their order, once the last has come.
    func all(_ bytes: [UInt8], from rank: Int) -> [[UInt8]] {
      wait { sent[rank] = bytes }
      let all = condition.withLock { (0..<count).map { sent[$0] ?? [] } }
      wait {}
      return all
    }

    private func wait(_ arrive: () -> Void) {
      condition.lock()
      defer { condition.unlock() }
      arrive()
      arrived += 1
      let own = round
      guard arrived == count else {
        while round == own { condition.wait() }
        return
      }
      (arrived, round) = (0, round + 1)
      condition.broadcast()
    }
  }

  let rank: Int
  let meeting: Meeting
  var count: Int { meeting.count }

  init(rank: Int, meeting: Meeting) {
    self.rank = rank
    self.meeting = meeting
  }

  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) {
    let own = rank == self.rank ? Array(bytes) : []
    bytes.copyBytes(from: meeting.all(own, from: self.rank)[rank])
  }

  func exchange(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer) {
    let size = sent.count / count
    let pieces = meeting.all(Array(sent), from: rank).flatMap {
      $0[rank * size..<(rank + 1) * size]
    }
    received.copyBytes(from: pieces)
  }

  func gather(_ sent: UnsafeRawBufferPointer, into received: UnsafeMutableRawBufferPointer) {
    received.copyBytes(from: meeting.all(Array(sent), from: rank).flatMap { $0 })
  }

  func finish() {}

  /// Runs the same on each of some ranks, and gives what each came to.
  static func run<Result: Sendable>(
    _ count: Int, pieceCount: Int = 1 << 18,
    _ body: @escaping @Sendable (RankGroup) -> Result
  ) -> [Result] {
    let meeting = Meeting(count: count)
    let results = Mutex([Int: Result]())
    let ended = DispatchSemaphore(value: 0)
    for rank in 0..<count {
      Thread.detachNewThread {
        let group = RankGroup(
          ThreadTransport(rank: rank, meeting: meeting), pieceCount: pieceCount)
        let result = body(group)
        results.withLock { $0[rank] = result }
        ended.signal()
      }
    }
    for _ in 0..<count { ended.wait() }
    return results.withLock { all in (0..<count).compactMap { all[$0] } }
  }
}
