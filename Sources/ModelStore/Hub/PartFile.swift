// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// A file on its way, `NAME.part`: what a broken download left is kept and added to.
final class PartFile: ResponseSink {
  let path: String
  private(set) var offset: Int
  private let limit: Int?
  private let file: OpenFile
  private let observe: (Int) -> Void

  /// Opens the file, or makes it.
  /// - Parameters:
  ///   - limit: the size of the whole file; more is refused.
  ///   - observe: called with the bytes that are there.
  init(path: String, limit: Int?, observe: @escaping (Int) -> Void) throws(AssayError) {
    self.path = path
    self.limit = limit
    self.observe = observe
    file = try OpenFile(
      path, for: .update(),
      remedy: "Free some space, or set ASSAY_HOME to a folder that has it; the same command goes on"
    )
    offset = try file.seekToEnd()
    if let limit, offset > limit { try restart() }
    observe(offset)
  }

  func restart() throws(AssayError) {
    try file.clear()
    offset = 0
    observe(0)
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    if let limit, offset + bytes.count > limit {
      throw AssayError(
        "the hub sends more than the \(limit) bytes that it lists for the file",
        at: Location(file: path), remedy: "Try again later, or check HF_ENDPOINT")
    }
    try file.write(UnsafeRawBufferPointer(bytes))
    offset += bytes.count
    observe(offset)
  }
}
