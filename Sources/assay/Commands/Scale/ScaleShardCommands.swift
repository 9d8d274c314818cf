// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Scale

/// `assay scale survey`: phase 1, for each shard.
struct ScaleSurveyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Phase 1, for each shard: what there is, and keys of the rows.",
    discussion: """
      Examples:
        assay scale survey shard-0.jsonl --number 0 --keys k/0 -o s/0

      A line of keys is six numbers between tabs: two of the row, its prompt, its text but \
      for case and space, its completion without the space around it, and the row, which is \
      the number of the shard times 2^40 and the row's own.
      """)

  @Argument(help: "The shard: a file of rows.", completion: .file())
  var file: String

  @Option(help: "The number of the shard, counted from 0: its place in the data set.")
  var number: Int

  @Option(help: "The file for the keys.", completion: .file())
  var keys: String

  @Option(help: "The profile of a merge that asked for another survey.", completion: .file())
  var profile: String?

  @OptionGroup var phase: PhaseOptions

  func validate() throws {
    if number < 0 { throw ValidationError("--number counts from 0") }
    if file == "-" {
      throw ValidationError("a shard is read in several phases; give a file in place of -")
    }
  }

  func run() throws {
    let run = try PhaseRun(phase.checkingOptions.options, version: Version.text, file: file)
    let whole = try profile.map { path throws(AssayError) in try WholeSurvey.read(path, by: run) }
    let inputs = [file, profile].compactMap { $0 }
    try phase.replacing.require([keys], apartFrom: inputs + [phase.output])
    try phase.write(apartFrom: inputs, by: run) { () throws(AssayError) in
      try ShardSurvey(DataShard(number: number, path: file), by: run, again: whole, keys: keys)
    }
  }
}

/// `assay scale look`: phase 2, for each shard.
struct ScaleLookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look",
    abstract: "Phase 2, for each shard: a second look, with the whole in mind.",
    usage: "assay scale look [<options>] --number N --profile P --verdicts V -o FILE",
    discussion: """
      Examples:
        assay scale look --number 0 --profile profile --verdicts v/0 -o l/0

      A line of verdicts is R, N or C, a space and a row of the shard, counted from 0: the \
      row repeats an earlier one, does so but for case and space, or has a prompt that \
      occurs with another completion.
      """)

  @OptionGroup var phase: JudgedShardOptions

  func run() throws {
    try phase.write { number, verdicts, whole, run throws(AssayError) in
      try ShardLook(number, of: whole, by: run, verdicts: verdicts)
    }
  }
}

/// `assay scale sketch`: phase 3, for each shard.
struct ScaleSketchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sketch",
    abstract: "Phase 3, for each shard: sketches of rows that may be nearly equal to others.",
    discussion: """
      Examples:
        assay scale sketch --number 0 --profile settled -o t/0
      """)

  @OptionGroup var shard: ShardOptions
  @OptionGroup var phase: PhaseOptions

  func run() throws {
    try phase.write(knowing: shard.profile) { whole, run throws(AssayError) in
      try ShardSketches(shard.number, of: whole, by: run)
    }
  }
}

/// `assay scale lint`: phase 4, for each shard.
struct ScaleLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Phase 4, for each shard: what each rule finds in its rows.",
    usage: "assay scale lint [<options>] --number N --profile P --verdicts V -o FILE",
    discussion: """
      Examples:
        assay scale lint --number 0 --profile compared --verdicts v/0 -o f/0
      """)

  @OptionGroup var phase: JudgedShardOptions

  func run() throws {
    try phase.write { number, verdicts, whole, run throws(AssayError) in
      try ShardFindings(number, of: whole, by: run, verdicts: verdicts)
    }
  }
}
