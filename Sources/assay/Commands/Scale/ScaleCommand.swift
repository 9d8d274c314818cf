// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Scale

/// `assay scale`: lint over many machines, phase by phase.
struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale",
    abstract: "Lints a data set in many files on many machines, as lint --as-one does on one.",
    discussion: """
      Examples:
        assay scale survey shard-0.jsonl --number 0 --keys k/0 -o s/0
        assay scale merge s/* --shards 8 -o profile
        # an engine groups the keys and writes v/0, v/1, ...
        assay scale look --number 0 --profile profile --verdicts v/0 -o l/0
        assay scale settle l/* --profile profile -o settled
        assay scale sketch --number 0 --profile settled -o t/0
        assay scale compare l/* --sketches t/* --profile settled -o compared
        assay scale lint --number 0 --profile compared --verdicts v/0 -o f/0
        assay scale report f/* --profile compared --format json

      Phases that name a shard run once for each, anywhere and in any order; the others \
      once, where all files meet. Each refuses files that are missing, there twice, damaged, \
      of another version or of other rules. Give all phases the same options. Drivers that \
      run all of it for Spark, Ray, Slurm and plain processes are in Examples/scale.
      """,
    subcommands: [
      ScaleSurveyCommand.self, ScaleMergeCommand.self, ScaleLookCommand.self,
      ScaleSettleCommand.self, ScaleSketchCommand.self, ScaleCompareCommand.self,
      ScaleLintCommand.self, ScaleReportCommand.self,
    ])
}

/// What a phase for one shard is given and gives.
struct ShardOptions: ParsableArguments {
  @Option(help: "The number of the shard, counted from 0.")
  var number: Int

  @Option(help: "What is known of all shards.", completion: .file())
  var profile: String

  func validate() throws {
    if number < 0 { throw ValidationError("--number counts from 0") }
  }
}

/// A phase for one shard with what an engine has found out about its rows.
struct JudgedShardOptions: ParsableArguments {
  @OptionGroup var shard: ShardOptions

  @Option(help: "The rows of the shard that repeat others.", completion: .file())
  var verdicts: String

  @OptionGroup var phase: PhaseOptions

  /// Writes what the phase makes of the number of the shard, the file of verdicts and what is known of all
  /// shards.
  func write<Content: PhaseContent>(
    making content: (Int, String, WholeSurvey, PhaseRun) throws(AssayError) -> Content
  ) throws(AssayError) {
    try phase.write(knowing: shard.profile, apartFrom: [verdicts]) {
      whole, run throws(AssayError) in
      try content(shard.number, verdicts, whole, run)
    }
  }
}

/// The file that a phase writes, and by what all phases work.
struct PhaseOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The file to write.", completion: .file())
  var output: String

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var checkingOptions: CheckingOptions
  @OptionGroup var outputOptions: OutputOptions

  /// Writes what a phase has made, after it has made sure that nothing is lost.
  func write<Content: PhaseContent>(
    apartFrom inputs: [String], by run: PhaseRun, making content: () throws(AssayError) -> Content
  ) throws(AssayError) {
    try replacing.require([output], apartFrom: inputs)
    try PhaseFile(try content(), by: run).write(to: output)
    outputOptions.explain("wrote \(output)")
  }

  /// Writes what a phase makes with what is known of all shards, which an earlier phase wrote.
  func write<Content: PhaseContent>(
    knowing profile: String, apartFrom inputs: [String] = [],
    making content: (WholeSurvey, PhaseRun) throws(AssayError) -> Content
  ) throws(AssayError) {
    let run = try run(handedOn: profile)
    let whole = try WholeSurvey.read(profile, by: run)
    try write(apartFrom: inputs + [profile], by: run) { () throws(AssayError) in
      try content(whole, run)
    }
  }

  func run(handedOn path: String) throws(AssayError) -> PhaseRun {
    try PhaseRun(checkingOptions.options, version: Version.text, handedOn: path)
  }
}
