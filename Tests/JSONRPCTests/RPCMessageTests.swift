// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import JSONRPC
import Testing

@Suite struct RPCMessageTests {
  private func message(_ text: String) throws -> RPCMessage {
    try RPCMessage(JSONParser.parse(Array(text.utf8), file: "message"))
  }

  @Test func requestsHaveAnIdAndNotificationsNone() throws {
    #expect(try message(#"{"id":7,"method":"a"}"#) == RPCMessage("a", id: 7))
    #expect(try message(#"{"id":"x","method":"a"}"#) == RPCMessage("a", id: "x"))
    #expect(try message(#"{"method":"a","params":[1]}"#) == RPCMessage("a", params: [1]))
    // Nothing could be answered to nobody.
    #expect(try message(#"{"id":null,"method":"a"}"#).id == nil)
  }

  @Test(arguments: [#"{"id":1,"result":{"a":2}}"#, #"{"id":1,"error":{"code":-1,"message":""}}"#])
  func answersHaveNoMethod(_ text: String) throws {
    let answer = try message(text)
    #expect(answer.id == 1 && answer.method == nil && answer.params == .null)
  }

  @Test(arguments: [
    (#"["a"]"#, "a message is an object"),
    (#"{"id":1.5,"method":"a"}"#, "the id of a message is a text or a whole number"),
    (#"{"id":true,"method":"a"}"#, "the id of a message is a text or a whole number"),
    (#"{"id":1,"method":["a"]}"#, "the method of a message is a text"),
    (#"{"id":1,"params":{}}"#, "a message has a method, a result or an error"),
  ])
  func whatIsNoMessageIsTold(_ text: String, _ reason: String) {
    let error = #expect(throws: RPCError.self) { try message(text) }
    #expect(error == RPCError(code: -32600, message: reason))
  }

  /// The codes are JSON-RPC's own.
  @Test func errorsHaveTheCodesOfTheProtocol() {
    let failure = AssayError("no room", remedy: "Delete something")
    let errors: [RPCError] = [
      .notJSON("a"), .notAMessage("b"), .unknownMethod("c"), .wrongParameters("d"),
      .failed(failure),
    ]
    #expect(errors.map(\.code) == [-32700, -32600, -32601, -32602, -32603])
    #expect(errors[2].json == ["code": -32601, "message": "the method `c` is not known"])
    #expect(errors[4].message == failure.description)
  }
}
