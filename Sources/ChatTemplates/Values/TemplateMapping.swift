// SPDX-License-Identifier: Apache-2.0

/// A mapping that keeps the order of its keys. Lookup is linear: those of conversations are small.
struct TemplateMapping {
  private var keys: [TemplateValue] = []
  private var values: [TemplateValue] = []

  init() {}

  /// Of entries with the same key the last value holds, in the place of the first.
  init(_ entries: [(key: TemplateValue, value: TemplateValue)]) {
    for entry in entries { self[entry.key] = entry.value }
  }

  var entries: [(key: TemplateValue, value: TemplateValue)] {
    zip(keys, values).map { (key: $0, value: $1) }
  }

  subscript(key: TemplateValue) -> TemplateValue? {
    get { keys.firstIndex { $0.equals(key) }.map { values[$0] } }
    set {
      guard let newValue else { return }
      if let index = keys.firstIndex(where: { $0.equals(key) }) {
        values[index] = newValue
      } else {
        keys.append(key)
        values.append(newValue)
      }
    }
  }

  subscript(name: String) -> TemplateValue? { self[.text(name)] }
}
