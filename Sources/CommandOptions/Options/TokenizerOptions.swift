// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
import Providers
package import Tokenizer

/// Which tokenizer a command counts with.
package struct TokenizerOptions: ParsableArguments {
  package init() {}

  @Option(
    name: .customLong("tokenizer"),
    help: """
      gpt2, p50k_base, cl100k_base or o200k_base; a model of OpenAI's, as gpt-4o; a Hugging Face model \
      folder or its tokenizer.json; or a file of ranks as tiktoken has them. Without it, the tokenizer of \
      --model where it is known, or gpt2.
      """
  )
  package var given: String?

  /// Reads the chosen tokenizer.
  /// - Parameter model: the model whose tokenizer is taken where none is asked for.
  package func load(model: String? = nil) throws(AssayError) -> TextTokenizer {
    guard let name = given ?? model else { return .gpt2 }
    let known = try ProviderCatalog.tokenizer(named: name)
    guard given == nil, known == name, !TextTokenizer.carriedNames.contains(name) else {
      return try .named(known)
    }
    throw AssayError(
      "the tokenizer of the model `\(name)` is not known",
      remedy: "Give one with --tokenizer: gpt2 for an estimate, or the model's tokenizer.json")
  }
}
