// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import Tokenizer

/// Lets a model continue each prompt with the likeliest token at every place.
package struct GenerationEvaluator {
  private let loaded: LoadedModel
  private let stop: String?
  /// Called with rows done and rows in all.
  private let progress: (Int, Int) -> Void

  /// - Parameter stop: what every completion ends in; nil when they end in nothing common. Then a
  ///   text is as long as the wanted one, since nothing tells where it would end.
  package init(
    _ loaded: LoadedModel, stop: String?,
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.loaded = loaded
    self.stop = stop
    self.progress = progress
  }

  /// - Throws: `AssayError` when a completion is longer than the model's positions.
  package func evaluate(_ rows: PromptRows) throws(AssayError) -> GenerationFigures {
    let requests = try requests(for: rows)
    var done = 0
    let generated = try GenerationEngine.generate(requests, with: loaded) { _, content in
      guard case .finished = content else { return }
      done += 1
      progress(done, requests.count)
    }
    var figures = GenerationFigures()
    for (texts, completion) in zip(generated, rows.completions) {
      figures.add(texts.best.first?.text ?? "", wanted: withoutStop(completion))
    }
    return figures
  }

  /// A text may be a little longer than the longest wanted one.
  private static let spareTokens = 8

  /// A request a row; where prompt and text are too long, the prompt loses its start.
  private func requests(for rows: PromptRows) throws(AssayError) -> [GenerationRequest] {
    let lengths = rows.completions.map { loaded.tokenizer.encode($0).count }
    let longest = lengths.max() ?? 0
    return try rows.prompts.indices.map { row throws(AssayError) in
      var request = GenerationRequest()
      request.sampling.temperature = 0
      request.maximumTokens = stop == nil ? lengths[row] : longest + Self.spareTokens
      request.stops = stop.map { [Array($0.utf8)] } ?? []
      let room = loaded.model.configuration.positions - request.maximumTokens + 1
      guard room > 0 else {
        throw AssayError(
          "the completion of row \(row + 1) has more tokens than the model has positions",
          remedy: "Shorten it or choose a model with more positions")
      }
      let tokens = loaded.tokenizer.encode(rows.prompts[row])
      request.prompts = [tokens.isEmpty ? [loaded.endToken] : Array(tokens.suffix(room))]
      return request
    }
  }

  private func withoutStop(_ completion: String) -> String {
    guard let stop, completion.utf8.count >= stop.utf8.count,
      completion.utf8.suffix(stop.utf8.count).elementsEqual(stop.utf8)
    else { return completion }
    return String(decoding: completion.utf8.dropLast(stop.utf8.count), as: UTF8.self)
  }
}
