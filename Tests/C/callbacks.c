/* Bodies and finalizers: who is called, how often, and what they may do. */
#include "check.h"

static void count_call(void *user) { (*(int *)user)++; }

static hwgen_status declare_counted(hwgen_context *context, const char *name, const char *parameters,
                                    const char *interface, hwgen_body body, int *calls, hwgen_generator *out,
                                    hwgen_error **out_error) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = name,
      .parameters = parameters,
      .interface = interface,
      .body = body,
      .user = calls,
      .finalizer = count_call,
  };
  return hwgen_generator_declare(context, &options, out, out_error);
}

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

static void a_finalizer_runs_once(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator a, b;
  hwgen_circuit circuit;
  int with_body = 0, external = 0;
  CHECK_OK(declare_counted(context, "A", NULL, PORTS, wire_body, &with_body, &a, &error));
  CHECK_OK(declare_counted(context, "B", NULL, PORTS, NULL, &external, &b, &error));
  CHECK_OK(request(context, a, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_INT(with_body, 0);
  CHECK_INT(external, 0);
  hwgen_context_destroy(context);
  CHECK_INT(with_body, 1);
  CHECK_INT(external, 1);
}

static void a_finalizer_runs_if_the_declaration_fails(void) {
  static const struct { const char *name, *parameters, *interface; int code; } bad[] = {
      {NULL, NULL, NULL, 9001},
      {"", NULL, NULL, 1020},
      {"9a", NULL, NULL, 1020},
      {"G", "n: int,, m", NULL, 1016},
      {"G", "n: int", "in x: UInt(m)", 1009},
      {"G", NULL, "in x: UInt(8); in x: Bit", 1018},
      {"\xc3", NULL, NULL, 9005},
      {"G", "\xff", NULL, 9005},
      {"G", NULL, "\x80", 9005},
  };
  hwgen_context *context = hwgen_context_create();
  int calls = 0, external;
  size_t i;
  for (external = 0; external < 2; external++) {
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
      hwgen_generator generator = {77};
      calls = 0;
      CHECK_FAILS(declare_counted(context, bad[i].name, bad[i].parameters, bad[i].interface,
                                  external ? NULL : wire_body, &calls, &generator, &error),
                  bad[i].code);
      CHECK_INT(calls, 1);
      CHECK_INT(generator.bits, 77);
    }
  }
  hwgen_context_destroy(context);
  CHECK_INT(calls, 1);
}

static void two_generators_of_one_identity(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "G"};
  hwgen_generator first, second = {77};
  int calls = 0;
  CHECK_OK(hwgen_generator_declare(context, &options, &first, &error));
  options.user = &calls;
  options.finalizer = count_call;
  CHECK_FAILS(hwgen_generator_declare(context, &options, &second, &error), 2020);
  CHECK_INT(calls, 1);
  CHECK_INT(second.bits, 77);
  options.identity = "another G";
  CHECK_OK(hwgen_generator_declare(context, &options, &second, &error));
  CHECK(first.bits != second.bits);
  hwgen_context_destroy(context);
  CHECK_INT(calls, 2);
}

static void without_user_or_finalizer(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .finalizer = NULL};
  hwgen_generator generator;
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  hwgen_context_destroy(context);
}

/* ---- failure ----------------------------------------------------------------------------------------------------- */

struct failing {
  hwgen_status status;
  uint64_t token;
  int calls, mistake;
};

static hwgen_status failing_body(hwgen_module *m, void *user, uint64_t *out_token) {
  struct failing *self = user;
  self->calls++;
  *out_token = self->token;
  if (self->mistake) hwgen_port_net(m, "absent");
  if (self->status == HWGEN_OK) return wire_body(m, user, out_token);
  return self->status;
}

static void a_token_comes_back(void) {
  static const struct { hwgen_status status; uint64_t token; } how[] = {
      {HWGEN_HOST_FAILED, 0x123456789abcdef0u}, {HWGEN_HOST_FAILED, 1}, {HWGEN_HOST_FAILED, 0},
      {HWGEN_FAILED, 5},                        {-1, 6},                {INT32_MAX, 7},
  };
  hwgen_context *context = hwgen_context_create();
  size_t i;
  for (i = 0; i < sizeof how / sizeof *how; i++) {
    struct failing self = {how[i].status, how[i].token, 0, 0};
    hwgen_generator generator;
    hwgen_circuit circuit;
    hwgen_error *error = NULL;
    CHECK_OK(declare(context, "G", NULL, PORTS, failing_body, &self, &generator, &error));
    CHECK_OK(request(context, generator, "", &circuit, &error));
    CHECK_INT(hwgen_circuit_elaborate(context, circuit, &error), HWGEN_HOST_FAILED);
    CHECK_INT(hwgen_error_code(error, 0), 8001);
    CHECK_INT(hwgen_error_count(error), 1);
    CHECK(hwgen_error_host_token(error) == how[i].token);
    hwgen_error_destroy(error);
    CHECK_INT(self.calls, 1);
    /* The circuit is as before: its body can run again. */
    self.status = HWGEN_OK;
    CHECK_OK(print(context, circuit, &error));
    CHECK_OK(print(context, circuit, &error));
    CHECK_INT(self.calls, 2);
  }
  hwgen_context_destroy(context);
}

static void what_a_failing_body_had_recorded_is_told(void) {
  hwgen_context *context = hwgen_context_create();
  struct failing self = {HWGEN_HOST_FAILED, 9, 0, 1};
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  CHECK_OK(declare(context, "G", NULL, PORTS, failing_body, &self, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_INT(print(context, circuit, &error), HWGEN_HOST_FAILED);
  CHECK_INT(hwgen_error_count(error), 2);
  CHECK_INT(hwgen_error_code(error, 0), 8001);
  CHECK_INT(hwgen_error_code(error, 1), 2008);
  CHECK_INT(hwgen_error_host_token(error), 9);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

/* Says why it fails, and returns `user`'s status. */
static hwgen_status telling_body(hwgen_module *m, void *user, uint64_t *out_token) {
  struct failing *self = user;
  self->calls++;
  if (self->token == 0) return wire_body(m, user, out_token);
  CHECK_OK(hwgen_hook_fail(hwgen_module_context(m), "no room for it", self->token, &error));
  CHECK_OK(hwgen_hook_fail(hwgen_module_context(m), "and none for this", 1, &error));
  *out_token = 2;
  return self->status;
}

static hwgen_status telling_hook(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                                 uint64_t *out_token) {
  (void)arguments, (void)count, (void)give, (void)target;
  CHECK_OK(hwgen_hook_fail(user, "not measured", 7, &error));
  *out_token = 2;
  return HWGEN_HOST_FAILED;
}

static void a_body_and_a_hook_say_why_they_fail(void) {
  static const hwgen_status how[] = {HWGEN_HOST_FAILED, HWGEN_OK};
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  size_t i;
  for (i = 0; i < 2; i++) {
    struct failing self = {how[i], 5, 0, 0};
    CHECK_OK(declare(context, "G", NULL, PORTS, telling_body, &self, &generator, &error));
    CHECK_OK(request(context, generator, "", &circuit, &error));
    CHECK_INT(print(context, circuit, &error), HWGEN_HOST_FAILED);
    CHECK_INT(hwgen_error_count(error), 1);
    CHECK(strstr(hwgen_error_message(error, 0), "the body of G") != NULL);
    CHECK(strstr(hwgen_error_message(error, 0), " failed: no room for it") != NULL);
    CHECK_INT(hwgen_error_host_token(error), 5);
    hwgen_error_destroy(error), error = NULL;
    self.token = 0;
    CHECK_OK(print(context, circuit, &error));
    CHECK_INT(self.calls, 2);
  }
  CHECK_OK(hwgen_hook_declare(context, "measured", telling_hook, context, NULL, &error));
  CHECK_OK(declare(context, "H", "n: int = hook measured(): int", PORTS, wire_body, NULL, &generator, &error));
  CHECK_INT(request(context, generator, "", &circuit, &error), HWGEN_HOST_FAILED);
  CHECK(strstr(hwgen_error_text(error), "hook `measured` failed: not measured") != NULL);
  CHECK_INT(hwgen_error_host_token(error), 7);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

/* ---- what a body may do ------------------------------------------------------------------------------------------ */

struct caller {
  hwgen_context *context;
  hwgen_generator self, other;
  hwgen_circuit done;
  int what;
};

static hwgen_status calling_body(hwgen_module *m, void *user, uint64_t *out_token) {
  struct caller *self = user;
  hwgen_circuit circuit;
  hwgen_net pe;
  int64_t value = 0;
  (void)out_token;
  CHECK(hwgen_module_context(m) == self->context);
  CHECK_OK(request(self->context, self->other, "8", &circuit, &error));
  switch (self->what) {
    case 0: CHECK_FAILS(hwgen_circuit_elaborate(self->context, circuit, &error), 9006); break;
    case 1: CHECK_FAILS(print(self->context, circuit, &error), 9006); break;
    case 2: CHECK_FAILS(hwgen_circuit_elaborate(self->context, hwgen_module_circuit(m), &error), 9006); break;
    case 3: CHECK_FAILS(print(self->context, self->done, &error), 9006); break;
    case 4:
      CHECK_FAILS(hwgen_circuit_text(self->context, circuit, HWGEN_TEXT_NETLIST, ignore, NULL, &error), 9006);
      break;
    case 5: CHECK_FAILS(hwgen_circuit_verilog_file(self->context, circuit, NULL, "refused.v", &error), 9006); break;
    case 6: { /* declarations, queries and modules of one's own are welcome */
      hwgen_generator generator;
      hwgen_module *inner;
      hwgen_type type;
      CHECK_OK(declare(self->context, "Late", "n: int", "in x: UInt(n); out y: UInt(n)", wire_body, NULL, &generator,
                       &error));
      CHECK_OK(request(self->context, generator, "8", &circuit, &error));
      CHECK_OK(hwgen_circuit_integer(self->context, circuit, "n", &value, &error));
      CHECK_INT(value, 8);
      CHECK_OK(hwgen_type_parse(self->context, "Array(2, Bit)", &type, &error));
      inner = module(self->context, PORTS);
      hwgen_drive(inner, hwgen_port_net(inner, "y"), hwgen_port_net(inner, "x"));
      CHECK_OK(hwgen_module_finish(inner, &circuit, &error));
      break;
    }
    default: { /* the module of a generator is not finished by hand */
      hwgen_circuit refused = {77};
      CHECK_FAILS(hwgen_module_finish(m, &refused, &error), 9006);
      CHECK_INT(refused.bits, 77);
    }
  }
  pe = hwgen_instance(m, circuit, "other");
  hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, pe, "y"));
  return HWGEN_OK;
}

static void re_entrancy(void) {
  int what;
  for (what = 0; what < 8; what++) {
    struct caller self;
    hwgen_circuit circuit;
    self.context = hwgen_context_create();
    self.what = what;
    CHECK_OK(declare(self.context, "Caller", NULL, PORTS, calling_body, &self, &self.self, &error));
    CHECK_OK(declare(self.context, "Other", "n: int", "in x: UInt(n); out y: UInt(n)", wire_body, NULL, &self.other,
                     &error));
    CHECK_OK(request(self.context, self.other, "3", &self.done, &error));
    CHECK_OK(hwgen_circuit_elaborate(self.context, self.done, &error));
    CHECK_OK(request(self.context, self.self, "", &circuit, &error));
    CHECK_OK(print(self.context, circuit, &error));
    hwgen_context_destroy(self.context);
  }
}

static hwgen_status destroying_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_context_destroy(user);
  return wire_body(m, NULL, out_token);
}

static int32_t destroying_sink(void *user, const char *data, size_t size) {
  struct caller *self = user;
  (void)data, (void)size;
  hwgen_context_destroy(self->context);
  self->context = NULL;
  return 0;
}

/* Destroys the context, then uses it and lets its core use the hook's value. */
static hwgen_status destroying_hook(void *user, const char *const *arguments, size_t count, hwgen_sink give,
                                    void *target, uint64_t *out_token) {
  hwgen_type type;
  (void)arguments, (void)count, (void)out_token;
  hwgen_context_destroy(user);
  CHECK_OK(hwgen_type_parse(user, "UInt(7)", &type, &error));
  CHECK_INT(hwgen_type_width(user, type), 7);
  give(target, "8", 1);
  return HWGEN_OK;
}

static void a_context_destroyed_by_its_callbacks(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  struct caller self;
  int calls = 0;
  CHECK_OK(declare(context, "G", NULL, PORTS, destroying_body, context, &generator, &error));
  CHECK_OK(declare_counted(context, "H", NULL, PORTS, NULL, &calls, &generator, &error));
  generator.bits -= 1;
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_INT(calls, 1);

  self.context = hwgen_context_create();
  CHECK_OK(declare_counted(self.context, "G", NULL, PORTS, wire_body, &calls, &generator, &error));
  CHECK_OK(request(self.context, generator, "", &circuit, &error));
  CHECK_OK(hwgen_circuit_verilog(self.context, circuit, NULL, destroying_sink, &self, &error));
  CHECK(self.context == NULL);
  CHECK_INT(calls, 2);

  context = hwgen_context_create();
  CHECK_OK(hwgen_hook_declare(context, "width", destroying_hook, context, NULL, &error));
  CHECK_OK(declare_counted(context, "G", "n: int", "in x: UInt(hook width(n): int)", NULL, &calls, &generator, &error));
  CHECK_OK(request(context, generator, "1", &circuit, &error));
  CHECK_INT(calls, 3);
}

/* ---- recursion and budgets --------------------------------------------------------------------------------------- */

/* A chain: G(n) holds G(n + step) unless n is `end`. */
struct chain {
  hwgen_generator self;
  int64_t step, end;
  int calls;
};

static hwgen_status chain_body(hwgen_module *m, void *user, uint64_t *out_token) {
  struct chain *self = user;
  int64_t n = hwgen_module_integer(m, "n");
  hwgen_net value = hwgen_port_net(m, "x");
  self->calls++;
  if (n != self->end) {
    char text[24];
    hwgen_circuit circuit;
    hwgen_net pe;
    snprintf(text, sizeof text, "%lld", (long long)(n + self->step));
    if (hwgen_circuit_request(hwgen_module_context(m), self->self, text, __FILE__, __LINE__, &circuit, NULL)) {
      *out_token = 1;
      return HWGEN_HOST_FAILED;
    }
    pe = hwgen_instance(m, circuit, "next");
    hwgen_instance_input(m, pe, "x", value);
    value = hwgen_instance_output(m, pe, "y");
  }
  hwgen_drive(m, hwgen_port_net(m, "y"), value);
  return HWGEN_OK;
}

static hwgen_circuit chain_circuit(hwgen_context *context, struct chain *chain, const char *start) {
  hwgen_circuit circuit = {0};
  CHECK_OK(declare(context, "Chain", "n: int", PORTS, chain_body, chain, &chain->self, &error));
  CHECK_OK(request(context, chain->self, start, &circuit, &error));
  return circuit;
}

static void recursion_with_shrinking_parameters(void) {
  hwgen_context *context = hwgen_context_create();
  struct chain chain = {{0}, -1, 0, 0};
  hwgen_circuit circuit = chain_circuit(context, &chain, "20000");
  CHECK_OK(print(context, circuit, &error));
  CHECK_INT(chain.calls, 20001);
  CHECK_OK(print(context, circuit, &error));
  CHECK_INT(chain.calls, 20001);
  hwgen_context_destroy(context);
}

static void a_generator_that_never_ends(void) {
  hwgen_context *context = hwgen_context_create();
  struct chain chain = {{0}, 1, -1, 0}, fine = {{0}, -1, 0, 0};
  hwgen_circuit circuit = chain_circuit(context, &chain, "0");
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_CIRCUITS, 500, &error));
  CHECK_FAILS(print(context, circuit, &error), 2016);
  CHECK(chain.calls <= 501);
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_CIRCUITS, 1000000, &error));
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_DEPTH, 1000, &error));
  CHECK_FAILS(print(context, circuit, &error), 2025);
  CHECK_INT(chain.calls, 1001);
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_DEPTH, 1000000, &error));
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_SECONDS, 1, &error));
  CHECK_FAILS(print(context, circuit, &error), 2019);
  /* The context goes on. */
  circuit = chain_circuit(context, &fine, "5");
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void a_circuit_that_contains_itself(void) {
  hwgen_context *context = hwgen_context_create();
  struct chain chain = {{0}, 0, -1, 0};
  hwgen_circuit circuit = chain_circuit(context, &chain, "4");
  CHECK_FAILS(print(context, circuit, &error), 2015);
  CHECK_FAILS(print(context, circuit, &error), 2015);
  CHECK_INT(chain.calls, 1);
  hwgen_context_destroy(context);
}

static hwgen_status endless_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net x = hwgen_port_net(m, "x");
  int i;
  for (i = 0; i < 100000; i++) x = hwgen_not(m, x);
  hwgen_drive(m, hwgen_port_net(m, "y"), x);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static void budgets_of_cells_and_ports(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator, wide;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  CHECK_OK(declare(context, "G", NULL, PORTS, endless_body, NULL, &generator, &error));
  CHECK_OK(declare(context, "W", "n: int", "in p[i]: Bit for i in 0..<n; out y: Bit", NULL, NULL, &wide, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_CELLS, 1000, &error));
  CHECK_INT(hwgen_circuit_elaborate(context, circuit, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 2018);
  CHECK_INT(hwgen_error_count(error), 1);
  hwgen_error_destroy(error);
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_CELLS, 200000, &error));
  CHECK_OK(hwgen_circuit_elaborate(context, circuit, &error));
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_PORTS, 100, &error));
  CHECK_FAILS(request(context, wide, "100", &circuit, &error), 2017);
  CHECK_FAILS(request(context, wide, "1000000000000000", &circuit, &error), 2017);
  CHECK_OK(request(context, wide, "99", &circuit, &error));
  hwgen_context_destroy(context);
}

static hwgen_status empty_body(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)m, (void)user, (void)out_token;
  return HWGEN_OK;
}

static void a_body_that_defines_nothing(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "G", NULL, PORTS, empty_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_FAILS(print(context, circuit, &error), 2001);
  CHECK_OK(declare(context, "E", NULL, NULL, empty_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void external_circuits(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit box, circuit;
  hwgen_module *m;
  hwgen_net pe;
  CHECK_OK(declare(context, "Box", "n: int", "in x: UInt(n); out y: UInt(n)", NULL, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "8", &box, &error));
  CHECK_OK(hwgen_circuit_elaborate(context, box, &error));
  m = module(context, PORTS);
  pe = hwgen_instance(m, box, NULL);
  hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, pe, "y"));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void external_circuits_with_reserved_words(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "Old", .file = "old.c", .line = 4};
  hwgen_external_options told = {.size = sizeof told, .module = "priority", .parameters = "bit = 3"};
  hwgen_generator generator = {0};
  hwgen_circuit old, circuit;
  hwgen_module *m;
  hwgen_net instance;
  struct text text = {NULL, 0};
  options.interface = "in do: UInt(8); out final: UInt(8)";
  CHECK_OK(hwgen_external_declare(context, &options, &told, &generator, &error));
  CHECK_OK(request(context, generator, "", &old, &error));
  m = module(context, PORTS);
  instance = hwgen_instance(m, old, "old");
  hwgen_instance_input(m, instance, "do", hwgen_port_net(m, "x"));
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, instance, "final"));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(hwgen_circuit_verilog(context, circuit, NULL, gather, &text, &error));
  CHECK(strstr(text.data, "\\priority #(.\\bit (3)) old (\n    .\\do (x),\n    .\\final (y)\n") != NULL);
  free(text.data);
  told.module = "a b";
  options.identity = "other";
  CHECK_FAILS(hwgen_external_declare(context, &options, &told, &generator, &error), 1020);
  hwgen_context_destroy(context);
}

TESTS({"a finalizer runs once", a_finalizer_runs_once},
      {"a finalizer runs if the declaration fails", a_finalizer_runs_if_the_declaration_fails},
      {"two generators of one identity", two_generators_of_one_identity},
      {"without user data or finalizer", without_user_or_finalizer},
      {"a token comes back, and the body can run again", a_token_comes_back},
      {"what a failing body had recorded is told", what_a_failing_body_had_recorded_is_told},
      {"a body and a hook say why they fail", a_body_and_a_hook_say_why_they_fail},
      {"re-entrancy", re_entrancy}, {"a context destroyed by its callbacks", a_context_destroyed_by_its_callbacks},
      {"recursion with shrinking parameters", recursion_with_shrinking_parameters},
      {"a generator that never ends", a_generator_that_never_ends},
      {"a circuit that contains itself", a_circuit_that_contains_itself},
      {"budgets of cells and ports", budgets_of_cells_and_ports},
      {"a body that defines nothing", a_body_that_defines_nothing}, {"external circuits", external_circuits},
      {"external circuits with reserved words", external_circuits_with_reserved_words})
