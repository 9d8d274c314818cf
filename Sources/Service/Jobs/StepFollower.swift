// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform

/// Reads what a worker adds to its log of steps. A worker that goes on from a checkpoint writes the
/// log anew, so steps that were seen are passed over.
struct StepFollower {
  let path: String
  private var node: UInt64?
  private var offset = 0
  private(set) var lastStep = 0

  init(path: String) {
    self.path = path
  }

  /// The whole lines that came since the last call.
  mutating func newSteps() -> [JSONValue] {
    guard let identity = FileStatus(path) else { return [] }
    if identity.node != node || identity.size < offset {
      node = identity.node
      offset = 0
    }
    guard identity.size > offset, let bytes = try? Files.read(path, from: offset),
      let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
    else { return [] }
    offset += end + 1
    return bytes[..<end].split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let value = try? JSONParser.parse(Array(line), file: path),
        let step = value["step"]?.integer, step > lastStep
      else { return nil }
      lastStep = step
      return value
    }
  }
}
