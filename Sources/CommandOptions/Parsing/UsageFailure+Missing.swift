// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Tables

/// What a command line lacks, with a line that has it.
extension UsageFailure {
  private static let start = "Missing expected argument '"

  /// The parser's message that something is missing, in the words of its help; nil where the message is
  /// another.
  static func missing(
    _ message: String, of path: [CommandTree.Command], in arguments: [String]
  ) -> AssayError? {
    guard message.hasPrefix(start), let command = path.last else { return nil }
    let name = String(message.dropFirst(start.count).prefix { $0 != "'" })
      .replacing(" ...", with: "")
    let words = CommandTree.words(of: path)
    let meaning = meaning(of: name, in: message).map { ": \($0)" } ?? ""
    let bare = arguments.dropFirst(path.count - 1).prefix { !$0.hasPrefix("-") }
    let remedy =
      name.hasPrefix("--model ") && bare.contains { DataFileName($0).format != nil }
      ? "Did you mean \(words) \(withModel(bare))?"
      : example(of: command, words).map { "For example: \($0)" }
        ?? "\(words) --help tells what belongs to it"
    return AssayError("\(words) needs \(name)\(meaning)", remedy: remedy)
  }

  /// What the help says of the argument, as the end of a sentence.
  private static func meaning(of name: String, in message: String) -> String? {
    guard let line = message.split(separator: "\n").first(where: { $0.hasPrefix("Help:") }),
      let place = line.firstRange(of: String(name.drop { $0 != "<" }))
    else { return nil }
    var text = line[place.upperBound...].drop { $0 == " " }
    if text.hasSuffix(".") { text = text.dropLast() }
    guard let first = text.first else { return nil }
    // A name in capitals stays one.
    let isWord = text.dropFirst().first.map { $0.isLowercase || $0 == " " } ?? false
    return isWord ? first.lowercased() + text.dropFirst() : String(text)
  }

  /// A model and a file that stand where the file alone belongs.
  private static func withModel(_ words: ArraySlice<String>) -> String {
    let file = words.first { DataFileName($0).format != nil }
    let model = words.first { $0 != file }
    return "-m \(model ?? "MODEL") \(file ?? "FILE")"
  }

  /// The first example in the help of a command.
  private static func example(of command: CommandTree.Command, _ words: String) -> String? {
    // An example that goes on behind a backslash is one line.
    command.configuration.discussion.replacing(#/\\\n */#, with: "").split(separator: "\n")
      .map { $0.drop { $0 == " " } }.first { $0.hasPrefix(words + " ") }.map(String.init)
  }
}
