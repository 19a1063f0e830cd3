/* A million of what stands in each other: expressions, operations, branches. input.c has more shapes of expressions. */
#include "check.h"

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

static void at(hwgen_module *m, int line) { hwgen_module_at(m, "body.c", line); }

/* What is right has its value, and what is wrong is told at its place. */
static void expressions_a_million_deep(void) {
  static const struct { const char *open, *close; int code; const char *start; } shapes[] = {
      {"(", ")", 0, ""},
      {"- -", "", 0, ""},
      {"1 + (", " - 1)", 0, ""},
      {"[", "]", 1003, "`n` of G is a list, [[["},
      {"not ", "", 1003, "column 3999997: `not` takes booleans, and `1` is an integer"},
      {"(", "", 1008, "column 1000002: "},
      {"1 / (1 - ", ")", 1011, "in `1 / 0`: division by zero"},
  };
  hwgen_context *context = hwgen_context_create();
  hwgen_generator g;
  size_t i;
  CHECK_OK(declare(context, "G", "n: int", PORTS, wire_body, NULL, &g, &error));
  for (i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    char *open = repeated(shapes[i].open, 1000000), *close = repeated(shapes[i].close, 1000000);
    char *expression = joined(open, "1", close);
    hwgen_circuit circuit = {77};
    hwgen_error *error = NULL;
    int64_t value = 0;
    CHECK_INT(request(context, g, expression, &circuit, &error), shapes[i].code ? HWGEN_FAILED : HWGEN_OK);
    if (shapes[i].code) {
      CHECK_INT(hwgen_error_code(error, 0), shapes[i].code);
      CHECK_TEXT(hwgen_error_file(error, 0), "requested.c");
      CHECK_INT(hwgen_error_line(error, 0), 9);
      CHECK(!strncmp(hwgen_error_message(error, 0), shapes[i].start, strlen(shapes[i].start)));
      CHECK(strlen(hwgen_error_text(error)) < 1000);
      CHECK_INT(circuit.bits, 77);
    } else {
      CHECK_OK(hwgen_circuit_integer(context, circuit, "n", &value, &error));
      CHECK_INT(value, 1);
    }
    hwgen_error_destroy(error);
    free(open), free(close), free(expression);
    goes_on(context);
  }
  hwgen_context_destroy(context);
}

/* A million operations, each of the one before; half of them with one name. */
static void a_million_operations(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_net x = hwgen_port_net(m, "x"), v = x;
  hwgen_circuit circuit;
  int i;
  for (i = 0; i < 500000; i++) v = hwgen_not(m, hwgen_add(m, v, x));
  hwgen_drive(m, hwgen_port_net(m, "y"), v);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  goes_on(context);
  hwgen_context_destroy(context);
}

/* A million conditions in each other, the innermost of which drives. */
static void a_million_branches(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in c: Bit; in x: UInt(8); out y: UInt(8)");
  hwgen_net c = hwgen_port_net(m, "c"), x = hwgen_port_net(m, "x"), y = hwgen_port_net(m, "y");
  hwgen_circuit circuit;
  int i;
  hwgen_drive(m, y, x);
  at(m, 28);
  for (i = 0; i < 1000000; i++) hwgen_when(m, c);
  hwgen_drive(m, y, hwgen_not(m, x));
  for (i = 0; i < 1000000; i++) hwgen_end(m);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  goes_on(context);
  hwgen_context_destroy(context);
}

TESTS({"expressions a million deep", expressions_a_million_deep}, {"a million operations", a_million_operations},
      {"a million branches", a_million_branches})
