// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CExpat

extension WorkbookArchive {
  /// Reads an entry as XML, handing its parts to `events`.
  /// - Throws: `AssayError` when the entry is missing, damaged or no well-formed XML.
  package func parseXML<Events: XMLEvents>(
    _ name: String, into events: inout Events
  ) throws(AssayError) {
    guard let parser = XML_ParserCreateNS(nil, CChar(XMLElement.separator)) else { return }
    defer { XML_ParserFree(parser) }
    var isWellFormed = true
    let bridge = XMLBridge()
    try withUnsafeMutablePointer(to: &events) { (events) throws(AssayError) in
      bridge.start = { events.pointee.start(XMLElement(name: $0, attributes: $1)) }
      bridge.end = { events.pointee.end(XMLElement(name: $0)) }
      bridge.text = { events.pointee.text($0) }
      bridge.attach(to: parser)
      try withExtendedLifetime(bridge) { () throws(AssayError) in
        try read(name) { piece in
          isWellFormed =
            piece.withMemoryRebound(to: CChar.self) {
              XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
            } == XML_STATUS_OK
          return isWellFormed && !events.pointee.isDone
        }
        if isWellFormed && !events.pointee.isDone {
          isWellFormed = XML_Parse(parser, nil, 0, 1) == XML_STATUS_OK
        }
      }
    }
    if !isWellFormed { throw malformed(name, parser) }
  }

  private func malformed(_ name: String, _ parser: XML_Parser) -> AssayError {
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
    return AssayError(
      "the workbook is damaged: \(name), line \(XML_GetCurrentLineNumber(parser)): \(reason)",
      at: Location(file: path), remedy: "Open it in a spreadsheet program and save it again")
  }
}

/// Carries the calls of the C parser to closures.
private final class XMLBridge {
  typealias Attributes = UnsafeMutablePointer<UnsafePointer<CChar>?>

  var start: (UnsafePointer<CChar>, Attributes?) -> Void = { _, _ in }
  var end: (UnsafePointer<CChar>) -> Void = { _ in }
  var text: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }

  func attach(to parser: XML_Parser) {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let data, let name else { return }
        Unmanaged<XMLBridge>.fromOpaque(data).takeUnretainedValue().start(name, attributes)
      },
      { data, name in
        guard let data, let name else { return }
        Unmanaged<XMLBridge>.fromOpaque(data).takeUnretainedValue().end(name)
      })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let data, let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        Unmanaged<XMLBridge>.fromOpaque(data).takeUnretainedValue()
          .text(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
  }
}
