// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension JSONValue {
  /// The document of a value: its members in the order in which it encodes them, optionals without a
  /// value as null.
  /// - Throws: `AssayError` when the value cannot be encoded.
  package init(encoding value: some Encodable) throws(AssayError) {
    do {
      self = try JSONValueEncoder.document(value)
    } catch {
      throw AssayError("cannot write a \(type(of: value)) as JSON: \(error)")
    }
  }

  /// The value that the document tells of. Members that the type does not know are passed over.
  /// - Parameter file: named in the error.
  /// - Throws: `AssayError` that names the member that is missing or of another type.
  package func decoded<Value: Decodable>(
    as type: Value.Type = Value.self, file: String
  ) throws(AssayError) -> Value {
    do {
      return try Value(from: JSONValueDecoder(value: self))
    } catch let error as DecodingError {
      throw AssayError(Self.message(error), at: Location(file: file))
    } catch {
      throw AssayError("\(error)", at: Location(file: file))
    }
  }

  /// `data.training.tokens: expected a whole number`.
  private static func message(_ error: DecodingError) -> String {
    let (context, key): (DecodingError.Context, (any CodingKey)?) =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context): (context, nil)
      case .keyNotFound(let key, let context): (context, key)
      case .dataCorrupted(let context): (context, nil)
      @unknown default: (.init(codingPath: [], debugDescription: "\(error)"), nil)
      }
    let path = (context.codingPath + [key].compactMap(\.self)).map(\.stringValue)
    let place = path.isEmpty ? "" : path.joined(separator: ".") + ": "
    return place + context.debugDescription
  }
}
