// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import JSONRPC
import LanguageServer

/// `assay lsp`: findings while somebody edits data, rules or `assay.yaml`.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves an editor: findings, fixes and help while data is edited.",
    discussion: """
      Examples:
        assay lsp
        assay lsp --prompt-column text --completion-column label

      Speaks the Language Server Protocol on standard input and output; an editor starts it. \
      docs/editors.md has the lines for VS Code, Neovim, Helix, Zed and Emacs.
      """)

  @Flag(help: "Speak on standard input and output, which is the only way; some editors say so.")
  var stdio = false

  @OptionGroup var checkingOptions: CheckingOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    var reader = try StandardConnection.reader(.headers)
    let server = LanguageServer(
      checkingOptions.options, version: Version.text, writer: StandardConnection.writer(.headers))
    let status = try server.run(&reader)
    if status != .clean { throw status }
  }
}
