/* Bad and extreme input in every text: names, bytes, arguments, widths, and depth. After each the context goes on. */
#include "check.h"

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

static void still_works(hwgen_context *context) {
  hwgen_module *m = module(context, PORTS);
  hwgen_circuit circuit;
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, hwgen_port_net(m, "x")));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

enum { NAMES = 14 };
static const char *bad_name(int k) {
  static char *tenthousand;
  static const char *const names[NAMES] = {"module", "endmodule", "wire", "logic", "", "a\nb", "a\"b", "a b", "9a",
                                           "a;endmodule", "a'b", "\x7f", "\xc3\xa4", NULL};
  if (names[k]) return names[k];
  if (!tenthousand) tenthousand = repeated("n", 10000);
  return tenthousand;
}

static void names_of_generators_modules_and_ports(void) {
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < NAMES; k++) {
    hwgen_generator generator = {77};
    hwgen_module *m = NULL;
    char *interface = joined("in ", bad_name(k), ": Bit"), *parameters = joined("", bad_name(k), ": int");
    hwgen_error *error = NULL;
    CHECK_FAILS(declare(context, bad_name(k), NULL, NULL, wire_body, NULL, &generator, &error), 1020);
    CHECK_FAILS(hwgen_module_create(context, bad_name(k), PORTS, NULL, 0, &m, &error), 1020);
    CHECK(m == NULL);
    CHECK_INT(declare(context, "G", NULL, interface, wire_body, NULL, &generator, &error), HWGEN_FAILED);
    hwgen_error_destroy(error);
    error = NULL;
    CHECK_INT(hwgen_module_create(context, "M", interface, NULL, 0, &m, &error), HWGEN_FAILED);
    hwgen_error_destroy(error);
    error = NULL;
    CHECK_INT(generator.bits, 77);
    /* A parameter is no name in the Verilog, so `wire` may be one; what is no identifier may not. */
    if (declare(context, "G", parameters, NULL, NULL, NULL, &generator, &error)) CHECK(error != NULL);
    hwgen_error_destroy(error);
    free(interface);
    free(parameters);
  }
  still_works(context);
  hwgen_context_destroy(context);
}

/* Names of nets and instances are made legal where they are printed, or refused; no text gets into the Verilog. */
static void names_of_nets_and_instances(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit g, circuit;
  int k;
  CHECK_OK(declare(context, "G", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &g, &error));
  for (k = 0; k < NAMES; k++) {
    hwgen_module *m = module(context, PORTS);
    hwgen_net pe = hwgen_instance(m, g, bad_name(k)), r;
    hwgen_error *error = NULL;
    hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
    r = hwgen_not(m, hwgen_instance_output(m, pe, "y"));
    hwgen_net_name(m, r, bad_name(k));
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_xor(m, r, r));
    if (hwgen_module_finish(m, &circuit, &error) == HWGEN_OK) {
      struct text text = {NULL, 0};
      const char *at;
      int modules = 0;
      CHECK_OK(hwgen_circuit_verilog(context, circuit, NULL, gather, &text, &error));
      for (at = text.data; (at = strstr(at, "endmodule")) != NULL; at += 9) modules += at[9] == '\n' && at[-1] == '\n';
      CHECK_INT(modules, 2);
      free(text.data);
    } else {
      CHECK_INT(hwgen_error_code(error, 0), 1020);
      hwgen_error_destroy(error);
    }
  }
  still_works(context);
  hwgen_context_destroy(context);
}

static void names_that_nothing_has(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit g;
  int64_t value;
  int k;
  CHECK_OK(declare(context, "G", "n: int = 8", "in x: UInt(n); in r: {f: Bit, g: Bit}", NULL, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &g, &error));
  for (k = 0; k < NAMES; k++) {
    hwgen_module *m = module(context, "in x: UInt(8); in r: {f: Bit, g: Bit}; out y: UInt(8)");
    CHECK_FAILS(hwgen_circuit_integer(context, g, bad_name(k), &value, &error), 1022);
    CHECK_FAILS(hwgen_circuit_value(context, g, bad_name(k), ignore, NULL, &error), 1022);
    hwgen_port_net(m, bad_name(k));
    CHECK_REFUSED(m, 2008);
    m = module(context, PORTS);
    hwgen_module_integer(m, bad_name(k));
    CHECK_REFUSED(m, 1022);
    m = module(context, PORTS);
    hwgen_instance_output(m, hwgen_instance(m, g, NULL), bad_name(k));
    CHECK_REFUSED(m, 2008);
    m = module(context, PORTS);
    hwgen_field(m, hwgen_port_net(m, "x"), bad_name(k));
    CHECK_REFUSED(m, 2012);
  }
  still_works(context);
  hwgen_context_destroy(context);
}

/* ---- bytes ------------------------------------------------------------------------------------------------------- */

static void bytes_that_are_no_utf_8(void) {
  static const char *const bad[] = {"\xff", "a\x80", "\xc3", "\xe2\x82", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xc0\x80"};
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_type type;
  hwgen_module *m;
  int64_t value;
  size_t i;
  CHECK_OK(declare(context, "G", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    hwgen_generator_options options = {.size = sizeof options, .name = "G", .members = bad[i]};
    hwgen_generator refused = {77};
    hwgen_circuit none = {77};
    int k;
    CHECK_FAILS(hwgen_generator_declare(context, &options, &refused, &error), 9005);
    options.members = NULL, options.doc = bad[i];
    CHECK_FAILS(hwgen_generator_declare(context, &options, &refused, &error), 9005);
    options.doc = NULL, options.file = bad[i];
    CHECK_FAILS(hwgen_generator_declare(context, &options, &refused, &error), 9005);
    options.file = NULL, options.identity = bad[i];
    CHECK_FAILS(hwgen_generator_declare(context, &options, &refused, &error), 9005);
    CHECK_FAILS(request(context, generator, bad[i], &none, &error), 9005);
    CHECK_FAILS(hwgen_circuit_request(context, generator, "", bad[i], 1, &none, &error), 9005);
    CHECK_FAILS(hwgen_circuit_integer(context, circuit, bad[i], &value, &error), 9005);
    CHECK_FAILS(hwgen_type_parse(context, bad[i], &type, &error), 9005);
    CHECK_FAILS(hwgen_module_create(context, bad[i], PORTS, NULL, 0, &m, &error), 9005);
    CHECK_FAILS(hwgen_module_create(context, "M", bad[i], NULL, 0, &m, &error), 9005);
    CHECK_INT(hwgen_location(context, bad[i], 1), 0);
    CHECK_INT(hwgen_name(context, bad[i]), 0);
    for (k = 0; k < 8; k++) {
      m = module(context, PORTS);
      switch (k) {
        case 0: hwgen_port_net(m, bad[i]); break;
        case 1: hwgen_module_integer(m, bad[i]); break;
        case 2: hwgen_module_at(m, bad[i], 1); break;
        case 3: hwgen_literal(m, hwgen_uint(m, 8), bad[i]); break;
        case 4: hwgen_field(m, hwgen_port_net(m, "x"), bad[i]); break;
        case 5: hwgen_net_name(m, hwgen_port_net(m, "x"), bad[i]); break;
        case 6: hwgen_instance(m, circuit, bad[i]); break;
        default: hwgen_instance_output(m, hwgen_instance(m, circuit, "i"), bad[i]);
      }
      CHECK_REFUSED(m, 9005);
    }
  }
  still_works(context);
  hwgen_context_destroy(context);
}

/* ---- arguments --------------------------------------------------------------------------------------------------- */

static void arguments(void) {
  static const struct { const char *text; int code; } bad[] = {
      {"", 1002},          {"16, true, 3", 1007},  {"bits = 16, bits = 17", 1006}, {"nothing = 3", 1001},
      {"true", 1003},      {"16, 1", 1003},        {"0", 1004},                    {"1025", 1004},
      {"-16", 1004},       {"13", 1005},           {"16, has_ce =", 1008},         {"16,, true", 1008},
      {"16 / 0", 1011},    {"\"16\"", 1003},       {"twice = 32, bits = 16", 1025}, {"bits = other", 1009},
      {"clog2(0)", 1012},  {"pow(2, -1)", 1013},   {"16, true)", 1008},
  };
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit = {77};
  size_t i;
  CHECK_OK(declare(context, "G",
                   "bits: int in 1..1024, has_ce: bool = false, derived twice = 2 * bits, require bits % 2 == 0", PORTS,
                   wire_body, NULL, &generator, &error));
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    CHECK_FAILS(request(context, generator, bad[i].text, &circuit, &error), bad[i].code);
    CHECK_INT(circuit.bits, 77);
  }
  CHECK_OK(request(context, generator, "16", &circuit, &error));
  still_works(context);
  hwgen_context_destroy(context);
}

static void an_absent_port(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  hwgen_module *m = module(context, PORTS);
  hwgen_net pe;
  CHECK_OK(declare(context, "G", "has_ce: bool", "in x: UInt(8); in CE: Bit if has_ce", NULL, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "false", &circuit, &error));
  pe = hwgen_instance(m, circuit, "pe");
  hwgen_instance_input(m, pe, "CE", hwgen_element(m, hwgen_port_net(m, "x"), 0));
  CHECK_INT(hwgen_module_finish(m, &circuit, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 2009);
  CHECK(strstr(hwgen_error_message(error, 0), "has_ce = false") != NULL);
  hwgen_error_destroy(error);
  still_works(context);
  hwgen_context_destroy(context);
}

/* ---- widths ------------------------------------------------------------------------------------------------------ */

static void widths(void) {
  hwgen_context *context = hwgen_context_create();
  static const char *const bad[] = {"0", "-1", "16777216", "2147483648", "4294967297", "1 - 1",
                                    "100000000000000000000000000000", "pow(2, 64)", "pow(2, 65535)"};
  hwgen_generator generator;
  hwgen_circuit circuit = {77};
  hwgen_type type = {77};
  hwgen_module *m;
  hwgen_net x, y;
  size_t i;
  CHECK_OK(declare(context, "G", "n: int", "in x: UInt(n); out y: UInt(n)", wire_body, NULL, &generator, &error));
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    char *text = joined("UInt(", bad[i], ")"), *interface = joined("in x: Array(", bad[i], ", Bit)");
    CHECK_FAILS(hwgen_type_parse(context, text, &type, &error), 1019);
    CHECK_FAILS(request(context, generator, bad[i], &circuit, &error), 1019);
    CHECK_FAILS(hwgen_module_create(context, "M", interface, NULL, 0, &m, &error), 1019);
    CHECK_INT(circuit.bits, 77);
    CHECK_INT(type.bits, 77);
    free(text);
    free(interface);
  }
  CHECK_OK(request(context, generator, "1000000", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_OK(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, ignore, NULL, &error));

  m = module(context, "in x: UInt(1000000); in r: Array(1000, Bits(1000)); out y: UInt(1000000); out z: Bit");
  x = hwgen_port_net(m, "x");
  y = hwgen_xor(m, hwgen_add(m, x, hwgen_literal_int(m, hwgen_net_type(m, x), 1)), hwgen_not(m, x));
  y = hwgen_or(m, y, hwgen_cast(m, hwgen_port_net(m, "r"), hwgen_net_type(m, x)));
  y = hwgen_shl(m, y, hwgen_trunc(m, hwgen_zext(m, hwgen_slice(m, x, 999999, 1), 1000000), 20));
  hwgen_drive(m, hwgen_port_net(m, "y"), y);
  hwgen_drive(m, hwgen_port_net(m, "z"), hwgen_reduce_xor(m, hwgen_mul(m, x, x)));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  still_works(context);
  hwgen_context_destroy(context);
}

static void literals(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "out y: UInt(1000000); out z: SInt(1000000)");
  hwgen_type u = hwgen_uint(m, 1000000), s = hwgen_sint(m, 1000000);
  hwgen_circuit circuit;
  char *ones = repeated("f", 250000), *hexadecimal = joined("0x", ones, ""), *digits = repeated("9", 300000);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_literal(m, u, hexadecimal));
  hwgen_drive(m, hwgen_port_net(m, "z"), hwgen_literal_int(m, s, INT64_MIN));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  m = module(context, PORTS);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_literal(m, hwgen_uint(m, 8), hexadecimal));
  CHECK_REFUSED(m, 2011);
  m = module(context, PORTS);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_literal(m, hwgen_uint(m, 8), digits));
  CHECK_REFUSED(m, 2011);
  free(ones);
  free(hexadecimal);
  free(digits);
  still_works(context);
  hwgen_context_destroy(context);
}

/* ---- depth ------------------------------------------------------------------------------------------------------- */

enum { DEPTH = 1000000, SHAPES = 13 };

/* An expression a million deep, over `n`; the last are booleans. */
static char *deep(int shape) {
  static const struct { const char *open, *middle, *close; } shapes[SHAPES] = {
      {"(", "n", ")"},
      {"-", "n", ""},
      {"1 + (", "n", ")"},
      {"", "n", " + 1"},
      {"", "n", " * n"},
      {"pow(n, ", "2", ")"},
      {"min(n, ", "2", ")"},
      {"if n == 1 then 2 else ", "n", ""},
      {"[", "n", "][0]"},
      {"(", "", ""},
      {"not ", "true", ""},
      {"", "n == 1", " and n == 1"},
      {"(n == 2 or ", "n == 1", ")"},
  };
  char *open = repeated(shapes[shape].open, DEPTH), *close = repeated(shapes[shape].close, DEPTH);
  char *all = joined(open, shapes[shape].middle, close);
  free(open);
  free(close);
  return all;
}

/* Done or refused, but with its reason. */
static void ends(hwgen_status status, hwgen_error *error) {
  CHECK((status == HWGEN_OK) == (error == NULL));
  if (error) {
    CHECK(hwgen_error_code(error, 0) > 1000);
    CHECK(strlen(hwgen_error_text(error)) < 5000);
  }
  hwgen_error_destroy(error);
}

static void a_deep_expression(int shape) {
  static const char *const places[][2] = {
      {"p", "n: int = 1, m: int = "}, {"p", "n: int = 1, m: int >= "}, {"p", "n: int = 1, derived m = "},
      {"p", "n: int = 1, require "},  {"i", "in x: UInt("},            {"i", "in x: Bit if "},
      {"i", "in x[i]: Bit for i in 0..<"}, {"m", "area: int = "},      {"m", "ok: bool = "},
  };
  char *expression = deep(shape);
  hwgen_context *context = hwgen_context_create();
  hwgen_generator plain;
  hwgen_circuit circuit;
  hwgen_type type;
  hwgen_module *m;
  size_t i = (size_t)shape % (sizeof places / sizeof *places);
  hwgen_error *error = NULL;
  hwgen_status status;
  /* One text has this shape, so that each has one or two; arguments and types have all. */
  {
    char *text = joined(places[i][1], expression, places[i][1][8] == 'U' ? ")" : "");
    hwgen_generator_options options = {.size = sizeof options, .name = "G", .parameters = "n: int = 1"};
    hwgen_generator generator;
    if (*places[i][0] == 'p') options.parameters = text;
    if (*places[i][0] == 'i') options.interface = text;
    if (*places[i][0] == 'm') options.members = text;
    error = NULL;
    status = hwgen_generator_declare(context, &options, &generator, &error);
    ends(status, error);
    if (status == HWGEN_OK) {
      int what;
      for (what = HWGEN_TEXT_NAME; what <= HWGEN_TEXT_MEMBERS; what++)
        CHECK_OK(hwgen_generator_text(context, generator, what, ignore, NULL, &error));
      error = NULL;
      status = request(context, generator, "", &circuit, &error);
      ends(status, error);
      if (status == HWGEN_OK) {
        for (what = HWGEN_TEXT_NAME; what <= HWGEN_TEXT_INTERFACE; what++)
          CHECK_OK(hwgen_circuit_text(context, circuit, what, ignore, NULL, &error));
        error = NULL;
        status = hwgen_circuit_text(context, circuit, HWGEN_TEXT_MEMBERS, ignore, NULL, &error);
        ends(status, error);
      }
    }
    free(text);
  }
  CHECK_OK(declare(context, "P", "n: int", PORTS, NULL, NULL, &plain, &error));
  error = NULL;
  status = request(context, plain, expression, &circuit, &error);
  ends(status, error);
  {
    char *text = joined("UInt(", expression, ")");
    error = NULL;
    status = hwgen_type_parse(context, text, &type, &error);
    ends(status, error);
    free(text);
    text = joined("in x: UInt(", expression, ")");
    error = NULL;
    status = hwgen_module_create(context, "M", text, NULL, 0, &m, &error);
    ends(status, error);
    free(text);
  }
  free(expression);
  still_works(context);
  hwgen_context_destroy(context);
}

static void deep_0(void) { a_deep_expression(0); }
static void deep_1(void) { a_deep_expression(1); }
static void deep_2(void) { a_deep_expression(2); }
static void deep_3(void) { a_deep_expression(3); }
static void deep_4(void) { a_deep_expression(4); }
static void deep_5(void) { a_deep_expression(5); }
static void deep_6(void) { a_deep_expression(6); }
static void deep_7(void) { a_deep_expression(7); }
static void deep_8(void) { a_deep_expression(8); }
static void deep_9(void) { a_deep_expression(9); }
static void deep_10(void) { a_deep_expression(10); }
static void deep_11(void) { a_deep_expression(11); }
static void deep_12(void) { a_deep_expression(12); }

static void deep_types(void) {
  static const char *const shapes[][3] = {
      {"Array(1, ", "Bit", ")"}, {"{a: ", "Bit", "}"}, {"{a: ", "", ""}, {"Array(", "", ""}, {"{", "", ""},
      {"list(", "int", ")"},
  };
  hwgen_context *context = hwgen_context_create();
  size_t i;
  for (i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    char *open = repeated(shapes[i][0], DEPTH), *close = repeated(shapes[i][2], DEPTH);
    char *text = joined(open, shapes[i][1], close), *interface = joined("in x: ", text, ""),
         *parameters = joined("t: ", text, ""), *value = joined("t: type = ", text, "");
    hwgen_generator generator;
    hwgen_type type;
    hwgen_circuit circuit;
    hwgen_error *error = NULL;
    hwgen_status status = hwgen_type_parse(context, text, &type, &error);
    ends(status, error);
    if (status == HWGEN_OK) CHECK_OK(hwgen_type_text(context, type, ignore, NULL, &error));
    error = NULL;
    status = declare(context, "G", NULL, interface, NULL, NULL, &generator, &error);
    ends(status, error);
    error = NULL;
    if (status == HWGEN_OK) {
      status = request(context, generator, "", &circuit, &error);
      ends(status, error);
    }
    error = NULL;
    status = declare(context, "G", parameters, NULL, NULL, NULL, &generator, &error);
    ends(status, error);
    error = NULL;
    status = declare(context, "G", value, NULL, NULL, NULL, &generator, &error);
    ends(status, error);
    free(open), free(close), free(text), free(interface), free(parameters), free(value);
  }
  still_works(context);
  hwgen_context_destroy(context);
}

TESTS({"names of generators, modules and ports", names_of_generators_modules_and_ports},
      {"names of nets and instances", names_of_nets_and_instances}, {"names that nothing has", names_that_nothing_has},
      {"bytes that are no UTF-8", bytes_that_are_no_utf_8}, {"arguments", arguments},
      {"an absent port", an_absent_port}, {"widths of 0 and a million", widths}, {"literals of a million bits", literals},
      {"a million parentheses", deep_0}, {"a million minus signs", deep_1}, {"a sum nested to the right", deep_2},
      {"a sum of a million", deep_3}, {"a product of a million", deep_4}, {"a million powers", deep_5},
      {"a million minima", deep_6}, {"a million conditions", deep_7}, {"a million lists", deep_8},
      {"a million open parentheses", deep_9}, {"a million negations", deep_10}, {"a conjunction of a million", deep_11},
      {"a million disjunctions", deep_12}, {"types a million deep", deep_types})
