// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import JSONRPC
import Synchronization
import Testing

@Suite struct MessageReaderTests {
  /// Reads all of a stream that comes in pieces of some size.
  private func messages(
    _ text: String, _ framing: MessageFraming, pieces: Int
  ) throws -> [Result<RPCMessage, RPCError>] {
    var rest = Array(text.utf8)[...]
    var reader = MessageReader(framing) { () throws(AssayError) in
      defer { rest = rest.dropFirst(pieces) }
      return Array(rest.prefix(pieces))
    }
    var all: [Result<RPCMessage, RPCError>] = []
    while let next = try reader.next() { all.append(next) }
    return all
  }

  @Test(arguments: [1, 3, 7, 4096])
  func messagesComeInAnyPieces(_ size: Int) throws {
    let first = #"{"jsonrpc":"2.0","id":1,"method":"é","params":{"a":[1]}}"#
    let second = #"{"jsonrpc":"2.0","method":"exit"}"#
    let stream =
      "Content-Length: \(first.utf8.count)\r\nContent-Type: x\r\n\r\n\(first)"
      + "content-length:\(second.utf8.count)\n\n\(second)"
    let read = try messages(stream, .headers, pieces: size)
    #expect(
      try read.map { try $0.get() } == [
        RPCMessage("é", params: ["a": [1]], id: 1), RPCMessage("exit"),
      ])
    let lines = try messages("\(first)\r\n\n\(second)\n", .lines, pieces: size)
    #expect(try lines.map { try $0.get() } == read.map { try $0.get() })
  }

  @Test(arguments: [
    "{", "[1]", "7", #"{"id":1}"#, #"{"id":[1],"method":"a"}"#, #"{"method":7}"#,
  ])
  func aBrokenMessageIsPassedOver(_ broken: String) throws {
    let whole = #"{"method":"next"}"#
    let framed = [broken, whole].map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }
    for read in [
      try messages(framed.joined(), .headers, pieces: 5),
      try messages("\(broken)\n\(whole)\n", .lines, pieces: 5),
    ] {
      #expect(read.count == 2)
      #expect(throws: RPCError.self) { try read[0].get() }
      #expect(try read[1].get() == RPCMessage("next"))
    }
  }

  @Test(arguments: ["Content-Length: x\r\n\r\n", "Other: 1\r\n\r\n", "Content-Length: -4\r\n\r\n"])
  func aBrokenHeadIsPassedOver(_ head: String) throws {
    let read = try messages(
      head + "Content-Length: 14\r\n\r\n" + #"{"method":"a"}"#, .headers, pieces: 64)
    #expect(throws: RPCError.self) { try read[0].get() }
    #expect(try read.last?.get() == RPCMessage("a"))
  }

  @Test func whatIsCutOffIsTheEnd() throws {
    #expect(try messages("Content-Length: 99\r\n\r\n{", .headers, pieces: 64).isEmpty)
    #expect(try messages("Content-Le", .headers, pieces: 64).isEmpty)
  }

  @Test func messagesAreFramed() {
    #expect(
      MessageFraming.headers.framed(Array("é".utf8)) == Array("Content-Length: 2\r\n\r\né".utf8))
    #expect(MessageFraming.lines.framed(Array("{}".utf8)) == Array("{}\n".utf8))
  }

  @Test func answersTellTheRequestThatTheyAreFor() {
    let sent = SentMessages()
    let writer = MessageWriter(.lines) { sent.add($0) }
    writer.answer("a", with: .success(["b": 1]))
    writer.answer(2, with: .failure(RPCError(code: -1, message: "no")))
    writer.notify("m", [])
    #expect(
      sent.text == """
        {"jsonrpc":"2.0","id":"a","result":{"b":1}}
        {"jsonrpc":"2.0","id":2,"error":{"code":-1,"message":"no"}}
        {"jsonrpc":"2.0","method":"m","params":[]}

        """)
  }
}

private final class SentMessages: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func add(_ new: [UInt8]) { bytes.withLock { $0 += new } }
  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
