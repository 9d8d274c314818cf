// SPDX-License-Identifier: Apache-2.0

import Tables

/// What a text is to assay.
enum TextKind: Equatable {
  case data(TableFormat)
  /// An `assay.yaml`.
  case configuration
  /// A file with a rule.
  case rule
  case other

  /// - Parameter language: what the editor takes a file for whose name says nothing.
  init(path: String, language: String, text: EditedText) {
    let name = DataFileName(path)
    if path.split(separator: "/").last == "assay.yaml" {
      self = .configuration
    } else if ["yaml", "yml"].contains(name.suffix) || language == "yaml" {
      self = Self.statesRule(text) ? .rule : .other
    } else if let format = name.format ?? TableFormat(rawValue: language), !name.isPacked {
      self = Self.isData(format, text) ? .data(format) : .other
    } else {
      self = .other
    }
  }

  /// Most texts of JSON are no data, nor are most plain texts.
  private static func isData(_ format: TableFormat, _ text: EditedText) -> Bool {
    switch format {
    case .txt: false
    case .json:
      text.bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        == UInt8(ascii: "[")
    default: !format.isBinary
    }
  }

  private static func statesRule(_ text: EditedText) -> Bool {
    let keys = YAMLOutline(text).topKeys
    return keys.contains("id") && keys.contains("check")
  }
}
