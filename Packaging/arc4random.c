// SPDX-License-Identifier: Apache-2.0
// arc4random_buf for Debian's libexpat, which is the one library that would need glibc 2.36 for it.
#include <stddef.h>
#include <sys/random.h>

__attribute__((visibility("hidden"))) void arc4random_buf(void *bytes, size_t count) {
  for (size_t done = 0; done < count;) {
    ssize_t got = getrandom((char *)bytes + done, count - done, 0);
    if (got > 0) done += (size_t)got;
  }
}
