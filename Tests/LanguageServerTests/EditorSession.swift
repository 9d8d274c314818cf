// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dispatch
import Foundation
import JSON
import JSONRPC
import LanguageServer
import Synchronization
import Workflows

/// An editor that talks to a server in this process.
final class EditorSession: Sendable {
  private let incoming = Channel()
  private let sent = SentBytes()
  private let status = Mutex<ExitStatus?>(nil)
  private let finished = DispatchSemaphore(value: 0)
  private let nextID = Mutex(0)

  init(_ options: CheckOptions) {
    let (incoming, sent) = (incoming, sent)
    let writer = MessageWriter(.lines) { sent.add($0) }
    let thread = Thread { [self] in
      var reader = MessageReader(.headers) { () throws(AssayError) in incoming.next() }
      let server = LanguageServer(options, version: "1.0", writer: writer)
      let end = try? server.run(&reader)
      status.withLock { $0 = end }
      finished.signal()
    }
    thread.start()
  }

  func begin() {
    _ = ask("initialize", ["capabilities": [:]])
    tell("initialized", [:])
  }

  func tell(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Sends a request and waits for its answer.
  func ask(_ method: String, _ params: JSONValue) -> JSONValue {
    let id = nextID.withLock { id in
      id += 1
      return id
    }
    send(["jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": params])
    return sent.wait { $0["id"] == .integer(id) }
  }

  /// Waits for the findings of a version of a text.
  func diagnostics(version: Int?) -> [JSONValue] {
    let message = sent.wait { message in
      message["method"] == "textDocument/publishDiagnostics"
        && message["params"]?["version"] == version.map { .integer($0) }
    }
    return message["params"]?["diagnostics"]?.array ?? []
  }

  func sendRaw(_ text: String) { incoming.add(Array(text.utf8)) }

  private func send(_ message: JSONValue) {
    incoming.add(MessageFraming.headers.framed(Array(message.text().utf8)))
  }

  func end(says: Bool = true) -> ExitStatus? {
    if says {
      _ = ask("shutdown", .null)
      tell("exit", .null)
    } else {
      incoming.add([])
    }
    finished.wait()
    return status.withLock { $0 }
  }
}

/// Pieces of a stream that a reader waits for; an empty one is the end.
private final class Channel: Sendable {
  private let pieces = Mutex<[[UInt8]]>([])
  private let ready = DispatchSemaphore(value: 0)

  func add(_ bytes: [UInt8]) {
    pieces.withLock { $0.append(bytes) }
    ready.signal()
  }

  func next() -> [UInt8] {
    ready.wait()
    return pieces.withLock { $0.removeFirst() }
  }
}

/// What a server has sent, a message a piece.
private final class SentBytes: Sendable {
  private let messages = Mutex<[JSONValue]>([])

  func add(_ bytes: [UInt8]) {
    guard let message = try? JSONParser.parse(bytes, file: "message") else { return }
    messages.withLock { $0.append(message) }
  }

  func wait(_ isWanted: (JSONValue) -> Bool) -> JSONValue {
    while true {
      if let found = messages.withLock({ $0.first(where: isWanted) }) { return found }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }
}
