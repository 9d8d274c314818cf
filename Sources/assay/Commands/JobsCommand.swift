// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import Service
import ServiceStore

/// `assay jobs`: fine-tune jobs of the store, with a server or without.
struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "Fine-tune jobs of the store; works with and without a running server.",
    discussion: """
      Examples:
        assay jobs create -t train.jsonl -v valid.jsonl -m ada --suffix "first try"
        assay jobs list
        assay jobs results ft-AbCdEfGhIjKlMnOpQrStUvWx > results.csv

      A job goes on when the command that made it ends, also by Ctrl-C.
      """,
    subcommands: [
      List.self, Create.self, Get.self, Follow.self, Cancel.self, Results.self, Delete.self,
      Work.self,
    ])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists all jobs, oldest first.",
      discussion: """
        Examples:
          assay jobs list
          assay jobs list --json
        """)
    @Flag(help: "Print the job objects as JSON.") var json = false
    @OptionGroup(title: "Store") var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let jobs = try await store.jobs().list()
      guard !json else {
        return Terminal.printResult(JSONValue.array(jobs).indented)
      }
      if jobs.isEmpty { output.say("no jobs yet; start one: assay jobs create -t FILE") }
      for job in jobs {
        let fields = ["id", "status", "model", "fine_tuned_model"].map { job[$0]?.string ?? "-" }
        Terminal.printResult(fields.joined(separator: "  ") + "\n")
      }
    }
  }

  struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "get",
      abstract: "Prints a job object.",
      discussion: """
        Examples:
          assay jobs get ft-AbCdEfGhIjKlMnOpQrStUvWx
        """)
    @OptionGroup var job: JobOptions

    func run() async throws {
      Terminal.printResult(try await job.jobs().get(job.id).indented)
    }
  }

  struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cancel",
      abstract: "Ends a job that is not over.",
      discussion: """
        Examples:
          assay jobs cancel ft-AbCdEfGhIjKlMnOpQrStUvWx
        """)
    @OptionGroup var job: JobOptions

    func run() async throws {
      Terminal.printResult(try await job.jobs().cancel(job.id).indented)
    }
  }

  struct Results: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "results",
      abstract: "Prints the results file of a job, a CSV with a row for each step.",
      discussion: """
        Examples:
          assay jobs results ft-AbCdEfGhIjKlMnOpQrStUvWx > results.csv
        """)
    @OptionGroup var job: JobOptions

    func run() async throws {
      let bytes = try await job.jobs().results(job.id)
      Terminal.printResult(String(decoding: bytes, as: UTF8.self))
    }
  }

  struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "delete",
      abstract: "Forgets a job that is over; its model and results stay.",
      discussion: """
        Examples:
          assay jobs delete ft-AbCdEfGhIjKlMnOpQrStUvWx
        """)
    @OptionGroup var job: JobOptions

    func run() async throws {
      try await job.jobs().delete(job.id)
      Terminal.printResult("\(job.id)\n")
    }
  }
}
