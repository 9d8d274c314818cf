// SPDX-License-Identifier: Apache-2.0
// HTTP through libcurl, which is looked up at first use: it brings some thirty libraries along, and
// commands that stay off the network must not wait for them.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Loads the library once for the process; safe to call from several threads and again.
/// Returns NULL when it is ready, otherwise what went wrong (a string that stays valid).
const char *assay_curl_load(void);

/// What to fetch.
typedef struct {
  /// An http or https address. Redirects are followed, but never from https to http.
  const char *url;
  /// Sent as a bearer token to the host of `url` and to no other, or NULL.
  const char *token;
  const char *user_agent;
  /// The certificates to trust instead of the system's, or NULL.
  const char *certificates;
  /// The first byte wanted; with 0 the whole is asked for.
  int64_t from;
  void *context;
  /// Takes bytes of the final answer, whose status is given. Returns 0 to go on; else the transfer
  /// ends as `assay_curl_stopped`.
  int (*receive)(const uint8_t *bytes, size_t count, long status, void *context);
} assay_curl_request;

enum assay_curl_end {
  assay_curl_done,
  /// `receive` ended it.
  assay_curl_stopped,
  /// The host was not found or not reached.
  assay_curl_unreachable,
  /// The connection broke, or stood still for too long.
  assay_curl_broken,
  /// The host's certificate is not trusted.
  assay_curl_untrusted,
  /// Anything that another try would not mend.
  assay_curl_impossible,
};

typedef struct {
  enum assay_curl_end end;
  /// The status of the final answer; 0 when there was none.
  long status;
  /// Seconds that the host asks to wait before the next try; 0 when it does not say.
  int64_t retry_after;
  /// What went wrong.
  char message[256];
} assay_curl_answer;

/// Sends a GET and waits for its end. `assay_curl_load` must have returned NULL before.
void assay_curl_get(const assay_curl_request *request, assay_curl_answer *answer);
