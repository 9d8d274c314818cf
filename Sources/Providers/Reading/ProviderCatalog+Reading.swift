// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks
import RuleEngine
import Yams

extension ProviderCatalog {
  /// - Parameter path: the name of the file, for messages.
  package init(text: String, path: String) throws(AssayError) {
    var providers: [Provider] = []
    if let root = try YAMLText.root(text, file: path) {
      var file = try Parameters(root, subject: "the providers", file: path)
      for member in file.takeRest() {
        var entry = try Parameters(member.node, subject: member.key, file: path)
        var provider = Provider(id: member.key, title: try entry.string("title"))
        for node in try entry.list("sheets") {
          var reader = try FigureReader(node, provider: member.key, file: path)
          try reader.read(into: &provider)
        }
        try entry.finish()
        providers.append(provider)
      }
    }
    self.init(providers: providers)
  }
}
