/* Odd names wherever the Verilog could get them from: refused, or made harmless; and told in short. */
#include "check.h"

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

static void at(hwgen_module *m, int line) { hwgen_module_at(m, "body.c", line); }

enum { NAMES = 11 };
static const char *odd_name(int k) {
  static char *tenthousand;
  static const char *const names[NAMES] = {"module", "endmodule", "logic", "", "a\nb", "a\"b", "a b",
                                           "a;\nendmodule\nmodule b;", "a`b", "*)", NULL};
  if (names[k]) return names[k];
  if (!tenthousand) tenthousand = repeated("n", 10000);
  return tenthousand;
}

/* Finishes and prints, with all comments, in each profile. Refused with this code (or with none), or the text has as many
 * modules as it should, and no line that begins with what the name holds. */
static void is_contained(hwgen_context *context, hwgen_module *m, int code, int wanted, int which) {
  hwgen_verilog_options options = {.size = sizeof options, .provenance = 1, .header = 1};
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  if (hwgen_module_finish(m, &circuit, &error)) {
    if (hwgen_error_code(error, 0) != code || !strlen(hwgen_error_message(error, 0))) {
      failures++;
      fprintf(stderr, "name %d: not HW%d but %.300s\n", which, code, hwgen_error_text(error));
    }
    hwgen_error_destroy(error);
    return;
  }
  for (options.profile = 0; options.profile < 2; options.profile++) {
    struct text text = {NULL, 0};
    const char *line;
    int modules = 0, ends = 0;
    CHECK_OK(hwgen_circuit_verilog(context, circuit, &options, gather, &text, &error));
    for (line = text.data; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
      modules += !strncmp(line, "module ", 7);
      ends += !strncmp(line, "endmodule", 9);
    }
    CHECK_INT(modules, wanted);
    CHECK_INT(ends, wanted);
    if (modules != wanted) fprintf(stderr, "name %d: %.600s\n", which, text.data);
    free(text.data);
  }
}

static void names_in_types(void) {
  hwgen_context *context = hwgen_context_create();
  int k, i;
  for (k = 0; k < NAMES; k++) {
    static const char *const shapes[][2] = {{"{", ": Bit}"}, {"Enum(S: a, ", ")"}, {"Enum(", ": a, b)"},
                                            {"Union(U: a(Bit), ", "(Bit))"}, {"Enum(S: a, `", "`)"}, {"{`", "`: Bit}"}};
    for (i = 0; i < 6; i++) {
      char *text = joined(shapes[i][0], odd_name(k), shapes[i][1]), *interface = joined("in clk: Clock; in x: ", text,
          "; out y: Bit");
      hwgen_error *error = NULL;
      hwgen_module *m = NULL;
      if (hwgen_module_create(context, "M", interface, "module.c", 1, &m, &error)) {
        CHECK(m == NULL);
        CHECK(hwgen_error_code(error, 0) > 1000 && hwgen_error_code(error, 0) < 2000);
        CHECK_TEXT(hwgen_error_file(error, 0), "module.c");
        CHECK_INT(hwgen_error_line(error, 0), 1);
        hwgen_error_destroy(error);
      } else {
        hwgen_net x = i % 5 ? hwgen_port_net(m, "x") : hwgen_literal_int(m, hwgen_bit(m), 0);
        if (i % 5 && i != 3) {
          hwgen_net r = hwgen_register(m, hwgen_net_type(m, x), NULL);
          hwgen_drive(m, r, x), hwgen_net_name(m, r, "kept");
        }
        hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_literal_int(m, hwgen_bit(m), 0));
        is_contained(context, m, 0, 1, k * 10 + i);
      }
      free(text);
      free(interface);
    }
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

/* Names and texts that reach the Verilog by other ways: of states, checks, attributes, memories, messages, and places. */
static void names_in_modules(void) {
  hwgen_context *context = hwgen_context_create();
  int k, i;
  for (k = 0; k < NAMES; k++) {
    for (i = 0; i < 9; i++) {
      static const int codes[] = {1020, 1020, 1041, 1041, 1020, 2060, 0, 0, 2008};
      hwgen_module *m = module(context, "in clk: Clock; in x: UInt(8); in b: Bit; out y: UInt(8)");
      hwgen_net x = hwgen_port_net(m, "x"), b = hwgen_port_net(m, "b"), y = hwgen_port_net(m, "y"), r, none = {0};
      hwgen_memory_options options = {.size = sizeof options, .contents = "1, 2"};
      at(m, 23);
      switch (i) {
        case 0: /* spaces stand between states, and no state is none */
          r = hwgen_fsm(m, odd_name(k), NULL), hwgen_net_name(m, r, "state"), hwgen_drive(m, r, r);
          break;
        case 1: hwgen_assert(m, b, NULL, NULL, 0, NULL), hwgen_check_name(m, odd_name(k)); break;
        case 2: hwgen_attribute(m, x, odd_name(k), NULL); break;
        case 3: hwgen_attribute(m, x, "keep", odd_name(k)); break;
        case 4: r = hwgen_memory(m, hwgen_uint(m, 8), 4, &options), hwgen_net_name(m, r, odd_name(k)); hwgen_drive(m,
            y, hwgen_memory_read(m, r, x)); break;
        case 5: hwgen_print(m, odd_name(k), NULL, 0, NULL); break;
        case 6: hwgen_assert(m, b, odd_name(k), NULL, 0, NULL); break;
        case 7: hwgen_module_at(m, odd_name(k), 24); break;
        default: hwgen_join(m, none, odd_name(k), none, odd_name(k));
      }
      if (i != 4) hwgen_drive(m, y, hwgen_not(m, x));
      is_contained(context, m, i == 0 && k == 3 ? 1030 : codes[i], 1, k * 10 + i);
    }
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

/* What is told of a name that nothing has stays short and on its line, and what refuses is the thing itself. */
static void odd_names_that_nothing_has(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit g, out;
  size_t index;
  int64_t value;
  int k, i;
  CHECK_OK(declare(context, "G", "n: int = 8", PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &g, &error));
  for (k = 0; k < NAMES; k++) {
    static const int codes[] = {2008, 1022, 2008, 1022, 2012, 1034, 2008, 1034};
    char *argument = joined(odd_name(k), " = 3", "");
    hwgen_error *error = NULL;
    CHECK_INT(request(context, generator, argument, &out, &error), HWGEN_FAILED);
    CHECK(hwgen_error_code(error, 0) == 1001 || hwgen_error_code(error, 0) == 1008 || hwgen_error_code(error,
        0) == 1009);
    CHECK_TEXT(hwgen_error_file(error, 0), "requested.c");
    CHECK_INT(hwgen_error_line(error, 0), 9);
    CHECK(strlen(hwgen_error_text(error)) < 1000);
    hwgen_error_destroy(error);
    free(argument);
    for (i = 0; i < 8; i++) {
      hwgen_module *m = module(context,
          "in x: UInt(8); in e: Enum(E: a, b); in u: Union(U: a(Bit), b); out y: UInt(8)");
      hwgen_net x = hwgen_port_net(m, "x"), none = {0};
      hwgen_status status = HWGEN_OK;
      char place[40];
      error = NULL;
      hwgen_drive(m, hwgen_port_net(m, "y"), x);
      at(m, 24);
      switch (i) {
        case 0: status = hwgen_circuit_port(context, g, odd_name(k), "body.c", 24, &index, &error); break;
        case 1: status = hwgen_circuit_integer(context, g, odd_name(k), &value, &error); break;
        case 2: hwgen_port_net(m, odd_name(k)); break;
        case 3: hwgen_module_integer(m, odd_name(k)); break;
        case 4: hwgen_field(m, x, odd_name(k)); break;
        case 5: hwgen_literal(m, hwgen_net_type(m, hwgen_port_net(m, "e")), odd_name(k)); break;
        case 6: { hwgen_net pe = hwgen_instance(m, g, "pe"); hwgen_instance_input(m, pe, "x", x),
            hwgen_instance_output(m, pe, odd_name(k)); break; }
        default: hwgen_variant(m, hwgen_net_type(m, hwgen_port_net(m, "u")), odd_name(k), none);
      }
      if (i > 1) status = hwgen_module_finish(m, &out, &error);
      CHECK_INT(status, HWGEN_FAILED);
      snprintf(place, sizeof place, "%s:%d", hwgen_error_file(error, 0), (int)hwgen_error_line(error, 0));
      if (hwgen_error_code(error, 0) != codes[i] || strcmp(place, i == 1 ? ":0" : "body.c:24") ||
          strlen(hwgen_error_text(error)) > 1000 ||
          strchr(hwgen_error_message(error, 0), '\n')) {
        failures++;
        fprintf(stderr, "name %d, call %d: %.1200s\n", k, i, hwgen_error_text(error));
      }
      hwgen_error_destroy(error);
    }
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

/* Strings, places and modules of external circuits: what Verilog is given is quoted, or refused. */
static void names_of_external_modules(void) {
  hwgen_context *context = hwgen_context_create();
  int k, i;
  for (k = 0; k < NAMES; k++) {
    for (i = 0; i < 4; i++) {
      static int declared;
      char identity[24], *list = joined("N", odd_name(k), " = n"), *argument = joined("\"", k == 5 ?
          "a\\\"b" : odd_name(k), "\"");
      hwgen_generator_options options = {.size = sizeof options, .name = "Box",
          .parameters = "n: int = 8, s: string = \"\"",
                                         .interface = PORTS, .file = "box.c", .line = 4, .identity = identity};
      hwgen_external_options external = {.size = sizeof external};
      hwgen_generator generator = {77};
      hwgen_circuit circuit;
      hwgen_error *error = NULL;
      snprintf(identity, sizeof identity, "external %d", ++declared);
      if (i == 0) external.module = odd_name(k);
      if (i == 1) external.parameters = list;
      if (i == 2) options.file = odd_name(k);
      if (hwgen_external_declare(context, &options, &external, &generator, &error)) {
        CHECK(hwgen_error_code(error, 0) > 1000 && hwgen_error_code(error, 0) < 3000);
        CHECK_TEXT(hwgen_error_file(error, 0), "box.c");
        CHECK_INT(hwgen_error_line(error, 0), 4);
        CHECK_INT(generator.bits, 77);
        hwgen_error_destroy(error);
      } else {
        char *arguments = joined("8, ", argument, "");
        if (request(context, generator, i == 3 ? arguments : "", &circuit, &error)) {
          CHECK(hwgen_error_code(error, 0) == 1008 || hwgen_error_code(error, 0) == 1040);
          hwgen_error_destroy(error);
        } else {
          hwgen_module *m = module(context, PORTS);
          hwgen_net pe = hwgen_instance(m, circuit, "pe");
          hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
          hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, pe, "y"));
          is_contained(context, m, 0, 1, k * 10 + i);
        }
        free(arguments);
      }
      free(list);
      free(argument);
    }
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

TESTS({"names in types", names_in_types}, {"names in modules", names_in_modules},
      {"odd names that nothing has", odd_names_that_nothing_has},
      {"names of external modules", names_of_external_modules})
