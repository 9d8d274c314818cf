// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Tokenizer

/// The use "forward": what a model computes of texts as tensors in a file. One text is computed at a
/// time and each value goes to its place in the file, so that memory is that of a text, not of a batch.
package enum Forwarding {
  /// - Throws: `AssayError` when model, texts or file are of no use.
  package static func run(
    _ request: ForwardRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> ForwardSummary {
    guard let format = TensorFile.Format(path: request.path) else {
      throw AssayError(
        "the form of the tensors is not known", at: Location(file: request.path),
        remedy: "Name a file that ends in .safetensors or .npy")
    }
    try check(request, format)
    try OutputGuard.require(
      [request.path], apartFrom: [request.texts.file], models: [request.model])
    let run = try ModelRun(request.model, computing: request.computing, events: events)
    let loaded = try run.loaded
    let texts = try tokens(request.texts, loaded, events: events)
    let longest = texts.map(\.count).max() ?? 0
    let layout = ForwardLayout(
      request.outputs, of: loaded.model.configuration, texts: texts.count, longest: longest,
      allLayers: request.allLayers, stacks: format == .npy)
    let file = try TensorFile(path: request.path, format: format, entries: layout.entries)
    let writer = ForwardWriter(
      file: file, layout: layout, model: loaded.model, texts: texts, longest: longest,
      padding: request.padding)
    try writer.writeTokens(padToken: loaded.model.configuration.padToken ?? loaded.endToken)
    for index in texts.indices {
      try writer.write(text: index)
      events(.evaluated(run.name, done: index + 1, total: texts.count))
    }
    try file.commit()
    events(.finished)
    return ForwardSummary(
      tensors: layout.entries.map { ($0.name, $0.shape) }, texts: texts.count, longest: longest)
  }

  private static func check(
    _ request: ForwardRequest, _ format: TensorFile.Format
  ) throws(AssayError) {
    guard format == .npy, request.outputs.count > 1 else { return }
    throw AssayError(
      "an .npy file has one array, and \(request.outputs.count) outputs are asked for",
      at: Location(file: request.path), remedy: "Name a file that ends in .safetensors")
  }

  private static func tokens(
    _ source: TextSource, _ loaded: LoadedModel, events: (EvaluateEvent) -> Void
  ) throws(AssayError) -> [[Int32]] {
    var texts: [[Int32]] = []
    let given = try source.read { events(.warning($0)) }
    for (index, text) in given.enumerated() {
      texts.append(try loaded.tokens(of: text, at: source.location(ofText: index)))
    }
    return texts
  }
}
