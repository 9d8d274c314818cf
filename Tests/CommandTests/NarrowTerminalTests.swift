// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Reports
import Testing

/// What all commands say on a terminal of 80 columns, from a raw file to reports on its models.
@Suite struct NarrowTerminalTests {
  private static let columns = ["--prompt-column", "Message", "--completion-column", "Topic"]

  /// Mails whose labels are spelled in several ways; the titles stand above the header.
  private static let mails: String = {
    let texts = [
      ("Billing", "I was charged twice for"), ("Shipping", "Nobody can tell me where to find"),
      ("Account", "Please delete all that you know of"),
    ]
    let things = "lamp mirror kettle blanket bicycle saw carpet radio ladder violin tent".split(
      separator: " ")
    let colors = "red blue green amber violet brown gray".split(separator: " ")
    let places = "Oslo Quito Hanoi Accra Perth Lima Turin Sapporo Tunis Bergen Kyoto Leeds Cork"
      .split(
        separator: " ")
    let rows = (0..<120).map { index -> String in
      let (label, text) = texts[index % 3]
      let spelled = index % 20 == 7 ? label.uppercased() : index % 20 == 11 ? label + " " : label
      let thing = "\(colors[index * 3 % 7]) \(things[index * 5 % 11])"
      let place = "\(places[index * 4 % 13]) with parcel \(index * 37 % 1009)"
      return "\(1000 + index),\(text) my \(thing) that went to \(place),\(spelled)\n"
    }
    return "Support mails,,\nTicket,Message,Topic\n" + rows.joined()
  }()

  /// Runs a command and looks at each line of the terminal.
  private func expectFits(_ arguments: [String], in folder: TemporaryFolder) throws {
    let terminal = try PseudoTerminal(
      arguments, in: folder.url, binary: BuiltBinary.url, columns: 80)
    let status = terminal.status()
    let text = Self.text(of: terminal, in: folder)
    let wide = Self.wideLines(of: text)
    #expect(status < 2 && wide.isEmpty, "\(arguments): \(status) \(wide)")
    #expect(Wording.faults(in: text) == [], "\(arguments)")
  }

  private static func text(of terminal: PseudoTerminal, in folder: TemporaryFolder) -> String {
    terminal.shown.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
      .replacing(folder.url.path, with: "")
  }

  /// A line of progress, which a slow machine shows, is written over.
  private static func wideLines(of text: String) -> [Substring] {
    text.split { $0 == "\r\n" || $0 == "\n" || $0 == "\r" }
      .filter { TerminalWidth.of($0) > 80 }
  }

  @Test func theWholeRoad() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mails, to: "mails of this year.csv")
    let input = ["mails of this year.csv", "--header-line", "2"] + Self.columns
    for command in [["lint"], ["stats"], ["fix", "--yes"], ["fix", "--yes"], ["assess"]] {
      try expectFits(command + input, in: folder)
    }
    try expectFits(["fix", "--yes", "--unsafe-fixes", "-o", "clean.jsonl"] + input, in: folder)
    let pair = ["-t", "clean_train.jsonl", "-v", "clean_valid.jsonl"]
    try expectFits(["train", "-m", "linear", "-o", "clean"] + pair, in: folder)
    let stem = "mails of this year_prepared"
    let spelled = ["-t", "\(stem)_train.jsonl", "-v", "\(stem)_valid.jsonl"]
    try expectFits(["train", "-m", "linear", "-o", "all spellings"] + spelled, in: folder)
    for command in [
      ["eval", "-m", "all spellings", "-f", "\(stem)_valid.jsonl"],
      ["eval", "-m", "clean", "-f", "clean_valid.jsonl", "--bootstrap", "20"],
      ["compare", "clean", "all spellings", "-f", "clean_valid.jsonl", "--bootstrap", "20"],
      ["explain", "-m", "all spellings", "\(stem)_valid.jsonl", "--wrong", "--limit", "3"],
      ["predict", "-m", "all spellings", "--text", "Where is my thing?"],
      ["predict", "-m", "clean", "--threshold", "0.9", "-o", "new.csv"] + input.dropLast(2),
      ["diff", "\(stem)_train.jsonl", "clean_train.jsonl", "--effect"],
      ["plan", "clean_train.jsonl", "--target", "0.9"], ["models", "show", "all spellings"],
      ["convert", "clean_train.jsonl", "talks.jsonl", "--to", "messages"],
      ["lint", "talks.jsonl"], ["rules"], ["rules", "CLS004"], ["samples"],
      ["models", "list", "--data-dir", "store"],
      ["jobs", "list", "--data-dir", "store"],
    ] {
      try expectFits(command, in: folder)
    }
  }

  /// What is said where a command cannot be run, with long names in it.
  @Test(arguments: [
    ["lint", "mails of this year.csv"], ["train", "-t", "no such file of a long name.jsonl"],
    ["fix", "mails of this year.csv", "--unsafe-fixes", "--yes", "--num_train_epochs", "3"],
    ["predict", "-m", "no such model of a long name", "--text", "Where is it?"], ["lnit", "a.csv"],
  ])
  func faults(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.mails, to: "mails of this year.csv")
    let terminal = try PseudoTerminal(
      arguments, in: folder.url, binary: BuiltBinary.url, columns: 80)
    #expect(terminal.status() == 2)
    #expect(Self.wideLines(of: Self.text(of: terminal, in: folder)) == [])
  }
}
