// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CEmbedded
import CommandOptions
import Console
import Platform

/// `assay samples`: the bundled datasets, to try the other commands on.
struct SamplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "samples",
    abstract: "Lists the bundled sample datasets or writes some of them to a folder.",
    discussion: """
      Examples:
        assay samples
        assay samples sentiment colours -o .
        assay samples all -o samples
      """)

  @Argument(
    help: "Names of samples to write, such as sentiment, or all; without a name they are listed.")
  var names: [String] = []

  @Option(
    name: .shortAndLong,
    help: "The folder to write to, else this one; without a name all samples are written to it.",
    completion: .directory)
  var output: String?

  private static let everyName = "all"

  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    let samples = EmbeddedSample.all
    guard !names.isEmpty || output != nil else {
      for sample in samples { Terminal.printResult("\(sample.name)\t\(sample.file)\n") }
      return outputOptions.advise("assay samples \(samples[0].name) -o .", after: "to write one:")
    }
    guard !names.isEmpty, !names.contains(Self.everyName) else {
      for sample in samples { try write(sample) }
      return
    }
    let chosen = try names.map { name in
      guard let sample = samples.first(where: { $0.name == name }) else {
        throw AssayError(
          "there is no sample named \(name)",
          remedy: "Choose all, or some of \(samples.map(\.name).joined(separator: ", "))")
      }
      return sample
    }
    for sample in chosen { try write(sample) }
  }

  private func write(_ sample: EmbeddedSample) throws {
    let path = "\(output ?? ".")/\(sample.file)"
    guard !Files.exists(path) else {
      throw AssayError(
        "the file is there already", at: Location(file: path),
        remedy: "Remove it or choose another folder with --output")
    }
    if let output { try Files.createFolder(output) }
    try AtomicFile.write(sample.bytes, to: path)
    Terminal.printResult(path + "\n")
  }
}

/// A file of `Samples/` carried inside the binary.
private struct EmbeddedSample {
  /// The folder's name.
  let name: String
  /// The file's name.
  let file: String
  let bytes: [UInt8]

  static var all: [EmbeddedSample] {
    var samples: [EmbeddedSample] = []
    var next = assay_embedded_samples()
    while let entry = next, let path = entry.pointee.path {
      let parts = String(cString: path).split(separator: "/", maxSplits: 1).map(String.init)
      let bytes = UnsafeBufferPointer(start: entry.pointee.bytes, count: entry.pointee.size)
      samples.append(EmbeddedSample(name: parts[0], file: parts[1], bytes: Array(bytes)))
      next = entry + 1
    }
    return samples
  }
}
