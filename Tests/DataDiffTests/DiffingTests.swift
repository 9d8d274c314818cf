// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import DataDiff
import Evaluation
import JSON
import Testing
import Workflows

@Suite struct DiffingTests {
  private static let old = """
    prompt,completion
    The parcel never came,delivery
    I was charged twice for it,payment
    Please cancel my order today,order
    Where is my refund,payment
    The box was open and wet,delivery

    """

  /// The difference of two texts of a form.
  private func diff(
    _ old: String, _ new: String, form: String = "csv",
    _ change: (inout DiffRequest) -> Void = { _ in }
  ) throws -> DataDifference {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write(old, to: "old.\(form)"), try folder.write(new, to: "new.\(form)"),
    ]
    var request = DiffRequest(
      old: DataRevision(revision: nil, path: paths[0]),
      new: DataRevision(revision: nil, path: paths[1]))
    request.options.configuration = .none
    change(&request)
    return try Diffing.run(request)
  }

  private func kinds(_ difference: DataDifference) -> [String] {
    difference.changes.map { "\($0.kind.rawValue) \($0.new?.line ?? $0.old?.line ?? 0)" }
  }

  @Test func contentTellsRowsApart() throws {
    let new = """
      prompt,completion
      Where is my refund,order
      The parcel never came,delivery
      I was charged twice for it today,payment
      Please cancel my order today,order
      A new question,order

      """
    let difference = try diff(Self.old, new)
    #expect(kinds(difference) == ["relabelled 2", "edited 4", "added 6", "gone 6"])
    #expect(difference.unchanged == 2)
    #expect(difference.changes[1].columns == ["prompt"])
  }

  @Test func theSameRowsInAnotherOrderAreTheSame() throws {
    let lines = Self.old.split(separator: "\n").map(String.init)
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    #expect(try diff(Self.old, turned).changes.isEmpty)
    #expect(try diff(Self.old, turned).unchanged == 5)
  }

  /// A row that stands twice and then once has lost one of its two.
  @Test func copiesAreCounted() throws {
    let old = "prompt,completion\na b,x\na b,x\nc d,y\n"
    #expect(kinds(try diff(old, "prompt,completion\na b,x\nc d,y\n")) == ["gone 3"])
  }

  @Test func keysTellRowsApart() throws {
    let old = "id,prompt,completion\n1,one thing,x\n2,other,y\n3,third,x\n"
    let new = "id,prompt,completion\n3,third,y\n1,something else entirely,x\n4,fourth,x\n"
    let difference = try diff(old, new) { $0.keys = ["id"] }
    #expect(kinds(difference) == ["relabelled 2", "edited 3", "added 4", "gone 3"])
  }

  @Test(arguments: [
    ("id,prompt,completion\n1,a,x\n1,b,y\n", "stands in line 2 already"),
    ("id,prompt,completion\n1,a,x\n,b,y\n", "has no key"),
    ("nr,prompt,completion\n1,a,x\n2,b,y\n", "no column 'id'"),
  ]) func keysThatTellNothingAreRefused(text: String, message: String) throws {
    let error = #expect(throws: AssayError.self) {
      try diff(text, "id,prompt,completion\n1,a,x\n") { $0.keys = ["id"] }
    }
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }

  @Test func newColumnsAreToldApartFromEdits() throws {
    let difference = try diff(
      "prompt,completion,old\na,x,1\nb,y,2\n", "prompt,source,completion\na,web,x\nb,web,y\n")
    #expect(difference.changes.isEmpty && difference.unchanged == 2)
    #expect(difference.addedColumns == ["source"] && difference.goneColumns == ["old"])
  }

  /// Lists are the same however they are spaced; a composed and a decomposed letter are two texts.
  @Test func cellsAreComparedByWhatTheySay() throws {
    let chat = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#
    let spaced = chat.replacing(",", with: ", ").replacing(":", with: ": ")
    #expect(try diff(chat + "\n", spaced + "\n", form: "jsonl").changes.isEmpty)
    let letters = try diff("prompt,completion\n\u{E9},x\n", "prompt,completion\ne\u{301},x\n")
    #expect(letters.count(.edited) + letters.count(.added) == 1)
  }

  @Test func onlyRowsThatWereNotFoundBeforeAreNew() throws {
    let old = "prompt,completion\nwrite to maria.rossi@posteo.de,x\nb,y\n"
    let new = old + "ask karl.meier@posteo.de,y\n"
    let finding = try diff(old, new).findings.first { $0.code == "PII001" }
    #expect(finding?.oldRows == 1 && finding?.newRows == 2 && finding?.fresh == 1)
  }

  /// Sixty rows of one word each decide; of the old ones a third has the wrong label.
  @Test func theEffectOfRightLabelsIsSeen() throws {
    func rows(wrong: Bool) -> String {
      let lines = (0..<240).map { row in
        let isGood = row % 2 == 0
        let isWrong = wrong && row % 3 == 0 && row < 180
        return "\(isGood ? "fine" : "poor") thing \(row),\(isGood != isWrong ? "yes" : "no")"
      }
      return "prompt,completion\n" + lines.joined(separator: "\n") + "\n"
    }
    let difference = try diff(rows(wrong: true), rows(wrong: false)) { $0.measuresEffect = true }
    let effect = try #require(difference.effect)
    #expect(difference.count(.relabelled) == 60)
    #expect(difference.classes.map(\.newRows) == [120, 120])
    #expect(effect.changedRows == 120 && effect.testedRows == 180)
    #expect(effect.accuracy.after == 1 && effect.accuracy.after >= effect.accuracy.before)
    let same = try diff(rows(wrong: true), rows(wrong: true)) { $0.measuresEffect = true }
    #expect(same.effect?.accuracy.difference == 0 && same.effect?.accuracy.isClear == false)
    #expect(same.effect?.sentence("The change") == "The change: nothing is different")
    #expect(difference.json["effect"]?["tested_rows"] == 180)
  }

  @Test func anEffectNeedsClasses() throws {
    let text = "prompt,completion\na,one text\nb,another text\n"
    let error = #expect(throws: AssayError.self) {
      try diff(text, text) { $0.measuresEffect = true }
    }
    #expect(error?.remedy?.contains("--completion-column") == true)
  }
}
