// SPDX-License-Identifier: Apache-2.0

import CommandOptions
import Testing

@Suite struct NumberArgumentTests {
  @Test(arguments: [
    ["train", "--epochs", "4"], ["lint", "-"], ["--", "-1"], ["-3", "-4"], ["--epochs=2", "-1"],
    ["complete", "-p", "--seed"], [],
  ])
  func whatTheParserUnderstandsStays(_ arguments: [String]) {
    #expect(NumberArguments.joined(arguments) == arguments)
  }

  @Test func aNegativeNumberBelongsToTheOptionBeforeIt() {
    #expect(
      NumberArguments.joined(["--epochs", "-1", "--lr", "-2e-3"]) == ["--epochs=-1", "--lr=-2e-3"])
    #expect(NumberArguments.joined(["-n", "-1"]) == ["-n=-1"])
    #expect(NumberArguments.joined(["file", "-1"]) == ["file", "-1"])
  }

  @Test func aListWithSpacesBecomesOneWithCommas() {
    #expect(
      NumberArguments.joined(["--betas", "0.5", "1", "2", "x"]) == ["--betas", "0.5,1,2", "x"])
    #expect(
      NumberArguments.joined(["--classification-beta", "1", "2", "--seed", "3", "4"])
        == ["--classification-beta", "1,2", "--seed", "3", "4"])
    #expect(NumberArguments.joined(["--beta", "1", "x", "2"]) == ["--beta", "1", "x", "2"])
  }

  @Test func aListThatIsGivenTwiceIsOne() {
    #expect(
      NumberArguments.joined(["--beta", "0.5", "-f", "x", "--betas=2,3", "--betas", "4", "5", "y"])
        == ["--beta", "0.5,2,3,4,5", "-f", "x", "y"])
    #expect(
      NumberArguments.joined(["--betas=1", "--classification-betas", "2", "--beta", "3"])
        == ["--betas=1,3", "--classification-betas", "2"])
    for arguments in [
      ["--betas"], ["--betas", "--beta", "--format"], ["--beta=1", "--", "--beta"],
    ] {
      #expect(NumberArguments.joined(arguments) == arguments)
    }
  }
}
