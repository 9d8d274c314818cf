// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON
import Tables

/// The cells of a row of a chat file: its messages and its tools. Their JSON is read when the first
/// check asks for it, once for all checks.
package final class ChatRow {
  /// The list of messages as it stands in the file; the bytes are borrowed from the batch.
  let bytes: Bytes
  let kind: CellKind
  private(set) lazy var conversation = Conversation(bytes, kind)

  init(_ bytes: Bytes, _ kind: CellKind) {
    self.bytes = bytes
    self.kind = kind
  }
}
