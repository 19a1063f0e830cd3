// Which thread this is, without a call: `pthread_self` is one, and costs as much as the rest of a check.
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
