// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Yams

/// Reads the figures of one source.
struct FigureReader {
  private var sheet: Parameters
  private let source: FigureSource

  init(_ node: Node, provider: String, file: String) throws(AssayError) {
    var sheet = try Parameters(node, subject: "a sheet of \(provider)", file: file)
    let text = try sheet.string("source")
    source = FigureSource(
      text: text, read: try Self.day(try sheet.requiredNode("read"), sheet),
      isClosed: try sheet.flag("closed"))
    self.sheet = sheet
  }

  mutating func read(into provider: inout Provider) throws(AssayError) {
    provider.sources.append(source)
    if let node = sheet.node("status") {
      try set(\.status, try text(node), at: node, in: &provider)
    }
    if let node = sheet.node("bytes") { try set(\.bytes, try count(node), at: node, in: &provider) }
    if let node = sheet.node("least-rows") {
      try set(\.leastRows, try count(node), at: node, in: &provider)
    }
    if let node = sheet.node("default-tokens") {
      try set(\.defaultTokens, try count(node), at: node, in: &provider)
    }
    if let node = sheet.node("epochs") {
      try set(\.epochs, try range(node), at: node, in: &provider)
    }
    if let node = sheet.node("roles") { try set(\.roles, try texts(node), at: node, in: &provider) }
    try readModels(into: &provider)
    try sheet.finish()
  }

  private mutating func readModels(into provider: inout Provider) throws(AssayError) {
    let (example, context) = (sheet.node("example-tokens"), sheet.node("context"))
    try each(example, \.exampleTokens, of: &provider, value: count)
    try each(context, \.context, of: &provider, value: count)
    let (training, input, output) = (
      sheet.node("training-price"), sheet.node("input-price"), sheet.node("output-price")
    )
    try each(training, \.trainingPrice, of: &provider, value: price)
    try each(input, \.inputPrice, of: &provider, value: price)
    try each(output, \.outputPrice, of: &provider, value: price)
    let (parts, days) = (sheet.node("parts"), sheet.node("retires"))
    try each(parts, \.parts, of: &provider, value: texts)
    try each(days, \.retires, of: &provider, value: day)
    guard let node = sheet.node("tokenizers") else { return }
    var lists = try Parameters(node, subject: "tokenizers", file: sheet.file)
    for list in lists.takeRest() {
      for model in try texts(list.node) {
        try set(\.tokenizer, list.key, at: list.node, of: model, in: &provider)
      }
    }
  }

  /// A figure of each model: `{gpt-4o: 128000, ...}`.
  private func each<Value>(
    _ node: Node?, _ path: WritableKeyPath<HostedModel, Sourced<Value>?>,
    of provider: inout Provider, value: (Node) throws(AssayError) -> Value
  ) throws(AssayError) {
    guard let node else { return }
    var models = try Parameters(node, subject: "figures of models", file: sheet.file)
    for model in models.takeRest() {
      try set(path, try value(model.node), at: model.node, of: model.key, in: &provider)
    }
  }

  private func set<Value>(
    _ path: WritableKeyPath<HostedModel, Sourced<Value>?>, _ value: Value, at node: Node,
    of name: String, in provider: inout Provider
  ) throws(AssayError) {
    var model = provider.models[name] ?? HostedModel(name: name)
    guard model[keyPath: path] == nil else {
      throw sheet.error("\(provider.id) states a figure of `\(name)` twice", node)
    }
    model[keyPath: path] = Sourced(value: value, source: source)
    provider.models[name] = model
  }

  private func set<Value>(
    _ path: WritableKeyPath<Provider, Sourced<Value>?>, _ value: Value, at node: Node,
    in provider: inout Provider
  ) throws(AssayError) {
    guard provider[keyPath: path] == nil else {
      throw sheet.error("\(provider.id) states a figure twice", node)
    }
    provider[keyPath: path] = Sourced(value: value, source: source)
  }

  private func text(_ node: Node) throws(AssayError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw sheet.error("what stands here must be text", node)
    }
    return text
  }

  private func texts(_ node: Node) throws(AssayError) -> [String] {
    guard case .sequence(let list) = node else {
      throw sheet.error("what stands here must be a list of texts", node)
    }
    var texts: [String] = []
    for item in list { texts.append(try text(item)) }
    return texts
  }

  private func count(_ node: Node) throws(AssayError) -> Int {
    guard let number = node.scalar.flatMap({ Int($0.string) }), number > 0 else {
      throw sheet.error("what stands here must be a whole number from 1 on", node)
    }
    return number
  }

  private func range(_ node: Node) throws(AssayError) -> [Int] {
    guard case .sequence(let list) = node, list.count == 2 else {
      throw sheet.error("what stands here must be the least and the most", node)
    }
    return [try count(list[0]), try count(list[1])]
  }

  private func price(_ node: Node) throws(AssayError) -> Double {
    guard let price = node.scalar.flatMap({ Double($0.string) }), price.isFinite, price >= 0 else {
      throw sheet.error("what stands here must be a price", node)
    }
    return price
  }

  private func day(_ node: Node) throws(AssayError) -> String { try Self.day(node, sheet) }

  /// `2026-11-28`.
  private static func day(_ node: Node, _ sheet: Parameters) throws(AssayError) -> String {
    let text = node.scalar?.string ?? ""
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else {
      throw sheet.error("what stands here must be a day, as 2026-11-28", node)
    }
    return text
  }
}
