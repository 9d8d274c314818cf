// SPDX-License-Identifier: Apache-2.0

/// A provider of fine-tuning, and what it says of its files.
package struct Provider: Sendable {
  /// The name in commands, as `openai`.
  package let id: String
  package let title: String
  package internal(set) var status: Sourced<String>?
  /// The size of a file.
  package internal(set) var bytes: Sourced<Int>?
  /// The tokens of an example, where the model is not named.
  package internal(set) var defaultTokens: Sourced<Int>?
  package internal(set) var leastRows: Sourced<Int>?
  /// The least and the most.
  package internal(set) var epochs: Sourced<[Int]>?
  package internal(set) var roles: Sourced<[String]>?
  /// By their names.
  package internal(set) var models: [String: HostedModel] = [:]
  /// In the order of the file.
  package internal(set) var sources: [FigureSource] = []
}

/// A model, as a provider describes it. Prices are in dollars a million tokens.
package struct HostedModel: Sendable {
  package let name: String
  /// The most that a training example may have.
  package internal(set) var exampleTokens: Sourced<Int>?
  /// The most that the model reads and writes in use.
  package internal(set) var context: Sourced<Int>?
  /// The name of the tokenizer in the binary.
  package internal(set) var tokenizer: Sourced<String>?
  /// The parts of messages.
  package internal(set) var parts: Sourced<[String]>?
  package internal(set) var trainingPrice: Sourced<Double>?
  /// Those of a tuned model in use.
  package internal(set) var inputPrice: Sourced<Double>?
  package internal(set) var outputPrice: Sourced<Double>?
  /// The day after which it is not served.
  package internal(set) var retires: Sourced<String>?

  init(name: String) { self.name = name }
}
