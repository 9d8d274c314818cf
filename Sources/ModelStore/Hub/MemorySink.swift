// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A small answer in memory.
final class MemorySink: ResponseSink {
  private(set) var bytes: [UInt8] = []
  /// More than any list of a model's files has.
  private static let limit = 1 << 26

  /// Small answers are asked for whole.
  var offset: Int { 0 }

  func restart() { bytes.removeAll() }

  func append(_ more: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    guard bytes.count + more.count <= Self.limit else {
      throw AssayError(
        "the hub's answer is longer than any list of files",
        remedy: "Check HF_ENDPOINT")
    }
    bytes.append(contentsOf: more)
  }
}
