/* Callbacks that do not return, as none may: what is asked of their context afterwards is refused or done, and other
 * contexts are as they were. Memory that the call had is lost. */
#include <setjmp.h>

#include "check.h"

static jmp_buf out;

static hwgen_status leaving_body(hwgen_module *m, void *user, uint64_t *token) {
  (void)m, (void)user, (void)token;
  longjmp(out, 1);
}

static int32_t leaving_sink(void *user, const char *data, size_t size) {
  (void)user, (void)data, (void)size;
  longjmp(out, 1);
}

static int64_t leaving_function(int64_t x) {
  if (x == 3) longjmp(out, 1);
  return x;
}

static hwgen_status leaving_progress(void *user, uint64_t done, uint64_t known, uint64_t *token) {
  (void)user, (void)done, (void)known, (void)token;
  longjmp(out, 1);
}

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

/* Another context, in which all goes well. */
static void check_another(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "Fine", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void a_body(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator leaving, fine;
  hwgen_circuit left, other;
  CHECK_OK(declare(context, "Leaving", NULL, PORTS, leaving_body, NULL, &leaving, &error));
  CHECK_OK(declare(context, "Fine", NULL, PORTS, wire_body, NULL, &fine, &error));
  CHECK_OK(request(context, leaving, "", &left, &error));
  CHECK_OK(request(context, fine, "", &other, &error));
  if (!setjmp(out)) {
    (void)hwgen_circuit_elaborate(context, left, NULL);
    CHECK(0);
  }
  CHECK_TELLS(hwgen_circuit_elaborate(context, left, &error), 9006, NULL, "the body of Leaving was left by longjmp or by an exception");
  CHECK_TELLS(print(context, other, &error), 9006, NULL, "the body of Leaving was left by longjmp or by an exception");
  check_another();
  hwgen_context_destroy(context);
}

static void a_sink(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "Fine", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  if (!setjmp(out)) {
    (void)hwgen_circuit_verilog(context, circuit, NULL, leaving_sink, NULL, NULL);
    CHECK(0);
  }
  CHECK_OK(print(context, circuit, &error));
  check_another();
  hwgen_context_destroy(context);
}

static void a_function(void) {
  hwgen_context *context = hwgen_context_create();
  const hwgen_function_options options = {.size = sizeof options, .signature = "int64_t leaving(int64_t x)", .code = (hwgen_code)leaving_function};
  hwgen_function function;
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(hwgen_function_declare(context, &options, &function, &error));
  CHECK_OK(declare(context, "Wide", "n: int, derived w = hook leaving(n): int", "in x: UInt(w); out y: UInt(w)", wire_body, NULL, &generator, &error));
  if (!setjmp(out)) {
    (void)request(context, generator, "3", &circuit, NULL);
    CHECK(0);
  }
  CHECK_OK(request(context, generator, "4", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  /* It has not returned, and is taken for running. */
  CHECK_FAILS(request(context, generator, "3", &circuit, &error), 1021);
  check_another();
  hwgen_context_destroy(context);
}

static void a_progress_function(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "Fine", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(hwgen_context_set_progress(context, leaving_progress, NULL, NULL, &error));
  if (!setjmp(out)) {
    (void)hwgen_circuit_elaborate(context, circuit, NULL);
  }
  CHECK_OK(hwgen_context_set_progress(context, NULL, NULL, NULL, &error));
  CHECK_OK(print(context, circuit, &error));
  check_another();
  hwgen_context_destroy(context);
}

TESTS({"a body", a_body}, {"a sink", a_sink}, {"a function", a_function}, {"a progress function", a_progress_function})
