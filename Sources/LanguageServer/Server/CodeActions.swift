// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import JSONRPC
import RuleEngine
import Workflows

/// The fixes that an editor offers: of a finding in its row or in all rows, and all safe ones at once.
struct CodeActions {
  static let fixAll = "source.fixAll.assay"
  private static let quickFix = "quickfix"

  let options: CheckOptions
  let abilities: ClientAbilities
  let document: OpenText

  /// The actions for a part of the text.
  func all(_ params: JSONValue) -> [JSONValue] {
    guard case .data = document.kind, let span = TextSpan(params["range"]) else { return [] }
    let kinds = params["context"]?["only"]?.array?.compactMap(\.string)
    func isWanted(_ kind: String) -> Bool {
      kinds?.contains { kind == $0 || kind.hasPrefix($0 + ".") || $0 == "" } ?? true
    }
    var actions: [JSONValue] = []
    if isWanted(Self.quickFix) {
      actions += quickFixes(span, params["context"]?["diagnostics"]?.array ?? [])
    }
    if isWanted(Self.fixAll), document.findings.contains(where: { $0.fix == .safe }) {
      actions.append(
        action("assay: make all safe fixes", Self.fixAll, data: data(codes: [], .safe, row: nil)))
    }
    guard !abilities.resolvesEdits else { return actions }
    return actions.compactMap { action in
      guard let resolved = try? resolved(action), Self.hasEdits(resolved) else { return nil }
      return resolved
    }
  }

  private func quickFixes(_ span: TextSpan, _ diagnostics: [JSONValue]) -> [JSONValue] {
    var actions: [JSONValue] = []
    var seen: [String] = []
    let touched = document.findings.filter { finding in
      document.text.span(finding.range, abilities.encoding).touches(span)
    }
    for finding in touched {
      guard let code = finding.code, let grade = finding.fix, !seen.contains(code) else { continue }
      seen.append(code)
      let note = grade == .unsafe ? " (unsafe: it may change what somebody meant)" : ""
      let told = diagnostics.filter { $0["code"]?.string == code }
      // A row's number holds for the text that was checked.
      if document.isChecked, let row = finding.row {
        actions.append(
          action(
            "assay: fix \(code) in this row\(note)", Self.quickFix,
            data: data(codes: [code], grade, row: row), diagnostics: told,
            isPreferred: grade == .safe))
      }
      actions.append(
        action(
          "assay: fix \(code) in the whole file\(note)", Self.quickFix,
          data: data(codes: [code], grade, row: nil), diagnostics: told))
    }
    return actions
  }

  private func action(
    _ title: String, _ kind: String, data: JSONValue, diagnostics: [JSONValue] = [],
    isPreferred: Bool = false
  ) -> JSONValue {
    var action: JSONObject = ["title": .string(title), "kind": .string(kind), "data": data]
    if !diagnostics.isEmpty { action.append("diagnostics", .array(diagnostics)) }
    if isPreferred { action.append("isPreferred", true) }
    return .object(action)
  }

  private func data(codes: [String], _ grade: FixGrade, row: Int?) -> JSONValue {
    [
      "uri": .string(document.address), "version": .integer(document.version),
      "codes": .array(codes.map { .string($0) }), "grade": .string(grade.rawValue),
      "row": JSONValue(row),
    ]
  }

  // MARK: - Edits

  /// An action with its edits.
  /// - Throws: `RPCError` when the text has changed since the action was offered, or cannot be read.
  func resolved(_ action: JSONValue) throws(RPCError) -> JSONValue {
    guard case .object(var object) = action, let data = action["data"] else {
      throw .wrongParameters("the action is none of this server")
    }
    guard data["version"]?.integer == document.version else {
      throw RPCError(code: -32801, message: "the text has changed")
    }
    let grades: Set<FixGrade> = data["grade"]?.string == "unsafe" ? [.safe, .unsafe] : [.safe]
    let codes = data["codes"]?.array?.compactMap(\.string) ?? []
    do throws(AssayError) {
      let edits = try FixEdits(
        options: options, policy: FixPolicy(grades: grades, codes: codes)
      ).edits(document.text, path: document.path, row: data["row"]?.integer)
      object["edit"] = workspaceEdit(edits)
      return .object(object)
    } catch {
      throw .failed(error)
    }
  }

  private func workspaceEdit(_ edits: [TextEdit]) -> JSONValue {
    let list = JSONValue.array(
      edits.map { $0.json(document.text.span($0.range, abilities.encoding)) })
    guard abilities.knowsVersions else {
      return ["changes": .object(edits.isEmpty ? [:] : [document.address: list])]
    }
    let change: JSONValue = [
      "textDocument": [
        "uri": .string(document.address), "version": .integer(document.version),
      ], "edits": list,
    ]
    return ["documentChanges": .array(edits.isEmpty ? [] : [change])]
  }

  private static func hasEdits(_ action: JSONValue) -> Bool {
    action["edit"]?["changes"]?.object?.members.isEmpty == false
      || action["edit"]?["documentChanges"]?.array?.isEmpty == false
  }
}
