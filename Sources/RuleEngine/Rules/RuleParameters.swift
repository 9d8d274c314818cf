// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Yams

/// Values for some parameters of a rule's check, as a configuration gives them.
package struct RuleParameters {
  let file: String
  let node: Node
  let members: [(key: String, node: Node)]

  package var location: Location { Location(file: file, line: node.mark?.line) }

  /// The parameters as text, sorted by name.
  package var texts: [(name: String, value: String)] {
    members.map { ($0.key, $0.node.scalar?.string ?? "...") }.sorted { $0.0 < $1.0 }
  }
}
