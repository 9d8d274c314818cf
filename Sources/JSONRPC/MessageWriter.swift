// SPDX-License-Identifier: Apache-2.0

package import JSON
import Synchronization

/// Writes messages to a stream, from any thread, each in one piece.
package final class MessageWriter: Sendable {
  /// Takes the bytes of a message.
  package typealias Output = @Sendable ([UInt8]) -> Void

  private let framing: MessageFraming
  private let output: Mutex<Output>

  package init(_ framing: MessageFraming, output: @escaping Output) {
    self.framing = framing
    self.output = Mutex(output)
  }

  package func answer(_ id: JSONValue, with result: Result<JSONValue, RPCError>) {
    switch result {
    case .success(let value): send(["jsonrpc": "2.0", "id": id, "result": value])
    case .failure(let error): send(["jsonrpc": "2.0", "id": id, "error": error.json])
    }
  }

  /// Tells something that wants no answer.
  package func notify(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  private func send(_ message: JSONValue) {
    var body: [UInt8] = []
    message.write(to: &body)
    let bytes = framing.framed(body)
    output.withLock { $0(bytes) }
  }
}
