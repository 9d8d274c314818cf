// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import RuleEngine
import RuleLibrary
import Tables
import Testing

@testable import LanguageServer

/// Texts of settings and rules: what they show while they are typed, and which words fit.
@Suite struct SettingsTests {
  private static let yaml = """
    # comment: no key
    select: [SEP]
    severity:
      SEP001: warning
      STOP001:
        deep: 1
    per-file-ignores:
    - path: x
      codes: [A]

    """

  @Test func keysAtTheEdge() {
    #expect(
      YAMLOutline(EditedText(Self.yaml)).topKeys == ["select", "severity", "per-file-ignores"])
    #expect(YAMLOutline(EditedText("")).topKeys == [])
  }

  @Test(
    arguments: [
      (0, 0, []), (3, 2, ["severity"]), (5, 4, ["severity", "STOP001"]), (4, 2, ["severity"]),
      (7, 0, ["per-file-ignores"]), (8, 2, ["per-file-ignores"]), (1, 0, []),
    ] as [(Int, Int, [String])])
  func keysAboveALine(_ line: Int, _ indentation: Int, _ path: [String]) {
    let outline = YAMLOutline(EditedText(Self.yaml))
    #expect(outline.path(toLine: line, indentation: indentation) == path)
  }

  @Test(
    arguments: [
      ("a: 1", "a"), ("  a-b_c.d: ", "a-b_c.d"), ("\"a\": 1", nil), ("# a: 1", nil),
      ("- a: 1", nil),
      ("a", nil), (": 1", nil), ("a b: 1", nil), ("", nil), ("*/x: 1", "*/x"),
    ] as [(String, String?)])
  func keysOfLines(_ line: String, _ key: String?) {
    #expect(YAMLOutline.key(line) == key)
  }

  @Test(
    arguments: [
      ("select: SEP001", 9, 8..<14), ("select: SEP001", 14, 8..<14), ("select: SEP001", 99, 8..<14),
      ("select: SEP001", 0, 0..<6), ("select: SEP001", 6, 0..<6), ("a, b", 2, nil), ("", 0, nil),
      ("x-y_z", 2, 0..<5), ("é", 1, nil),
    ] as [(String, Int, Range<Int>?)])
  func wordsAroundAPlace(_ line: String, _ place: Int, _ range: Range<Int>?) {
    #expect(YAMLOutline.word(in: line, atByte: place) == range)
  }

  @Test(
    arguments: [
      ("/a/assay.yaml", "", "", TextKind.configuration),
      ("/a/b.yaml", "", "id: X\ncheck: {}", .rule),
      ("/a/b.yml", "", "id: X", .other), ("/a/b", "yaml", "check: {}\nid: X", .rule),
      ("/a/b.jsonl", "", "", .data(.jsonl)), ("/a/b.csv", "", "", .data(.csv)),
      ("/a/b.json", "", " \n[", .data(.json)), ("/a/b.json", "", "{", .other),
      ("/a/b.json", "", "\u{FEFF}[", .data(.json)), ("/a/b.txt", "", "", .other),
      ("/a/b.xlsx", "", "", .other), ("/a/b.csv.gz", "", "", .other),
      ("untitled", "csv", "", .data(.csv)),
      ("untitled", "swift", "", .other),
    ] as [(String, String, String, TextKind)])
  func kindsOfTexts(_ path: String, _ language: String, _ text: String, _ kind: TextKind) {
    #expect(TextKind(path: path, language: language, text: EditedText(text)) == kind)
  }

  // MARK: Words

  private func words(_ path: [String], _ key: String? = nil, isConfiguration: Bool = true)
    -> [String]
  {
    SettingsWords(isConfiguration: isConfiguration).words(under: path, key: key).map(\.text)
  }

  @Test func wordsOfAConfiguration() {
    #expect(words([]).contains("select") && words([]).contains("profile"))
    let codes = words([], "select")
    #expect(codes.contains("SEP") && codes.contains("SEP001") && codes == words([], "ignore"))
    #expect(words(["severity"]) == codes && words(["parameters"]) == codes)
    #expect(words(["severity"], "SEP001") == ["info", "warning", "error", "off"])
    #expect(words(["per-file-ignores"], "*.csv") == codes)
    #expect(words([], "profile").contains("classification"))
    #expect(words([], "nothing") == [])
    let keys = SettingsWords(isConfiguration: true).words(under: [], key: nil)
    #expect(keys.allSatisfy(\.isKey) && keys.allSatisfy { !$0.detail.isEmpty })
  }

  @Test func wordsOfARule() {
    #expect(words([], isConfiguration: false) == SettingsWords.ruleKeys.map(\.0))
    #expect(words([], "severity", isConfiguration: false) == ["info", "warning", "error"])
    #expect(words(["check"], "kind", isConfiguration: false).contains("leading-space"))
    #expect(words(["fix"], "kind", isConfiguration: false).contains("add-leading-space"))
    #expect(words(["fix"], "applicability", isConfiguration: false) == ["safe", "unsafe"])
    #expect(words([], "enabled", isConfiguration: false) == ["true", "false"])
    #expect(words([], "name", isConfiguration: false) == [])
  }

  @Test func meaningsOfWords() throws {
    let words = SettingsWords(isConfiguration: false)
    #expect(words.meaning(of: "severity") == "**severity** error, warning or info.")
    #expect(words.meaning(of: "nothing") == nil)
    let rule = try #require(try RuleLibrary.rules().rule("WSP001"))
    let card = RuleCard.markdown(rule)
    #expect(words.meaning(of: "wsp001") == card)
    #expect(card.hasPrefix("**WSP001** \(rule.name) (warning, safe fix)\n\n\(rule.summary)"))
    #expect(card.contains("**Why.** \(rule.why)\n\n**What to do.** \(rule.help)"))
    #expect(card.contains("**Source.**") == (rule.source != nil))
  }

  // MARK: What is wrong with them

  @Test func faultsStandAtTheirWords() throws {
    let text = EditedText("# x\nselect: [SEP001, NOPE]\n")
    let found = SettingsCheck.configuration(text, path: "/a/assay.yaml")
    #expect(found.count == 1 && found[0].severity == .error)
    #expect(text.text(found[0].range) == "select: [SEP001, NOPE]")
    #expect(SettingsCheck.configuration(EditedText("select: [SEP]\n"), path: "/a/assay.yaml") == [])
    let key = EditedText("selct: [SEP]\n")
    #expect(SettingsCheck.configuration(key, path: "/a/assay.yaml").count == 1)
  }

  @Test func rulesThatCannotBeReadAreFaults() {
    let broken = SettingsCheck.rule(EditedText("id: X\ncheck: {kind: nope}\n"), path: "/a/x.yaml")
    #expect(broken.count == 1 && broken[0].severity == .error && broken[0].code == nil)
  }

  // MARK: Clients and findings

  @Test func clientsSayWhatTheyCan() {
    let plain = ClientAbilities(["capabilities": [:]])
    #expect(plain.encoding == .utf16 && !plain.resolvesEdits && !plain.knowsVersions)
    let able = ClientAbilities([
      "capabilities": [
        "general": ["positionEncodings": ["utf-32", "utf-8"]],
        "textDocument": [
          "codeAction": ["resolveSupport": ["properties": ["edit"]], "dataSupport": true]
        ], "workspace": ["workspaceEdit": ["documentChanges": true]],
      ]
    ])
    #expect(able.encoding == .utf8 && able.resolvesEdits && able.knowsVersions)
    let halfway = ClientAbilities([
      "capabilities": ["textDocument": ["codeAction": ["dataSupport": true]]]
    ])
    #expect(!halfway.resolvesEdits)
  }

  @Test(arguments: [(Severity.error, 1), (.warning, 2), (.info, 3)] as [(Severity, Int)])
  func findingsAsDiagnostics(_ severity: Severity, _ level: Int) {
    let start = TextPosition(line: 1, character: 2)
    let span = TextSpan(start, TextPosition(line: 1, character: 5))
    let finding = TextFinding(range: 0..<3, severity: severity, code: "X001", message: "m")
    #expect(
      finding.json(span) == [
        "range": [
          "start": ["line": 1, "character": 2], "end": ["line": 1, "character": 5],
        ], "severity": .integer(level), "source": "assay", "message": "m", "code": "X001",
      ])
    let bare = TextFinding(range: 0..<3, severity: severity, code: nil, message: "m")
    #expect(bare.json(span)["code"] == nil)
    #expect(TextEdit(range: 0..<3, text: "n").json(span)["newText"] == "n")
  }

  @Test func spansThatTouch() {
    func span(_ from: Int, _ to: Int) -> TextSpan {
      TextSpan(TextPosition(line: 0, character: from), TextPosition(line: 0, character: to))
    }
    #expect(span(1, 3).touches(span(3, 5)) && span(3, 5).touches(span(1, 3)))
    #expect(span(1, 5).touches(span(2, 3)) && span(2, 2).touches(span(2, 2)))
    #expect(!span(1, 3).touches(span(4, 5)) && !span(4, 5).touches(span(1, 3)))
    #expect(TextSpan(span(1, 3).json) == span(1, 3) && TextSpan(["start": [:]]) == nil)
  }

  @Test(
    arguments: [
      ("file:///a/b%20c.csv", "/a/b c.csv"), ("file://host/a.csv", "/a.csv"), ("file:///a%", "/a%"),
      ("untitled:Untitled-1", "Untitled-1"), ("file:///%C3%A9", "/é"),
    ] as [(String, String)])
  func addressesOfTexts(_ address: String, _ path: String) {
    #expect(OpenText.path(of: address) == path)
  }

  @Test func textsFollowTheirChanges() throws {
    var text = try #require(
      OpenText(["uri": "file:///a.csv", "text": "ab\ncd", "version": 3]))
    #expect(text.version == 3 && text.language == "" && !text.isChecked)
    text.take([])
    #expect(text.isChecked)
    let change: JSONValue = [
      "range": ["start": ["line": 0, "character": 1], "end": ["line": 1, "character": 1]],
      "text": "X",
    ]
    text.apply([change, ["text": 5]], version: nil, encoding: .utf16)
    #expect(text.text.text(0..<text.text.bytes.count) == "aXd" && text.version == 4)
    #expect(!text.isChecked)
    text.apply([["text": "new"]], version: 9, encoding: .utf16)
    #expect(text.text.text(0..<3) == "new" && text.version == 9)
    #expect(OpenText(["uri": "x"]) == nil && OpenText(nil) == nil)
  }

  @Test func requestsCanBeCancelledWhileTheyWait() {
    var state = SessionState()
    state.cancel(1)
    state.wait(1)
    let first = state.begin(1)
    state.wait(2)
    state.cancel(2)
    let cancelled = state.begin(2)
    let again = state.begin(2)
    state.wait("2")
    state.cancel(2)
    let text = state.begin("2")
    #expect(first && !cancelled && again && text)
  }
}
