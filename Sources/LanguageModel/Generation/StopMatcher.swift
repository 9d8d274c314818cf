// SPDX-License-Identifier: Apache-2.0

/// Finds the first of several byte sequences in a stream, and lets through only bytes that cannot be
/// part of one.
struct StopMatcher {
  private let stops: [[UInt8]]
  /// Bytes held back because a stop may begin in them.
  private var held: [UInt8] = []
  private(set) var isStopped = false

  init(_ stops: [[UInt8]]) {
    self.stops = stops.filter { !$0.isEmpty }
  }

  /// Takes bytes in and gives those that are now certain to be text.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    guard !isStopped else { return [] }
    held.append(contentsOf: bytes)
    for start in held.indices {
      let rest = held[start...]
      if stops.contains(where: { rest.starts(with: $0) }) {
        isStopped = true
        return Array(held[..<start])
      }
      // An earlier stop may still come to its end, so a later one must wait for it.
      if stops.contains(where: { $0.count > rest.count && $0.starts(with: rest) }) {
        defer { held.removeFirst(start) }
        return Array(held[..<start])
      }
    }
    defer { held.removeAll() }
    return held
  }

  /// Gives what was held back; the stream has ended. A stop inside it counts, though an earlier one
  /// had only begun.
  mutating func finish() -> [UInt8] {
    guard !isStopped else { return [] }
    defer { held.removeAll() }
    let start = held.indices.first { start in
      stops.contains { held[start...].starts(with: $0) }
    }
    isStopped = start != nil
    return Array(held[..<(start ?? held.count)])
  }
}
