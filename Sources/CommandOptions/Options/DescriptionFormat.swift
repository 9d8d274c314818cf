// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The form of a description: for people or for programs.
package enum DescriptionFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
