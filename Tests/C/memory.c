/* Memory: rounds of everything that comes and goes, after which the process is as large as it was. HWGEN_ROUNDS says how
 * many; `make soak` runs a million. */
#include "check.h"

#include <stdbool.h>

static long rounds(void) {
  const char *given = getenv("HWGEN_ROUNDS");
  return given ? atol(given) : 4000;
}

/* In pages. */
static long resident(void) {
  long size = 0, pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  CHECK(file && fscanf(file, "%ld %ld", &size, &pages) == 2);
  if (file) fclose(file);
  return pages;
}

static long finalized;
static void count(void *user) { ++*(long *)user; }

static int64_t width_of(int64_t n) { return n + 1; }

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_register_options reg = {.size = sizeof reg};
  hwgen_type type = hwgen_net_type(m, hwgen_port_net(m, "x"));
  hwgen_net x = hwgen_port_net(m, "x"), count, machine;
  reg.reset = hwgen_port_net(m, "rst");
  reg.reset_value = hwgen_literal_int(m, type, 0);
  count = hwgen_register(m, type, &reg);
  hwgen_net_name(m, count, "count");
  machine = hwgen_fsm(m, "idle run", NULL);
  hwgen_fsm_switch(m, machine);
  hwgen_fsm_case(m, machine, "idle");
  hwgen_fsm_next(m, machine, "run");
  hwgen_end(m);
  hwgen_fsm_case(m, machine, "run");
  hwgen_when(m, hwgen_eq(m, x, count));
  hwgen_fsm_next(m, machine, "idle");
  hwgen_end(m);
  hwgen_otherwise(m);
  hwgen_drive(m, count, hwgen_add(m, count, x));
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_drive(m, hwgen_port_net(m, "y"), count);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

/* A context with a generator, a hook, a closure, an open module and an error, each used and let go. */
static void one_round(long number) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {
      .size = sizeof options, .name = "Counter", .parameters = "n: int = 7",
      .interface = "in clk: Clock; in rst: Reset; in x: UInt(hook width_of(n): int); out y: UInt(hook width_of(n): int)",
      .members = "latency: int = n + 1", .doc = "Counts.", .body = body, .user = &finalized, .finalizer = count};
  hwgen_function_options hook = {.size = sizeof hook, .signature = "int64_t width_of(int64_t n)",
                                 .code = (hwgen_code)width_of, .user = &finalized, .finalizer = count};
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_closure *closure;
  hwgen_error *error = NULL;
  hwgen_module *m;
  char arguments[16];
  snprintf(arguments, sizeof arguments, "%ld", 1 + number % 60);
  CHECK_OK(hwgen_function_declare(context, &hook, NULL, &error));
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  CHECK_OK(request(context, generator, arguments, &circuit, &error));
  CHECK_OK(hwgen_closure_create(context, generator, "int64_t latency(int64_t n)", &closure, &error));
  CHECK_INT(((int64_t (*)(int64_t))hwgen_closure_code(closure))(number % 60), number % 60 + 1);
  CHECK_OK(hwgen_circuit_verilog(context, circuit, NULL, ignore, NULL, &error));
  CHECK(request(context, generator, "true", &circuit, &error) != HWGEN_OK);
  hwgen_error_text(error);
  hwgen_error_destroy(error);
  m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_not(m, hwgen_port_net(m, "x"));
  if (number % 2) hwgen_closure_destroy(closure);
  hwgen_context_destroy(context);
  if (!(number % 2)) hwgen_closure_destroy(closure);
}

static void rounds_leave_nothing_behind(void) {
  long number, before = 0, after, all = rounds();
  for (number = 0; number < all && !failures; number++) {
    /* By then every cache of the process has what it will have. */
    if (number == all / 4) before = resident();
    one_round(number);
  }
  CHECK_INT(finalized, 2 * all);
  after = resident();
  /* valgrind keeps what is freed for a while, and looks for leaks itself. */
  if (after > before + 256 && !getenv("HWGEN_VALGRIND")) CHECK_INT(after, before);
}

TESTS({"rounds leave nothing behind", rounds_leave_nothing_behind})
