// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing
import Yams

@testable import Checks

@Suite struct ParametersTests {
  private enum Side: String, CaseIterable {
    case left, right
  }

  private func parameters(_ yaml: String) throws -> Parameters {
    try Parameters(
      #require(try Yams.compose(yaml: yaml)), subject: "the rule", file: "rule.yaml")
  }

  private func error(_ yaml: String, _ read: (inout Parameters) throws -> Void) -> AssayError? {
    do {
      var parameters = try parameters(yaml)
      try read(&parameters)
      return nil
    } catch {
      return error as? AssayError
    }
  }

  @Test func valuesAreTyped() throws {
    var file = try parameters("{a: x, b: 3, c: true, d: [p, q], e: left, f: 0}")
    #expect(try file.string("a") == "x")
    #expect(try file.integer("b") == 3 && file.integer("f") == 0)
    #expect(try file.flag("c"))
    #expect(try file.strings("d") == ["p", "q"])
    #expect(try file.choice("e", Side.self) == .left)
    try file.finish()
  }

  @Test func whatIsNotThereHasADefault() throws {
    var file = try parameters("{a: x}")
    #expect(try file.optionalString("b") == nil && file.optionalInteger("b") == nil)
    #expect(try file.integer("b", default: 7) == 7)
    #expect(try file.flag("b", default: true) && !file.flag("b"))
    #expect(try file.strings("b") == [] && file.list("b").isEmpty)
    #expect(try file.optionalChoice("b", Side.self) == nil)
    #expect(file.node("b") == nil && file.node("a") != nil && file.node("a") == nil)
  }

  @Test func strayKeysAreRefusedWithTheNearest() {
    let error = error("{colum: x}") { file in
      _ = file.node("column")
      try file.finish()
    }
    #expect(error?.message == "unknown key of the rule: `colum`")
    #expect(error?.remedy == "Did you mean `column`?")
    #expect(error?.location?.file == "rule.yaml")
  }

  @Test func lackingKeysAreNamed() {
    let error = error("{colum: x}") { _ = try $0.string("column") }
    #expect(error?.message == "the rule lacks the key `column`")
    #expect(error?.remedy == "`colum` is not a key; did you mean `column`?")
    #expect(self.error("{a: ''}") { _ = try $0.string("a") } != nil)
    #expect(self.error("{}") { _ = try $0.integer("a") } != nil)
    #expect(self.error("{}") { _ = try $0.requiredNode("a") } != nil)
  }

  @Test(arguments: ["-1", "x", "1.5", "[]"]) func wrongNumbersAreErrors(_ text: String) {
    let error = error("a: \(text)") { _ = try $0.integer("a") }
    #expect(error?.message == "`a` must be a whole number from 0 on")
    #expect(error?.location?.line == 1)
  }

  @Test func wrongKindsOfValuesAreErrors() {
    #expect(
      error("a: yes") { _ = try $0.flag("a") }?.message == "`a` must be true or false")
    #expect(error("a: x") { _ = try $0.list("a") }?.message == "`a` must be a list")
    #expect(
      error("a: [[]]") { _ = try $0.strings("a") }?.message == "`a` must be a list of texts")
    #expect(error("a: []") { _ = try $0.string("a") }?.message == "`a` must be text")
    #expect(error("[]") { _ in }?.message == "the rule must be a mapping of keys to values")
    let choice = error("a: lefd") { _ = try $0.choice("a", Side.self) }
    #expect(choice?.message == "unknown `a`: `lefd`" && choice?.remedy == "Did you mean `left`?")
    let far = error("a: up") { _ = try $0.optionalChoice("a", Side.self) }
    #expect(far?.remedy == "Known are left, right")
  }

  @Test func theRestCanBeTaken() throws {
    var file = try parameters("{a: x, b: y}")
    _ = file.node("a")
    #expect(file.takeRest().map(\.key) == ["b"])
    try file.finish()
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("abc", "abc", 0),
    ("ab", "ba", 2),
  ])
  func editDistance(_ left: String, _ right: String, _ expected: Int) {
    #expect(NearestName.distance(left, right) == expected)
    #expect(NearestName.distance(right, left) == expected)
  }

  @Test func nearNamesAreNearEnough() {
    #expect(NearestName.of("cat", in: ["dog", "car", "cart"]) == "car")
    #expect(NearestName.of("ab", in: ["abcd"]) == "abcd")
    #expect(NearestName.of("ab", in: ["abcde"]) == nil)
    #expect(NearestName.of("abcdefghi", in: ["abcdef"]) == "abcdef")
    #expect(NearestName.of("a", in: [String]()) == nil)
    #expect(NearestName.of("b", in: ["c", "a"]) == "a")
  }

  @Test(arguments: [
    (0, 10, "0 %"), (10, 10, "100 %"), (11, 10, "100 %"), (1, 1000, "under 1 %"),
    (999, 1000, "over 99 %"), (1, 3, "33 %"), (2, 3, "67 %"), (5, 0, "0 %"), (1, 100, "1 %"),
  ])
  func sharesInPerCent(_ part: Int, _ total: Int, _ expected: String) {
    #expect(StandardHoles.percent(part, of: total) == expected)
  }

  @Test func countedNouns() {
    #expect(
      StandardHoles.counted(1, "row") == "1 row" && StandardHoles.counted(0, "row") == "0 rows")
    #expect(StandardHoles.counted(2, "class") == "2 classes")
  }

  @Test func everyMessageMaySayHowMany() throws {
    let run = try CheckRun("{kind: duplicate}")
    let source = [("a", "b c"), ("a", "b c"), ("a", "b c"), ("d", "e f")]
    #expect(try run(source) == ["row 2 [1, 2]"])
  }
}
