/* Designs that are wrong as a whole: loops, cases that can never be, codes, records and memories that do not fit. */
#include "check.h"

/* The whole text of what elaborating the module tells. */
static void loops(hwgen_context *context, hwgen_module *m, const char *wanted) {
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_INT(hwgen_circuit_elaborate(context, circuit, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 2006);
  CHECK_INT(hwgen_error_count(error), 1);
  CHECK_TEXT(hwgen_error_text(error), wanted);
  hwgen_error_destroy(error);
  CHECK_FAILS(print(context, circuit, &error), 2006);
  goes_on(context);
}

static void no_loop(hwgen_context *context, hwgen_module *m) {
  hwgen_circuit circuit;
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(hwgen_circuit_elaborate(context, circuit, &error));
  CHECK_OK(print(context, circuit, &error));
}

/* A poisoned net has no type, and is taken in silence. */
static int is_poisoned(hwgen_module *m, hwgen_net net) { return net.bits && !hwgen_net_type(m, net).bits; }

static void at(hwgen_module *m, int line) { hwgen_module_at(m, "loop.c", line); }

static hwgen_net named(hwgen_module *m, hwgen_net net, const char *name) {
  hwgen_net_name(m, net, name);
  return net;
}

static hwgen_net wire(hwgen_module *m, const char *type, const char *name) {
  hwgen_type parsed = {0};
  CHECK_OK(hwgen_type_parse(hwgen_module_context(m), type, &parsed, &error));
  return named(m, hwgen_wire(m, parsed), name);
}

/* ---- hierarchy --------------------------------------------------------------------------------------------------- */

/* Outer(levels) holds Outer(levels - 1), at 0 a gate: `y` depends on `x`, `q` on nothing in the cycle. */
static hwgen_status outer_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net x = hwgen_port_net(m, "x"), inner;
  int64_t levels = hwgen_module_integer(m, "levels");
  hwgen_circuit circuit;
  char text[16];
  (void)out_token;
  if (levels == 0) {
    hwgen_net r = hwgen_register(m, hwgen_bit(m), NULL);
    hwgen_drive(m, r, x);
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, x));
    hwgen_drive(m, hwgen_port_net(m, "q"), r);
    return HWGEN_OK;
  }
  snprintf(text, sizeof text, "%d", (int)levels - 1);
  CHECK_OK(request(hwgen_module_context(m), *(hwgen_generator *)user, text, &circuit, &error));
  inner = hwgen_instance(m, circuit, "inner");
  hwgen_instance_input(m, inner, "clk", hwgen_port_net(m, "clk"));
  hwgen_instance_input(m, inner, "x", x);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, inner, "y"));
  hwgen_drive(m, hwgen_port_net(m, "q"), hwgen_instance_output(m, inner, "q"));
  return HWGEN_OK;
}

static void through_hierarchy(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit child;
  const char *port;
  int k;
  CHECK_OK(declare(context, "Outer", "levels: int", "in clk: Clock; in x: Bit; out y, q: Bit", outer_body, &generator,
                   &generator, &error));
  CHECK_OK(request(context, generator, "3", &child, &error));
  for (k = 0; k < 3; k++) {
    hwgen_module *m = module(context, "in clk: Clock; in a: Bit; out o: Bit");
    hwgen_net back, first, second, gate;
    at(m, 10), back = wire(m, "Bit", "back");
    at(m, 11), first = hwgen_instance(m, child, "first");
    at(m, 12), second = hwgen_instance(m, child, "second");
    hwgen_instance_input(m, first, "clk", hwgen_port_net(m, "clk"));
    hwgen_instance_input(m, second, "clk", hwgen_port_net(m, "clk"));
    port = k == 1 ? "q" : "y"; /* once the way leads through a register three levels down */
    hwgen_instance_input(m, first, "x", back);
    at(m, 13), hwgen_instance_input(m, second, "x", hwgen_instance_output(m, first, port));
    at(m, 14), gate = named(m, hwgen_and(m, hwgen_instance_output(m, second, "y"), hwgen_port_net(m, "a")), "gate");
    at(m, 15), hwgen_drive(m, back, gate);
    hwgen_drive(m, hwgen_port_net(m, "o"), gate);
    if (k == 1)
      no_loop(context, m);
    else
      loops(context, m,
          "loop.c:14: error HW2006: a combinational loop in M: `back` → `y` of `first` → `y` of `second` → `gate` → `back`\n"
              "  loop.c:10: note: through `back`\n"
              "  declared.c:7: note: through `x` of `first`\n"
              "  declared.c:7: note: through `x` of `inner` of `first`\n"
              "  declared.c:7: note: through `x` of `inner` of `inner` of `first`\n"
              "  declared.c:7: note: through `x` of `inner` of `inner` of `inner` of `first`\n"
              "  declared.c:7: note: through not of `inner` of `inner` of `inner` of `first`\n"
              "  declared.c:7: note: through `y` of `inner` of `inner` of `inner` of `first`\n"
              "  declared.c:7: note: through `y` of `inner` of `inner` of `first`\n"
              "  declared.c:7: note: through `y` of `inner` of `first`\n"
              "  loop.c:13: note: through `y` of `first`\n"
              "  declared.c:7: note: through `x` of `second`\n"
              "  declared.c:7: note: through `x` of `inner` of `second`\n"
              "  declared.c:7: note: through `x` of `inner` of `inner` of `second`\n"
              "  declared.c:7: note: through `x` of `inner` of `inner` of `inner` of `second`\n"
              "  declared.c:7: note: through not of `inner` of `inner` of `inner` of `second`\n"
              "  declared.c:7: note: through `y` of `inner` of `inner` of `inner` of `second`\n"
              "  declared.c:7: note: through `y` of `inner` of `inner` of `second`\n"
              "  declared.c:7: note: through `y` of `inner` of `second`\n"
              "  loop.c:14: note: through `y` of `second`\n"
              "  loop.c:14: note: through `gate`\n"
              "  fix: break it with a register");
  }
  hwgen_context_destroy(context);
}

/* Two ways through one instance are not one: `a` to `y` and `b` to `z`. */
static hwgen_status two_ways(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, hwgen_port_net(m, "a")));
  hwgen_drive(m, hwgen_port_net(m, "z"), hwgen_not(m, hwgen_port_net(m, "b")));
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static void two_ways_through_an_instance(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit child;
  int k;
  CHECK_OK(declare(context, "Two", NULL, "in a, b: Bit; out y, z: Bit", two_ways, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &child, &error));
  for (k = 0; k < 2; k++) {
    hwgen_module *m = module(context, "in a: Bit; out o: Bit");
    hwgen_net pe;
    at(m, 20), pe = hwgen_instance(m, child, "pe");
    hwgen_instance_input(m, pe, "a", hwgen_port_net(m, "a"));
    at(m, 21), hwgen_instance_input(m, pe, "b", hwgen_instance_output(m, pe, k ? "z" : "y"));
    at(m, 22), hwgen_drive(m, hwgen_port_net(m, "o"), hwgen_instance_output(m, pe, "z"));
    if (k)
      loops(context, m, "loop.c:21: error HW2006: a combinational loop in M: `z` of `pe` → `z` of `pe`\n"
              "  declared.c:7: note: through `b` of `pe`\n"
              "  declared.c:7: note: through not of `pe`\n"
              "  loop.c:21: note: through `z` of `pe`\n"
              "  fix: break it with a register");
    else
      no_loop(context, m);
  }
  hwgen_context_destroy(context);
}

/* ---- memories ---------------------------------------------------------------------------------------------------- */

static void through_a_memory(void) {
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < 4; k++) {
    hwgen_module *m = module(context, "in clk: Clock; in a: UInt(4); out y: UInt(4)");
    hwgen_net table, back, read;
    at(m, 30), table = named(m, hwgen_memory(m, hwgen_uint(m, 4), 16, NULL), "table");
    at(m, 31), back = wire(m, "UInt(4)", "back");
    at(m, 32);
    read = k == 1 ? hwgen_memory_read_sync(m, table, back, NULL) : hwgen_memory_read(m, table, k == 2 ?
        hwgen_port_net(m, "a") : back);
    at(m, 33), hwgen_drive(m, back, hwgen_add(m, read, hwgen_port_net(m, "a")));
    /* What is written is read in the next cycle. */
    at(m, 34), hwgen_memory_write(m, table, back, k == 3 ? read : back, NULL);
    hwgen_drive(m, hwgen_port_net(m, "y"), back);
    if (k == 0 || k == 3)
      loops(context, m,
          "loop.c:31: error HW2006: a combinational loop in M: a read of `table` → add → `back` → a read of `table`\n"
              "  loop.c:32: note: through a read of `table`\n"
              "  loop.c:33: note: through add\n"
              "  loop.c:31: note: through `back`\n"
              "  fix: break it with a register");
    else
      no_loop(context, m);
  }
  hwgen_context_destroy(context);
}

/* ---- records and vectors ------------------------------------------------------------------------------------------ */

static void through_records(void) {
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < 4; k++) {
    static const char *const fields[] = {"a", "b"};
    hwgen_module *m = module(context, "in x: UInt(4); out y: UInt(4)");
    hwgen_net r, values[2];
    at(m, 40), r = wire(m, "{a: UInt(4), b: UInt(4)}", "r");
    at(m, 41), values[0] = hwgen_not(m, hwgen_field(m, r, "b"));
    at(m, 42), values[1] = k % 2 ? hwgen_port_net(m, "x") : hwgen_neg(m, hwgen_field(m, r, "a"));
    at(m, 43);
    if (k < 2) { /* field by field, or at once */
      hwgen_drive(m, hwgen_field(m, r, "a"), values[0]);
      hwgen_drive(m, hwgen_field(m, r, "b"), values[1]);
    } else {
      hwgen_drive(m, r, hwgen_record(m, hwgen_net_type(m, r), fields, values, 2));
    }
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_field(m, r, "a"));
    if (k % 2)
      no_loop(context, m);
    else
      loops(context, m, k ?
          "loop.c:43: error HW2006: a combinational loop in M: `r[7:4]` (field `a`) → negate → `r[3:0]` (field `b`) → not → `r[7:4]` (field `a`)\n"
              "  loop.c:42: note: through `r[7:4]` (field `a`)\n"
              "  loop.c:42: note: through negate\n"
              "  loop.c:41: note: through `r[3:0]` (field `b`)\n"
              "  loop.c:41: note: through not\n"
              "  fix: break it with a register; or, if no bit of `r` depends on itself, drive its bits apart"
            : "loop.c:41: error HW2006: a combinational loop in M: `r[7:4]` (field `a`) → negate → `r[3:0]` (field `b`) → not → `r[7:4]` (field `a`)\n"
              "  loop.c:42: note: through `r[7:4]` (field `a`)\n"
              "  loop.c:42: note: through negate\n"
              "  loop.c:41: note: through `r[3:0]` (field `b`)\n"
              "  loop.c:41: note: through not\n"
              "  fix: break it with a register; or, if no bit of `r` depends on itself, drive its bits apart");
  }
  hwgen_context_destroy(context);
}

static void bits_of_one_vector(void) {
  hwgen_context *context = hwgen_context_create();
  int k, i;
  for (k = 0; k < 6; k++) {
    hwgen_module *m = module(context, "in s: Bit; in x: Bits(8); out y: Bits(8)");
    hwgen_net w, s = hwgen_port_net(m, "s"), x = hwgen_port_net(m, "x"), parts[8];
    at(m, 50), w = wire(m, "Bits(8)", "w");
    /* Each bit is made of the one below; in the odd ones the lowest of the highest. */
    at(m, 51);
    for (i = 0; i < 8; i++)
      parts[7 - i] = hwgen_not(m, i ? hwgen_element(m, w, i - 1) : k % 2 ? hwgen_element(m, w, 7) : hwgen_element(m,
          x, 0));
    at(m, 52);
    if (k < 2) { /* bit by bit, at once, behind a mux */
      for (i = 0; i < 8; i++) hwgen_drive(m, hwgen_element(m, w, i), parts[7 - i]);
    } else {
      hwgen_net all = hwgen_concat(m, parts, 8);
      hwgen_drive(m, w, k < 4 ? all : hwgen_mux(m, s, all, x));
    }
    hwgen_drive(m, hwgen_port_net(m, "y"), w);
    if (k % 2) { /* the whole way around: bit, not, and the mux if there is one */
      const char *step = k < 4 ? "not" : "not → mux", *note = k < 4 ? "" : "  loop.c:52: note: through mux\n";
      char wanted[2000];
      size_t size = (size_t)snprintf(wanted, sizeof wanted, "loop.c:%d: error HW2006: a combinational loop in M: ",
          k < 2 ? 51 : 52);
      for (i = 7; i < 15; i++) size += (size_t)snprintf(wanted + size, sizeof wanted - size, "`w[%d]` → %s → ", i % 8,
          step);
      size += (size_t)snprintf(wanted + size, sizeof wanted - size, "`w[7]`\n");
      for (i = 7; i < 15; i++)
        size += (size_t)snprintf(wanted + size, sizeof wanted - size,
                                 "  loop.c:51: note: through `w[%d]`\n  loop.c:51: note: through not\n%s", i % 8, note);
      snprintf(wanted + size, sizeof wanted - size, "  fix: break it with a register");
      loops(context, m, wanted);
    } else {
      no_loop(context, m);
    }
  }
  hwgen_context_destroy(context);
}

/* A condition is a way too. */
static void through_a_condition(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(4); out y: UInt(4)");
  hwgen_net w;
  at(m, 60), w = wire(m, "UInt(4)", "w");
  hwgen_drive(m, w, hwgen_port_net(m, "x"));
  at(m, 61), hwgen_when(m, hwgen_element(m, w, 0));
  at(m, 62), hwgen_drive(m, w, hwgen_not(m, hwgen_port_net(m, "x")));
  hwgen_end(m);
  hwgen_drive(m, hwgen_port_net(m, "y"), w);
  loops(context, m, "loop.c:61: error HW2006: a combinational loop in M: `w[0]` → `w[0]`\n"
          "  loop.c:61: note: through `w[0]`\n"
          "  fix: break it with a register");
  hwgen_context_destroy(context);
}

static void a_loop_of_thousands(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "out y: Bit");
  hwgen_net w, v;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  int i;
  at(m, 70), v = w = wire(m, "Bit", "w");
  for (i = 0; i < 100000; i++) {
    char name[16];
    snprintf(name, sizeof name, "n%d", i);
    at(m, 100 + i), v = named(m, hwgen_not(m, v), name);
  }
  at(m, 71), hwgen_drive(m, w, v);
  hwgen_drive(m, hwgen_port_net(m, "y"), w);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_INT(hwgen_circuit_elaborate(context, circuit, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 2006);
  CHECK(strstr(hwgen_error_message(error, 0), "→ … →") != NULL);
  CHECK(strlen(hwgen_error_text(error)) < 5000);
  hwgen_error_destroy(error);
  goes_on(context);
  hwgen_context_destroy(context);
}

/* ---- switches ---------------------------------------------------------------------------------------------------- */

static void unreachable_cases(void) {
  static const char *const wanted[] = {
      "loop.c:83: error HW2052: `case 2` of a `switch` over `s`: UInt(2) stands there twice\n"
      "  loop.c:81: note: the other case\n"
      "  fix: remove one of them",
      "loop.c:84: error HW2052: `case 3` of a `switch` over `s`: UInt(2) stands there twice\n"
      "  loop.c:84: note: the other case\n"
      "  fix: remove one of them",
      "loop.c:86: error HW2052: the `default` of a `switch` over `s`: UInt(2), whose cases are all values\n"
      "  loop.c:80: note: it begins\n"
      "  fix: remove it",
      "loop.c:88: error HW2052: the `default` of a `switch` over `e`: Enum(State: idle, run), whose cases are all values\n"
      "  loop.c:80: note: it begins\n"
      "  fix: remove it",
      "loop.c:90: error HW2052: `case run` of a `switch` over `e`: Enum(State: idle, run) stands there twice\n"
      "  loop.c:89: note: the other case\n"
      "  fix: remove one of them",
      "loop.c:92: error HW2052: `case b` of a `match` of `u`: Union(U: a(Bit), b) stands there twice\n"
      "  loop.c:91: note: the other case\n"
      "  fix: remove one of them",
      "loop.c:94: error HW2051: a `case` behind a `default`\n"
      "  loop.c:93: note: the `default`\n"
      "  fix: put the `default` last",
  };
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < (int)(sizeof wanted / sizeof *wanted); k++) {
    hwgen_module *m = module(context,
        "in s: UInt(2); in b: Bit; in e: Enum(State: idle, run); in u: Union(U: a(Bit), b); out y: Bit");
    hwgen_net s = hwgen_port_net(m, "s"), b = hwgen_port_net(m, "b"), e = hwgen_port_net(m, "e"),
        y = hwgen_port_net(m, "y");
    hwgen_net keys[4], states[2], zero, one;
    hwgen_circuit refused = {77};
    hwgen_error *error = NULL;
    int i;
    for (i = 0; i < 4; i++) keys[i] = hwgen_literal_int(m, hwgen_net_type(m, s), i);
    states[0] = hwgen_literal(m, hwgen_net_type(m, e), "idle"), states[1] = hwgen_literal(m, hwgen_net_type(m, e),
        "run");
    zero = hwgen_literal_int(m, hwgen_bit(m), 0), one = hwgen_literal_int(m, hwgen_bit(m), 1);
    hwgen_drive(m, y, b);
    at(m, 80);
    switch (k) {
      case 0: /* a case twice, one apart */
        hwgen_switch(m, s);
        at(m, 81), hwgen_case(m, &keys[2], 1), hwgen_end(m);
        at(m, 82), hwgen_case(m, &keys[1], 1), hwgen_end(m);
        at(m, 83), hwgen_case(m, &keys[2], 1), hwgen_drive(m, y, one), hwgen_end(m);
        break;
      case 1: /* twice in one case */
        hwgen_switch(m, s);
        keys[1] = keys[3];
        at(m, 84), hwgen_case(m, keys, 4), hwgen_end(m);
        break;
      case 2: /* a default after all values */
        hwgen_switch(m, s);
        at(m, 85), hwgen_case(m, keys, 4), hwgen_end(m);
        at(m, 86), hwgen_default(m), hwgen_drive(m, y, zero), hwgen_end(m);
        break;
      case 3:
        hwgen_switch(m, e);
        at(m, 87), hwgen_case(m, states, 2), hwgen_end(m);
        at(m, 88), hwgen_default(m), hwgen_end(m);
        break;
      case 4:
        hwgen_switch(m, e);
        at(m, 89), hwgen_case(m, &states[1], 1), hwgen_end(m);
        at(m, 90), hwgen_case(m, &states[1], 1), hwgen_end(m);
        break;
      case 5:
        hwgen_match(m, hwgen_port_net(m, "u"));
        at(m, 91), hwgen_match_case(m, "b"), hwgen_end(m);
        at(m, 92), hwgen_match_case(m, "a b"), hwgen_end(m);
        break;
      default: /* a case behind the default */
        hwgen_switch(m, s);
        at(m, 93), hwgen_default(m), hwgen_end(m);
        at(m, 94), hwgen_case(m, keys, 1), hwgen_end(m);
    }
    at(m, 95), hwgen_end(m);
    CHECK_INT(hwgen_module_finish(m, &refused, &error), HWGEN_FAILED);
    CHECK_INT(refused.bits, 77);
    CHECK_INT(hwgen_error_count(error), 1);
    CHECK_INT(hwgen_error_code(error, 0), k == 6 ? 2051 : 2052);
    CHECK_TEXT(hwgen_error_text(error), wanted[k]);
    hwgen_error_destroy(error);
    goes_on(context);
  }
  hwgen_context_destroy(context);
}

/* ---- types and memories ------------------------------------------------------------------------------------------ */

static void overlapping_codes(void) {
  static const struct { const char *text; int code; const char *message; } bad[] = {
      {"Enum(S: a = 1, b = 1)", 1032, "members `a` and `b` of enumeration `S` have one code, 1"},
      {"Enum(S: a, b = 0)", 1032, "members `a` and `b` of enumeration `S` have one code, 0"},
      {"Enum(a = 3, b, c = 4)", 1032, "members `b` and `c` of the enumeration have one code, 4"},
      {"Enum(S, 2: a = 0, b = 4)", 1033, "code 4 of `b` needs 3 bits, and enumeration `S` has 2"},
      {"Enum(S: a, b, a)", 1031, "enumeration `S` has two members `a`"},
      {"Enum(S: a = -1)", 1033, "code -1 of `a` of enumeration `S` is negative"},
      {"Union(U: a(Bit), a(UInt(2)))", 1031, "enumeration `U` has two members `a`"},
      {"Enum(S: )", 1030, "enumeration `S` has no members"},
  };
  hwgen_context *context = hwgen_context_create();
  size_t i;
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    hwgen_type type = {77};
    hwgen_generator generator = {77};
    hwgen_module *m = NULL;
    char *interface = joined("in x: ", bad[i].text, ""), *first = joined("column 1: ", bad[i].message, "");
    char *seventh = joined("column 7: ", bad[i].message, "");
    CHECK_TELLS(hwgen_type_parse(context, bad[i].text, &type, &error), bad[i].code, ":0", first);
    CHECK_TELLS(declare(context, "G", NULL, interface, NULL, NULL, &generator, &error), bad[i].code, "declared.c:7",
                seventh);
    CHECK_TELLS(hwgen_module_create(context, "M", interface, "module.c", 3, &m, &error), bad[i].code, "module.c:3",
                seventh);
    CHECK_INT(type.bits, 77);
    CHECK_INT(generator.bits, 77);
    CHECK(m == NULL);
    m = module(context, "in clk: Clock; out y: Bit");
    at(m, 96);
    if (bad[i].text[0] == 'E') {
      CHECK(is_poisoned(m, hwgen_fsm(m, bad[i].text, NULL)));
      CHECK_REFUSED_TELLS(m, bad[i].code, "loop.c:96", first);
    }
    free(interface), free(first), free(seventh);
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

static void incomplete_records(void) {
  static const char *const names[] = {"x", "y", "z"}, *const twice[] = {"x", "y", "x"}, *const strange[] = {"x", "y",
      "w"};
  hwgen_context *context = hwgen_context_create();
  hwgen_type point;
  int k;
  CHECK_OK(hwgen_type_parse(context, "{x: UInt(8), y: UInt(8), z: UInt(8)}", &point, &error));
  CHECK_TELLS(hwgen_type_pack(context, point, "{x: 1, z: 2}", ignore, NULL, &error), 1036, ":0",
      "column 12: field `y` of {x: UInt(8), y: UInt(8), z: UInt(8)} without a value");
  CHECK_TELLS(hwgen_type_pack(context, point, "{x: 1, y: 1, z: 2, x: 3}", ignore, NULL, &error), 1035, ":0",
      "column 20: field `x` has two values");
  CHECK_TELLS(hwgen_type_pack(context, point, "{x: 1, y: 1, z: 2, w: 3}", ignore, NULL, &error), 1035, ":0",
      "column 20: {x: UInt(8), y: UInt(8), z: UInt(8)} has no field `w`");
  for (k = 0; k < 6; k++) {
    hwgen_module *m = module(context, "in x: UInt(8); out p: {x: UInt(8), y: UInt(8), z: UInt(8)}; out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), values[3], r = {0}, w;
    values[0] = values[1] = values[2] = x;
    hwgen_drive(m, hwgen_port_net(m, "p_x"), x), hwgen_drive(m, hwgen_port_net(m, "p_y"), x);
    if (k != 4) hwgen_drive(m, hwgen_port_net(m, "p_z"), x);
    at(m, 97);
    switch (k) {
      case 0: r = hwgen_record(m, point, names, values, 2); break;
      case 1: r = hwgen_record(m, point, names, values, 0); break;
      case 2: r = hwgen_record(m, point, twice, values, 3); break;
      case 3: r = hwgen_record(m, point, strange, values, 3); break;
      case 4: break;
      default: /* a wire of which a field has no value */
        w = wire(m, "{x: UInt(8), y: UInt(8), z: UInt(8)}", "w");
        hwgen_drive(m, hwgen_field(m, w, "x"), x), hwgen_drive(m, hwgen_field(m, w, "z"), x);
        hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_field(m, w, "y"));
    }
    if (k < 4) CHECK(is_poisoned(m, r));
    if (k != 5) hwgen_drive(m, hwgen_port_net(m, "y"), k < 4 ? hwgen_field(m, r, "z") : x);
    switch (k) {
      case 0: CHECK_REFUSED_TELLS(m, 1036, "loop.c:97",
          "field `z` of {x: UInt(8), y: UInt(8), z: UInt(8)} without a value"); break;
      case 1: CHECK_REFUSED_TELLS(m, 1036, "loop.c:97",
          "fields `x`, `y`, `z` of {x: UInt(8), y: UInt(8), z: UInt(8)} without a value"); break;
      case 2: CHECK_REFUSED_TELLS(m, 2024, "loop.c:97", "field `x` has two values"); break;
      case 3: CHECK_REFUSED_TELLS(m, 2024, "loop.c:97", "{x: UInt(8), y: UInt(8), z: UInt(8)} has no field `w`"); break;
      case 4: CHECK_REFUSED_TELLS(m, 2001, "module.c:1", "output `p_z` has no driver in M"); break;
      default: CHECK_REFUSED_TELLS(m, 2001, "loop.c:97",
          "bits 15 down to 8 of wire `w`, in field `y` have no driver in M");
    }
    goes_on(context);
  }
  hwgen_context_destroy(context);
}

static void a_memory_of_2_to_the_40_words(void) {
  static const struct { uint64_t depth; int code; const char *message; } bad[] = {
      {(uint64_t)1 << 40, 2041,
       "a memory of 1099511627776 words of Bit has 1099511627776 bits, and the budget of memory bits is 4294967296"},
      {(uint64_t)1 << 31, 2040, "a memory of 2147483648 words; it has at most 2147483647"},
      {(uint64_t)INT64_MAX - 1, 2041,
       "a memory of 9223372036854775806 words of Bit has 9223372036854775806 bits, and the budget of memory bits is 4294967296"},
      {UINT64_MAX, 2041,
       "a memory of 18446744073709551615 words of Bit has more than 9223372036854775807 bits, and the budget of memory bits is 4294967296"},
      {0, 2040, "a memory of 0 words; it has at least 1"},
  };
  hwgen_context *context = hwgen_context_create();
  size_t i;
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    hwgen_module *m = module(context, "in clk: Clock; in a: UInt(40); out y: Bit");
    hwgen_net memory;
    at(m, 98), memory = hwgen_memory(m, hwgen_bit(m), bad[i].depth, NULL);
    CHECK(is_poisoned(m, memory));
    hwgen_memory_write(m, memory, hwgen_port_net(m, "a"), hwgen_port_net(m, "y"), NULL);
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_memory_read(m, memory, hwgen_port_net(m, "a")));
    CHECK_REFUSED_TELLS(m, bad[i].code, "loop.c:98", bad[i].message);
    goes_on(context);
  }
  /* No budget makes it one that can be had. */
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_MEMORY_BITS, UINT64_MAX, &error));
  {
    hwgen_module *m = module(context, "in a: UInt(40)");
    at(m, 99), hwgen_memory(m, hwgen_bit(m), (uint64_t)1 << 40, NULL);
    CHECK_REFUSED_TELLS(m, 2040, "loop.c:99", "a memory of 1099511627776 words; it has at most 2147483647");
  }
  goes_on(context);
  hwgen_context_destroy(context);
}

TESTS({"loops through hierarchy", through_hierarchy}, {"two ways through an instance", two_ways_through_an_instance},
      {"loops through a memory", through_a_memory}, {"loops through records", through_records},
      {"bits of one vector", bits_of_one_vector}, {"a loop through a condition", through_a_condition},
      {"a loop of a hundred thousand", a_loop_of_thousands}, {"cases that can never be", unreachable_cases},
      {"codes that overlap", overlapping_codes}, {"incomplete records", incomplete_records},
      {"a memory of 2^40 words", a_memory_of_2_to_the_40_words})
