// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import LanguageModel
import Platform
import Service
import ServiceStore

/// `assay serve`: OpenAI's API and the web page on this machine.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves OpenAI's API and a web page on this machine.",
    discussion: """
      Examples:
        assay serve
        assay serve --port 9000 --api-key secret --data-dir /srv/assay
        assay serve --organization-keys keys.txt       # lines such as acme=secret
        assay serve --base-model curie=models/gpt2 --base-model ada=nano
        assay serve --allow-origin https://notes.example

      Point any client of OpenAI's API at it, as in \
      OPENAI_API_BASE=http://127.0.0.1:8080/v1 OPENAI_API_KEY=x openai api models.list. \
      Files, jobs and models live in the data folder. Ctrl-C stops it gracefully; a fine-tune that \
      is under way goes on from its checkpoint with the next start.
      """)

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: "The key that clients must send; default $ASSAY_API_KEY, else none is asked for.")
  var apiKey: String?

  @Option(
    help: ArgumentHelp(
      "A key of an organization, which sees its own files, jobs and models alone; repeatable.",
      valueName: "name=key"))
  var organizationKey: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file with such keys, one NAME=KEY a line: unlike options, other users of this machine do not"
        + " see it; default the lines of $ASSAY_ORGANIZATION_KEYS.", valueName: "file"))
  var organizationKeys: String?

  @Option(
    help: ArgumentHelp(
      "An origin whose pages may call, such as https://notes.example; null for files, * for all.",
      valueName: "origin"))
  var allowOrigin: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where models compute: cpu, cuda (an NVIDIA GPU) or auto, which takes one where there is one.",
      valueName: "auto|cpu|cuda[:N]"))
  var device = DeviceChoice.cpu

  @OptionGroup(title: "Store") var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...65535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535")
    }
    for text in organizationKey where OrganizationKey(text) == nil {
      throw ValidationError("--organization-key takes NAME=KEY, such as acme=secret")
    }
    for origin in allowOrigin where !AllowedOrigins.isValid(origin) {
      throw ValidationError(
        "--allow-origin takes an origin such as https://notes.example, without a path, null or *")
    }
  }

  /// The keys of the options, and those of the file or else of the environment.
  private func readOrganizationKeys() throws -> [OrganizationKey] {
    var keys = organizationKey.compactMap(OrganizationKey.init)
    if let path = organizationKeys {
      keys += try OrganizationKey.list(
        String(decoding: try Files.read(path), as: UTF8.self), file: path)
    } else if let text = StoreOptions.variable("ASSAY_ORGANIZATION_KEYS") {
      keys += try OrganizationKey.list(text, file: "$ASSAY_ORGANIZATION_KEYS")
    }
    if let fault = OrganizationKey.fault(in: keys) { throw ValidationError(fault) }
    return keys
  }

  func run() async throws {
    var configuration = try store.configuration()
    configuration.host = host
    configuration.port = port
    configuration.apiKey = apiKey ?? StoreOptions.variable("ASSAY_API_KEY")
    configuration.organizationKeys = try readOrganizationKeys()
    configuration.device = device
    // One that is not there is told of now, not with the first request.
    _ = try device.open()
    configuration.allowedOrigins = AllowedOrigins(allowOrigin)
    let isQuiet = output.quiet
    let server = try AssayServer(
      configuration: configuration, folder: try store.folder(),
      log: { line in if !isQuiet { Terminal.printError("\(WallClock.text()) \(line)") } })
    let host = host.contains(":") ? "[\(host)]" : host
    if configuration.apiKey == nil && configuration.organizationKeys.isEmpty
      && !["127.0.0.1", "::1", "localhost"].contains(self.host)
    {
      Terminal.printError(
        "warning: anybody who reaches \(host) may use this service; give --api-key")
    }
    try await server.run { port in
      Terminal.printResult("Serving http://\(host):\(port)/ (the API: /v1). Ctrl-C stops.\n")
    }
  }
}
