// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

@Suite struct TerminalWidthTests {
  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("👍", 2), ("é", 1), ("e\u{301}", 1), ("", 0), ("ﾊﾝ", 2), ("한글", 4),
    ("，", 2), ("⌚", 2), ("→", 1), ("👩‍👩‍👧", 2), ("\u{301}", 0),
  ])
  func countsAsATerminalDoes(_ text: String, _ columns: Int) {
    #expect(TerminalWidth.of(text) == columns)
  }

  @Test func cutsWithoutOverflow() {
    #expect(TerminalWidth.prefix("日本語", 5) == "日本")
    #expect(TerminalWidth.prefix("日本語", 6) == "日本語")
    #expect(TerminalWidth.prefix("abc", 0) == "")
    #expect(TerminalWidth.suffix("日本語", 5) == "本語")
    #expect(TerminalWidth.suffix("abc", 9) == "abc")
    #expect(TerminalWidth.suffix("abc", 0) == "")
  }

  @Test func anEllipsisTakesARoomOfItsOwn() {
    #expect(TerminalWidth.cut("abcd", to: 4) == "abcd")
    #expect(TerminalWidth.cut("abcde", to: 4) == "abc…")
    #expect(TerminalWidth.cut("日本語", to: 5) == "日本…")
    #expect(TerminalWidth.cut("日本語", to: 4) == "日…")
    #expect(TerminalWidth.cut("abc", to: 1) == "…")
    #expect(TerminalWidth.cut("", to: 0) == "")
  }
}

@Suite struct WrappedTextTests {
  @Test func whatFollowsStandsUnderTheText() {
    #expect(WrappedText.hanging("short", width: 8) == ["short"])
    #expect(WrappedText.hanging("one two three", width: 8) == ["one two", "three"])
    #expect(
      WrappedText.hanging("label     one two three", width: 18)
        == ["label     one two", "          three"])
    #expect(WrappedText.hanging("    one two", width: 8) == ["    one", "    two"])
    // Columns of a table are no label.
    #expect(
      WrappedText.hanging("a long start of a line  and more", width: 24)
        == ["a long start of a line", "and more"])
  }

  @Test func aLongCommandGoesOnBehindABackslash() {
    #expect(WrappedText.command("next: assay fix a.csv", width: 40) == ["next: assay fix a.csv"])
    let command = "next: assay fix 'my mails.xlsx' --prompt-column 'the mail' --sheet Mails"
    let lines = WrappedText.command(command, width: 40)
    #expect(
      lines == [
        "next: assay fix 'my mails.xlsx' \\",
        "  --prompt-column 'the mail' \\", "  --sheet Mails",
      ])
    let apostrophe = #"next: assay fix 'Ann'\''s long mails.xlsx' --sheet A"#
    #expect(
      WrappedText.command(apostrophe, width: 30) == [
        "next: assay fix \\", #"  'Ann'\''s long mails.xlsx' \"#, "  --sheet A",
      ])
    // What a shell makes of the lines is the command.
    #expect(lines.joined(separator: "\n").replacing(" \\\n  ", with: " ") == command)
  }

  private func wrapped(_ text: String, _ width: Int, indent: String = "") -> [String] {
    WrappedText.lines(text, indent: indent, width: width)
  }

  @Test func breaksBetweenWords() {
    #expect(wrapped("one two three", 100) == ["one two three"])
    #expect(wrapped("one two three", 8) == ["one two", "three"])
    #expect(wrapped("one two three", 6) == ["one", "two", "three"])
    #expect(wrapped("one two", 12, indent: "  ") == ["  one two"])
    #expect(wrapped("one two", 8, indent: "  ") == ["  one", "  two"])
  }

  @Test func aLongWordStaysWhole() {
    #expect(wrapped("incomprehensible it is", 6) == ["incomprehensible", "it is"])
    #expect(wrapped("", 10, indent: "> ") == ["> "])
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(wrapped("日本 日本", 9) == ["日本 日本"])
    #expect(wrapped("日本 日本", 8) == ["日本", "日本"])
  }
}

@Suite struct MarkupTests {
  @Test func nothingIsLeftThatMeansSomething() {
    #expect(Markup.escape("a<b>&\"'c") == "a&lt;b&gt;&amp;&quot;&#39;c")
    #expect(Markup.escape("&amp;") == "&amp;amp;")
    #expect(Markup.escape("é 日本 😀") == "é 日本 😀")
    #expect(Markup.escape("") == "")
  }

  /// XML has no way to write these.
  @Test func charactersThatXMLForbidsAreShown() {
    #expect(Markup.escape("a\u{FFFE}\u{1B}\n") == "a&lt;U+FFFE&gt;&lt;U+001B&gt;\\n")
  }
}

@Suite struct PageFileTests {
  @Test func theBinaryCarriesTheFiles() {
    #expect(
      PageFile.style.contains(":root {") && PageFile.style.contains("prefers-color-scheme: dark"))
    #expect(PageFile.script.contains("'use strict';"))
  }

  /// They stand in a page between tags that they must not end.
  @Test func theFilesCannotEndTheirElement() {
    #expect(!PageFile.style.contains("</") && !PageFile.script.contains("</"))
    for file in [PageFile.style, PageFile.script] {
      #expect(!file.contains("http:") && !file.contains("https:") && !file.contains("@import"))
    }
  }

  /// Each color that the light page names has a dark one, and none is used that has no name.
  @Test func everyVariableIsDefined() {
    let defined = Set(PageFile.style.matches(of: /(--[a-z0-9]+):/).map { String($0.1) })
    let used = Set(PageFile.style.matches(of: /var\((--[a-z0-9]+)\)/).map { String($0.1) })
    #expect(used.subtracting(defined).subtracting(["--v", "--a", "--tone"]).isEmpty)
  }
}

@Suite struct MarkdownTextTests {
  @Test func nothingIsMarkup() {
    #expect(MarkdownText.escape("a *b* _c_ `d`", .backslashes) == "a \\*b\\* \\_c\\_ \\`d\\`")
    #expect(MarkdownText.escape("[x](y)|~#!\\", .backslashes) == "\\[x\\](y)\\|\\~\\#\\!\\\\")
    #expect(MarkdownText.escape("<b>&@me :x:", .backslashes) == "&lt;b&gt;&amp;&#64;me :x:")
    #expect(MarkdownText.escape("*|\\@ :x:", .entities) == "&#42;&#124;&#92;&#64; &#58;x&#58;")
    #expect(MarkdownText.escape("日本 é", .entities) == "日本 é")
  }
}
