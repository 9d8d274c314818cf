// SPDX-License-Identifier: Apache-2.0

/// What went wrong with the request of a client whose key is known: the answer is in its organization's
/// name too.
struct OwnedError: Error {
  let error: any Error
  let organization: String
}
