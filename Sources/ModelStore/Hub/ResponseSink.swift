// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Where the body of an answer goes; it survives a broken connection and knows what it lacks.
protocol ResponseSink: AnyObject {
  /// The first byte that is not there yet.
  var offset: Int { get }

  /// Forgets what is there: the next bytes are the first.
  func restart() throws(AssayError)

  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssayError)
}
