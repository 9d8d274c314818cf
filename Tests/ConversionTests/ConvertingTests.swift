// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Conversion
import JSON
import Tables
import Testing

/// What `assay convert` makes of files: rows of our own in all shapes.
@Suite struct ConvertingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Output {
    let text: String
    let result: ConversionResult
  }

  private func convert(
    _ text: String, to target: ConversionTarget, named name: String = "in.jsonl",
    as form: ConvertedForm = .jsonl, _ change: (inout ConversionRequest) -> Void = { _ in }
  ) throws -> Output {
    try folder.write(text, to: name)
    var request = ConversionRequest(folder.path(name), to: target, form: form)
    change(&request)
    var bytes: [UInt8] = []
    let result = try Converting(request).run { bytes += $0 }
    return Output(text: String(decoding: bytes, as: UTF8.self), result: result)
  }

  private func fault(
    _ text: String, to target: ConversionTarget, named name: String = "in.jsonl",
    as form: ConvertedForm = .jsonl, _ change: (inout ConversionRequest) -> Void = { _ in }
  ) throws -> AssayError? {
    #expect(throws: AssayError.self) {
      _ = try convert(text, to: target, named: name, as: form, change)
    }
  }

  private static let alpaca = """
    {"instruction":"Sort the words.","input":"pear fig","output":"fig pear"}
    {"instruction":"Say hello.","input":"","output":"Hello!"}

    """
  private static let messages = """
    {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Where?"},{"role":"assistant","content":"Here."}]}
    {"messages":[{"role":"user","content":"Who?"},{"role":"assistant","content":"Ann."},{"role":"user","content":"And?"},{"role":"assistant","content":"Bo.","weight":1}]}

    """

  @Test func alpacaBecomesMessagesPairsAndTexts() throws {
    #expect(
      try convert(Self.alpaca, to: .messages).text == """
        {"messages":[{"role":"user","content":"Sort the words.\\n\\npear fig"},{"role":"assistant","content":"fig pear"}]}
        {"messages":[{"role":"user","content":"Say hello."},{"role":"assistant","content":"Hello!"}]}

        """)
    let pairs = try convert(Self.alpaca, to: .promptCompletion)
    #expect(
      pairs.text == """
        {"prompt":"Sort the words.\\n\\npear fig","completion":"fig pear"}
        {"prompt":"Say hello.","completion":"Hello!"}

        """)
    #expect(pairs.result.leftOut.isEmpty && pairs.result.shape == "Alpaca")
    #expect(
      try convert(Self.alpaca, to: .text).text.hasPrefix(
        #"{"text":"Sort the words.\n\npear fig\n\nfig pear"}"#))
  }

  /// One row of another shape says nothing about the others, wherever it stands.
  @Test(arguments: [0, 7, 29])
  func theShapeOfMostRowsDecides(_ other: Int) throws {
    let shapes: [(name: String, row: (Int) -> String)] = [
      (
        "conversations (`conversations`, as ShareGPT has them)",
        {
          #"{"conversations":[{"from":"human","value":"What is \#($0)?"},{"from":"gpt","value":"N\#($0)."}]}"#
        }
      ),
      (
        "messages",
        {
          #"{"messages":[{"role":"user","content":"What is \#($0)?"},{"role":"assistant","content":"N\#($0)."}]}"#
        }
      ),
      ("Alpaca", { #"{"instruction":"What is","input":"\#($0)?","output":"N\#($0)."}"# }),
      ("prompt and completion", { #"{"prompt":"What is \#($0)?","completion":"N\#($0)."}"# }),
      (
        "preferences (`chosen` is better than `rejected`, as for DPO)",
        { #"{"question":"What is \#($0)?","chosen":"N\#($0).","rejected":"No"}"# }
      ),
    ]
    for (most, row) in shapes {
      for (title, single) in shapes where title != most {
        let text = (0..<30).map { ($0 == other ? single($0) : row($0)) + "\n" }.joined()
        let result = try convert(text, to: .messages).result
        #expect(result.shape == most)
        #expect(result.rowsOut == 29, "\(title) among \(most)")
        let losses = result.leftOut.obstacles
        #expect(losses.map(\.obstacle) == [.otherShape], "\(title) among \(most)")
        #expect(losses.first?.item.firstRow == other)
      }
    }
  }

  @Test func listsThatAreWrittenAsTextAreRead() throws {
    let list = #"[{"role":"user","content":"Who?"},{"role":"assistant","content":"Ann."}]"#
    let text = #"{"messages":"# + JSONValue.string(list).text() + "}"
    #expect(
      try convert(text + "\n", to: .messages).text == """
        {"messages":[{"role":"user","content":"Who?"},{"role":"assistant","content":"Ann."}]}

        """)
    let other = try fault(#"{"messages":"Who? Ann."}"# + "\n", to: .messages)
    #expect(other?.message == "the conversation is a text, not a list of messages")
  }

  /// Rows that only lack a part are no rows of another shape.
  @Test func rowsWithoutAnswersKeepTheShape() throws {
    let text =
      (0..<9).map { #"{"instruction":"Say \#($0).","output":null}"# + "\n" }.joined()
      + #"{"instruction":"Say it.","output":"It."}"# + "\n"
    let result = try convert(text, to: .messages).result
    #expect(result.rowsOut == 1)
    #expect(result.leftOut.obstacles.map(\.obstacle) == [.noAnswer])
  }

  /// From a shape to itself, and there and back again, nothing changes.
  @Test(arguments: [ConversionTarget.alpaca, .messages])
  func aShapeStaysWhatItIs(_ target: ConversionTarget) throws {
    let text = target == .alpaca ? Self.alpaca : Self.messages
    #expect(try convert(text, to: target).text == text)
  }

  @Test func messagesComeBackFromShareGPTAndConversationalPairs() throws {
    let turns = try convert(Self.messages, to: .shareGPT)
    #expect(turns.text.contains(#"{"from":"system","value":"Be brief."},{"from":"human""#))
    #expect(turns.text.contains(#""value":"Bo.","weight":1"#))
    #expect(try convert(turns.text, to: .messages).text == Self.messages)
    let lists = try convert(Self.messages, to: .promptCompletion) { $0.isConversational = true }
    #expect(lists.text.hasPrefix(#"{"prompt":[{"role":"system","content":"Be brief."},"#))
    #expect(try convert(lists.text, to: .messages).text == Self.messages)
    #expect(lists.result.leftOut.isEmpty)
  }

  @Test func pairsComeBackFromMessages() throws {
    let pairs = """
      {"prompt":"Hat? ->","completion":" shelf END"}
      {"prompt":" \\n two  ","completion":"x"}

      """
    let chats = try convert(pairs, to: .messages).text
    #expect(try convert(chats, to: .promptCompletion).text == pairs)
    // Texts that bring their space are put together as they are.
    #expect(try convert(pairs, to: .text).text.hasPrefix(#"{"text":"Hat? -> shelf END"}"#))
  }

  @Test func historyAndSystemStayInAlpaca() throws {
    let alpaca = try convert(Self.messages, to: .alpaca)
    #expect(
      alpaca.text == """
        {"instruction":"Where?","input":"","output":"Here.","system":"Be brief.","history":[]}
        {"instruction":"And?","input":"","output":"Bo.","history":[["Who?","Ann."]],"system":""}

        """)
    #expect(alpaca.result.leftOut.keys.map(\.name) == ["messages[].weight"])
    let back = try convert(alpaca.text, to: .messages).text
    #expect(back == Self.messages.replacing(#","weight":1"#, with: ""))
  }

  private static let calls = #"""
    {"messages":[{"role":"user","content":"Find 1."},{"role":"assistant","content":"I look.","tool_calls":[{"id":"a","type":"function","function":{"name":"find","arguments":"{\"n\":1}"}}]},{"role":"tool","content":"x","tool_call_id":"a"},{"role":"assistant","content":"It is x."}],"tools":[{"type":"function","function":{"name":"find","parameters":{"type":"object"}}}]}

    """#

  @Test func callsOfToolsGoThroughShareGPT() throws {
    let turns = try convert(Self.calls, to: .shareGPT)
    #expect(
      turns.text.contains(
        #"{"from":"function_call","value":"{\"name\":\"find\",\"arguments\":{\"n\":1}}"}"#))
    #expect(turns.text.contains(#"{"from":"observation","value":"x"}"#))
    #expect(turns.text.contains(#""tools":"[{\"name\":\"find\""#))
    #expect(
      turns.result.leftOut.keys.map(\.name) == [
        "messages[].tool_calls[].id", "messages[].tool_call_id",
      ])
    let back = try convert(turns.text, to: .messages).text
    #expect(back == Self.calls.replacing(#":"a""#, with: #":"call_1""#))
  }

  /// What is only in the wrong form becomes right.
  @Test func argumentsBecomeTexts() throws {
    let objects = Self.calls.replacing(#""{\"n\":1}""#, with: #"{"n":1}"#)
    #expect(try convert(objects, to: .messages).text == Self.calls)
  }

  @Test func callsAndTurnsAreNotMadeUp() throws {
    let both = Self.messages + Self.calls
    let pairs = try convert(both, to: .promptCompletion)
    #expect(pairs.text == #"{"prompt":"Be brief.\n\nWhere?","completion":"Here."}"# + "\n")
    #expect(pairs.result.rowsIn == 3 && pairs.result.rowsOut == 1 && pairs.result.leftOut.rows == 2)
    #expect(pairs.result.leftOut.obstacles.map(\.obstacle) == [.severalTurns, .calls])
    #expect(
      pairs.result.lines[0].contains("row 2") && pairs.result.lines[0].contains("--conversational"))
    // Where no row is left there is no file.
    let none = try fault(Self.calls, to: .text)
    #expect(none?.message.contains("no row") == true && none?.location?.row == 0)
  }

  @Test func answersOfWeightZeroAreNotLearned() throws {
    let text = Self.messages.replacing(#""weight":1"#, with: #""weight":0"#)
    #expect(
      try convert(text, to: .alpaca).result.leftOut.obstacles.map(\.obstacle) == [.notLearned])
  }

  @Test func otherNamesOfDatasets() throws {
    let dolly =
      #"{"instruction":"Who?","context":"Ann is here.","response":"Ann","category":"open_qa"}"#
    let pairs = try convert(dolly, to: .promptCompletion)
    #expect(
      pairs.text == #"{"prompt":"Ann is here.\n\nWho?","completion":"Ann"}"# + "\n"
        || pairs.text == #"{"prompt":"Who?\n\nAnn is here.","completion":"Ann"}"# + "\n")
    #expect(pairs.result.leftOut.columns.map(\.name) == ["category"])
    #expect(pairs.result.lines[0].contains("open_qa") && pairs.result.lines[0].contains("row 1"))
    let kept = try convert(dolly, to: .alpaca) { $0.keepsAllColumns = true }
    #expect(
      kept.text
        == #"{"instruction":"Who?","input":"Ann is here.","output":"Ann","category":"open_qa"}"#
        + "\n")
    let squad =
      #"{"id":"7","title":"Hats","context":"It is red.","question":"What color?","answers":{"text":["red","red one"],"answer_start":[6]}}"#
    let answers = try convert(squad, to: .promptCompletion)
    #expect(answers.text.contains(#""completion":"red"}"#) && answers.text.contains("It is red."))
    #expect(answers.result.leftOut.keys.map(\.name).contains("answers[]"))
  }

  @Test func templatesJoinColumns() throws {
    let template = try PromptTemplate("Order: {instruction}\n\nAbout: {input}")
    let pairs = try convert(Self.alpaca, to: .promptCompletion) {
      $0.promptTemplate = template
      $0.completionTemplate = try? PromptTemplate(" {output} END")
    }
    #expect(
      pairs.text == """
        {"prompt":"Order: Sort the words.\\n\\nAbout: pear fig","completion":" fig pear END"}
        {"prompt":"Order: Say hello.","completion":" Hello! END"}

        """)
    let error = try fault(Self.alpaca, to: .messages) { $0.promptColumn = "nothing" }
    #expect(error?.message.contains("`nothing`") == true)
  }

  private static let preferences = """
    {"prompt":"Where?","chosen":"Here.","rejected":"No."}

    """

  @Test func preferencesGiveTheirHalves() throws {
    #expect(
      try convert(Self.preferences, to: .promptCompletion).text
        == #"{"prompt":"Where?","completion":"Here."}"# + "\n")
    #expect(
      try convert(Self.preferences, to: .promptCompletion) { $0.half = .worse }.text
        == #"{"prompt":"Where?","completion":"No."}"# + "\n")
    let both = try convert(Self.preferences, to: .promptCompletion) { $0.half = .both }
    #expect(
      both.text == """
        {"prompt":"Where?","completion":"Here.","label":true}
        {"prompt":"Where?","completion":"No.","label":false}

        """)
    // That is KTO's form, which has halves too.
    #expect(
      try convert(both.text, to: .promptCompletion).text
        == #"{"prompt":"Where?","completion":"Here."}"# + "\n")
    #expect(
      try fault(Self.alpaca, to: .messages) { $0.half = .better }?.remedy?.contains("--half")
        == true)
  }

  @Test(arguments: [
    #"{"chosen":[{"role":"user","content":"Where?"},{"role":"assistant","content":"Here."}],"rejected":[{"role":"user","content":"Where?"},{"role":"assistant","content":"No."}]}"#,
    #"{"prompt":[{"role":"user","content":"Where?"}],"chosen":[{"role":"assistant","content":"Here."}],"rejected":[{"role":"assistant","content":"No."}]}"#,
    #"{"prompt":"Where?","chosen":[{"role":"user","content":"Where?"},{"role":"assistant","content":"Here."}],"rejected":[{"role":"user","content":"Where?"},{"role":"assistant","content":"No."}]}"#,
    #"{"input":{"messages":[{"role":"user","content":"Where?"}]},"preferred_output":[{"role":"assistant","content":"Here."}],"non_preferred_output":[{"role":"assistant","content":"No."}]}"#,
    #"{"chosen":"\n\nHuman: Where?\n\nAssistant: Here.","rejected":"\n\nHuman: Where?\n\nAssistant: No."}"#,
    #"{"question":"Where?","response_j":"Here.","response_k":"No."}"#,
  ])
  func preferencesInAllForms(_ row: String) throws {
    #expect(
      try convert(row, to: .messages).text
        == #"{"messages":[{"role":"user","content":"Where?"},{"role":"assistant","content":"Here."}]}"#
        + "\n")
  }

  @Test(arguments: [ConvertedForm.csv, .tsv, .json, .xlsx])
  func tablesHoldWhatObjectsDo(_ form: ConvertedForm) throws {
    let table = try convert(Self.messages, to: .messages, as: form)
    #expect(table.result.rowsOut == 2)
    guard form != .xlsx else { return }
    let back = try convert(table.text, to: .messages, named: "back.\(form.rawValue)")
    #expect(back.text == Self.messages)
  }

  @Test func malformedRowsAreErrorsOfTheirPlace() throws {
    let good = #"{"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}]}"#
    let speaker = try fault(good + "\n" + good.replacing("human", with: "parrot"), to: .messages)
    #expect(speaker?.message.contains("`parrot`") == true && speaker?.location?.line == 2)
    let nested = try fault(#"{"instruction":"a","input":{"b":1},"output":"c"}"#, to: .messages)
    #expect(nested?.message.contains("an object") == true && nested?.location?.field == "input")
    let text = try fault(#"{"messages":"hello"}"#, to: .text)
    #expect(text?.message.contains("not a list of messages") == true)
    let unknown = try fault("a,b\n1,2\n", to: .messages, named: "in.csv")
    #expect(unknown?.message.contains("`a`, `b`") == true)
    #expect(try fault("only\nlines\n", to: .messages, named: "in.txt") != nil)
  }

  /// A cell that is JSON, but neither list nor object, is a text like any other.
  @Test func numbersInTablesStayWhatTheyAre() throws {
    let table = "prompt,completion,id,note\na,5,7,null\nb,true,08,\"\"\"x\"\"\"\n"
    let kept = try convert(table, to: .promptCompletion, named: "in.csv") {
      $0.keepsAllColumns = true
    }
    #expect(
      kept.text == #"""
        {"prompt":"a","completion":"5","id":"7","note":"null"}
        {"prompt":"b","completion":"true","id":"08","note":"\"x\""}

        """#)
  }

  @Test func aLineIsNoPlaceForSeveral() throws {
    let result = try convert(
      #"{"text":"one"}"# + "\n" + #"{"text":"two\nlines"}"#, to: .text, as: .txt)
    #expect(result.text == "one\n" && result.result.leftOut.obstacles.map(\.obstacle) == [.lines])
  }
}
