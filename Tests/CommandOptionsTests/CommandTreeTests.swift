// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import CommandOptions

@Suite struct CommandTreeTests {
  struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "root", subcommands: [Plain.self, Group.self])
  }

  struct Plain: ParsableCommand {
    @Flag(name: [.short, .long]) var fast = false
    @Flag(inversion: .prefixedNo) var color = true
    @Option(name: [.customLong("betas"), .customLong("beta")], help: "Takes --numbers.")
    var betas: String?
    @Option(help: .hidden) var secret: String?
    @Argument var file: String?
  }

  struct Group: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "many", subcommands: [Inner.self])
  }

  struct Inner: ParsableCommand {}

  private let tree = CommandTree(root: Root.self)

  @Test(
    arguments: [
      ([], "root", nil), (["plain", "x"], "root plain", nil),
      (["many", "inner"], "root many inner", nil),
      (["many", "other"], "root many", "other"), (["other"], "root", "other"),
      (["help", "many"], "root many", nil), (["many", "--help"], "root many", nil),
      (["many", "help"], "root many", nil), (["--version", "other"], "root", nil),
    ] as [([String], String, String?)])
  func wordsLeadToACommandAsFarAsTheyGo(words: [String], path: String, stray: String?) {
    let found = tree.find(words)
    #expect(CommandTree.words(of: found.path) == path && found.stray == stray)
  }

  /// Hidden ones too, each name of one, and nothing of the text that explains them.
  @Test func optionsAreThoseOfTheHelp() {
    #expect(
      tree.options(of: Plain.self) == [
        "beta", "betas", "color", "f", "fast", "h", "help", "no-color", "secret",
      ])
    #expect(tree.options(of: Inner.self) == ["h", "help"])
  }
}
