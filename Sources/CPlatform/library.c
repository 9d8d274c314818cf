// SPDX-License-Identifier: Apache-2.0
#include "CPlatform.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

void *assay_load_library(const char *name, char *why, size_t size) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  const char *reason = library ? NULL : dlerror();
  if (reason && !*why && !strstr(reason, "No such file"))
    snprintf(why, size, "the library cannot be loaded: %s", reason);
  return library;
}
