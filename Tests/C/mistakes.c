/* What a mistake is told as: the code, the place and the message that names the thing; and that all goes on after it. */
#include "check.h"

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

static void at(hwgen_module *m, int line) { hwgen_module_at(m, "body.c", line); }

/* A poisoned net has no type, and is taken in silence. */
static int is_poisoned(hwgen_module *m, hwgen_net net) { return net.bits && !hwgen_net_type(m, net).bits; }

static hwgen_type parsed(hwgen_context *context, const char *text) {
  hwgen_type type = {0};
  CHECK_OK(hwgen_type_parse(context, text, &type, &error));
  return type;
}

/* ---- parameters -------------------------------------------------------------------------------------------------- */

static void arguments(void) {
  static const struct { const char *text; int code; const char *message; } bad[] = {
      {"widht = 3", 1001, "G has no parameter `widht`; it has width, mode, type, list, child"},
      {"mode = \"fast\"", 1002, "G needs a value for `width`"},
      {"true", 1003, "`width` of G is a boolean, true; it must be an integer"},
      {"8, mode = 3", 1003, "`mode` of G is an integer, 3; it must be a string"},
      {"8, type = 3", 1003, "`type` of G is an integer, 3; it must be a type"},
      {"8, list = [1, true]", 1003, "column 11: a list of integers takes integers, and `true` is a boolean"},
      {"8, list = 1", 1003, "`list` of G is an integer, 1; it must be a list of integers"},
      {"8, child = 1", 1003, "`child` of G is an integer, 1; it must be a generator"},
      {"8, child = generator(\"Nobody\")", 1009, "no generator has the identity `Nobody`"},
      {"0", 1004, "`width` of G is 0; it must be at least 1"},
      {"65", 1004, "`width` of G is 65; it must be at most 64"},
      {"100000000000000000000000000000", 1004, "`width` of G is 100000000000000000000000000000; it must be at most 64"},
      {"9", 1005, "G requires width % 2 == 0, and here width = 9"},
      {"8, \"slow\", Bit, [], generator(\"G\"), 5", 1007, "G takes 5 parameters and is given 6 positional values"},
      {"8, derived_one = 3", 1025, "`derived_one` of G is derived and takes no value"},
  };
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit = {77};
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .interface = PORTS, .body = wire_body};
  size_t i;
  options.parameters = "width: int in 1..64, mode: string = \"slow\", type: type = Bit, list: list(int) = [],"
                       "child: generator = generator(\"G\"), require width % 2 == 0, derived derived_one = 2 * width";
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    CHECK_TELLS(request(context, generator, bad[i].text, &circuit, &error), bad[i].code, "requested.c:9",
                bad[i].message);
    CHECK_INT(circuit.bits, 77);
  }
  CHECK_OK(request(context, generator, "8", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  goes_on(context);
  hwgen_context_destroy(context);
}

static void values_of_parameters(void) {
  static const struct { const char *name; int code; const char *message; } bad[] = {
      {"m", 1022, "G has no parameter or member `m`; it has n, mode, large, type"}, {"mode", 1003,
      "`mode` is \"a\", neither an integer nor a boolean"}, {"large", 1015,
          "`large` has 65 bits and does not fit 64"}, {"type", 1003,
              "`type` is Bit, neither an integer nor a boolean"}};
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  int64_t value = 77;
  size_t i;
  CHECK_OK(declare(context, "G", "n: int, mode: string = \"a\", large: int = pow(2, 64), type: type = Bit", PORTS,
      wire_body,
                   NULL, &generator, &error));
  CHECK_OK(request(context, generator, "8", &circuit, &error));
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    CHECK_TELLS(hwgen_circuit_integer(context, circuit, bad[i].name, &value, &error), bad[i].code, ":0",
        bad[i].message);
    CHECK_INT(value, 77);
  }
  CHECK_OK(hwgen_circuit_integer(context, circuit, "n", &value, &error));
  CHECK_INT(value, 8);
  goes_on(context);
  hwgen_context_destroy(context);
}

struct asking {
  const char *name;
  int64_t value;
};
static hwgen_status asking_body(hwgen_module *m, void *user, uint64_t *out_token) {
  struct asking *self = user;
  at(m, 20), self->value = hwgen_module_integer(m, self->name);
  return wire_body(m, user, out_token);
}

static void parameters_that_a_body_asks_for(void) {
  static const struct { const char *name; int code; const char *message; } bad[] = {
      {"m", 1022, "G has no parameter or member `m`; it has n, mode, large"}, {"mode", 1003,
      "`mode` is \"a\", neither an integer nor a boolean"}, {"large", 1015, "`large` has 65 bits and does not fit 64"}};
  hwgen_context *context = hwgen_context_create();
  size_t i;
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct asking self = {bad[i].name, 77};
    hwgen_generator generator;
    hwgen_circuit circuit;
    CHECK_OK(declare(context, "G", "n: int = 8, mode: string = \"a\", large: int = pow(2, 64)", PORTS, asking_body,
        &self,
                     &generator, &error));
    CHECK_OK(request(context, generator, "", &circuit, &error));
    CHECK_TELLS(hwgen_circuit_elaborate(context, circuit, &error), bad[i].code, "body.c:20", bad[i].message);
    CHECK_INT(self.value, 0);
    self.name = "n"; /* its body can run again */
    CHECK_OK(print(context, circuit, &error));
    CHECK_INT(self.value, 8);
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

/* ---- ports and widths -------------------------------------------------------------------------------------------- */

static void ports(void) {
  static const struct { int code; const char *message; } wanted[] = {
      {2008, "M has no port `nothing`; it has x, y"}, {2008, "G_false has no port `nothing`; it has x, y"}, {2009,
          "port `CE` of G_false is absent: it exists if has_ce, and here has_ce = false"}, {2008,
              "G_false has no port `nothing`; it has x, y"}, {2009,
                  "port `z` of G_false is absent: it exists if has_ce, and here has_ce = false"}, {2005,
                      "`y` is an output of G_false"}, {2005, "`x` is an input of G_false"}};
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit g;
  size_t index = 77;
  int k;
  CHECK_OK(declare(context, "G", "has_ce: bool",
      "in x: UInt(8); in CE: Bit if has_ce; out y: UInt(8); out z: Bit if has_ce",
                   wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "false", &g, &error));
  CHECK_TELLS(hwgen_circuit_port(context, g, "nothing", "asks.c", 3, &index, &error), 2008, "asks.c:3",
      "G_false has no port `nothing`; it has x, y");
  CHECK_TELLS(hwgen_circuit_port(context, g, "CE", "asks.c", 3, &index, &error), 2009, "asks.c:3",
      "port `CE` of G_false is absent: it exists if has_ce, and here has_ce = false");
  CHECK_INT(index, 77);
  for (k = 0; k < 7; k++) {
    hwgen_module *m = module(context, PORTS);
    hwgen_net x = hwgen_port_net(m, "x"), pe = hwgen_instance(m, g, "pe"), r = {0};
    hwgen_instance_input(m, pe, "x", x);
    hwgen_drive(m, hwgen_port_net(m, "y"), x);
    at(m, 21);
    switch (k) {
      case 0: r = hwgen_port_net(m, "nothing"); break;
      case 1: hwgen_instance_input(m, pe, "nothing", x); break;
      case 2: hwgen_instance_input(m, pe, "CE", hwgen_element(m, x, 0)); break;
      case 3: r = hwgen_instance_output(m, pe, "nothing"); break;
      case 4: r = hwgen_instance_output(m, pe, "z"); break;
      case 5: hwgen_instance_input(m, pe, "y", x); break;
      default: r = hwgen_instance_output(m, pe, "x");
    }
    if (k == 0 || k == 3 || k == 4 || k == 6) CHECK(is_poisoned(m, r));
    if (r.bits) hwgen_not(m, r);
    CHECK_REFUSED_TELLS(m, wanted[k].code, "body.c:21", wanted[k].message);
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

static void widths_that_differ(void) {
  static const struct { int code; const char *message; } wanted[] = {
      {2003, "add of `x`: UInt(8) and `w`: UInt(9): 8 bits against 9"},
      {2003, "mux of `x`: UInt(8) and `w`: UInt(9): 8 bits against 9"},
      {2003, "assignment of `other`: UInt(8) and `w`: UInt(9): 8 bits against 9"},
      {2003, "input `x` of G is UInt(8) and is connected to `w`: UInt(9)"},
      {2004, "a register of UInt(8) with an initial value of 1: UInt(9)"},
      {2003, "`w`: UInt(9) is written into a memory of UInt(8)"},
      {2003, "field `a` is UInt(8) and is given `w`: UInt(9)"},
      {2003, "choice of `x`: UInt(8) and `w`: UInt(9): 8 bits against 9"},
      {2003, "`x`: UInt(8) with 8 bits is taken as Bits(9) with 9"},
      {2003, "case of `x`: UInt(8) and UInt(9): 8 bits against 9"},
      {2004, "add of `x`: UInt(8) and `s`: SInt(8)"},
      {2004, "the selector of a mux is a Bit, not `x`: UInt(8)"},
      {2012, "a slice of 0 bits from bit 0 of `x`: UInt(8), which has 8 bits"},
      {2012, "index 8 of `x`: UInt(8), which has 8 bits"},
      {2003, "`x`: UInt(8) has 8 bits and is extended to 0"},
      {2012, "`x`: UInt(8) has 8 bits and is cut to 0"},
      {2012, "`x`: UInt(8) has 8 bits and is cut to 9"},
      {2003, "`s`: SInt(8) has 8 bits and is extended to 7"},
      {2024, "a concatenation of 0 values with 0 bits"},
      {1019, "a count of 0; it must be 1 to 16777215"},
  };
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit g;
  int k;
  CHECK_OK(declare(context, "G", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &g, &error));
  for (k = 0; k < (int)(sizeof wanted / sizeof *wanted); k++) {
    static const char *const names[] = {"a"}, *const keys[] = {"1"};
    hwgen_module *m = module(context, "in clk: Clock; in x: UInt(8); in w: UInt(9); in s: SInt(8); out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), w = hwgen_port_net(m, "w"), s = hwgen_port_net(m, "s"), r = x, bit, other;
    hwgen_register_options options = {.size = sizeof options};
    hwgen_drive(m, hwgen_port_net(m, "y"), x);
    bit = hwgen_element(m, x, 0);
    at(m, 22);
    switch (k) {
      case 0: r = hwgen_add(m, x, w); break;
      case 1: r = hwgen_mux(m, bit, x, w); break;
      case 2: other = hwgen_wire(m, hwgen_uint(m, 8)), hwgen_net_name(m, other, "other"), hwgen_drive(m, other, w);
          break;
      case 3: other = hwgen_instance(m, g, "pe"), hwgen_instance_input(m, other, "x", w); break;
      case 4: options.initial_value = hwgen_literal_int(m, hwgen_uint(m, 9), 1);
              r = hwgen_register(m, hwgen_uint(m, 8), &options); break;
      case 5: other = hwgen_memory(m, hwgen_uint(m, 8), 4, NULL), hwgen_memory_write(m, other, x, w, NULL); break;
      case 6: r = hwgen_record(m, parsed(context, "{a: UInt(8)}"), names, &w, 1); break;
      case 7: r = hwgen_select(m, bit, keys, &x, 1, w); break;
      case 8: r = hwgen_cast(m, x, hwgen_bits(m, 9)); break;
      case 9: hwgen_switch(m, x), other = hwgen_literal_int(m, hwgen_uint(m, 9), 3), hwgen_case(m, &other, 1),
          hwgen_end(m), hwgen_end(m); break;
      case 10: r = hwgen_add(m, x, s); break;
      case 11: r = hwgen_mux(m, x, x, x); break;
      case 12: r = hwgen_slice(m, x, 0, 0); break;
      case 13: r = hwgen_element(m, x, 8); break;
      case 14: r = hwgen_zext(m, x, 0); break;
      case 15: r = hwgen_trunc(m, x, 0); break;
      case 16: r = hwgen_trunc(m, x, 9); break;
      case 17: r = hwgen_sext(m, s, 7); break;
      case 18: r = hwgen_concat(m, &x, 0); break;
      default: r = hwgen_wire(m, hwgen_array(m, 0, hwgen_bit(m)));
    }
    if (r.bits != x.bits) CHECK(is_poisoned(m, r));
    CHECK_REFUSED_TELLS(m, wanted[k].code, "body.c:22", wanted[k].message);
    goes_on(context);
  }
  hwgen_context_destroy(context);
}

/* ---- handles ----------------------------------------------------------------------------------------------------- */

/* The operations that handles.c has not, with one bad net: one diagnostic at the place, a poisoned result. */
static void other_operations_refuse(hwgen_net given, int code, const char *message) {
  static const char *const names[] = {"a", "b"}, *const keys[] = {"1"};
  enum { OPERATIONS = 58 };
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < OPERATIONS; k++) {
    hwgen_module *m = module(context,
        "in clk: Clock; in x: UInt(8); in c: Bit; in u: Union(U: a(UInt(8)), b); out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), c = hwgen_port_net(m, "c"), y = hwgen_port_net(m, "y"),
        u = hwgen_port_net(m, "u");
    hwgen_net memory = hwgen_memory(m, hwgen_uint(m, 8), 4, NULL), r = {0}, none = {0}, bad = given, pair[2];
    hwgen_type byte = hwgen_uint(m, 8);
    hwgen_circuit refused = {77};
    hwgen_error *error = NULL;
    char place[40];
    hwgen_drive(m, y, x);
    at(m, 25);
    if (given.bits == 1) bad = hwgen_port_net(m, "absent");
    if (given.bits == 2) bad.bits = x.bits + 5000;
    pair[0] = x, pair[1] = bad;
    switch (k) {
      case 0: r = hwgen_div(m, bad, x); break;
      case 1: r = hwgen_mod(m, x, bad); break;
      case 2: r = hwgen_select(m, bad, keys, &x, 1, x); break;
      case 3: r = hwgen_select(m, x, keys, &bad, 1, x); break;
      case 4: r = hwgen_index(m, bad, x); break;
      case 5: r = hwgen_index(m, x, bad); break;
      case 6: r = hwgen_slice_at(m, bad, x, 2); break;
      case 7: r = hwgen_slice_at(m, x, bad, 2); break;
      case 8: r = hwgen_replace(m, bad, x, c); break;
      case 9: r = hwgen_replace(m, x, bad, c); break;
      case 10: r = hwgen_replace(m, x, x, bad); break;
      case 11: r = hwgen_select1hot(m, bad, pair, 1); break;
      case 12: r = hwgen_select1hot(m, hwgen_slice(m, x, 0, 2), pair, 2); break;
      case 13: r = hwgen_priority_encode(m, bad, NULL); break;
      case 14: r = hwgen_popcount(m, bad); break;
      case 15: r = hwgen_count_leading_zeros(m, bad); break;
      case 16: r = hwgen_count_trailing_zeros(m, bad); break;
      case 17: r = hwgen_add_expanding(m, bad, x); break;
      case 18: r = hwgen_sub_expanding(m, x, bad); break;
      case 19: r = hwgen_min(m, x, bad); break;
      case 20: r = hwgen_max(m, bad, x); break;
      case 21: r = hwgen_abs(m, bad); break;
      case 22: r = hwgen_reverse(m, bad); break;
      case 23: r = hwgen_rotate_left(m, bad, x); break;
      case 24: r = hwgen_rotate_right(m, x, bad); break;
      case 25: r = hwgen_repeat(m, bad, 2); break;
      case 26: r = hwgen_record(m, parsed(context, "{a: UInt(8), b: UInt(8)}"), names, pair, 2); break;
      case 27: r = hwgen_zext_to(m, bad, byte); break;
      case 28: r = hwgen_sext_to(m, bad, byte); break;
      case 29: r = hwgen_trunc_to(m, bad, byte); break;
      case 30: r = hwgen_top_bit(m, bad); break;
      case 31: r = hwgen_memory_read(m, bad, x); break;
      case 32: r = hwgen_memory_read(m, memory, bad); break;
      case 33: r = hwgen_memory_read_sync(m, memory, bad, NULL); break;
      case 34: hwgen_memory_write(m, bad, x, x, NULL); break;
      case 35: hwgen_memory_write(m, memory, bad, x, NULL); break;
      case 36: hwgen_memory_write(m, memory, x, bad, NULL); break;
      case 37: hwgen_when(m, bad), hwgen_end(m); break;
      case 38: hwgen_when(m, c), hwgen_end(m), hwgen_elsewhen(m, bad), hwgen_end(m); break;
      case 39: hwgen_switch(m, bad), hwgen_end(m); break;
      case 40: hwgen_switch(m, x), hwgen_case(m, &bad, 1), hwgen_end(m), hwgen_end(m); break;
      case 41: r = hwgen_fsm_state(m, bad, "idle"); break;
      case 42: hwgen_fsm_next(m, bad, "idle"); break;
      case 43: hwgen_fsm_switch(m, bad), hwgen_end(m); break;
      case 44: r = hwgen_is_variant(m, bad, "a"); break;
      case 45: hwgen_match(m, bad), hwgen_end(m); break;
      case 46: r = hwgen_convert(m, bad, byte, HWGEN_ROUND_FLOOR, HWGEN_OVERFLOW_WRAP); break;
      case 47: r = hwgen_derived_clock(m, bad, none); break;
      case 48: r = hwgen_clock_gate(m, hwgen_port_net(m, "clk"), bad); break;
      case 49: r = hwgen_crossing(m, bad, HWGEN_CROSSING_ASYNCHRONOUS); break;
      case 50: hwgen_memory_crossing(m, bad); break;
      case 51: hwgen_assert(m, bad, NULL, NULL, 0, NULL); break;
      case 52: hwgen_print(m, "{}", &bad, 1, NULL); break;
      case 53: r = hwgen_memory_read_write(m, bad, x, x, c, NULL); break;
      case 54: r = hwgen_memory_read_write(m, memory, bad, x, c, NULL); break;
      case 55: r = hwgen_memory_read_write(m, memory, x, bad, c, NULL); break;
      case 56: r = hwgen_memory_read_write(m, memory, x, x, bad, NULL); break;
      default: r = hwgen_variant(m, hwgen_net_type(m, u), "a", bad); code = code == 9001 ? 2024 : code;
    }
    if (r.bits) {
      CHECK(is_poisoned(m, r));
      hwgen_drive(m, y, hwgen_add(m, hwgen_zext(m, r, 8), x));
    }
    CHECK_INT(hwgen_module_finish(m, &refused, &error), HWGEN_FAILED);
    snprintf(place, sizeof place, "%s:%d", hwgen_error_file(error, 0), (int)hwgen_error_line(error, 0));
    if (hwgen_error_count(error) != 1 || strcmp(place, "body.c:25") ||
        hwgen_error_code(error, 0) != code || (code != 2024 && strcmp(hwgen_error_message(error, 0), message))) {
      failures++;
      fprintf(stderr, "operation %d: %s\n", k, hwgen_error_text(error));
    }
    hwgen_error_destroy(error);
    goes_on(context);
  }
  hwgen_context_destroy(context);
}

static void zeroed_nets(void) {
  hwgen_net net = {0};
  other_operations_refuse(net, 9001, "a net handle of zero in M");
}

static void nets_of_another_module(void) {
  hwgen_context *context = hwgen_context_create();
  other_operations_refuse(hwgen_port_net(module(context, PORTS), "x"), 2010, "a net of another module is used in M");
  hwgen_context_destroy(context);
}

static void poisoned_nets(void) {
  hwgen_net net = {1};
  other_operations_refuse(net, 2008, "M has no port `absent`; it has clk, x, c, u, y");
}

static void stale_nets(void) {
  hwgen_net net = {2};
  other_operations_refuse(net, 9002, "net 5001 is not in module M");
}

/* What is asked of a context with a handle that is zeroed, of another context, or stale; and with NULL. */
static void handles_of_a_context(void) {
  static const char *const generators[] = {"a generator handle of zero", "a generator handle of another context",
                                     "a generator handle that names nothing"};
  static const char *const circuits[] = {"a circuit handle of zero", "a circuit handle of another context",
                                     "a circuit handle that names nothing"};
  static const char *const types[] = {"a type handle of zero", "a type handle of another context",
                                     "a type handle that names nothing"};
  static const int codes[] = {9001, 9003, 9002};
  hwgen_context *context = hwgen_context_create(), *other = hwgen_context_create();
  hwgen_generator generator, generator_of_other;
  hwgen_circuit circuit, circuit_of_other;
  int k;
  CHECK_OK(declare(context, "G", NULL, PORTS, wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(declare(other, "G", NULL, PORTS, wire_body, NULL, &generator_of_other, &error));
  CHECK_OK(request(other, generator_of_other, "", &circuit_of_other, &error));
  for (k = 0; k < 3; k++) {
    hwgen_generator g = k == 1 ? generator_of_other : generator;
    hwgen_circuit c = k == 1 ? circuit_of_other : circuit, out = {77};
    hwgen_type t = parsed(k == 1 ? other : context, "UInt(8)");
    hwgen_module *m = module(context, PORTS);
    hwgen_net r;
    if (k == 0) g.bits = 0, c.bits = 0, t.bits = 0;
    if (k == 2) g.bits += 9, c.bits += 9, t.bits += 1000;
    CHECK_TELLS(request(context, g, "", &out, &error), codes[k], "requested.c:9", generators[k]);
    CHECK_TELLS(hwgen_circuit_elaborate(context, c, &error), codes[k], ":0", circuits[k]);
    CHECK_TELLS(print(context, c, &error), codes[k], ":0", circuits[k]);
    CHECK_TELLS(hwgen_type_text(context, t, ignore, NULL, &error), codes[k], ":0", types[k]);
    CHECK_INT(out.bits, 77);
    at(m, 29), r = hwgen_instance(m, c, "pe");
    CHECK(is_poisoned(m, r));
    CHECK_REFUSED_TELLS(m, codes[k], "body.c:29", circuits[k]);
    m = module(context, PORTS);
    at(m, 30), r = hwgen_wire(m, t);
    CHECK(is_poisoned(m, r));
    CHECK_REFUSED_TELLS(m, codes[k], "body.c:30", types[k]);
    goes_on(context);
  }
  {
    hwgen_module *m = module(context, PORTS);
    CHECK_TELLS(request(context, generator, NULL, &circuit, &error), 9001, "requested.c:9",
        "the text of the arguments is NULL");
    CHECK_TELLS(hwgen_circuit_request(context, generator, "", "requested.c", 9, NULL, &error), 9001, "requested.c:9",
        "out_circuit is NULL");
    at(m, 31), hwgen_field(m, hwgen_port_net(m, "x"), NULL);
    CHECK_REFUSED_TELLS(m, 9001, "body.c:31", "the name of a field is NULL");
  }
  goes_on(context);
  hwgen_context_destroy(context);
  hwgen_context_destroy(other);
}

/* ---- bodies ------------------------------------------------------------------------------------------------------ */

static hwgen_status odd_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net x = hwgen_port_net(m, "x"), y = hwgen_port_net(m, "y");
  hwgen_net garbage = {0x1234567890abcdefu};
  at(m, 26);
  switch (*(int *)user) {
    case 0: return HWGEN_OK; /* defines nothing */
    case 1: hwgen_drive(m, y, x), hwgen_when(m, hwgen_element(m, x, 0)); return HWGEN_OK;
    case 2: hwgen_drive(m, y, garbage); return HWGEN_OK;
    case 3: hwgen_drive(m, y, x), hwgen_end(m); return HWGEN_OK;
    case 4: hwgen_when(m, x), hwgen_switch(m, y), *out_token = 5; return 0x7fffffff;
    default: return wire_body(m, user, out_token);
  }
}

static void bodies(void) {
  static const struct { int status, code; const char *place, *message; } wanted[] = {
      {1, 2001, "declared.c:7", "output `y` has no driver in G_3"}, {1, 2051, "body.c:26",
          "a `when` of G_3 is not ended"}, {1, 2010, "body.c:26", "a net of another module is used in G_3"}, {1, 2051,
              "body.c:26", "`end` without a `when`, `switch` or `case` that it ends"}, {2, 8001, "body.c:26",
                  "the body of G_3 failed with status 2147483647"}};
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < 5; k++) {
    int what = k;
    hwgen_generator generator;
    hwgen_circuit circuit;
    hwgen_error *error = NULL;
    CHECK_OK(declare(context, "G", "n: int = 3", PORTS, odd_body, &what, &generator, &error));
    CHECK_OK(request(context, generator, "", &circuit, &error));
    CHECK_TELLS(hwgen_circuit_elaborate(context, circuit, &error), wanted[k].code, wanted[k].place, wanted[k].message);
    CHECK_INT(hwgen_circuit_verilog(context, circuit, NULL, ignore, NULL, &error), wanted[k].status);
    hwgen_error_destroy(error);
    what = 5;
    CHECK_OK(print(context, circuit, &error));
    goes_on(context);
  }
  hwgen_context_destroy(context);
}

static hwgen_status endless(hwgen_module *m, void *user, uint64_t *out_token) {
  char text[24];
  hwgen_circuit circuit;
  hwgen_net pe;
  at(m, 27);
  snprintf(text, sizeof text, "%d", (int)hwgen_module_integer(m, "n") + 1);
  if (request(hwgen_module_context(m), *(hwgen_generator *)user, text, &circuit, NULL)) return HWGEN_HOST_FAILED;
  pe = hwgen_instance(m, circuit, "next");
  hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, pe, "y"));
  (void)out_token;
  return HWGEN_OK;
}

static void a_generator_that_never_ends(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "Deeper", "n: int", PORTS, endless, &generator, &generator, &error));
  CHECK_OK(request(context, generator, "0", &circuit, &error));
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_DEPTH, 1000, &error));
  CHECK_TELLS(print(context, circuit, &error), 2025, "body.c:27",
      "Deeper_0 holds instances deeper than its budget of 1000 levels; the last was of Deeper_1001");
  goes_on(context);
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_CIRCUITS, 100, &error));
  CHECK_TELLS(print(context, circuit, &error), 2016, "body.c:27",
      "Deeper_0 contains more than its budget of 100 circuits; the last was Deeper_100");
  goes_on(context);
  hwgen_context_destroy(context);
}

/* ---- hooks ------------------------------------------------------------------------------------------------------- */

static hwgen_status hook(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                         uint64_t *out_token) {
  static const char *const given[] = {"", "true", "8 8", "((((", "\xff", "n", "0", "hook width(3): int", "8"};
  int what = *(int *)user;
  (void)arguments, (void)count;
  *out_token = 6;
  if (what == 9) return HWGEN_HOST_FAILED;
  if (what == 10) return -5;
  give(target, given[what], strlen(given[what]));
  return HWGEN_OK;
}

static void hooks_that_fail_or_give_garbage(void) {
  static const struct { int code; const char *message; } wanted[] = {
      {8002, "in `hook width(n): int`: hook `width` gave ``: column 1: expected an expression, and the text ends"},
      {1003, "in `hook width(n): int`: hook `width` must give an integer, and gave a boolean"},
      {8002, "in `hook width(n): int`: hook `width` gave `8 8`: column 3: expected the end of the text, and found `8`"},
      {8002, "in `hook width(n): int`: hook `width` gave `((((`: column 5: expected an expression, and the text ends"},
      {9005, "in `hook width(n): int`: hook `width` gave a text that is not UTF-8"},
      {8002, "in `hook width(n): int`: hook `width` gave `n`: column 1: nothing is named `n` here"},
      {1019, "a width of 0; it must be 1 to 16777215"},
      {8002, "in `hook width(n): int`: hook `width` gave `hook width(3): int`, which has no value"},
      {0, ""},
      {8001, "in `hook width(n): int`: hook `width` failed with status 2"},
      {8001, "in `hook width(n): int`: hook `width` failed with status -5"},
  };
  int what;
  for (what = 0; what < 11; what++) {
    hwgen_context *context = hwgen_context_create();
    hwgen_generator generator;
    hwgen_circuit circuit = {77};
    int now = what;
    CHECK_OK(hwgen_hook_declare(context, "width", hook, &now, NULL, &error));
    CHECK_OK(declare(context, "G", "n: int", "in x: UInt(hook width(n): int); out y: UInt(8)", wire_body, NULL,
        &generator, &error));
    if (what == 8) {
      CHECK_OK(request(context, generator, "1", &circuit, &error));
      CHECK_OK(print(context, circuit, &error));
    } else {
      CHECK_TELLS(request(context, generator, "1", &circuit, &error), wanted[what].code, "requested.c:9",
          wanted[what].message);
      CHECK_INT(circuit.bits, 77);
    }
    goes_on(context);
    hwgen_context_destroy(context);
  }
}

TESTS({"arguments", arguments}, {"values of parameters", values_of_parameters},
      {"parameters that a body asks for", parameters_that_a_body_asks_for}, {"ports", ports},
      {"widths that differ", widths_that_differ}, {"zeroed nets", zeroed_nets},
      {"nets of another module", nets_of_another_module}, {"poisoned nets", poisoned_nets}, {"stale nets", stale_nets},
      {"handles of a context", handles_of_a_context},
      {"bodies", bodies}, {"a generator that never ends", a_generator_that_never_ends},
      {"hooks that fail or give garbage", hooks_that_fail_or_give_garbage})
