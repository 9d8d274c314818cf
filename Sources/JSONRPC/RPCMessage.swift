// SPDX-License-Identifier: Apache-2.0

package import JSON

/// A request, a notification or an answer. Source: JSON-RPC 2.0, sections 4 and 5.
package struct RPCMessage: Sendable, Equatable {
  /// What the answer will be known by; nil where none is wanted.
  package let id: JSONValue?
  /// Nil in an answer.
  package let method: String?
  package let params: JSONValue

  package init(_ method: String, params: JSONValue = .null, id: JSONValue? = nil) {
    self.id = id
    self.method = method
    self.params = params
  }

  /// - Throws: `RPCError` when the value is no message.
  package init(_ json: JSONValue) throws(RPCError) {
    guard json.object != nil else { throw .notAMessage("a message is an object") }
    let id = json["id"]
    switch id {
    case nil, .string, .integer, .null: break
    default: throw .notAMessage("the id of a message is a text or a whole number")
    }
    let method = json["method"]
    guard method == nil || method?.string != nil else {
      throw .notAMessage("the method of a message is a text")
    }
    guard method != nil || json["result"] != nil || json["error"] != nil else {
      throw .notAMessage("a message has a method, a result or an error")
    }
    self.id = id == .null ? nil : id
    self.method = method?.string
    params = json["params"] ?? .null
  }
}
