// SPDX-License-Identifier: Apache-2.0

package import Dataset
import JSON
package import Tables

/// The cells of a row of a chat file: its messages and its tools. Their JSON is read when the first
/// check asks for it, once for all checks.
package final class ChatRow {
  /// The list of messages as it stands in the file; the bytes are borrowed from the batch.
  package let bytes: Bytes
  package let kind: CellKind
  /// What the model may call, as JSON; empty without.
  package let tools: Bytes
  package private(set) lazy var conversation = Conversation(bytes, kind)

  package init(
    _ bytes: Bytes, _ kind: CellKind, tools: Bytes = Bytes(start: nil, count: 0)
  ) {
    self.tools = tools
    self.bytes = bytes
    self.kind = kind
  }
}
