// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables
import Testing

@testable import Evaluation

@Suite struct PromptRowsTests {
  private func rows(
    _ text: String, prompt: String = "prompt", slice: String? = nil
  ) throws -> PromptRows {
    let source = try TableSource(contents: Array(text.utf8), path: "rows.csv")
    return try PromptRows(
      source, promptColumn: prompt, completionColumn: "completion", sliceColumn: slice)
  }

  @Test func readsPromptsCompletionsAndSlices() throws {
    let found = try rows("lang,prompt,completion\nde,a,b\nen,c,d\n", slice: "lang")
    #expect(found.prompts == ["a", "c"] && found.completions == ["b", "d"] && found.count == 2)
    #expect(found.slices == ["de", "en"])
    #expect(try rows("prompt,completion\na,b\n").slices == nil)
  }

  @Test func linesOfTheFileAreKept() throws {
    #expect(try rows("prompt,completion\n\"a\nb\",c\nd,e\n").lines == [2, 4])
    #expect(PromptRows(prompts: ["a"], completions: ["b"]).lines == nil)
  }

  @Test func someRowsAreKept() throws {
    let text = "lang,prompt,completion\nde,a,b\nen,c,d\nfr,e,f\n"
    let kept = try rows(text, slice: "lang").keeping([2, 0])
    #expect(kept.prompts == ["e", "a"] && kept.completions == ["f", "b"] && kept.count == 2)
    #expect(kept.slices == ["fr", "de"] && kept.lines == [4, 2] && kept.numbers == [2, 0])
    let plain = PromptRows(prompts: ["a", "b"], completions: ["c", "d"]).keeping([1])
    #expect(plain == PromptRows(prompts: ["b"], completions: ["d"]))
  }

  @Test func promptsMayBeMissing() throws {
    #expect(try rows("completion\nb\n").prompts == [""])
    #expect(throws: AssayError.self) { try rows("completion\nb\n", prompt: "text") }
  }

  @Test func faultsNameTheirPlace() throws {
    let empty = #expect(throws: AssayError.self) { try rows("prompt,completion\na,b\nc,\n") }
    #expect(empty?.location?.row == 1 && empty?.location?.field == "completion")
    #expect(throws: AssayError.self) { try rows("prompt,completion\n") }
    #expect(throws: AssayError.self) { try rows("prompt,completion\na,b\n", slice: "lang") }
  }

  @Test func classesAreThoseOfTheLinter() {
    func classes(_ count: Int, of rows: Int) -> [String]? {
      PromptRows(
        prompts: (0..<rows).map { "p\($0)" }, completions: (0..<rows).map { " l\($0 % count)" }
      ).classes
    }
    #expect(classes(2, of: 6) == nil)
    #expect(classes(2, of: 7) == [" l0", " l1"])
    #expect(classes(10, of: 24) == nil)
    let open = PromptRows(
      prompts: [String](repeating: "", count: 9), completions: [String](repeating: "x", count: 9))
    #expect(open.classes == nil)
  }
}

@Suite struct TextColumnTests {
  private func read(_ text: String, _ column: String) throws -> [String] {
    try TextColumn.read(TableSource(contents: Array(text.utf8), path: "rows.csv"), column)
  }

  @Test func readsTheNamedColumn() throws {
    #expect(try read("a,b\n1,2\n3,4\n", "b") == ["2", "4"])
    let error = #expect(throws: AssayError.self) { try read("a,b\n1,2\n", "c") }
    #expect(error?.remedy?.contains("--column") == true)
  }

  @Test func aSingleColumnNeedsNoName() throws {
    #expect(try read("a\n1\n3\n", "whatever") == ["1", "3"])
    #expect(throws: AssayError.self) { try read("a\n", "a") }
  }
}

@Suite struct AssessmentRowsTests {
  private func rows(_ completions: [String], prompt: String = "p") throws -> AssessmentRows {
    try AssessmentRows(
      file: "f", prompts: completions.indices.map { prompt.isEmpty ? "" : "\(prompt)\($0)" },
      completions: completions, numbers: completions.indices.map { $0 * 2 })
  }

  @Test func theSpaceBeforeLabelsIsForTheModel() throws {
    let found = try rows((0..<7).map { $0 % 3 == 0 ? " b" : " a" })
    #expect(found.classes.names == ["a", "b"] && found.completions == [" a", " b"])
    #expect(found.labels == [1, 0, 0, 1, 0, 0, 1] && found.support == [4, 3])
    #expect(found.count == 7 && found.numbers[3] == 6 && !found.areNumbered)
  }

  @Test func withoutItLabelsStayAsTheyAre() throws {
    let found = try rows((0..<7).map { $0 == 0 ? "b" : " a" })
    #expect(found.classes.names == [" a", "b"] && found.completions == [" a", "b"])
  }

  @Test func longLabelsGetNumbers() throws {
    var found = try rows((0..<7).map { $0 % 3 == 0 ? " bb" : " a" })
    var same = found
    same.numberLongLabels { _ in [1] }
    #expect(!same.areNumbered && same.completions == [" a", " bb"])
    found.numberLongLabels { text in text.utf8.dropFirst().map { Int32($0) } }
    #expect(found.areNumbered && found.completions == [" 0", " 1"])
    #expect(found.classes.names == ["a", "bb"])
  }

  @Test func whatIsNoClassificationIsRefused() {
    let texts = #expect(throws: AssayError.self) { try rows((0..<24).map { " l\($0 % 10)" }) }
    #expect(
      texts?.message == "the completions are not classes: 24 rows have 10 different completions")
    #expect(throws: AssayError.self) { try rows((0..<9).map { _ in " x" }) }
    let open = #expect(throws: AssayError.self) {
      try rows((0..<9).map { " l\($0 % 2)" }, prompt: "")
    }
    #expect(open?.message.contains("all prompts are empty") == true)
  }
}
