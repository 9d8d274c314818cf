// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Testing

@Suite struct OtherToolTests {
  /// The tool's own words before a command do not count.
  @Test(arguments: [
    (["openai", "tools", "fine_tunes.prepare_data"], "fix FILE --profile openai"),
    (["api", "fine_tunes.follow", "ft-1"], "jobs follow ID"),
    (["chat"], "complete -m MODEL -p PROMPT"),
    (["openai", "api", "models.delete"], "models delete NAME"),
  ])
  func commandsOfOtherToolsHaveTheirOwn(words: [String], wanted: String) {
    #expect(OtherTools.command(for: words) == wanted)
  }

  /// What follows an unknown word says nothing.
  @Test(arguments: [["openai"], [], ["xyzzy", "chat"]])
  func whatIsUnknownHasNone(words: [String]) {
    #expect(OtherTools.command(for: words) == nil)
  }

  /// One word may mean several commands; the group decides, and the first counts.
  @Test(arguments: [
    ("get", ["list", "show", "pull"], "show"), ("get", ["pull", "list"], "pull"),
    ("rm", ["delete"], "delete"), ("describe", ["get"], "get"),
  ])
  func wordsInCommonUseHaveACommandOfTheGroup(
    word: String, offered: [String], wanted: String
  ) {
    #expect(OtherTools.verb(for: word, among: offered) == wanted)
  }

  @Test func aGroupWithoutTheCommandHasNoHint() {
    #expect(OtherTools.verb(for: "rm", among: ["list"]) == nil)
    #expect(OtherTools.verb(for: "lint", among: ["list"]) == nil)
    #expect(OtherTools.option(for: "lr", among: ["epochs"]) == nil)
    #expect(OtherTools.option(for: "no-cuda", among: ["device"]) == nil)
  }

  @Test(arguments: [
    ("max-length", ["block-size", "max-tokens"], "max-tokens"),
    ("max-length", ["block-size"], "block-size"), ("data", ["file"], "file"),
    ("temp", ["temperature"], "temperature"),
  ])
  func optionsOfOtherToolsHaveThoseOfTheCommand(
    name: String, offered: [String], wanted: String
  ) {
    #expect(OtherTools.option(for: name, among: offered) == wanted)
  }
}
