/* A hook of the host: what the library's call of it costs, beside a bare `ffi_call` of the same function.
 *
 * Prints for each signature CPU ns of ffi_call, of an impure hook, and of a pure one whose answer is known: the medians
 * of rounds in which the three take turns. A body asks, so that the calls are such as the library's own ones. */
#include <ffi.h>
#include <hwgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 15
#define CALLS 400000

static int64_t nothing(void) { return 5; }
static int64_t latency(int64_t bits, bool has_ce) { return bits + has_ce; }
static bool fits(int64_t bits) { return bits < 65; }
static double scaled(double value, double by) { return value * by; }
static uint8_t eight(uint8_t a, int16_t b, uint32_t c, int64_t d, uint8_t e, int16_t f, uint32_t g, int64_t h) {
  return (uint8_t)(a + b + c + d + e + f + g + h);
}

static uint8_t word8 = 3, flag = 1;
static int16_t word16 = -4;
static uint32_t word32 = 70000;
static int64_t word64 = 1000000;
static double number = 3, factor = 2;

typedef struct {
  const char *signature;
  hwgen_code code;
  ffi_type *result;
  unsigned count;
  ffi_type *types[8];
  void *arguments[8];
} hook;

#define INTEGERS &ffi_type_uint8, &ffi_type_sint16, &ffi_type_uint32, &ffi_type_sint64
static hook hooks[] = {
    {"int64_t nothing()", (hwgen_code)nothing, &ffi_type_sint64, 0, {0}, {0}},
    {"bool fits(int64_t bits)", (hwgen_code)fits, &ffi_type_uint8, 1, {&ffi_type_sint64}, {&word64}},
    {"int64_t latency(int64_t bits, bool has_ce)", (hwgen_code)latency, &ffi_type_sint64, 2,
     {&ffi_type_sint64, &ffi_type_uint8}, {&word64, &flag}},
    {"double scaled(double value, double by)", (hwgen_code)scaled, &ffi_type_double, 2,
     {&ffi_type_double, &ffi_type_double}, {&number, &factor}},
    {"uint8_t eight(uint8_t, int16_t, uint32_t, int64_t, uint8_t, int16_t, uint32_t, int64_t)", (hwgen_code)eight,
     &ffi_type_uint8, 8, {INTEGERS, INTEGERS},
     {&word8, &word16, &word32, &word64, &word8, &word16, &word32, &word64}},
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static int less(const void *a, const void *b) {
  const double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

static double median(double *figures) {
  qsort(figures, ROUNDS, sizeof *figures, less);
  return figures[ROUNDS / 2] / CALLS;
}

static hwgen_status measure(hwgen_module *module, void *user, uint64_t *token) {
  hwgen_context *context = hwgen_module_context(module);
  (void)user, (void)token;
  for (size_t number = 0; number < sizeof hooks / sizeof *hooks; number++) {
    hook *each = &hooks[number];
    double bare[ROUNDS], impure[ROUNDS], known[ROUNDS];
    uint64_t result = 0;
    ffi_cif interface;
    hwgen_function functions[2];
    for (int is_impure = 0; is_impure < 2; is_impure++) {
      char name[20];
      snprintf(name, sizeof name, "hook_%zu_%d", number, is_impure);
      const hwgen_function_options options = {.size = sizeof options, .name = name, .signature = each->signature,
                                              .code = each->code, .impure = is_impure};
      if (hwgen_function_declare(context, &options, &functions[is_impure], NULL)) return 1;
    }
    if (ffi_prep_cif(&interface, FFI_DEFAULT_ABI, each->count, each->result, each->types)) return 1;
    for (int round = 0; round < ROUNDS; round++) {
      const double begin = now();
      for (int i = 0; i < CALLS; i++) ffi_call(&interface, (void (*)(void))each->code, &result, each->arguments);
      bare[round] = now() - begin;
      for (int is_impure = 0; is_impure < 2; is_impure++) {
        const double start = now();
        for (int i = 0; i < CALLS; i++)
          if (hwgen_function_call(context, functions[is_impure], (const void *const *)each->arguments, &result, NULL))
            return 1;
        (is_impure ? impure : known)[round] = now() - start;
      }
    }
    printf("%s\t%.2f\t%.2f\t%.2f\n", each->signature, median(bare), median(impure), median(known));
  }
  hwgen_drive(module, hwgen_port_net(module, "y"), hwgen_port_net(module, "x"));
  return HWGEN_OK;
}

int main(void) {
  hwgen_context *context = hwgen_context_create();
  const hwgen_generator_options options = {
      .size = sizeof options, .name = "Measured", .interface = "in x: Bit; out y: Bit", .body = measure};
  hwgen_generator generator;
  hwgen_circuit circuit;
  const int failed = hwgen_generator_declare(context, &options, &generator, NULL) ||
                     hwgen_circuit_request(context, generator, "", NULL, 0, &circuit, NULL) ||
                     hwgen_circuit_elaborate(context, circuit, NULL);
  hwgen_context_destroy(context);
  return failed;
}
