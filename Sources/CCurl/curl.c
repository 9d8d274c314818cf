// SPDX-License-Identifier: Apache-2.0
// Looks up libcurl at run time and sends GET requests with it.
#define _GNU_SOURCE
#include "CCurl.h"

#include "CPlatform.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { connect_seconds = 20, idle_seconds = 30, most_redirects = 10 };

static pthread_once_t load_once = PTHREAD_ONCE_INIT;
static const char *failure = "the library libcurl was not loaded";

// The table of what is used.
static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  void (*easy_cleanup)(CURL *);
  const char *(*easy_strerror)(CURLcode);
} lib;

static char why[400];

static void load(void) {
  const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
  void *library = NULL;
  for (int i = 0; i < 3 && !library; i++) library = assay_load_library(names[i], why, sizeof why);
  if (!library) {
    failure = *why ? why : "the library libcurl.so.4 was not found";
    return;
  }
  *(void **)&lib.global_init = dlsym(library, "curl_global_init");
  *(void **)&lib.easy_init = dlsym(library, "curl_easy_init");
  *(void **)&lib.easy_setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&lib.easy_perform = dlsym(library, "curl_easy_perform");
  *(void **)&lib.easy_getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&lib.easy_cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&lib.easy_strerror = dlsym(library, "curl_easy_strerror");
  if (!lib.global_init || !lib.easy_init || !lib.easy_setopt || !lib.easy_perform
      || !lib.easy_getinfo || !lib.easy_cleanup || !lib.easy_strerror) {
    failure = "the library found as libcurl.so.4 is not libcurl";
    return;
  }
  failure = lib.global_init(CURL_GLOBAL_DEFAULT) ? "libcurl could not be started" : NULL;
}

const char *assay_curl_load(void) {
  pthread_once(&load_once, load);
  return failure;
}

typedef struct {
  CURL *handle;
  const assay_curl_request *request;
} transfer;

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
  const transfer *current = context;
  long status = 0;
  lib.easy_getinfo(current->handle, CURLINFO_RESPONSE_CODE, &status);
  const assay_curl_request *request = current->request;
  int stop = request->receive((const uint8_t *)bytes, size * count, status, request->context);
  return stop ? 0 : size * count;
}

static enum assay_curl_end end_of(CURLcode code) {
  switch (code) {
    case CURLE_OK: return assay_curl_done;
    case CURLE_WRITE_ERROR: return assay_curl_stopped;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT: return assay_curl_unreachable;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return assay_curl_untrusted;
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return assay_curl_broken;
    default: return assay_curl_impossible;
  }
}

static void prepare(transfer *current, assay_curl_answer *answer) {
  CURL *handle = current->handle;
  const assay_curl_request *request = current->request;
  const char *later = strncmp(request->url, "https:", 6) ? "http,https" : "https";
  lib.easy_setopt(handle, CURLOPT_URL, request->url);
  lib.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  lib.easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, later);
  lib.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  lib.easy_setopt(handle, CURLOPT_MAXREDIRS, (long)most_redirects);
  lib.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  lib.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, (long)connect_seconds);
  lib.easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  lib.easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, (long)idle_seconds);
  lib.easy_setopt(handle, CURLOPT_USERAGENT, request->user_agent);
  lib.easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
  lib.easy_setopt(handle, CURLOPT_WRITEDATA, current);
  lib.easy_setopt(handle, CURLOPT_ERRORBUFFER, answer->message);
  if (request->certificates) lib.easy_setopt(handle, CURLOPT_CAINFO, request->certificates);
  if (request->token) {
    // libcurl sends it again after a redirect only where host, port and protocol are the same.
    lib.easy_setopt(handle, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
    lib.easy_setopt(handle, CURLOPT_XOAUTH2_BEARER, request->token);
  }
}

// A host that hangs up early must not end the process: TLS libraries write without asking the kernel
// to spare them SIGPIPE. It is held back for this thread alone.
static CURLcode perform(CURL *handle) {
  sigset_t pipe, before;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  CURLcode code = lib.easy_perform(handle);
  struct timespec at_once = {0, 0};
  if (!sigismember(&before, SIGPIPE))
    while (sigtimedwait(&pipe, NULL, &at_once) == SIGPIPE) continue;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return code;
}

void assay_curl_get(const assay_curl_request *request, assay_curl_answer *answer) {
  memset(answer, 0, sizeof *answer);
  transfer current = {lib.easy_init(), request};
  if (!current.handle) {
    answer->end = assay_curl_impossible;
    snprintf(answer->message, sizeof answer->message, "out of memory");
    return;
  }
  // curl copies at most CURL_ERROR_SIZE bytes.
  _Static_assert(sizeof answer->message >= CURL_ERROR_SIZE, "the message may overflow");
  prepare(&current, answer);
  char range[32];
  if (request->from > 0) {
    snprintf(range, sizeof range, "%lld-", (long long)request->from);
    lib.easy_setopt(current.handle, CURLOPT_RANGE, range);
  }
  CURLcode code = perform(current.handle);
  curl_off_t wait = 0;
  lib.easy_getinfo(current.handle, CURLINFO_RESPONSE_CODE, &answer->status);
  lib.easy_getinfo(current.handle, CURLINFO_RETRY_AFTER, &wait);
  answer->retry_after = wait;
  answer->end = end_of(code);
  if (code != CURLE_OK && !answer->message[0])
    snprintf(answer->message, sizeof answer->message, "%s", lib.easy_strerror(code));
  lib.easy_cleanup(current.handle);
}
