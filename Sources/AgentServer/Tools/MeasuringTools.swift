// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import JSON
import Providers
import Reports
import Tables
import Tokenizer
import Workflows

extension AgentTool {
  static let stats = AgentTool(
    name: "stats", title: "Count tokens and classes",
    description: "Counts rows, tokens, lengths and classes of a data file.",
    parameters: [
      .path, ToolParameter.checking[0], ToolParameter.checking[1],
      ToolParameter(
        name: "tokenizer", kind: .text,
        meaning: "gpt2, cl100k_base, o200k_base, a model such as gpt-4o, or a tokenizer.json."),
      ToolParameter(name: "epochs", kind: .integer, meaning: "Passes over the file; 4 without it."),
    ]
  ) { arguments throws(AssayError) in
    let name = arguments.text("tokenizer") ?? TextTokenizer.carriedName
    let counter = try TextTokenizer.named(ProviderCatalog.tokenizer(named: name))
    let statistics = try DatasetStatistics(
      TableSource(path: try arguments.file()),
      promptColumn: arguments.text("prompt_column") ?? "prompt",
      completionColumn: arguments.text("completion_column") ?? "completion"
    ) { counter.count($0) }
    return statistics.report(.init(epochs: max(1, arguments.integer("epochs") ?? 4))).data
  }

  static let eval = AgentTool(
    name: "eval", title: "Measure a model or predictions",
    description: """
      Measures predictions of a JSONL file ({"label": ..., "prediction": ...} or with "scores"), or a model \
      on labeled rows. Give `predictions`, or `model` and `path`.
      """,
    parameters: [
      ToolParameter(name: "predictions", kind: .text, meaning: "A file of predictions."),
      ToolParameter(name: "model", kind: .text, meaning: "A model of the store, or its folder."),
      ToolParameter(name: "path", kind: .text, meaning: "The labeled rows for the model."),
      ToolParameter(
        name: "positive_class", kind: .text,
        meaning: "The class that precision and recall are about."),
    ]
  ) { arguments throws(AssayError) in
    var options = EvaluationOptions()
    options.positiveClass = arguments.text("positive_class")
    let subject: EvaluateRequest.Subject
    switch (arguments.text("predictions"), arguments.text("model"), arguments.text("path")) {
    case (let file?, nil, nil) where file != "-": subject = .predictions(file)
    case (nil, let model?, let file?) where file != "-": subject = .model(model, file: file)
    default:
      throw AssayError(
        "give `predictions`, or `model` and `path`",
        remedy: "Each is a path, but for a model's name")
    }
    return try Evaluating.run(EvaluateRequest(subject, options: options)).report.data
  }

  static let compare = AgentTool(
    name: "compare", title: "Compare two models",
    description: """
      Says whether one model is better than another on the same rows, or only luckier: differences with \
      intervals, and McNemar's test. Of classes, or of free completions by their probabilities.
      """,
    parameters: [
      ToolParameter(
        name: "first", kind: .text, meaning: "A model, or a file of predictions.",
        isRequired: true),
      ToolParameter(
        name: "second", kind: .text, meaning: "The same, for the same rows.", isRequired: true),
      ToolParameter(
        name: "path", kind: .text, meaning: "The labeled rows, where models are given."),
    ]
  ) { arguments throws(AssayError) in
    let names = (try arguments.file("first"), try arguments.file("second"))
    var request = CompareRequest(names.0, names.1, options: EvaluationOptions())
    request.file = arguments.text("path")
    return try Evaluating.comparison(request).report(names: names).data
  }
}
