// SPDX-License-Identifier: Apache-2.0

import Analyzers
import JSON
import Reports

/// What a pass of a fine-tune over the data costs.
struct EpochCost {
  let price: TrainingPrice
  let tokens: Int

  private var dollars: Double { price.cost(tokens: tokens) }

  var json: JSONValue {
    [
      "per_epoch": .number(dollars), "price_per_million": .number(price.perMillion),
      "currency": "USD", "source": .string(price.source),
    ]
  }

  /// `cost: 0.12 dollars an epoch, at 3 dollars a million tokens (OpenAI's prices, read 2026-08-05)`
  var line: String {
    let perMillion = NumberText.fixed(price.perMillion, digits: 2)
    return "cost: \(NumberText.fixed(dollars)) dollars an epoch, at \(perMillion) dollars "
      + "a million tokens (\(price.source))"
  }
}
