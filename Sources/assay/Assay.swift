// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Platform

/// The command line: parses, runs one command, turns errors into one message and a status.
@main
struct Assay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Checks, repairs and tries out fine-tuning data on your own machine.",
    discussion: """
      Examples:
        assay run mails.csv --prompt-column text --completion-column topic
        assay predict -m mails_run/model new.csv -o labeled.csv
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Main",
        subcommands: [RunCommand.self, LintCommand.self, FixCommand.self, PredictCommand.self]),
      CommandGroup(
        name: "Data",
        subcommands: [
          StatsCommand.self, AssessCommand.self, ReviewCommand.self, DiffCommand.self,
          PlanCommand.self, RulesCommand.self, ConvertCommand.self, XrayCommand.self,
          SamplesCommand.self, ScaleCommand.self,
        ]),
      CommandGroup(
        name: "Model",
        subcommands: [
          TrainCommand.self, EvalCommand.self, CompareCommand.self, ExplainCommand.self,
          TuneCommand.self,
          CompleteCommand.self, ModelsCommand.self,
        ]),
      CommandGroup(name: "Service", subcommands: [ServeCommand.self, JobsCommand.self]),
      CommandGroup(
        name: "Editors and agents", subcommands: [LSPCommand.self, MCPCommand.self]),
      CommandGroup(
        name: "Scripting",
        subcommands: [
          TokenizeCommand.self, DetokenizeCommand.self, GenerateCommand.self, ScoreCommand.self,
          EmbedCommand.self, ForwardCommand.self, SystemCommand.self, BenchmarkCommand.self,
        ]),
    ])

  static func main() async {
    let arguments = NumberArguments.joined(Array(CommandLine.arguments.dropFirst()))
    let usage = UsageFailure(arguments, of: Assay.self)
    let cost = RunCost(arguments)
    do {
      if let error = usage.unknownWord { throw error }
      var command = try parseAsRoot(arguments)
      do {
        // Here and not in a function that is awaited: a command that waits for signals must run on
        // the first thread, whose mask all others inherit.
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
      } catch let status as ExitStatus {
        try Terminal.requireWrittenResults()
        cost.tell()
        throw status
      }
      cost.tell()
      try Terminal.requireWrittenResults()
    } catch let error as AssayError {
      Terminal.printFailure(error)
      endProcess(.couldNotRun)
    } catch let status as ExitStatus {
      endProcess(status)
    } catch {
      // ArgumentParser's own errors, --help and --version.
      let isFailure = exitCode(for: error) != .success
      if isFailure {
        Terminal.printFailure(usage.failure(fullMessage(for: error)))
        endProcess(.couldNotRun)
      }
      print(HelpText.fitted(fullMessage(for: error), width: Terminal.width(elsewhere: 80)))
    }
  }
}

/// A command ends with another status than 0 by throwing it.
extension ExitStatus: Error {}

/// ArgumentParser's commands have an `exit` of their own, which hides the system's.
private func endProcess(_ status: ExitStatus) -> Never {
  exit(status.rawValue)
}
