// SPDX-License-Identifier: Apache-2.0

/// A message of a stream: what it describes, and the bytes behind it.
struct ArrowMessage {
  let kind: ArrowMessageKind
  /// The version of the format.
  let version: Int16
  let header: FlatTable
  let body: [UInt8]
}
