// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// Which command words lead to, and what its options are called.
package struct CommandTree {
  package typealias Command = any ParsableCommand.Type

  package let root: Command

  /// The command that the words start with, as far as they go, and the word at which they leave it.
  /// - Returns: `stray` is nil where the words lead to a command that does something itself.
  package func find(_ words: [String]) -> (path: [Command], stray: String?) {
    var path: [Command] = [root]
    for word in words.drop(while: { $0 == "help" }) {
      let below = path[path.count - 1].configuration.subcommands
      guard !below.isEmpty, !word.hasPrefix("-"), word != "help" else { break }
      guard let next = below.first(where: { Self.name(of: $0) == word }) else {
        return (path, word)
      }
      path.append(next)
    }
    return (path, nil)
  }

  /// The words of a command: `assay jobs create`.
  package static func words(of path: [Command]) -> String {
    path.map { name(of: $0) }.joined(separator: " ")
  }

  /// What stands for a command on the command line.
  package static func name(of command: Command) -> String {
    command.configuration.commandName ?? "\(command)".lowercased()
  }

  /// The options of a command, without their dashes.
  package func options(of command: Command) -> [String] {
    let help = root.helpMessage(for: command, includeHidden: true)
    let names = help.split(whereSeparator: \.isNewline).flatMap { line in
      // Names stand at the start of their line: `  -o, --output <output>`.
      line.prefix { $0 != "<" }.split(whereSeparator: { " ,".contains($0) })
        .prefix { $0.hasPrefix("-") }
        .flatMap { $0.split(separator: "/") }.map { String($0.drop { $0 == "-" }) }
    }
    return Array(Set(names)).sorted()
  }
}
