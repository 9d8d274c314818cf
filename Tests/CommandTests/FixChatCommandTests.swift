// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// `assay fix` on chats, as a user runs it.
@Suite struct FixChatCommandTests {
  /// A row for each fault that a safe fix answers, and one with all that must stay.
  private static let faulty = #"""
    {"messages": [{"role": "user", "content": "caf\u00e9?"}, {"role": "assistant", "content": "Ja \ud83d\ude00", "weight": 1}], "parallel_tool_calls": false, "metadata": {"b": 12345678901234567890123, "a": 1.50}}
    {"messages": [{"role": "human", "content": "Hi"}, {"role": "GPT", "content": "Hello"}]}
    {"messages": [{"role": "user", "content": "No answer"}]}
    {"messages": []}
    {"messages": [{"role": "user", "content": "Blank"}, {"role": "assistant", "content": " "}]}
    {"messages": [{"role": "user", "content": "Not learned"}, {"role": "assistant", "content": "x", "weight": 0}]}
    {"messages": [{"role": "user", "content": "Nulls", "name": null}, {"role": "assistant", "content": "Yes.", "tool_calls": null, "weight": 1.0}]}
    {"messages": [{"role": "user", "content": "Weights", "weight": 0}, {"role": "assistant", "content": "Text.", "weight": "1"}]}
    {"system": "Be brief.", "messages": [{"role": "user", "content": "Beside"}, {"role": "assistant", "content": "Inside."}]}
    {"messages": "[{\"role\": \"user\", \"content\": \"As text\"}, {\"role\": \"assistant\", \"content\": \"As list.\"}]"}
    {"messages": [{"role": "user", "content": "Zero\u200bwidth"}, {"role": "assistant", "content": [{"type": "text", "text": "cafe\u0301"}]}]}
    {"messages": [{"role": "user", "content": "Find 1."}, {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "find", "arguments": {"n": 1}}}]}, {"role": "tool", "tool_call_id": "c1", "content": "Here."}, {"role": "assistant", "content": "There."}], "tools": [{"type": "function", "function": {"name": "find", "parameters": {"type": "object", "properties": {"n": {"type": "integer"}}}}}]}

    """#

  private static let fixed = #"""
    {"messages":[{"role":"user","content":"caf\u00e9?"},{"role":"assistant","content":"Ja \ud83d\ude00","weight":1}],"parallel_tool_calls":false,"metadata":{"b":12345678901234567890123,"a":1.50}}
    {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}
    {"messages":[{"role":"user","content":"Nulls"},{"role":"assistant","content":"Yes.","weight":1}]}
    {"messages":[{"role":"user","content":"Weights"},{"role":"assistant","content":"Text.","weight":1}]}
    {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Beside"},{"role":"assistant","content":"Inside."}]}
    {"messages":[{"role":"user","content":"As text"},{"role":"assistant","content":"As list."}]}
    {"messages":[{"role":"user","content":"Zerowidth"},{"role":"assistant","content":[{"type":"text","text":"café"}]}]}
    {"messages":[{"role":"user","content":"Find 1."},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"find","arguments":"{\"n\":1}"}}]},{"role":"tool","tool_call_id":"c1","content":"Here."},{"role":"assistant","content":"There."}],"tools":[{"type":"function","function":{"name":"find","parameters":{"type":"object","properties":{"n":{"type":"integer"}}}}}]}

    """#

  @Test func safeFixesAreMadeAndNothingElse() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.faulty, to: "chats.jsonl")
    let outcome = try BuiltBinary.run(["fix", "chats.jsonl"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "chats_prepared.jsonl\n")
    #expect(try folder.text(of: "chats_prepared.jsonl") == Self.fixed)
    #expect(try folder.text(of: "chats.jsonl") == Self.faulty)
    let told = outcome.errors
    #expect(told.contains("CHT003 rename the roles of other formats (1 row)"))
    #expect(told.contains("CHT006 drop conversations without a message of the assistant (1 row)"))
    #expect(told.contains("12 rows in, 8 out, 4 dropped"))
    #expect(told.contains("dropped rows: 3 (CHT006), 4 (CHT001), 5 (CHT016), 6 (CHT009)"))
  }

  /// What was fixed is found no more, and a second fix has nothing to do.
  @Test func aSecondFixChangesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.fixed, to: "chats.jsonl")
    let lint = try BuiltBinary.run(["lint", "chats.jsonl", "--format", "concise"], in: folder.url)
    #expect(!lint.output.contains("CHT0") || lint.output.contains("CHT018"))
    let outcome = try BuiltBinary.run(["fix", "chats.jsonl"], in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.contains("nothing to fix"))
    #expect(try folder.names == ["chats.jsonl"])
    let written = try BuiltBinary.run(["fix", "chats.jsonl", "-o", "-"], in: folder.url)
    #expect(written.output == Self.fixed)
  }

  /// The keys of rows of other shapes come up in another order once the first rows are dropped.
  @Test func aSecondFixFindsTheKeysInTheirOrder() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"messages":[],"a":1,"b":2}
      {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"x"}],"b":2}
      {"a":1,"b":2,"messages":[{"role":"user","content":"Ho"},{"role":"assistant","content":"y"}]}

      """#, to: "chats.jsonl")
    let once = try BuiltBinary.run(["fix", "chats.jsonl", "-o", "-"], in: folder.url)
    #expect(
      once.output == #"""
        {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"x"}],"b":2}
        {"messages":[{"role":"user","content":"Ho"},{"role":"assistant","content":"y"}],"b":2,"a":1}

        """#)
    try folder.write(once.output, to: "again.jsonl")
    let again = try BuiltBinary.run(["fix", "again.jsonl", "-o", "-"], in: folder.url)
    #expect(again.output == once.output)
  }

  private static let doubtful = #"""
    {"messages": [{"role": "user", "content": "a\r\nb"}, {"role": "user", "content": "c\nd"}, {"role": "assistant", "content": "One."}, {"role": "user", "content": "Thanks"}]}
    {"messages": [{"role": "user", "content": "Late"}, {"role": "system", "content": "Be brief."}, {"role": "assistant", "content": "Two.", "emotion": "glad"}]}
    {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "I am ann.lee@shop.io"}, {"role": "assistant", "content": "Hello."}]}
    {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "I am ann.lee@shop.io"}, {"role": "assistant", "content": "Hello."}]}

    """#

  /// What may change the meaning waits for the option.
  @Test func unsafeFixesAreAskedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.doubtful, to: "chats.jsonl")
    let safe = try BuiltBinary.run(["fix", "chats.jsonl"], in: folder.url)
    #expect(safe.status == 0 && safe.output.isEmpty)
    #expect(safe.errors.contains("--unsafe-fixes repairs of this: "))
    let outcome = try BuiltBinary.run(
      ["fix", "chats.jsonl", "--unsafe-fixes", "-o", "-"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output == #"""
        {"messages":[{"role":"user","content":"a\nb\n\nc\nd"},{"role":"assistant","content":"One."}]}
        {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Late"},{"role":"assistant","content":"Two."}]}
        {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"I am [email]"},{"role":"assistant","content":"Hello."}]}

        """#)
    try folder.write(outcome.output, to: "again.jsonl")
    let again = try BuiltBinary.run(
      ["fix", "again.jsonl", "--unsafe-fixes", "-o", "-"], in: folder.url)
    #expect(again.output == outcome.output)
  }

  @Test func fixesAreChosenByTheirRules() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.faulty, to: "chats.jsonl")
    let outcome = try BuiltBinary.run(
      ["fix", "chats.jsonl", "--only", "CHT003", "--diff"], in: folder.url)
    #expect(
      outcome.output == #"""
        --- chats.jsonl
        +++ prepared
        @@ row 2, line 2: CHT003 @@
        -{"messages":[{"role":"human","content":"Hi"},{"role":"GPT","content":"Hello"}]}
        +{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}

        """#)
    // Errors that nothing repaired decide the status.
    #expect(outcome.status == 1 && outcome.errors.contains("left: error CHT006"))
    #expect(try folder.names == ["chats.jsonl"])
  }

  @Test func whatNoFixRepairsIsLeft() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"messages": [{"role": "narrator", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}"#
        + "\n" + #"{"messages": [{"role": "bot", "content": "Hi"}]}"# + "\n",
      to: "chats.jsonl")
    let outcome = try BuiltBinary.run(["fix", "chats.jsonl", "--format", "json"], in: folder.url)
    #expect(outcome.status == 1)
    let told = try JSONParser.parse(Array(outcome.output.utf8), file: "outcome")
    #expect(told["task"] == "chat" && told["action"] == "written" && told["rows_out"] == 2)
    #expect(told["fixes"]?.array?.compactMap { $0["code"]?.string } == ["CHT003"])
    let left = told["left"]?.array?.first { $0["code"] == "CHT003" }
    #expect(left?["severity"] == "error" && (left?["fix"] ?? .null) == .null)
  }

  /// Conversations that ask the same stay together.
  @Test func chatsAreSplitOnRequest() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map {
      #"{"messages":[{"role":"user","content":"word \#($0 / 2)"},{"role":"assistant","content":"a text of \#($0 * 37 % 101) for \#($0)"}]}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "chats.jsonl")
    let outcome = try BuiltBinary.run(["fix", "chats.jsonl", "--split", "--yes"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let train = try folder.text(of: "chats_prepared_train.jsonl").split(separator: "\n")
    let valid = try folder.text(of: "chats_prepared_valid.jsonl").split(separator: "\n")
    #expect(train.count == 36 && valid.count == 4)
    #expect(Set(train + valid) == Set(rows.map { Substring($0) }))
    let asked = [train, valid].map { Set($0.map { $0.components(separatedBy: "assistant")[0] }) }
    #expect(asked[0].isDisjoint(with: asked[1]))
  }

  /// Any format in, JSON Lines out.
  @Test func chatsOfOtherFormatsAreWrittenAsLines() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      [
        {"messages": [
          {"role": "human", "content": "Hi"},
          {"role": "assistant", "content": "Hello"}
        ], "note": null}
      ]
      """, to: "chats.json")
    try folder.write(
      #"""
      messages,id
      "[{""role"": ""user"", ""content"": ""Hi""}, {""role"": ""bot"", ""content"": ""Hello""}]",7

      """#, to: "chats.csv")
    let json = try BuiltBinary.run(["fix", "chats.json", "-o", "-"], in: folder.url)
    let cells = try BuiltBinary.run(["fix", "chats.csv", "-o", "-"], in: folder.url)
    let messages =
      #"{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]"#
    #expect(json.output == messages + #","note":null}"# + "\n")
    #expect(cells.output == messages + #","id":"7"}"# + "\n")
  }

  /// What is wrong with two answers is seen behind the fixes of their texts and roles.
  @Test func preferencesAreJudgedAsTheyAreByNow() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"prompt": "p0", "chosen": [{"role": "gpt", "content": "g0"}], "rejected": [{"role": "gpt", "content": "h"}]}
      {"prompt": "p1", "chosen": "good\u200bx", "rejected": "goodx"}
      {"prompt": "p2", "chosen": "left", "rejected": "right"}

      """#, to: "pairs.jsonl")
    let outcome = try BuiltBinary.run(
      ["fix", "pairs.jsonl", "--unsafe-fixes", "--yes", "-o", "-"], in: folder.url)
    #expect(
      outcome.output == #"""
        {"prompt":"p0","chosen":[{"role":"assistant","content":"g0"}],"rejected":[{"role":"assistant","content":"h"}]}
        {"prompt":"p2","chosen":"left","rejected":"right"}

        """#, "\(outcome.errors)")
  }

  /// Both answers of a preference, and its prompt, are texts as well.
  @Test func textsOfPreferencesAreFixed() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"prompt": "cafe\u0301?", "chosen": [{"role": "assistant", "content": "Cafe\u0301."}], "rejected": "No cafe\u0301.", "score": 0.50}
      {"prompt": "Who?", "chosen": "Ann.", "rejected": "Bo.", "score": 1}

      """#, to: "pairs.jsonl")
    let outcome = try BuiltBinary.run(["fix", "pairs.jsonl", "-o", "-"], in: folder.url)
    #expect(
      outcome.output == #"""
        {"prompt":"café?","chosen":[{"role":"assistant","content":"Café."}],"rejected":"No café.","score":0.50}
        {"prompt":"Who?","chosen":"Ann.","rejected":"Bo.","score":1}

        """#, "\(outcome.errors)")
  }
}
