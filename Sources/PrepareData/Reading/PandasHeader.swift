// SPDX-License-Identifier: Apache-2.0

/// The names pandas makes of a header: blank ones are numbered, repeated ones get `.1`, `.2`, ...
enum PandasHeader {
  static func unique(_ header: [String]) -> [PandasColumnName] {
    let blanks = header.map { $0.isEmpty }
    var names = header.enumerated().map { $1.isEmpty ? "Unnamed: \($0)" : $1 }
    // Given names are settled before those made up for blank ones.
    let order = names.indices.filter { !blanks[$0] } + names.indices.filter { blanks[$0] }
    var counts: [Key: Int] = [:]
    for position in order {
      let original = names[position]
      var name = original
      var count = counts[Key(name)] ?? 0
      while count > 0 {
        counts[Key(original)] = count + 1
        name = "\(original).\(count)"
        count = names.contains { Key($0) == Key(name) } ? count + 1 : counts[Key(name)] ?? 0
      }
      names[position] = name
      counts[Key(name)] = count + 1
    }
    return names.map { PandasColumnName(text: $0) }
  }

  /// A name compared by its bytes, not by canonical equivalence.
  private struct Key: Hashable {
    let bytes: [UInt8]

    init(_ name: String) {
      bytes = Array(name.utf8)
    }
  }
}
