// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON

/// Why a request has no result. Source: JSON-RPC 2.0, section 5.1.
package struct RPCError: Error, Sendable, Equatable {
  package let code: Int
  package let message: String

  package init(code: Int, message: String) {
    self.code = code
    self.message = message
  }

  /// The body is not JSON.
  package static func notJSON(_ message: String) -> RPCError {
    RPCError(code: -32700, message: message)
  }

  /// The body is JSON, but no message.
  package static func notAMessage(_ message: String) -> RPCError {
    RPCError(code: -32600, message: message)
  }

  package static func unknownMethod(_ name: String) -> RPCError {
    RPCError(code: -32601, message: "the method `\(name)` is not known")
  }

  package static func wrongParameters(_ message: String) -> RPCError {
    RPCError(code: -32602, message: message)
  }

  /// The work could not be done.
  package static func failed(_ error: AssayError) -> RPCError {
    RPCError(code: -32603, message: error.description)
  }

  package var json: JSONValue {
    ["code": .integer(code), "message": .string(message)]
  }
}
