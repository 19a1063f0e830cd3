/* What the C part of the program gives to its Swift part. */
#ifndef MIXED_H
#define MIXED_H

#include <stdint.h>

typedef struct hwgen_context hwgen_context;

/* Declares the generator `gray.Gray`: y is the Gray code of a, inverted by Python's `blocks.Invert`. Its member `tag` is a
 * function's, which asks Python. Returns a hwgen_status. */
int32_t gray_declare(hwgen_context *context);
/* Declares `gray.Failing`, whose body says why it fails. */
int32_t failing_declare(hwgen_context *context);
/* The code of the first diagnostic of a call on the context in a thread of its own; 0 if there is none. */
int32_t gray_code_in_a_thread(hwgen_context *context);

#endif
