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
    let generator = Generator(model: loaded.model, tokenizer: loaded.tokenizer)
    let lengths = rows.completions.map { loaded.tokenizer.encode($0).count }
    let longest = lengths.max() ?? 0
    var figures = GenerationFigures()
    for row in 0..<rows.count {
      let options = options(limit: stop == nil ? lengths[row] : longest + Self.spareTokens)
      let room = loaded.model.configuration.positions - options.maximalTokens + 1
      guard room > 0 else {
        throw AssayError(
          "the completion of row \(row) has more tokens than the model has positions",
          remedy: "Shorten it or choose a model with more positions")
      }
      let prompt = Array(loaded.tokenizer.encode(rows.prompts[row]).suffix(room))
      let texts = try generator.generate(prompt, options: options)
      figures.add(texts.first?.text ?? "", wanted: withoutStop(rows.completions[row]))
      progress(row + 1, rows.count)
    }
    return figures
  }

  /// A text may be a little longer than the longest wanted one.
  private static let spareTokens = 8

  private func options(limit: Int) -> GenerationOptions {
    var options = GenerationOptions()
    options.sampling.temperature = 0
    options.maximalTokens = limit
    options.stops = stop.map { [Array($0.utf8)] } ?? []
    options.endToken = loaded.model.configuration.endToken
    return options
  }

  private func withoutStop(_ completion: String) -> String {
    guard let stop, completion.utf8.count >= stop.utf8.count,
      completion.utf8.suffix(stop.utf8.count).elementsEqual(stop.utf8)
    else { return completion }
    return String(decoding: completion.utf8.dropLast(stop.utf8.count), as: UTF8.self)
  }
}
