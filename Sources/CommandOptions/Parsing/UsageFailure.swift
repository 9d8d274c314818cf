// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
package import AssayCore
import Tables

/// Why a command line cannot be run, with what was probably meant.
package struct UsageFailure {
  private let arguments: [String]
  private let tree: CommandTree

  package init(_ arguments: [String], of root: CommandTree.Command) {
    self.arguments = arguments
    tree = CommandTree(root: root)
  }

  /// A word where there is no command of that name, or an option behind another dash than hyphens; nil
  /// when the parser is to see the arguments.
  package var unknownWord: AssayError? {
    let (path, stray) = tree.find(arguments)
    guard let command = path.last else { return nil }
    guard let stray else {
      return Self.typographicDash(in: arguments, known: tree.options(of: command))
    }
    let names = command.configuration.subcommands
      .filter { $0.configuration.shouldDisplay }.map { CommandTree.name(of: $0) }
    let words = CommandTree.words(of: path)
    let meant: String
    if path.count == 1, let other = OtherTools.command(for: arguments) {
      meant = "What you want is here: assay \(other)"
    } else if path.count == 1, DataFileName(stray).format != nil {
      meant = "A command comes first: assay lint \(stray)"
    } else if let verb = OtherTools.verb(for: stray, among: names) {
      meant = "Did you mean \(words) \(verb)?"
    } else if let near = NearestName.of(stray, in: names) {
      meant = "Did you mean \(words) \(near)?"
    } else {
      meant = "The commands are \(names.joined(separator: ", "))"
    }
    return AssayError("\(words) has no command '\(stray)'", remedy: meant)
  }

  /// The parser's message in the style of all others, with the option that is meant by an unknown one.
  package func failure(_ text: String) -> AssayError {
    let prefix = "Error: "
    let message = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    let (path, _) = tree.find(arguments)
    guard let command = path.last else { return AssayError(message) }
    if let file = strayFile(behind: path) {
      return AssayError("'\(file)' stands without its option", remedy: fileHint(file, path))
    }
    if let (file, option) = lastFile(of: command) {
      return AssayError(
        "'\(file)' stands without its option", remedy: "Did you mean \(option) \(file)?")
    }
    if let message = Self.expectingNumber(message) { return AssayError(message) }
    if let error = Self.valueOfFlag(message, in: arguments) { return error }
    let known = tree.options(of: command)
    guard let name = Self.unknownOption(in: message) ?? unknownOption(behind: path, known) else {
      return Self.missing(message, of: path, in: arguments)
        ?? AssayError(Self.withoutEcho(message))
    }
    let words = CommandTree.words(of: path)
    return AssayError(
      "\(words) has no option '\(name)'",
      remedy: hint(for: name, command) ?? "\(words) --help lists its options")
  }

  /// The name in `Unknown option '--lr'`.
  private static func unknownOption(in message: String) -> String? {
    let start = "Unknown option '"
    guard message.hasPrefix(start) else { return nil }
    return String(message.dropFirst(start.count).prefix { $0 != "'" })
  }

  /// An option that the command does not have, where the parser stumbled over something else first.
  private func unknownOption(behind path: [CommandTree.Command], _ known: [String]) -> String? {
    arguments.dropFirst(path.count - 1).prefix { $0 != "--" }.lazy
      .filter { $0.hasPrefix("--") || Self.isShort($0) }.map { String($0.prefix { $0 != "=" }) }
      .first { !known.contains(String($0.drop { $0 == "-" })) }
  }

  /// Whether an argument is an option of one letter; a number below zero is none.
  private static func isShort(_ argument: String) -> Bool {
    argument.count == 2 && argument.hasPrefix("-") && argument.last?.isLetter == true
  }

  /// A file that stands right behind a command that takes its file by an option.
  private func strayFile(behind path: [CommandTree.Command]) -> String? {
    guard let command = path.last, Self.fileOptions[CommandTree.name(of: command)] != nil,
      let word = arguments.dropFirst(path.count - 1).first, !word.hasPrefix("-")
    else { return nil }
    return word
  }

  /// A file at the end of the arguments, where the command takes it by an option that is missing.
  private func lastFile(of command: CommandTree.Command) -> (file: String, option: String)? {
    guard let option = Self.fileOptions[CommandTree.name(of: command)],
      let names = Self.longNames[option],
      !arguments.contains(where: { $0 == option || $0.hasPrefix(names) }),
      let file = arguments.last, DataFileName(file).format != nil, !file.hasPrefix("-"),
      arguments.dropLast().last?.hasPrefix("-") == false
    else { return nil }
    return (file, option)
  }

  /// Commands that take no file without its option.
  private static let fileOptions = [
    "train": "-t", "tune": "-t", "eval": "-f", "score": "-f", "embed": "-f",
  ]
  private static let longNames = ["-t": "--training-file", "-f": "--file"]

  private func fileHint(_ file: String, _ path: [CommandTree.Command]) -> String? {
    guard let name = path.last.map({ CommandTree.name(of: $0) }),
      let option = Self.fileOptions[name]
    else { return nil }
    let trains = option == "-t"
    if !trains, DataFileName(file).format == nil {
      let rows = arguments.dropFirst(path.count).first.flatMap { word in
        DataFileName(word).format == nil ? nil : word
      }
      return "Did you mean assay \(name) -m \(file) \(option) \(rows ?? "FILE")?"
    }
    let model = trains ? "" : " -m MODEL"
    return "Did you mean assay \(name)\(model) \(option) \(file)?"
  }

  private func hint(for name: String, _ command: CommandTree.Command) -> String? {
    let offered = tree.options(of: command)
    let plain = String(name.drop { $0 == "-" }.map { $0 == "_" ? "-" : $0 }).lowercased()
    if plain == "v", offered.contains("version") { return "Did you mean --version?" }
    if let same = tree.root.configuration.subcommands.first(where: {
      CommandTree.name(of: $0) == plain
    }) {
      return "It is a command of its own: assay \(CommandTree.name(of: same))"
    }
    if let meant = meant(by: plain, among: offered) {
      return "Did you mean \(meant.count == 1 ? "-" : "--")\(meant)?"
    }
    if let word = ["f", "file", "input"].first(where: { $0 == plain }),
      let file = bareFile(of: command)
    {
      return "The file stands without \(word == "f" ? "-f" : "--\(word)"): "
        + "\(CommandTree.words(of: tree.find(arguments).path)) \(file)"
    }
    let others = tree.root.configuration.subcommands.filter {
      $0.configuration.shouldDisplay && tree.options(of: $0).contains(plain)
    }
    guard !others.isEmpty, others.count < 5 else { return nil }
    let names = others.map { "assay \(CommandTree.name(of: $0))" }.joined(separator: ", ")
    return "\(plain.count == 1 ? "-" : "--")\(plain) is an option of \(names)"
  }

  /// What stands for the file of a command that takes it without an option.
  private func bareFile(of command: CommandTree.Command) -> String? {
    let help = tree.root.helpMessage(for: command)
    return help.contains("\n  <file") ? "FILE" : nil
  }

  private func meant(by name: String, among offered: [String]) -> String? {
    if offered.contains(name) { return name }
    return OtherTools.option(for: name, among: offered)
      ?? NearestName.of(name, in: offered.filter { $0.count > 2 })
  }
}
