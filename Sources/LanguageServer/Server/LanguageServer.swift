// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dispatch
import JSON
package import JSONRPC
import Synchronization
package import Workflows

/// A session with an editor. Messages are taken in their order on one thread; texts are checked on a
/// second, and what takes time is answered on a third, so that typing never waits.
/// Source: Language Server Protocol 3.17.
package final class LanguageServer: Sendable {
  private let options: CheckOptions
  private let version: String
  private let writer: MessageWriter
  private let state = Mutex(SessionState())
  private let answers = DispatchQueue(label: "assay.lsp.answers")
  private let checks: CheckQueue

  /// - Parameters:
  ///   - options: how files are read and by which rules they are checked.
  ///   - version: that of assay.
  package init(_ options: CheckOptions, version: String, writer: MessageWriter) {
    self.options = options
    self.version = version
    self.writer = writer
    checks = CheckQueue(options)
  }

  /// Serves until the client leaves.
  /// - Returns: clean when it said so before.
  package func run(_ reader: inout MessageReader) throws(AssayError) -> ExitStatus {
    while let next = try reader.next() {
      switch next {
      case .failure(let error): writer.answer(.null, with: .failure(error))
      case .success(let message):
        guard message.method != "exit" else { return end() }
        take(message)
      }
    }
    return end()
  }

  private func end() -> ExitStatus {
    answers.sync {}
    return state.withLock { $0.isShutDown } ? .clean : .findings
  }

  private func take(_ message: RPCMessage) {
    guard let method = message.method else { return }
    guard let id = message.id else { return notice(method, message.params) }
    if let error = refusal(of: method) { return writer.answer(id, with: .failure(error)) }
    guard Self.slow.contains(method) else {
      return writer.answer(
        id, with: Result { () throws(RPCError) in try answer(method, message.params) })
    }
    state.withLock { $0.wait(id) }
    answers.async { [self] in
      guard state.withLock({ $0.begin(id) }) else {
        let cancelled = RPCError(code: -32800, message: "the request was cancelled")
        return writer.answer(id, with: .failure(cancelled))
      }
      writer.answer(id, with: Result { () throws(RPCError) in try answer(method, message.params) })
    }
  }

  /// What comes before the start or after the end is refused.
  private func refusal(of method: String) -> RPCError? {
    state.withLock { state in
      if state.isShutDown { return .notAMessage("the session is over") }
      if method == "initialize", state.isInitialized {
        return .notAMessage("the session has begun already")
      }
      return state.isInitialized || method == "initialize"
        ? nil : RPCError(code: -32002, message: "`initialize` comes first")
    }
  }

  // MARK: - Requests

  private static let slow: Set<String> = [
    "textDocument/codeAction", "codeAction/resolve", "textDocument/codeLens",
  ]

  private func answer(_ method: String, _ params: JSONValue) throws(RPCError) -> JSONValue {
    switch method {
    case "initialize": return initialize(params)
    case "shutdown":
      state.withLock { $0.isShutDown = true }
      return .null
    case "textDocument/hover": return try help(params) { $0.hover($1) }
    case "textDocument/completion": return try help(params) { $0.completion($1) }
    case "textDocument/codeLens": return try lenses(params)
    case "textDocument/codeAction":
      return .array(actions(try document(params["textDocument"]?["uri"])).all(params))
    case "codeAction/resolve":
      return try actions(try document(params["data"]?["uri"])).resolved(params)
    default: throw .unknownMethod(method)
    }
  }

  private func initialize(_ params: JSONValue) -> JSONValue {
    let abilities = ClientAbilities(params)
    state.withLock { state in
      state.abilities = abilities
      state.isInitialized = true
    }
    return [
      "capabilities": [
        "positionEncoding": .string(abilities.encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2, "save": true],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": [" ", ":", "-", "[", "{"]],
        "codeActionProvider": [
          "codeActionKinds": ["quickfix", .string(CodeActions.fixAll)], "resolveProvider": true,
        ],
        "codeLensProvider": ["resolveProvider": false],
      ],
      "serverInfo": ["name": "assay", "version": .string(version)],
    ]
  }

  /// - Throws: `RPCError` when the text is not open.
  private func document(_ address: JSONValue?) throws(RPCError) -> OpenText {
    let known = address?.string.flatMap { address in state.withLock { $0.texts[address] } }
    guard let known else { throw .wrongParameters("the text is not open") }
    return known
  }

  private func help(
    _ params: JSONValue, _ find: (TextHelp, TextPosition) -> JSONValue
  ) throws(RPCError) -> JSONValue {
    let document = try document(params["textDocument"]?["uri"])
    guard let position = TextPosition(params["position"]) else {
      throw .wrongParameters("the position lacks a line or a character")
    }
    let encoding = state.withLock { $0.abilities.encoding }
    return find(TextHelp(document: document, encoding: encoding), position)
  }

  private func actions(_ document: OpenText) -> CodeActions {
    CodeActions(
      options: options, abilities: state.withLock { $0.abilities }, document: document)
  }

  /// Nobody wants a fault of the file as the answer to a question about tokens.
  private func lenses(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let document = try document(params["textDocument"]?["uri"])
    guard case .data = document.kind,
      let lenses = try? RowLenses(options: options).lenses(document.text, path: document.path)
    else { return [] }
    return .array(
      lenses.map { lens in
        let start = TextPosition(line: lens.line - 1, character: 0)
        return [
          "range": TextSpan(start, start).json,
          "command": ["title": .string(lens.title), "command": ""],
        ]
      })
  }

  // MARK: - Notifications

  private func notice(_ method: String, _ params: JSONValue) {
    let address = params["textDocument"]?["uri"]?.string ?? ""
    switch method {
    case "textDocument/didOpen":
      guard let opened = OpenText(params["textDocument"]) else { return }
      state.withLock { $0.texts[opened.address] = opened }
      check(opened.address, .opened)
    case "textDocument/didChange":
      state.withLock { state in
        let encoding = state.abilities.encoding
        state.texts[address]?.apply(
          params["contentChanges"]?.array ?? [],
          version: params["textDocument"]?["version"]?.integer, encoding: encoding)
      }
      check(address, .changed)
    case "textDocument/didSave": checkAfterSaving(address)
    case "textDocument/didClose":
      state.withLock { $0.texts[address] = nil }
      publish([], of: address, version: nil)
    case "workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration":
      for address in state.withLock({ Array($0.texts.keys) }) { check(address, .saved) }
    case "$/cancelRequest":
      if let id = params["id"] { state.withLock { $0.cancel(id) } }
    default: break
    }
  }

  /// A configuration or a rule that was saved may say another thing about all texts.
  private func checkAfterSaving(_ address: String) {
    let (kind, all) = state.withLock { ($0.texts[address]?.kind, Array($0.texts.keys)) }
    if case .data? = kind { return check(address, .saved) }
    for address in all { check(address, .saved) }
  }

  // MARK: - Checks

  private func check(_ address: String, _ reason: CheckQueue.Reason) {
    checks.add(
      address, reason, of: { [self] in state.withLock { $0.texts[address] } },
      done: { [self] document, findings in take(findings, of: document) })
  }

  /// Shows what was found, unless the text has changed since: then another check is on its way.
  private func take(_ findings: [TextFinding], of document: OpenText) {
    let isCurrent = state.withLock { state in
      guard state.texts[document.address]?.version == document.version else { return false }
      state.texts[document.address]?.take(findings)
      return true
    }
    guard isCurrent else { return }
    let encoding = state.withLock { $0.abilities.encoding }
    publish(
      findings.map { $0.json(document.text.span($0.range, encoding)) }, of: document.address,
      version: document.version)
  }

  private func publish(_ diagnostics: [JSONValue], of address: String, version: Int?) {
    var params: JSONObject = ["uri": .string(address), "diagnostics": .array(diagnostics)]
    if let version { params.append("version", .integer(version)) }
    writer.notify("textDocument/publishDiagnostics", .object(params))
  }
}
