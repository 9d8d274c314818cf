// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// The processes that train one model together: each computes a share of every batch and owns a part of
/// the optimizer.
///
/// Numbers are added by this type alone, in the order of the ranks, so the bits of a result depend on how
/// many ranks there are and on nothing else: no library's choice of an algorithm, no size of a message.
package final class RankGroup {
  private let transport: any RankTransport
  /// Values of one piece of an exchange with one process: 1 MiB of floats.
  private let pieceCount: Int

  /// - Parameter pieceCount: values that one process sends to another at once.
  package init(_ transport: any RankTransport, pieceCount: Int = 1 << 18) {
    self.transport = transport
    self.pieceCount = pieceCount
  }

  /// A process that has no others.
  package static var alone: RankGroup { RankGroup(LoneTransport()) }

  /// The group that a launcher started; alone without one, when nothing is loaded.
  /// - Throws: `AssayError` when there is a launcher and no MPI library for it: else each process would do
  ///   the whole work, over the same folder.
  package static func launched() throws(AssayError) -> RankGroup {
    guard let launcher = Launcher.find() else { return alone }
    let group = RankGroup(try MPITransport(library: Environment["ASSAY_MPI_LIBRARY"]))
    guard group.count == launcher.count || launcher.count == 1 else {
      throw AssayError(
        "the launcher started \(launcher.count) processes, and the MPI library found \(group.count)",
        remedy: """
          Name the library that belongs to the launcher in ASSAY_MPI_LIBRARY; under Slurm give srun the \
          option --mpi=pmix or --mpi=pmi2
          """)
    }
    return group
  }

  /// The number of this process, from 0.
  package var rank: Int { transport.rank }
  /// How many processes there are.
  package var count: Int { transport.count }
  /// Whether this process writes, prints and decides.
  package var isLeader: Bool { rank == 0 }

  /// The part of some values that a rank owns: equal ones but for the last, which may be shorter.
  package func part(of total: Int, rank: Int) -> Range<Int> {
    let size = partSize(of: total)
    return min(total, rank * size)..<min(total, (rank + 1) * size)
  }

  /// The part of this process.
  package func part(of total: Int) -> Range<Int> { part(of: total, rank: rank) }

  /// A multiple of 16 values, so that no part begins within a cache line.
  private func partSize(of total: Int) -> Int {
    let share = (total + count - 1) / count
    return count == 1 ? total : (share + 15) / 16 * 16
  }

  /// Adds up values over all processes, in the order of the ranks; each gets the sums of its own part, and
  /// the rest is left as it was.
  package func reduce(_ values: UnsafeMutablePointer<Float>, count total: Int) {
    guard count > 1 else { return }
    let own = part(of: total)
    inPieces(of: total) { offset, length, sent, received in
      for rank in 0..<count {
        copy(
          values, part(of: total, rank: rank), offset: offset, to: sent + rank * length,
          length: length)
      }
      transport.exchange(bytes(sent, count * length), into: mutableBytes(received, count * length))
      let here = min(length, max(0, own.count - offset))
      let sums = values + own.lowerBound + offset
      for index in 0..<here { sums[index] = received[index] }
      for rank in 1..<count {
        let other = received + rank * length
        for index in 0..<here { sums[index] += other[index] }
      }
    }
  }

  /// Gives all processes the part that each owns.
  package func share(_ values: UnsafeMutablePointer<Float>, count total: Int) {
    guard count > 1 else { return }
    let own = part(of: total)
    inPieces(of: total) { offset, length, sent, received in
      copy(values, own, offset: offset, to: sent, length: length)
      transport.gather(bytes(sent, length), into: mutableBytes(received, count * length))
      for rank in 0..<count where rank != self.rank {
        let part = part(of: total, rank: rank)
        let here = min(length, max(0, part.count - offset))
        guard here > 0 else { continue }
        (values + part.lowerBound + offset).update(from: received + rank * length, count: here)
      }
    }
  }

  /// What each process has to say, in the order of the ranks.
  package func gather(_ numbers: [Double]) -> [[Double]] {
    guard count > 1 else { return [numbers] }
    var all = [Double](repeating: 0, count: numbers.count * count)
    numbers.withUnsafeBytes { sent in
      all.withUnsafeMutableBytes { transport.gather(sent, into: $0) }
    }
    return (0..<count).map { rank in
      Array(all[rank * numbers.count..<(rank + 1) * numbers.count])
    }
  }

  /// What the leader decides; the others' own values count for nothing.
  package func agree<Value: BitwiseCopyable>(on value: Value) -> Value {
    var value = value
    withUnsafeMutableBytes(of: &value) { broadcast($0, from: 0) }
    return value
  }

  /// Gives all processes the bytes of one.
  package func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) {
    guard count > 1 else { return }
    transport.broadcast(bytes, from: rank)
  }

  /// Leaves the others, once all are done.
  package func finish() { transport.finish() }

  // MARK: Pieces

  /// Calls with each piece of a part: its offset in the part, its length, and room for one piece of each
  /// process, to send and to receive.
  private func inPieces(
    of total: Int,
    _ body: (
      _ offset: Int, _ length: Int, _ sent: UnsafeMutablePointer<Float>,
      _ received: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let size = partSize(of: total)
    let most = count * min(pieceCount, size)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * most) { room in
      guard let sent = room.baseAddress else { return }
      for offset in stride(from: 0, to: size, by: pieceCount) {
        body(offset, min(pieceCount, size - offset), sent, sent + most)
      }
    }
  }

  /// Copies a piece of a part; what is beyond its end is 0.
  private func copy(
    _ values: UnsafeMutablePointer<Float>, _ part: Range<Int>, offset: Int,
    to place: UnsafeMutablePointer<Float>, length: Int
  ) {
    let here = min(length, max(0, part.count - offset))
    if here > 0 { place.update(from: values + part.lowerBound + offset, count: here) }
    (place + here).update(repeating: 0, count: length - here)
  }

  private func bytes(
    _ values: UnsafeMutablePointer<Float>, _ count: Int
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(UnsafeBufferPointer(start: values, count: count))
  }

  private func mutableBytes(
    _ values: UnsafeMutablePointer<Float>, _ count: Int
  ) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: values, count: count))
  }
}
