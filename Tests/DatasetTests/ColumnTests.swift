// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Tables
import Testing

@testable import Dataset

@Suite struct ColumnNamesTests {
  private let names = ColumnNames()

  @Test(arguments: [
    (["prompt", "completion"], 0), (["a", "Prompt "], 1), (["PROMPT", "prompt"], 1),
    (["text"], nil),
    ([" prompt", "Prompt"], 0),
  ])
  func theExactNameWinsThenTheFirstAlike(_ columns: [String], _ expected: Int?) {
    #expect(names.index(of: .prompt, in: columns) == expected)
  }

  @Test func ownNamesCount() {
    let own = ColumnNames(prompt: "text", completion: "label")
    #expect(own[.prompt] == "text" && own[.completion] == "label")
    #expect(own.index(of: .completion, in: ["completion", "Label"]) == 1)
    #expect(own.read(from: .txt) == ColumnNames() && own.read(from: .csv) == own)
    #expect(ColumnNames(prompt: "text").completion == "completion")
  }

  @Test func aTwinIsNamedAlikeOrNumbered() {
    #expect(names.twin(of: 0, in: ["prompt", "x", "prompt.1"]) == 2)
    #expect(names.twin(of: 1, in: ["Prompt ", "prompt"]) == 0)
    #expect(names.twin(of: 0, in: ["prompt", "completion"]) == nil)
  }
}

@Suite struct ExampleColumnsTests {
  private func pair(_ header: String, _ names: ColumnNames = ColumnNames()) throws
    -> ExampleColumns.Pair
  {
    let source = try TableSource(contents: Array("\(header)\na,b\n".utf8), path: "rows.csv")
    var reader = try source.open()
    return try ExampleColumns.Pair(try #require(try reader.next()), names: names, of: .csv)
  }

  @Test func messagesAreAColumnOnlyWithoutCompletions() {
    #expect(ExampleColumns(["messages"], names: ColumnNames()).messages == 0)
    #expect(ExampleColumns(["messages", "completion"], names: ColumnNames()).messages == nil)
    let columns = ExampleColumns(["completion", "prompt"], names: ColumnNames())
    #expect(columns[.prompt] == 1 && columns[.completion] == 0)
  }

  @Test func bothAreFoundAsTheLinterFindsThem() throws {
    let columns = try pair("Completion,prompt ")
    #expect(columns.prompt == 1 && columns.completion == 0)
  }

  @Test func promptsMayBeMissingUnlessTheyAreNamed() throws {
    #expect(try pair("completion,x").prompt == nil)
    let error = #expect(throws: AssayError.self) {
      try pair("completion,x", ColumnNames(prompt: "question"))
    }
    #expect(
      error?.message
        == "there is no column `question`; the columns are `completion`, `x`")
    #expect(error?.remedy?.contains("--prompt-column") == true)
  }

  @Test func completionsMustBeThere() {
    let error = #expect(throws: AssayError.self) { try pair("prompt,x") }
    #expect(
      error?.message == "there is no column `completion`; the columns are `prompt`, `x`")
  }

  @Test func objectsWithoutKeysAreEmpty() {
    let error = MissingColumns(names: ColumnNames(), columns: [], format: .jsonl).error(file: "f")
    #expect(error?.message == "the objects of the rows are empty")
    #expect(error?.remedy?.hasPrefix("Write each row as an object") == true)
  }

  /// Nobody knows what text a list or an object stands for.
  @Test(arguments: [
    (#"{"prompt":"b","completion":{"a":1}}"#, "the completion is an object, not a text"),
    (#"{"prompt":["b"],"completion":"c"}"#, "the prompt is a list of texts, not a text"),
    (#"{"prompt":"b","completion":[]}"#, "the completion is an empty list, not a text"),
  ])
  func listsAndObjectsAreNoTexts(_ row: String, _ message: String) throws {
    let text = #"{"prompt":"a","completion":1}"# + "\n" + row + "\n"
    let source = try TableSource(contents: Array(text.utf8), path: "rows.jsonl")
    var reader = try source.open()
    let batch = try #require(try reader.next())
    let error = #expect(throws: AssayError.self) {
      try ExampleColumns.Pair(batch, names: ColumnNames(), of: .jsonl)
    }
    #expect(error?.message == message && error?.code == .nestedValue)
    #expect(error?.location?.row == 1 && error?.location?.line == 2)
  }
}

@Suite struct MissingColumnsTests {
  private func missing(_ columns: [String]) -> MissingColumns {
    MissingColumns(names: ColumnNames(), columns: columns)
  }

  @Test func nothingIsMissing() {
    #expect(missing(["prompt", "Completion"]).error(file: "f") == nil)
  }

  @Test func usualNamesAreGuessed() {
    let error = missing(["id", "question", "answer"]).error(file: "f")
    #expect(error?.message.contains("no column `prompt` and no column `completion`") == true)
    #expect(error?.remedy == "Name them: --prompt-column question --completion-column answer")
    #expect(error?.code?.rawValue == "COL001" && error?.location?.file == "f")
    let one = missing(["prompt", "my label", "Label"]).error(file: "f")
    #expect(one?.remedy == "Name it: --completion-column Label")
  }

  /// Exports of mails call their columns so; other names of data sets come first.
  @Test func columnsOfMailsAreGuessed() {
    let mails = missing(["Ticket", "Received", "Message", "Topic"]).error(file: "f")
    #expect(mails?.remedy == "Name them: --prompt-column Message --completion-column Topic")
    let both = missing(["message", "text", "topic", "label"]).error(file: "f")
    #expect(both?.remedy == "Name them: --prompt-column text --completion-column label")
  }

  @Test func columnsThatBelongTogetherAreNamedTogether() {
    let alpaca = missing(["instruction", "input", "output"]).error(file: "data/f.jsonl.gz")
    #expect(
      alpaca?.remedy
        == "These are rows of Alpaca: assay convert data/f.jsonl.gz data/f_pairs.jsonl --to "
        + #"prompt-completion; or read them as they are with --prompt-template '{instruction}\n\n{input}' "#
        + "--completion-column output")
    let squad = missing(["id", "context", "question", "answers"]).error(file: "-")
    #expect(
      squad?.remedy
        == "These are rows of SQuAD: assay convert - prompt-completion.jsonl --to prompt-completion"
    )
  }

  @Test func unknownNamesAreLeftToTheUser() {
    let error = missing(["a", "b"]).error(file: "f")
    #expect(error?.remedy?.contains("--prompt-column NAME and --completion-column NAME") == true)
    #expect(error?.remedy?.contains("--no-header") == true)
  }

  /// There is no other column to name.
  @Test func aFileOfTextsAloneIsACorpus() {
    let texts = missing(["text"]).error(file: "f")?.remedy
    #expect(texts?.hasPrefix("Give each row a prompt and a completion") == true)
    #expect(texts?.hasSuffix("assay train --objective language-model") == true)
    let answers = missing(["completion"]).error(file: "f")?.remedy
    #expect(answers?.hasPrefix("Give each row a prompt, if only an empty one; ") == true)
    #expect(missing(["prompt"]).error(file: "f")?.remedy?.contains("corpus") == false)
  }

  @Test func manyColumnsAreCut() {
    let error = missing((0..<25).map { "c\($0)" }).error(file: "f")
    #expect(
      error?.message.contains("`c19`, ...") == true && error?.message.contains("`c20`") == false)
  }

  @Test(arguments: [
    (["prompt", "chosen", "rejected"], "These are rows of preferences (`chosen` is better"),
    (["input", "preferred_output", "non_preferred_output"], "These are rows of preferences"),
    (["question", "response_j", "response_k"], "These are rows of preferences"),
    (["id", "conversations"], "These are rows of conversations (`conversations`, as ShareGPT"),
    (["contents"], "These are rows of conversations of `role` and `parts`"),
  ])
  func otherShapesAreNamedWithTheirCommand(_ columns: [String], _ start: String) {
    let remedy = missing(columns).error(file: "my f.json")?.remedy
    #expect(remedy?.hasPrefix(start) == true, "\(remedy ?? "")")
    #expect(
      remedy?.hasSuffix("assay convert 'my f.json' 'my f_messages.jsonl' --to messages") == true)
  }

  /// The copy has the name of the file without what tells its format and how it is packed.
  @Test(arguments: ["a.jsonl", "a.jsonl.gz", "a.json.zst", "a.jsonl.bz2", "a.xz"])
  func packedFilesGiveTheirNameToTheCopy(_ file: String) {
    let remedy = missing(["conversations"]).error(file: file)?.remedy
    #expect(remedy?.hasSuffix(" \(file) a_messages.jsonl --to messages") == true, "\(remedy ?? "")")
  }

  /// Titles above the header, whatever parts the cells below them.
  @Test(arguments: [
    ("Report,\nof May,\n Question,answer\na,b\n", "in.csv", ""),
    ("Report,2\nof May,3\nprompt,COMPLETION\na,b\n", "in.csv", ""),
    ("Report\nof May\ntext;label\na;b\n", "in.csv", ", with `;` between its cells"),
    ("Report\nof May\nquestion|answer\na|b\n", "in.csv", ", with `|` between its cells"),
    ("Report\nof May\ntext\tlabel\na\tb\n", "in.csv", ", with tabs between its cells"),
    ("Report\nof May\nprompt;completion\na;b\n", "in.tsv", ", with `;` between its cells"),
    ("Report\nof May\nprompt;completion\na;b\n", "in.psv", ", with `;` between its cells"),
  ])
  func aLaterHeaderIsTold(_ text: String, _ name: String, _ parted: String) throws {
    let source = try TableSource(contents: Array(text.utf8), path: name)
    var reader = try source.open()
    let batch = try #require(try reader.next())
    var found = MissingColumns(names: ColumnNames(), in: batch, of: source.format)
    let remedy =
      parted.isEmpty
      ? "Line 3 looks like the header: give --header-line 3; if line 1 is rows, move the header to the top"
      : "Line 3 looks like the header\(parted): remove what stands above it, such as titles, as `tail -n "
        + "+3 FILE` does; if it is rows, move the header to the top"
    #expect(found.error(file: "f")?.remedy == remedy)
    found.otherSheets = "Data, Old"
    #expect(
      found.error(file: "f")?.remedy
        == remedy
        + ". If the rows are on another sheet, name it with --sheet (there are: Data, Old)")
    // What the remedy says works.
    let rest = text.split(separator: "\n").dropFirst(2).joined(separator: "\n")
    let clean = try TableSource(contents: Array(rest.utf8), path: name)
    var again = try clean.open()
    #expect(try again.next()?.columns.count == 2)
    guard parted.isEmpty else { return }
    var options = TableSource.Options()
    options.headerLine = 3
    var below = try TableSource(contents: Array(text.utf8), path: name, options: options).open()
    let rows = try #require(try below.next())
    #expect(rows.columns.count == 2 && rows[0].line == 4)
  }

  /// Where the columns are known by their names, other sheets come last; else first.
  @Test func otherSheetsComeWhereTheyAreLikely() {
    var mails = MissingColumns(names: ColumnNames(), columns: ["id", "Message", "Topic"])
    mails.otherSheets = "Legend"
    #expect(
      mails.error(file: "f")?.remedy
        == "Name them: --prompt-column Message --completion-column Topic. If the rows are on another"
        + " sheet, name it with --sheet (there are: Legend)")
    var legend = MissingColumns(names: ColumnNames(), columns: ["a1", "b1", "c1"])
    legend.otherSheets = "Mails"
    #expect(
      legend.error(file: "f")?.remedy?.hasPrefix(
        "If the rows are on another sheet, name it with --sheet (there are: Mails). Otherwise: ")
        == true)
  }

  /// Where nobody knows the names of the columns, a title above nameless columns tells them.
  @Test(arguments: [
    ("Mails of May,,\nby Dana,,\n\nTicket,Mail,Team\n1,hello,A\n2,bye,B\n", 4),
    ("Mails of May,,,\nTicket,Mail,Team,\n1,hello,A,\n", 2), ("Mails,,\n1,2,3\n4,5,6\n", nil),
    ("Mails,,\nIt came. Late!,2,3\n4,5,6\n", nil), ("a,b,c\nTicket,Mail,Team\n1,hello,A\n", nil),
    // Half of the columns without a name is not mostly there.
    ("Mails,,,\nTicket,Mail,,\n1,hello,x,2\n", nil),
  ])
  func namesBelowATitleAreAHeader(_ text: String, _ line: Int?) throws {
    let source = try TableSource(contents: Array(text.utf8), path: "in.csv")
    var reader = try source.open()
    let batch = try #require(try reader.next())
    let remedy = MissingColumns(names: ColumnNames(), in: batch, of: .csv).error(file: "f")?.remedy
    let wanted = line.map { "Line \($0) looks like the header: give --header-line \($0)" }
    #expect(remedy?.hasPrefix(wanted ?? "Name those that hold them") == true, "\(remedy ?? "")")
  }

  /// A header whose cells are merged names its first column all the same.
  @Test func aHeaderWithoutItsSecondNameIsNoTitle() throws {
    let text = "prompt,\nIt fits,good\nIt broke,bad\n"
    let source = try TableSource(contents: Array(text.utf8), path: "in.csv")
    var reader = try source.open()
    let batch = try #require(try reader.next())
    let remedy = MissingColumns(names: ColumnNames(), in: batch, of: .csv).error(file: "f")?.remedy
    #expect(remedy?.hasPrefix("Name the column that holds it") == true, "\(remedy ?? "")")
  }

  @Test func otherRowsAreNoHeader() throws {
    let text = "Report,of May\nquestion,other\na;b,c\n"
    let source = try TableSource(contents: Array(text.utf8), path: "in.csv")
    var reader = try source.open()
    let batch = try #require(try reader.next())
    let remedy = MissingColumns(names: ColumnNames(), in: batch, of: .csv).error(file: "f")?.remedy
    #expect(remedy?.contains("header:") == false)
  }

  /// Objects have no header that could be missing; a sheet has no lines to cut off.
  @Test func theRemedyIsOneOfTheFormat() {
    func remedy(_ columns: [String], _ format: TableFormat) -> String? {
      MissingColumns(names: ColumnNames(), columns: columns, format: format).error(file: "f")?
        .remedy
    }
    #expect(remedy(["a", "b"], .csv)?.contains("--no-header") == true)
    #expect(remedy(["a", "b"], .parquet)?.contains("--no-header") == false)
    #expect(remedy(["a", "b"], .jsonl)?.contains("header") == false)
    #expect(remedy(["contents"], .jsonl)?.hasSuffix("--to messages") == true)
    #expect(remedy(["messages"], .jsonl)?.hasSuffix("--to prompt-completion") == true)
  }

  /// The rows further up may have columns of the other form alone.
  @Test func theFormOfMostRowsDecides() {
    let both = ["prompt", "completion", "messages", "tools"]
    let pairs = ExampleColumns(both, names: ColumnNames())
    #expect(pairs.own == [0, 1] && pairs.others == [2] && pairs.messages == nil)
    let chats = ExampleColumns(both, names: ColumnNames(form: .chats))
    #expect(chats.own == [2] && chats.others == [0, 1] && chats.tools == 3)
    #expect(chats.prompt == nil && chats.completion == nil)
    let early = ExampleColumns(["messages"], names: ColumnNames(form: .pairs))
    #expect(early.own.isEmpty && early.others == [0] && early.messages == nil)
    let late = ExampleColumns(["prompt", "completion"], names: ColumnNames(form: .chats))
    #expect(late.messages == 2 && late.others == [0, 1] && late.prompt == nil)
    let plain = ExampleColumns(["messages", "prompt"], names: ColumnNames())
    #expect(plain.messages == 0 && plain.prompt == 1 && plain.others.isEmpty)
  }
}
