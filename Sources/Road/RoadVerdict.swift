// SPDX-License-Identifier: Apache-2.0

package import JSON
import Platform
import Reports

/// What a measured model amounts to, in a few sentences.
package struct RoadVerdict: Sendable, Equatable {
  package let sentences: [String]
  /// Whether the model tells classes apart.
  package let isClassifier: Bool
  /// What lint still says of the rows that it learned and was measured on.
  package let left: [RoadLeftover]
  /// Whether a linear model of the same rows has more of them right, by a point or more.
  package let isLinearBetter: Bool

  /// - Parameters:
  ///   - data: the figures, as `assay eval --format json` gives them.
  ///   - left: what lint still says of the rows.
  package init(_ data: JSONValue, left: [RoadLeftover] = []) {
    self.left = left
    isLinearBetter =
      data["linear_model"]?["accuracy"]?.double.map { linear in
        linear - (data["accuracy"]?.double ?? linear) >= 0.01
      } ?? false
    isClassifier = data["accuracy"] != nil
    sentences = isClassifier ? Self.ofClasses(data) : Self.ofTexts(data)
  }

  private static func ofClasses(_ data: JSONValue) -> [String] {
    let rows = NumberText.count(data["n"]?.integer ?? 0)
    let accuracy = data["accuracy"]?.double ?? 0
    var first = "accuracy \(NumberText.fixed(accuracy, digits: 3))"
    if let interval = data["confidence_intervals"]?["accuracy"], let low = interval["low"]?.double,
      let high = interval["high"]?.double
    {
      first += " [\(NumberText.fixed(low, digits: 3)), \(NumberText.fixed(high, digits: 3))]"
    }
    var sentences = ["\(first) on \(rows) rows that the model has not seen"]
    if let name = data["baseline"]?["class"]?.string,
      let least = data["baseline"]?["accuracy"]?.double
    {
      sentences.append(distance(accuracy, from: least, name: "always answering '\(plain(name))'"))
    }
    if let name = data["linear_model"]?["model"]?.string,
      let other = data["linear_model"]?["accuracy"]?.double
    {
      sentences.append(distance(accuracy, from: other, name: name))
    }
    if let weakest = weakest(data) { sentences.append(weakest) }
    return sentences
  }

  /// `3 points above a linear model (0.850)`.
  private static func distance(_ accuracy: Double, from other: Double, name: String) -> String {
    let points = Int(((accuracy - other) * 100).rounded())
    let difference =
      points > 0
      ? "\(points) \(points == 1 ? "point" : "points") above"
      : points < 0 ? "\(-points) \(points == -1 ? "point" : "points") below" : "no better than"
    return "\(difference) \(name) (\(NumberText.fixed(other, digits: 3)))"
  }

  /// The class that is found least, where one is not found always.
  private static func weakest(_ data: JSONValue) -> String? {
    let classes = (data["per_class"]?.object?.members ?? []).filter {
      $0.value["support"]?.integer ?? 0 > 0
    }
    let found = classes.compactMap { member in
      member.value["recall"]?.double.map { (member.key, $0, member.value["support"]?.integer ?? 0) }
    }
    guard let least = found.min(by: { $0.1 < $1.1 }), least.1 < 1 else { return nil }
    let right = Int((least.1 * Double(least.2)).rounded())
    var text = "weakest: '\(plain(least.0))', \(right) of \(least.2) found"
    let confusions = data["top_confusions"]?.array ?? []
    if let other = confusions.first(where: { $0["label"]?.string == least.0 })?["prediction"]?
      .string
    {
      text += ", most often taken for '\(plain(other))'"
    }
    return text
  }

  /// A class without the space that parts it from the prompt. One at its end stays: with it the class is
  /// another one.
  private static func plain(_ name: String) -> String {
    VisibleText.escaped(String(name.drop { $0 == " " }))
  }

  private static func ofTexts(_ data: JSONValue) -> [String] {
    let rows = NumberText.count(data["n"]?.integer ?? 0)
    guard let perplexity = data["perplexity"]?.double else {
      return ["\(rows) rows, of which no figure can be told"]
    }
    let share = data["token_accuracy"]?.double.map {
      "; \(NumberText.percent($0)) of their tokens are its first guess"
    }
    return [
      "perplexity \(NumberText.fixed(perplexity, digits: 2)) on \(rows) rows that the model has not seen"
        + (share ?? "")
    ]
  }
}
