/* Small handles: zero, foreign, stale and poisoned ones of every kind. */
#include "check.h"

struct fixture {
  hwgen_context *context;
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_type type;
};

static struct fixture fixture(void) {
  struct fixture f;
  f.context = hwgen_context_create();
  CHECK_OK(declare(f.context, "G", "n: int = 8", "in x: UInt(n); out y: UInt(n)", wire_body, NULL, &f.generator,
                   &error));
  CHECK_OK(request(f.context, f.generator, "", &f.circuit, &error));
  CHECK_OK(hwgen_type_parse(f.context, "UInt(8)", &f.type, &error));
  return f;
}

/* Every call that takes a handle and has a status refuses these three with `code`. */
static void all_refuse(hwgen_context *context, hwgen_generator generator, hwgen_circuit circuit, hwgen_type type,
                       int code) {
  hwgen_circuit out_circuit = {77};
  hwgen_type out_type = {77};
  int64_t value = 77;
  size_t count = 77;
  struct text text = {NULL, 0};
  CHECK_FAILS(request(context, generator, "8", &out_circuit, &error), code);
  CHECK_INT(out_circuit.bits, 77);
  CHECK_FAILS(hwgen_generator_text(context, generator, HWGEN_TEXT_NAME, gather, &text, &error), code);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, gather, &text, &error), code);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, gather, &text, &error), code);
  CHECK_FAILS(hwgen_circuit_value(context, circuit, "n", gather, &text, &error), code);
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "n", &value, &error), code);
  CHECK_INT(value, 77);
  CHECK_FAILS(hwgen_circuit_ports(context, circuit, NULL, 0, &count, &error), code);
  CHECK_FAILS(hwgen_circuit_port(context, circuit, "x", NULL, 0, &count, &error), code);
  CHECK_INT(count, 77);
  CHECK_FAILS(hwgen_circuit_elaborate(context, circuit, &error), code);
  CHECK_FAILS(hwgen_circuit_verilog(context, circuit, NULL, gather, &text, &error), code);
  CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, NULL, "refused.v", &error), code);
  CHECK_FAILS(hwgen_type_text(context, type, gather, &text, &error), code);
  CHECK_INT(hwgen_type_width(context, type), -1);
  CHECK_FAILS(hwgen_operation_type(context, HWGEN_OP_NOT, &type, 1, NULL, 0, &out_type, &error), code);
  CHECK_INT(out_type.bits, 77);
  CHECK(text.data == NULL);
}

/* And the context goes on. */
static void still_works(struct fixture f) {
  CHECK_OK(print(f.context, f.circuit, &error));
  CHECK_INT(hwgen_type_width(f.context, f.type), 8);
}

static void zeroed(void) {
  struct fixture f = fixture();
  hwgen_generator generator = {0};
  hwgen_circuit circuit = {0};
  hwgen_type type = {0};
  all_refuse(f.context, generator, circuit, type, 9001);
  still_works(f);
  hwgen_context_destroy(f.context);
}

static void foreign(void) {
  struct fixture f = fixture(), other = fixture();
  all_refuse(f.context, other.generator, other.circuit, other.type, 9003);
  still_works(f);
  hwgen_context_destroy(other.context);
  all_refuse(f.context, other.generator, other.circuit, other.type, 9003);
  still_works(f);
  hwgen_context_destroy(f.context);
}

static void of_an_ended_context(void) {
  int i;
  for (i = 0; i < 200; i++) { /* some of them get the place in memory of the one before */
    struct fixture old = fixture(), f;
    hwgen_context_destroy(old.context);
    f = fixture();
    all_refuse(f.context, old.generator, old.circuit, old.type, 9003);
    hwgen_context_destroy(f.context);
  }
}

static void stale(void) {
  struct fixture f = fixture();
  hwgen_generator generator = f.generator;
  hwgen_circuit circuit = f.circuit;
  hwgen_type type = f.type;
  generator.bits += 1;
  circuit.bits += 1;
  type.bits += 1000000;
  all_refuse(f.context, generator, circuit, type, 9002);
  generator.bits |= 0xffffffffu;
  circuit.bits |= 0xffffffffu;
  type.bits |= 0xffffffffu;
  all_refuse(f.context, generator, circuit, type, 9002);
  still_works(f);
  hwgen_context_destroy(f.context);
}

/* Every operation on a module with one bad net (or a good one, where a bad one cannot be) records this and is poisoned. */
static void each_operation_refuses(hwgen_net given, int code) {
  enum { OPERATIONS = 37 };
  int k;
  for (k = 0; k < OPERATIONS; k++) {
    struct fixture f = fixture();
    hwgen_module *m = module(f.context, "in clk: Clock; in x: UInt(8); out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), y = hwgen_port_net(m, "y"), pe = hwgen_instance(m, f.circuit, "i"), r = x;
    hwgen_net bad = given, parts[2];
    hwgen_register_options options = {.size = sizeof options};
    hwgen_net null = {0};
    parts[0] = x;
    hwgen_drive(m, y, x);
    hwgen_instance_input(m, pe, "x", x);
    if (given.bits == 1) bad = hwgen_port_net(m, "absent"); /* poisoned, and recorded */
    parts[1] = bad;
    switch (k) {
      case 0: r = hwgen_and(m, bad, x); break;
      case 1: r = hwgen_and(m, x, bad); break;
      case 2: r = hwgen_or(m, x, bad); break;
      case 3: r = hwgen_xor(m, bad, x); break;
      case 4: r = hwgen_add(m, bad, x); break;
      case 5: r = hwgen_sub(m, x, bad); break;
      case 6: r = hwgen_mul(m, bad, x); break;
      case 7: r = hwgen_eq(m, x, bad); break;
      case 8: r = hwgen_ne(m, bad, x); break;
      case 9: r = hwgen_lt(m, x, bad); break;
      case 10: r = hwgen_le(m, bad, x); break;
      case 11: r = hwgen_shl(m, x, bad); break;
      case 12: r = hwgen_shr(m, bad, x); break;
      case 13: r = hwgen_not(m, bad); break;
      case 14: r = hwgen_neg(m, bad); break;
      case 15: r = hwgen_reduce_and(m, bad); break;
      case 16: r = hwgen_reduce_or(m, bad); break;
      case 17: r = hwgen_reduce_xor(m, bad); break;
      case 18: r = hwgen_mux(m, bad, x, x); break;
      case 19: r = hwgen_mux(m, hwgen_element(m, x, 0), bad, x); break;
      case 20: r = hwgen_mux(m, hwgen_element(m, x, 0), x, bad); break;
      case 21: r = hwgen_slice(m, bad, 0, 1); break;
      case 22: r = hwgen_element(m, bad, 0); break;
      case 23: r = hwgen_field(m, bad, "f"); break;
      case 24: r = hwgen_concat(m, parts, 2); break;
      case 25: r = hwgen_zext(m, bad, 9); break;
      case 26: r = hwgen_sext(m, bad, 9); break;
      case 27: r = hwgen_trunc(m, bad, 1); break;
      case 28: r = hwgen_cast(m, bad, f.type); break;
      case 29: hwgen_drive(m, bad, x); r = null; break;
      case 30: hwgen_drive(m, y, bad); r = null; break;
      case 31: hwgen_net_name(m, bad, "name"); r = null; break;
      case 32: CHECK_INT(hwgen_net_type(m, bad).bits, 0); r = null; break;
      case 33: hwgen_instance_input(m, bad, "x", x); r = null; break;
      case 34: hwgen_instance_input(m, pe, "x", bad); r = null; break;
      case 35: r = hwgen_instance_output(m, bad, "y"); break;
      default:
        options.clock = bad;
        if (bad.bits == 0) options.clock = hwgen_port_net(m, "absent");
        r = hwgen_register(m, f.type, &options);
    }
    /* A poisoned result can be used further without a word. */
    if (r.bits) hwgen_drive(m, y, hwgen_add(m, hwgen_zext(m, r, 8), x));
    {
      hwgen_circuit refused = {77};
      hwgen_error *error = NULL;
      CHECK_INT(hwgen_module_finish(m, &refused, &error), HWGEN_FAILED);
      if (k == OPERATIONS - 1 && bad.bits == 0) code = 2008;
      if (hwgen_error_code(error, 0) != code || hwgen_error_count(error) != 1) {
        failures++;
        fprintf(stderr, "operation %d: %s\n", k, hwgen_error_text(error));
      }
      hwgen_error_destroy(error);
    }
    still_works(f);
    hwgen_context_destroy(f.context);
  }
}

static void zeroed_nets(void) {
  hwgen_net net = {0};
  each_operation_refuses(net, 9001);
}

static void nets_of_another_module(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8)");
  each_operation_refuses(hwgen_port_net(m, "x"), 2010);
  hwgen_context_destroy(context);
}

static void poisoned_nets(void) {
  hwgen_net net = {1};
  each_operation_refuses(net, 2008);
}

static void stale_nets(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_net x = hwgen_port_net(m, "x");
  x.bits += 50;
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, x));
  CHECK_REFUSED(m, 9002);
  hwgen_context_destroy(context);
}

static void an_instance_is_no_value(void) {
  struct fixture f = fixture();
  hwgen_module *m = module(f.context, "in x: UInt(8); out y: UInt(8)");
  hwgen_net pe = hwgen_instance(m, f.circuit, "i");
  hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
  hwgen_drive(m, hwgen_port_net(m, "y"), pe);
  CHECK_REFUSED(m, 2024);
  hwgen_context_destroy(f.context);
}

static void bad_types_and_circuits_in_a_module(void) {
  struct fixture f = fixture(), other = fixture();
  hwgen_type zero = {0}, stale_type = f.type;
  hwgen_circuit no_circuit = {0};
  int k;
  stale_type.bits |= 0xfffffffu;
  for (k = 0; k < 11; k++) {
    static const int codes[] = {9001, 9003, 9002, 9001, 9003, 9002, 9001, 9003, 9001, 9003, 9002};
    hwgen_module *m = module(f.context, "in clk: Clock; in x: UInt(8); out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), r;
    switch (k) {
      case 0: r = hwgen_wire(m, zero); break;
      case 1: r = hwgen_wire(m, other.type); break;
      case 2: r = hwgen_wire(m, stale_type); break;
      case 3: r = hwgen_register(m, zero, NULL); break;
      case 4: r = hwgen_literal_int(m, other.type, 1); break;
      case 5: r = hwgen_literal(m, stale_type, "1"); break;
      case 6: r = hwgen_instance(m, no_circuit, "i"); break;
      case 7: r = hwgen_instance(m, other.circuit, "i"); break;
      case 8: r = hwgen_cast(m, x, zero); break;
      case 9: r = hwgen_cast(m, x, other.type); break;
      default: r = hwgen_cast(m, x, stale_type);
    }
    hwgen_drive(m, r, x);
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, r));
    CHECK_REFUSED(m, codes[k]);
  }
  still_works(f);
  hwgen_context_destroy(f.context);
  hwgen_context_destroy(other.context);
}

static void a_poisoned_type_is_silent(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_type poisoned = hwgen_uint(m, 0);
  hwgen_net wire = hwgen_wire(m, poisoned);
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_cast(m, wire, poisoned));
  CHECK_INT(hwgen_module_finish(m, &circuit, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_count(error), 1);
  CHECK_INT(hwgen_error_code(error, 0), 1019);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

TESTS({"zeroed handles", zeroed}, {"handles of another context", foreign},
      {"handles of an ended context", of_an_ended_context}, {"stale handles", stale}, {"zeroed nets", zeroed_nets},
      {"nets of another module", nets_of_another_module}, {"poisoned nets", poisoned_nets}, {"stale nets", stale_nets},
      {"an instance is no value", an_instance_is_no_value},
      {"bad types and circuits in a module", bad_types_and_circuits_in_a_module},
      {"a poisoned type is silent", a_poisoned_type_is_silent})
