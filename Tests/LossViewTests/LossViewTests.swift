// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import ChatTemplates
import JSON
import Tables
import Testing
import Tokenizer

@testable import LossView

/// What trainers learn of conversations, with GPT-2's tokens.
@Suite struct LossViewTests {
  private static let marked =
    "{% for m in messages %}<{{ m.role }}>{% if m.role == 'assistant' %}{% generation %}{{ m.content }}"
    + "{{ eos_token }}{% endgeneration %}{% else %}{{ m.content }}{% endif %}{{ '\\n' }}{% endfor %}"
    + "{% if add_generation_prompt %}<assistant>{% endif %}"
  private static let unmarked =
    marked.replacing("{% generation %}", with: "").replacing("{% endgeneration %}", with: "")
  private static let endless = unmarked.replacing("{{ eos_token }}", with: "")
  private static let talk =
    #"{"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}, "#
    + #"{"role": "assistant", "content": "One.", "weight": 0}, {"role": "user", "content": "Bye"}, "#
    + #"{"role": "assistant", "content": "Two."}]}"#

  private func views(
    _ lines: String..., template: String = marked, trainer: LossTrainer, length: Int? = nil
  ) throws -> [RowView] {
    let folder = try TemporaryFolder()
    let path = try folder.write(lines.joined(separator: "\n") + "\n", to: "talks.jsonl")
    let reader = try LossReader(
      try ChatTemplate(template, specialTokens: ["eos_token": "<|endoftext|>"]), .gpt2,
      trainer: trainer, maximumLength: length)
    var views: [RowView] = []
    try reader.read(try TableSource(path: path)) { view in views.append(view) }
    return views
  }

  private func text(_ view: RowView, _ fate: TokenFate) -> String {
    view.tokens.filter { $0.fate == fate }.map(\.text).joined()
  }

  @Test(arguments: [
    (LossTrainer.trl, marked, "One.<|endoftext|>Two.<|endoftext|>"),
    (.axolotl, unmarked, "One.<|endoftext|>Two.<|endoftext|>"),
    (.openai, unmarked, "Two.<|endoftext|>\n"), (.openai, marked, "Two.<|endoftext|>"),
    (.assay, marked, "Two.<|endoftext|>"),
  ])
  func eachTrainerLearnsByItsOwnRule(
    trainer: LossTrainer, template: String, learned: String
  ) throws {
    let view = try views(Self.talk, template: template, trainer: trainer)[0]
    #expect(text(view, .trained) == learned)
    #expect(view.tokens.map(\.text).joined().hasPrefix("<system>Be brief.\n<user>Hi\n<assistant>"))
    #expect(view.facts.isEmpty, "\(view.facts)")
    #expect(view.number == 1 && view.line == 1)
  }

  @Test func aTrainerThatGoesByMarksNeedsThem() throws {
    #expect(try views(Self.talk, template: Self.unmarked, trainer: .trl)[0].facts == [.noMarks])
  }

  @Test func whatIsCutIsNotLearned() throws {
    let whole = try views(Self.talk, trainer: .trl)[0].tokens.count
    let start = try views(Self.talk, trainer: .trl, length: 12)[0]
    #expect(start.count(.cut) == whole - 12 && start.facts == [.nothingLeft])
    let most = try views(Self.talk, trainer: .trl, length: whole - 2)[0]
    #expect(most.facts == [.endNotTrained])
    #expect(text(most, .cut) == "<|endoftext|>\n")
    let row = try views(Self.talk, trainer: .axolotl, length: whole - 1)[0]
    #expect(row.count(.cut) == whole && row.facts == [.nothingLeft, .systemCut])
  }

  /// Prompts lose their start, and answers stay whole.
  @Test func assayCutsPrompts() throws {
    let whole = try views(Self.talk, trainer: .assay)[0]
    let needed = whole.tokens.count - 1
    let cut = try views(Self.talk, trainer: .assay, length: needed - 2)[0]
    #expect(text(cut, .trained) == "Two.<|endoftext|>")
    #expect(cut.tokens.prefix(2).allSatisfy { $0.fate == .cut })
    #expect(cut.tokens[2].fate == .masked)
    let none = try views(Self.talk, trainer: .assay, length: 3)[0]
    #expect(none.count(.trained) == 0 && none.facts.contains(.nothingLeft))
  }

  @Test func rowsFromWhichNothingIsLearnedAreNamed() throws {
    let found = try views(
      Self.talk, #"{"messages": [{"role": "user", "content": "Hi"}]}"#,
      #"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "x", "weight": 0}]}"#,
      #"{"messages": []}"#, #"{"messages": [{"role": "assistant", "content": "x", "weight": 7}]}"#,
      trainer: .openai)
    #expect(found.map(\.facts.count) == [0, 1, 1, 1, 1])
    #expect(found[1].facts == [.noAnswer] && found[2].facts == [.emptyMask])
    #expect(found[3].facts.first?.name == "refused-row")
    var summary = LossSummary()
    for row in found { summary.add(row) }
    #expect(summary.hasErrors && summary.rows == 5)
    #expect(summary.lines(of: "f").contains { $0.contains("no-answer") && $0.contains("row 2") })
  }

  @Test func anAnswerWithoutAnEndIsDoubtful() throws {
    let view = try views(Self.talk, template: Self.endless, trainer: .openai)[0]
    #expect(view.facts == [.endNotTrained])
    let late = Self.marked.replacing(
      "{{ eos_token }}{% endgeneration %}", with: "{% endgeneration %}{{ eos_token }}")
    #expect(try views(Self.talk, template: late, trainer: .trl)[0].facts == [.endNotTrained])
  }

  @Test func tokensKeepTheirPlaces() {
    for text in ["Hé 🎉 ok", "", "<|endoftext|>x", "a\n\n  b"] {
      let found = TokenPlaces(.gpt2).tokens(of: text)
      #expect(found.map(\.id) == TextTokenizer.gpt2.encode(text))
      #expect(found.last?.bytes.upperBound ?? 0 == text.utf8.count)
      #expect(
        zip(found, found.dropFirst()).allSatisfy { $0.bytes.upperBound == $1.bytes.lowerBound })
    }
  }

  @Test func fatesAreTheFormsOfTheText() throws {
    let view = try views(Self.talk, trainer: .trl, length: 20)[0]
    let plain = LossText(colored: false).text(of: view)
    #expect(plain.contains("[[One.<|endoftext|>]]") && plain.contains("{{"))
    #expect(LossText(colored: true).text(of: view).contains("\u{1B}[1;32mOne.<|endoftext|>"))
    var summary = LossSummary()
    summary.add(view)
    let page = LossPage(file: "<f>", summary, rows: [view]).text(origin: nil)
    #expect(page.contains(">One</b>") && page.contains("<s ") && page.contains("&lt;f&gt;"))
    let json = LossJSON.value(of: view)
    #expect(json["tokens"]?.array?.count == view.tokens.count)
    #expect(json["trained"]?.integer == view.count(.trained))
  }
}
