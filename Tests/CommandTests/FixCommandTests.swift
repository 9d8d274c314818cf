// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// `assay fix` as a user runs it.
@Suite struct FixCommandTests {
  /// 120 questions in three intents.
  static func questions(_ count: Int = 120, header: String = "text,category") -> String {
    let intents = ["refund", "card lost", "top up"]
    return ([header] + (0..<count).map { "question \($0),\(intents[$0 % 3])" })
      .joined(separator: "\n") + "\n"
  }

  static let columns = ["--prompt-column", "text", "--completion-column", "category"]

  /// 600 rows about which nothing is said.
  private static let goodRows = (0..<600).map {
    #"{"prompt":"\#($0) hats? ->","completion":" \#($0 * 7) of them END"}"# + "\n"
  }.joined()

  @Test func aClassificationIsSplitAndNumbered() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.questions(), to: "train.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "train.csv", "--number-classes", "--yes"] + Self.columns, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try folder.names == [
        "train.csv", "train_prepared_labels.json", "train_prepared_train.jsonl",
        "train_prepared_valid.jsonl",
      ])
    let map = try JSONParser.parse(
      Array(folder.text(of: "train_prepared_labels.json").utf8), file: "labels")
    #expect(map == ["card lost": 0, "refund": 1, "top up": 2])
    let train = try folder.text(of: "train_prepared_train.jsonl").split(separator: "\n")
    let valid = try folder.text(of: "train_prepared_valid.jsonl").split(separator: "\n")
    #expect(train.count == 96 && valid.count == 24)
    #expect(valid.filter { $0.hasSuffix(#""completion":" 2"}"#) }.count == 8)
    #expect((train + valid).contains(#"{"prompt":"question 1 ->","completion":" 0"}"#))
  }

  @Test func whatWasDoneIsADocument() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.questions() + "question 120,\n", to: "train.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "train.csv", "--format", "json", "--yes"] + Self.columns, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let told = try JSONParser.parse(Array(outcome.output.utf8), file: "outcome")
    #expect(told["action"] == "written" && told["task"] == "classification")
    #expect(told["rows_in"] == 121 && told["rows_out"] == 120)
    #expect(told["training_file"] == "train_prepared_train.jsonl")
    #expect(told["validation_file"] == "train_prepared_valid.jsonl" && told["labels_file"] == .null)
    #expect(told["training_rows"] == 96 && told["validation_rows"] == 24)
    let code: JSONValue = ["row": 120, "line": 122, "codes": ["ROW002"]]
    #expect(told["dropped"] == [code])
    #expect(told["left"]?.array?.isEmpty == false && outcome.errors.isEmpty)
  }

  @Test func aDocumentOfADryRunNamesNoFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.questions(), to: "train.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "train.csv", "--format", "json", "--dry-run"] + Self.columns, in: folder.url)
    let told = try JSONParser.parse(Array(outcome.output.utf8), file: "outcome")
    #expect(told["action"] == "counted" && told["training_file"] == .null)
    #expect(try folder.names == ["train.csv"])
  }

  @Test(arguments: [["--diff"], ["--output", "-"], ["--profile", "openai", "--yes"]])
  func aDocumentNeedsStandardOutput(options: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.questions(), to: "train.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "train.csv", "--format", "json"] + options + Self.columns, in: folder.url)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(try folder.names == ["train.csv"])
  }

  @Test func textsAreSplitOnRequest() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map {
      #"{"prompt":"word \#($0 / 2) ->","completion":" a text of \#($0 * 37 % 101) for \#($0) END"}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "texts.jsonl")
    let outcome = try BuiltBinary.run(
      ["fix", "texts.jsonl", "--split", "--yes"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let train = try folder.text(of: "texts_prepared_train.jsonl").split(separator: "\n")
    let valid = try folder.text(of: "texts_prepared_valid.jsonl").split(separator: "\n")
    #expect(train.count == 36 && valid.count == 4)
    let prompts = [train, valid].map { Set($0.map { $0.prefix { $0 != "," } }) }
    #expect(prompts[0].isDisjoint(with: prompts[1]))
    let both = try BuiltBinary.run(
      ["fix", "texts.jsonl", "--split", "--no-split"], in: folder.url)
    #expect(both.status == 2 && both.errors.contains("contradict each other"))
  }

  @Test func aTestFileFollowsTheMap() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.questions(), to: "train.csv")
    // Few rows, one of them twice, all with a question mark: the form must be the same.
    try folder.write(
      "text,category\nwhy?,top up\nwhy?,top up\nwhere?,refund\n", to: "test.csv")
    _ = try BuiltBinary.run(
      ["fix", "train.csv", "--number-classes", "--yes"] + Self.columns, in: folder.url)
    let outcome = try BuiltBinary.run(
      ["fix", "test.csv", "--labels", "train_prepared_labels.json", "--no-split", "--yes"]
        + Self.columns, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try folder.text(of: "test_prepared.jsonl") == """
        {"prompt":"why? ->","completion":" 2"}
        {"prompt":"why? ->","completion":" 2"}
        {"prompt":"where? ->","completion":" 1"}

        """)
  }

  @Test func anUnknownLabelEndsWithStatus2AndWritesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("text,category\nwhy?,refnud\n", to: "test.csv")
    try folder.write(#"{"refund": 0}"#, to: "labels.json")
    let outcome = try BuiltBinary.run(
      ["fix", "test.csv", "--labels", "labels.json", "--yes"] + Self.columns, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Did you mean `refund`?"))
    #expect(try folder.names == ["labels.json", "test.csv"])
  }

  @Test func takenNamesAreNotOverwritten() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "t.csv")
    for expected in ["t_prepared.jsonl", "t_prepared (1).jsonl", "t_prepared (2).jsonl"] {
      let outcome = try BuiltBinary.run(["fix", "t.csv"], in: folder.url)
      #expect(outcome.errors.contains("wrote \(expected) (2 rows)"))
      #expect(outcome.output == expected + "\n")
      #expect(try folder.names.contains(expected))
    }
  }

  /// What is left comes before the next command, with what other fixes answer; an earlier result is named.
  @Test func whatIsLeftComesBeforeWhatIsNext() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { "text \($0),\($0 % 4 == 0 ? "YES" : $0 % 2 == 0 ? "yes" : "no")\n" }
    try folder.write("prompt,completion\n" + rows.joined(), to: "t.csv")
    let first = try BuiltBinary.run(["fix", "t.csv"], in: folder.url)
    let lines = first.errors.split(separator: "\n")
    #expect(
      lines.last == "next: assay train -t t_prepared_train.jsonl -v t_prepared_valid.jsonl")
    #expect(
      lines.dropLast().last?.hasPrefix("--unsafe-fixes repairs of this: CLS004") == true,
      "\(first.errors)")
    #expect(first.output == "t_prepared_train.jsonl\nt_prepared_valid.jsonl\n")
    #expect(!first.errors.contains("kept"))
    let second = try BuiltBinary.run(["fix", "t.csv"], in: folder.url)
    #expect(second.errors.contains("\nkept t_prepared_train.jsonl, of an earlier fix\n"))
  }

  /// With `--quiet` standard output is the same, and standard error is empty.
  @Test(arguments: [
    ["t.csv", "-o", "out.jsonl"], ["t.csv", "-o", "-"], ["t.csv", "--diff"],
    ["t.csv", "--dry-run"], ["t.csv", "-o", "out.jsonl", "--format", "json"], ["good.jsonl"],
    ["t.csv", "--profile", "openai", "--yes"],
  ])
  func quietLeavesTheResult(arguments: [String]) throws {
    var outcomes: [BuiltBinary.Outcome] = []
    for quiet in [[], ["--quiet"], ["-q"]] {
      let folder = try TemporaryFolder()
      let rows = (0..<40).map { "text \($0),\($0 % 4 == 0 ? "YES" : $0 % 2 == 0 ? "yes" : "no")\n" }
      try folder.write("prompt,completion\n" + rows.joined(), to: "t.csv")
      try folder.write(Self.goodRows, to: "good.jsonl")
      outcomes.append(try BuiltBinary.run(["fix"] + arguments + quiet, in: folder.url))
    }
    for outcome in outcomes.dropFirst() {
      #expect(outcome.output == outcomes[0].output && outcome.status == outcomes[0].status)
      #expect(outcome.errors == "")
    }
    #expect(outcomes[0].output.isEmpty == (arguments == ["good.jsonl"]))
  }

  @Test func fixedDataNeedsNoFix() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "t.csv")
    _ = try BuiltBinary.run(["fix", "t.csv", "-o", "once.jsonl"], in: folder.url)
    let again = try BuiltBinary.run(["fix", "once.jsonl"], in: folder.url)
    #expect(again.status == 0)
    #expect(again.output == "")
    #expect(
      again.errors.hasPrefix(
        "once.jsonl: nothing to fix; 1 finding is left\nleft: warning ROW001 "))
    #expect(try folder.names == ["once.jsonl", "t.csv"])
  }

  @Test func dataWithoutFindingsCanBeUsed() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.goodRows, to: "t.jsonl")
    let outcome = try BuiltBinary.run(["fix", "t.jsonl"], in: folder.url)
    #expect(outcome.status == 0 && outcome.output == "", "\(outcome.errors)")
    #expect(outcome.errors == "t.jsonl: nothing to fix; it can be used as it is\n")
  }

  /// Whatever no fix answers is named, and errors decide the status.
  @Test func errorsThatAreLeftEndWithStatus1() throws {
    let folder = try TemporaryFolder()
    let rows =
      (0..<20).map { #"{"prompt":"\#($0) hats? ->","completion":" \#($0 * 7) of them END"}"# }
      + [#"{"prompt":"use AKIAIOSFODNN7EXAMPLQ ->","completion":" no END"}"#]
    try folder.write(rows.joined(separator: "\n") + "\n", to: "t.jsonl")
    for options in [[], ["-o", "out.jsonl"], ["-o", "-"], ["--dry-run"], ["--diff"]] {
      let outcome = try BuiltBinary.run(["fix", "t.jsonl", "--yes"] + options, in: folder.url)
      #expect(outcome.status == 1, "\(options)")
      #expect(outcome.errors.contains("left: error SEC001 "), "\(options)")
      #expect(!outcome.errors.contains("can be used as it is"))
    }
  }

  // MARK: - Files that exist

  /// The input is known under every name; it is never lost.
  @Test func theInputIsNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    let text = "prompt,completion\na,b\nc,d\n"
    try folder.write(text, to: "t.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "soft").path, withDestinationPath: "t.csv")
    try FileManager.default.linkItem(
      at: folder.url.appending(path: "t.csv"), to: folder.url.appending(path: "hard"))
    for name in ["t.csv", "./t.csv", "../\(folder.url.lastPathComponent)/t.csv", "soft", "hard"] {
      for arguments in [["-o", name], ["-o", "x.jsonl", "--report", name]] {
        let outcome = try BuiltBinary.run(
          ["fix", "t.csv", "--yes", "--overwrite"] + arguments, in: folder.url)
        #expect(outcome.status == 2 && outcome.errors.contains("is the input"), "\(arguments)")
      }
    }
    #expect(try folder.text(of: "t.csv") == text)
    #expect(try folder.names == ["hard", "soft", "t.csv"])
  }

  @Test func theInputIsNotWrittenOverByAStream() throws {
    let folder = try TemporaryFolder()
    let text = "prompt,completion\na,b\nc,d\n"
    try folder.write(text, to: "t.csv")
    let command = "'\(BuiltBinary.url.path)' fix t.csv --yes -o - >> t.csv"
    let outcome = try BuiltBinary.runShell(command, in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("standard output is the input"))
    #expect(try folder.text(of: "t.csv") == text)
    // Standard input may be a file too.
    let other = try BuiltBinary.runShell(
      "'\(BuiltBinary.url.path)' fix - --input-format csv --yes -o t.csv --overwrite < t.csv",
      in: folder.url)
    #expect(other.status == 2)
    #expect(try folder.text(of: "t.csv") == text)
  }

  @Test func whatExistsIsReplacedOnRequest() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "t.csv")
    try folder.write("mine", to: "out.jsonl")
    let refused = try BuiltBinary.run(["fix", "t.csv", "-y", "-o", "out.jsonl"], in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("--overwrite"))
    #expect(try folder.text(of: "out.jsonl") == "mine")
    let replaced = try BuiltBinary.run(
      ["fix", "t.csv", "-y", "-o", "out.jsonl", "--overwrite"], in: folder.url)
    #expect(replaced.status == 0)
    #expect(try folder.text(of: "out.jsonl").hasPrefix("{"))
  }

  /// Each step says how many rows it changed, not its rule.
  @Test func rowsAreCountedForEachStep() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<12).map { "{\"prompt\":\"a \($0) ->\",\"completion\":\" \($0)x END\"}\n" }
    let odd = #"{"prompt":1,"completion":" b END"}"# + "\n" + #"{"prompt":"c ->","completion":2}"#
    try folder.write(
      rows.joined() + odd + "\n" + #"{"prompt":"d ->","completion":true}"#, to: "t.jsonl")
    let outcome = try BuiltBinary.run(["fix", "t.jsonl"], in: folder.url)
    #expect(outcome.errors.contains("VAL003 write each prompt as text (1 row)\n"))
    #expect(outcome.errors.contains("VAL003 write each completion as text (2 rows)\n"))
  }

  @Test func diffAndDryRunWriteNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na ->, x END\nb ->,y END\n", to: "t.csv")
    let diff = try BuiltBinary.run(["fix", "t.csv", "--diff"], in: folder.url)
    #expect(
      diff.output == """
        --- t.csv
        +++ prepared
        @@ row 2, line 3: WSP001 @@
        -{"prompt":"b ->","completion":"y END"}
        +{"prompt":"b ->","completion":" y END"}

        """)
    let dry = try BuiltBinary.run(["fix", "t.csv", "--dry-run"], in: folder.url)
    #expect(dry.output.contains("WSP001 start each completion with a space (1 row)"))
    #expect(try folder.names == ["t.csv"])
  }

  @Test func unsafeFixesNeedOptingIn() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "prompt,completion\na ->, x END\na ->, x END\nb ->, y END\n", to: "t.csv")
    _ = try BuiltBinary.run(["fix", "t.csv", "-y", "-o", "safe.jsonl"], in: folder.url)
    _ = try BuiltBinary.run(
      ["fix", "t.csv", "-y", "--unsafe-fixes", "--report", "report.jsonl", "-o", "less.jsonl"],
      in: folder.url)
    #expect(try folder.text(of: "safe.jsonl").split(separator: "\n").count == 3)
    #expect(try folder.text(of: "less.jsonl").split(separator: "\n").count == 2)
    #expect(
      try folder.text(of: "report.jsonl")
        == #"{"row":1,"line":3,"action":"dropped","codes":["DUP001"],"file":null,"new_row":null}"#
        + "\n")
  }

  @Test func onlySomeFixes() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "t.csv")
    _ = try BuiltBinary.run(["fix", "t.csv", "--only", "WSP", "-o", "out.jsonl"], in: folder.url)
    #expect(
      try folder.text(of: "out.jsonl") == """
        {"prompt":"a","completion":" b"}
        {"prompt":"c","completion":" d"}

        """)
  }

  @Test func standardInputAndOutput() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["fix", "-", "--input-format", "csv", "-o", "-"], in: folder.url,
      input: "prompt,completion\na,b\nc,d\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.split(separator: "\n").first == #"{"prompt":"a ->","completion":" b END"}"#)
    #expect(try folder.names == [])
  }

  @Test func anUnwritableFolderEndsWithStatus2() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "t.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "t.csv", "--output", "missing/out.jsonl"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("missing/out.jsonl"))
    #expect(try folder.names == ["t.csv"])
  }

  /// Lines of Python's dictionaries are read when unsafe fixes are wanted, and each is listed.
  @Test func linesThatAreNoJSONAreMendedOnRequest() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<150).map {
      $0 % 2 == 0
        ? #"{'prompt': 'a\#($0) ->', 'completion': ' it\'s "\#($0)" END'}"#
        : #"{"prompt": "a\#($0) ->", "completion": " b\#($0) END"}"#
    }
    try folder.write(lines.joined(separator: "\n"), to: "d.jsonl")
    let refused = try BuiltBinary.run(["fix", "d.jsonl", "--yes"], in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("d.jsonl:1:2"))
    #expect(refused.errors.contains("--unsafe-fixes"))
    let outcome = try BuiltBinary.run(
      ["fix", "d.jsonl", "--yes", "--unsafe-fixes", "--report", "r.jsonl"], in: folder.url)
    #expect(outcome.status == 0 && outcome.errors.contains("JSON005"), "\(outcome.errors)")
    let fixed = try folder.text(of: "d_prepared.jsonl").split(separator: "\n")
    #expect(fixed.count == 150)
    #expect(fixed[2] == #"{"prompt":"a2 ->","completion":" it's \"2\" END"}"#)
    let report = try folder.text(of: "r.jsonl").split(separator: "\n")
    #expect(report.count == 75)
    #expect(report.allSatisfy { $0.contains(#""codes":["JSON005"]"#) })
  }

  @Test func aFullDiskEndsWithStatus2() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"prompt":"a ->","completion":" b END"}"# + "\n", to: "d.jsonl")
    for arguments in [
      ["fix", "d.jsonl", "--yes", "-o", "/dev/full"], ["lint", "d.jsonl", "-o", "sarif=/dev/full"],
    ] {
      let outcome = try BuiltBinary.run(arguments, in: folder.url)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("cannot write"))
    }
    #expect(try folder.names == ["d.jsonl"])
  }

  /// A device or a pipe has no files beside it, so the rows stay together.
  @Test(arguments: ["/dev/null", "/dev/stdout"])
  func aDeviceGetsAllRows(device: String) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { "text \($0) ->,\($0.isMultiple(of: 2) ? " yes" : " no")\n" }.joined()
    try folder.write("prompt,completion\n" + rows, to: "d.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "d.csv", "--yes", "--number-classes", "-o", device], in: folder.url)
    #expect(outcome.status == 0)
    #expect(try folder.names == ["d.csv"])
    #expect(!FileManager.default.fileExists(atPath: device + "_train.jsonl"))
    let lines = outcome.output.split(separator: "\n").count { $0.hasPrefix("{") }
    #expect(lines == (device == "/dev/null" ? 0 : 40))
  }
}
