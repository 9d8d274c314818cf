// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON

/// What makes a run the run it is: a checkpoint of one job must not be continued as another.
package struct JobIdentity: Sendable, Equatable {
  /// The base model as the user named it.
  package var base: String
  package var settings: TrainingSettings
  /// Fingerprints of the examples.
  package var trainingData: String
  package var validationData: String?
  /// Where it computes, unless on the CPU. It makes no other run of it, but other bits.
  package var device: String?
  /// How many processes share each batch; nil is one. It makes other bits too.
  package var ranks: Int?

  package init(
    base: String, settings: TrainingSettings, trainingData: String, validationData: String?
  ) {
    self.base = base
    self.settings = settings
    self.trainingData = trainingData
    self.validationData = validationData
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "base": .string(base), "training_data": .string(trainingData),
      "validation_data": validationData.map { .string($0) } ?? .null, "settings": settings.json,
    ]
    if let device { object.append("device", .string(device)) }
    if let ranks { object.append("ranks", .integer(ranks)) }
    return .object(object)
  }

  /// Checks that a stored job is this one.
  /// - Throws: `AssayError` that names what differs.
  package func check(against stored: JSONValue, at path: String) throws(AssayError) {
    var differences: [String] = []
    if stored["base"] != .string(base) {
      differences.append(difference("the base", .string(base), then: stored["base"]))
    }
    for (key, what) in [("training_data", "training"), ("validation_data", "validation")]
    where stored[key] != json[key] {
      differences.append("the \(what) rows are others")
    }
    let storedSettings = stored["settings"]
    let identities = HyperparameterTable.declarations.filter(\.isIdentity).map(\.name)
    differences += settings.entries
      .filter { identities.contains($0.key) && !same($0.value, storedSettings?[$0.key]) }
      .map { difference($0.key, $0.value, then: storedSettings?[$0.key]) }
    guard !differences.isEmpty else { return }
    throw AssayError(
      "the run in this folder is another one: \(differences.joined(separator: ", "))",
      at: Location(file: path),
      remedy: "Give the options and files it was started with, or start anew with --overwrite")
  }

  private func difference(_ name: String, _ now: JSONValue, then: JSONValue?) -> String {
    "\(name) is \(Self.words(now)) and was \(Self.words(then))"
  }

  /// A value as a sentence shows it.
  private static func words(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: "not set"
    case .string(let text)?: text
    case let value?: value.text()
    }
  }

  /// Numbers are compared as numbers: a stored 1.0 may come back as 1. What an earlier version did not
  /// know was not set.
  private func same(_ one: JSONValue, _ other: JSONValue?) -> Bool {
    one == other ?? .null || (one.double != nil && one.double == other?.double)
  }
}
