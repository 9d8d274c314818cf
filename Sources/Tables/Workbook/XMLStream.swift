// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CExpat

/// Reads an entry of a workbook as XML by expat, a piece at a time. Document types are refused: no
/// workbook has one, and entities that grow need one.
final class XMLStream<Events: XMLEvents>: XMLBridge {
  var events: Events
  private let part: WorkbookPart
  private let parser: XML_Parser
  private var fed = 0
  private let pieceBytes: Int32 = 1 << 16

  init(_ part: WorkbookPart, _ events: Events) throws(AssayError) {
    guard let parser = XML_ParserCreateNS(nil, XML_Char(XMLElement.separator)) else {
      throw part.archive.damaged(part.name, "there is no memory to read it")
    }
    self.part = part
    self.events = events
    self.parser = parser
    super.init()
    maximumDepth = part.archive.limits.depth
    attach(to: parser)
  }

  override func start(_ element: XMLElement) { events.start(element) }
  override func end(_ element: XMLElement) { events.end(element) }
  override func text(_ bytes: UnsafeBufferPointer<UInt8>) { events.text(bytes) }
  override var isDone: Bool { events.isDone }

  deinit {
    XML_ParserFree(parser)
  }

  /// Reads another piece; false at the end or when the events are done.
  /// - Throws: `AssayError` when the entry is damaged, no well-formed XML, or an attack.
  func step() throws(AssayError) -> Bool {
    guard let space = XML_GetBuffer(parser, pieceBytes) else {
      throw part.archive.damaged(part.name, "there is no memory to read it")
    }
    let count = try part.read(into: .init(start: space, count: Int(pieceBytes)))
    let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
    fed += count
    if let refusal { throw part.archive.damaged(part.name, refusal) }
    if events.isDone { return false }
    guard status == XML_STATUS_OK else { throw malformed() }
    if fed - Int(XML_GetCurrentByteIndex(parser)) > part.archive.limits.tagBytes {
      throw part.archive.damaged(part.name, "a tag is too long")
    }
    return count > 0
  }

  /// Reads to the end.
  func finish() throws(AssayError) {
    while try step() {}
  }

  private func malformed() -> AssayError {
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
    return part.archive.damaged(
      part.name, "line \(XML_GetCurrentLineNumber(parser)): \(reason)")
  }
}

extension WorkbookArchive {
  /// Reads an entry as XML, handing its parts to `events`.
  /// - Throws: `AssayError` when the entry is missing, damaged or no well-formed XML.
  package func parseXML<Events: XMLEvents>(
    _ name: String, into events: inout Events
  ) throws(AssayError) {
    let stream = try XMLStream(open(name), events)
    defer { events = stream.events }
    try stream.finish()
  }
}
