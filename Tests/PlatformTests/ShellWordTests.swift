// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct ShellWordTests {
  @Test(
    arguments: [
      ("runs/first", "runs/first"), ("my file.csv", "'my file.csv'"), ("it's", #"'it'\''s'"#),
      ("", "''"), ("$HOME", "'$HOME'"), ("día.csv", "día.csv"), ("a;b", "'a;b'"),
      ("nano:ft-personal-2026", "nano:ft-personal-2026"),
    ])
  func aWordIsQuotedWhereAShellWouldReadIt(text: String, word: String) {
    #expect(ShellWord.quoted(text) == word)
  }

  @Test func aCommandIsReadByAShellAsTheWordsThatWereGiven() {
    #expect(ShellWord.command(["lint", "my file.csv", ""]) == "assay lint 'my file.csv' ''")
    #expect(ShellWord.command([]) == "assay")
  }
}
