/* Owners: contexts and errors. */
#include "check.h"

static void destroy_takes_null(void) {
  hwgen_context_destroy(NULL);
  hwgen_error_destroy(NULL);
}

static void version_and_abi(void) {
  CHECK_TEXT(hwgen_version(), HWGEN_VERSION);
  CHECK_INT(hwgen_abi(), HWGEN_ABI);
}

/* An error of its own. */
static hwgen_error *some_error(hwgen_context *context) {
  hwgen_error *error = NULL;
  hwgen_type type;
  CHECK_INT(hwgen_type_parse(context, "UInt(0)", &type, &error), HWGEN_FAILED);
  return error;
}

static void an_error_outlives_its_context(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_error *error = some_error(context);
  hwgen_context_destroy(context);
  CHECK_INT(hwgen_error_count(error), 1);
  CHECK(strlen(hwgen_error_text(error)) > 10);
  hwgen_error_destroy(error);
}

static void a_context_outlives_its_errors(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_error *first = some_error(context), *second = some_error(context);
  hwgen_error_destroy(second);
  hwgen_error_destroy(first);
  CHECK_INT(hwgen_error_count(first = some_error(context)), 1);
  hwgen_error_destroy(first);
  hwgen_context_destroy(context);
}

static void contexts_end_in_any_order(void) {
  hwgen_context *a = hwgen_context_create(), *b = hwgen_context_create(), *c = hwgen_context_create();
  hwgen_type type;
  hwgen_context_destroy(b);
  CHECK_OK(hwgen_type_parse(a, "UInt(8)", &type, &error));
  hwgen_context_destroy(a);
  CHECK_OK(hwgen_type_parse(c, "UInt(8)", &type, &error));
  hwgen_context_destroy(c);
}

static void a_context_with_an_open_module_ends(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_not(m, hwgen_port_net(m, "x"));
  hwgen_port_net(m, "nothing");
  hwgen_context_destroy(context);
}

static void a_thousand_contexts(void) {
  int i;
  for (i = 0; i < 1000; i++) {
    hwgen_context *context = hwgen_context_create();
    hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
    hwgen_circuit circuit;
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
    CHECK_OK(hwgen_module_finish(m, &circuit, &error));
    CHECK_OK(print(context, circuit, &error));
    hwgen_context_destroy(context);
  }
}

static void port_names_live_with_the_context(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_port ports[2];
  size_t count = 0;
  int i;
  CHECK_OK(declare(context, "G", NULL, "in x: UInt(8); out y: UInt(8)", wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(hwgen_circuit_ports(context, circuit, ports, 2, &count, &error));
  for (i = 0; i < 5000; i++) {
    char name[16];
    snprintf(name, sizeof name, "name%d", i);
    hwgen_name(context, name);
  }
  CHECK_INT(count, 2);
  CHECK_TEXT(ports[0].name, "x");
  CHECK_TEXT(ports[1].name, "y");
  CHECK_INT(ports[1].name_size, 1);
  CHECK_INT(ports[0].direction, 0);
  CHECK_INT(ports[1].direction, 1);
  CHECK_INT(ports[1].width, 8);
  hwgen_context_destroy(context);
}

struct kept {
  hwgen_context *context;
  int order, ended;
};

static void end(void *user) {
  static int order;
  struct kept *self = (struct kept *)user;
  hwgen_error *error = NULL;
  self->ended++;
  self->order = ++order;
  if (!self->context) return;
  CHECK_INT(hwgen_context_keep(self->context, NULL, NULL, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 9006);
  hwgen_error_destroy(error);
}

static void what_a_context_keeps_ends_with_it(void) {
  struct kept first = {hwgen_context_create(), 0, 0}, last = first, refused = {NULL, 0, 0};
  CHECK_OK(hwgen_context_keep(first.context, &first, end, &error));
  CHECK_OK(hwgen_context_keep(first.context, &last, end, &error));
  CHECK_OK(hwgen_context_keep(first.context, NULL, NULL, &error));
  CHECK_FAILS(hwgen_context_keep(NULL, &refused, end, &error), 9001);
  CHECK_INT(refused.ended, 1);
  CHECK_INT(first.ended + last.ended, 0);
  hwgen_context_destroy(first.context);
  CHECK_INT(first.ended, 1);
  CHECK_INT(last.ended, 1);
  CHECK(last.order < first.order);
}

TESTS({"destroy takes NULL", destroy_takes_null}, {"version and abi agree with the header", version_and_abi},
      {"an error outlives its context", an_error_outlives_its_context},
      {"a context outlives its errors", a_context_outlives_its_errors},
      {"contexts end in any order", contexts_end_in_any_order},
      {"a context with an open module ends", a_context_with_an_open_module_ends},
      {"a thousand contexts come and go", a_thousand_contexts},
      {"port names live with the context", port_names_live_with_the_context},
      {"what a context keeps ends with it", what_a_context_keeps_ends_with_it})
