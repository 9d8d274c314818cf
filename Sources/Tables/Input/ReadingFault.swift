// SPDX-License-Identifier: Apache-2.0

/// The rules about files that cannot be read: `assay rules CODE` explains each of them.
enum ReadingFault: String {
  /// The content is not, or not wholly, what name and options say.
  case wrongFormat = "IO001"
  case wrongEncoding = "IO002"
  case misplacedMark = "IO003"
  case noRows = "IO005"
  /// Longer or wider than any reader takes.
  case tooLarge = "IO006"
  case faultyJSON = "JSON001"
  case brokenObject = "JSON002"
  case raggedRow = "CSV001"
  case faultyQuote = "CSV003"
  case zeroByte = "CSV004"
}
