// What tells threads and copies of the library apart in a process, without a call: `pthread_self` is one, and costs as much
// as the rest of a check.
#pragma once
#include <stdint.h>

// A number that no other thread has while this one lives, and that is even. By the ABI of each processor it is where the
// thread's own memory begins.
static inline uintptr_t hwgen_thread(void) {
#if defined(__x86_64__)
  return *(const uintptr_t __attribute__((address_space(257))) *)0;
#else
  return (uintptr_t)__builtin_thread_pointer();
#endif
}

// Its bytes are the marks, by their addresses: not those of texts, of which a linker makes one or several as it likes. All
// files of a copy of the library have one, and other copies have their own.
__attribute__((weak, visibility("hidden"))) const uint64_t hwgen_marks = 1;

// The mark of one of eight kinds of objects.
static inline const void *_Nonnull hwgen_mark(intptr_t kind) { return (const char *)&hwgen_marks + kind; }
