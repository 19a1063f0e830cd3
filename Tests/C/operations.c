/* Operations: the types they give, what they refuse, and introspection texts. */
#include "check.h"

/* The type of a net as text. */
#define CHECK_TYPE(net, wanted) \
  CHECK_WRITES(hwgen_type_text(context, hwgen_net_type(m, (net)), gather, &text, &error), (wanted))

static void types_of_results(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context,
                           "in u, v: UInt(8); in s: SInt(8); in b: Bits(8); in c: Bit; in r: Array(4, Bits(2));"
                           "in t: UInt(3)");
  hwgen_net u = hwgen_port_net(m, "u"), v = hwgen_port_net(m, "v"), s = hwgen_port_net(m, "s"),
            b = hwgen_port_net(m, "b"), c = hwgen_port_net(m, "c"), r = hwgen_port_net(m, "r"),
            t = hwgen_port_net(m, "t"), parts[3];
  hwgen_type record;
  CHECK_OK(hwgen_type_parse(context, "{lo: UInt(3), hi: SInt(5)}", &record, &error));
  parts[0] = c;
  parts[1] = t;
  parts[2] = b;
  CHECK_TYPE(hwgen_and(m, b, b), "Bits(8)");
  CHECK_TYPE(hwgen_or(m, u, v), "UInt(8)");
  CHECK_TYPE(hwgen_xor(m, c, c), "Bit");
  CHECK_TYPE(hwgen_add(m, s, s), "SInt(8)");
  CHECK_TYPE(hwgen_sub(m, u, v), "UInt(8)");
  CHECK_TYPE(hwgen_mul(m, u, t), "UInt(11)");
  CHECK_TYPE(hwgen_mul(m, s, s), "SInt(16)");
  CHECK_TYPE(hwgen_eq(m, r, r), "Bit");
  CHECK_TYPE(hwgen_ne(m, b, b), "Bit");
  CHECK_TYPE(hwgen_lt(m, s, s), "Bit");
  CHECK_TYPE(hwgen_le(m, u, v), "Bit");
  CHECK_TYPE(hwgen_shl(m, s, t), "SInt(8)");
  CHECK_TYPE(hwgen_shr(m, b, c), "Bits(8)");
  CHECK_TYPE(hwgen_not(m, c), "Bit");
  CHECK_TYPE(hwgen_neg(m, s), "SInt(8)");
  CHECK_TYPE(hwgen_reduce_and(m, u), "Bit");
  CHECK_TYPE(hwgen_reduce_or(m, s), "Bit");
  CHECK_TYPE(hwgen_reduce_xor(m, b), "Bit");
  CHECK_TYPE(hwgen_mux(m, c, r, r), "Array(4, Bits(2))");
  CHECK_TYPE(hwgen_slice(m, s, 2, 3), "UInt(3)");
  CHECK_TYPE(hwgen_slice(m, b, 0, 8), "Bits(8)");
  CHECK_TYPE(hwgen_element(m, u, 7), "Bit");
  CHECK_TYPE(hwgen_element(m, r, 3), "Bits(2)");
  CHECK_TYPE(hwgen_cast(m, b, record), "{lo: UInt(3), hi: SInt(5)}");
  CHECK_TYPE(hwgen_field(m, hwgen_cast(m, b, record), "hi"), "SInt(5)");
  CHECK_TYPE(hwgen_concat(m, parts, 3), "Bits(12)");
  CHECK_TYPE(hwgen_zext(m, c, 8), "UInt(8)");
  CHECK_TYPE(hwgen_zext(m, u, 8), "UInt(8)");
  CHECK_TYPE(hwgen_sext(m, s, 20), "SInt(20)");
  CHECK_TYPE(hwgen_trunc(m, s, 3), "SInt(3)");
  CHECK_TYPE(hwgen_literal(m, hwgen_sint(m, 8), "-128"), "SInt(8)");
  CHECK_TYPE(hwgen_wire(m, record), "{lo: UInt(3), hi: SInt(5)}");
  hwgen_context_destroy(context);
}

static void what_is_refused(void) {
  hwgen_context *context = hwgen_context_create();
  static const int codes[] = {2004, 2003, 2024, 2004, 2024, 2024, 2004, 2012, 2012, 2012, 2012, 2012,
                              2012, 2024, 2024, 2003, 2003, 2012, 2003, 2011, 2011, 2011, 2011, 2011,
                              2011, 2011, 1019, 1019, 1019, 1019, 2013, 2004, 2024, 2004, 2004};
  int k;
  for (k = 0; k < 35; k++) {
    hwgen_module *m = module(context, "in u: UInt(8); in w: UInt(9); in s: SInt(8); in b: Bits(8); in c: Bit;"
                                      "in r: Array(4, Bits(2)); in rst: Reset; out y: Bit");
    hwgen_net u = hwgen_port_net(m, "u"), w = hwgen_port_net(m, "w"), s = hwgen_port_net(m, "s"),
              b = hwgen_port_net(m, "b"), c = hwgen_port_net(m, "c"), r = hwgen_port_net(m, "r");
    hwgen_register_options options = {.size = sizeof options};
    hwgen_type u8 = hwgen_uint(m, 8);
    hwgen_drive(m, hwgen_port_net(m, "y"), c);
    switch (k) {
      case 0: hwgen_add(m, u, s); break;
      case 1: hwgen_add(m, u, w); break;
      case 2: hwgen_add(m, b, b); break;
      case 3: hwgen_mul(m, u, s); break;
      case 4: hwgen_shl(m, u, s); break;
      case 5: hwgen_neg(m, b); break;
      case 6: hwgen_mux(m, u, u, u); break;
      case 7: hwgen_slice(m, u, 8, 1); break;
      case 8: hwgen_slice(m, u, -1, 1); break;
      case 9: hwgen_slice(m, u, 0, 0); break;
      case 10: hwgen_slice(m, u, INT32_MAX, INT32_MAX); break;
      case 11: hwgen_element(m, r, 4); break;
      case 12: hwgen_field(m, r, "f"); break;
      case 13: hwgen_zext(m, r, 20); break;
      case 14: hwgen_concat(m, &u, 0); break;
      case 15: hwgen_zext(m, u, 7); break;
      case 16: hwgen_zext(m, u, -1); break;
      case 17: hwgen_trunc(m, u, 0); break;
      case 18: hwgen_cast(m, u, hwgen_uint(m, 9)); break;
      case 19: hwgen_literal_int(m, u8, 256); break;
      case 20: hwgen_literal_int(m, u8, -1); break;
      case 21: hwgen_literal_int(m, hwgen_sint(m, 8), 128); break;
      case 22: hwgen_literal(m, u8, ""); break;
      case 23: hwgen_literal(m, u8, "12a"); break;
      case 24: hwgen_literal(m, u8, "0x100"); break;
      case 25: hwgen_literal(m, u8, "--1"); break;
      case 26: hwgen_uint(m, 0); break;
      case 27: hwgen_sint(m, -5); break;
      case 28: hwgen_bits(m, INT32_MIN); break;
      case 29: hwgen_bits(m, INT32_MAX); break;
      case 30: hwgen_register(m, u8, NULL); break;
      case 31:
        options.clock = c;
        options.reset = hwgen_port_net(m, "rst");
        hwgen_register(m, u8, &options);
        break;
      case 32: hwgen_reduce_or(m, r); break;
      case 33: hwgen_eq(m, u, s); break;
      default: hwgen_and(m, c, hwgen_port_net(m, "rst"));
    }
    {
      hwgen_circuit refused = {77};
      hwgen_error *error = NULL;
      CHECK_INT(hwgen_module_finish(m, &refused, &error), HWGEN_FAILED);
      if (hwgen_error_code(error, 0) != codes[k] || hwgen_error_count(error) != 1) {
        failures++;
        fprintf(stderr, "operation %d, not HW%d: %s\n", k, codes[k], hwgen_error_text(error));
      }
      hwgen_error_destroy(error);
    }
  }
  hwgen_context_destroy(context);
}

static void type_of_an_operation(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_type u8, s8, bit, out = {77}, operands[3];
  hwgen_error *error = NULL;
  static const int32_t alone[] = {HWGEN_OP_ZEXT, HWGEN_OP_SEXT,    HWGEN_OP_CAST,  HWGEN_OP_LITERAL, HWGEN_OP_WIRE,
                                  HWGEN_OP_DRIVE, HWGEN_OP_EXTRACT, HWGEN_OP_INPUT, HWGEN_OP_OUTPUT,  HWGEN_OP_NAME,
                                  HWGEN_OP_REGISTER, HWGEN_OP_INSTANCE, 0, -1, 15, 28, 47, 99, INT32_MAX, INT32_MIN};
  size_t i;
  CHECK_INT(hwgen_type_parse(context, "UInt(8)", &u8, NULL), HWGEN_OK);
  CHECK_INT(hwgen_type_parse(context, "SInt(8)", &s8, NULL), HWGEN_OK);
  CHECK_INT(hwgen_type_parse(context, "Bit", &bit, NULL), HWGEN_OK);
  operands[0] = u8, operands[1] = u8, operands[2] = u8;
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_MUL, operands, 2, NULL, 0, &out, NULL), HWGEN_OK);
  CHECK_INT(hwgen_type_width(context, out), 16);
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_LT, operands, 2, NULL, 0, &out, NULL), HWGEN_OK);
  CHECK_INT(out.bits, bit.bits);
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_NEG, operands, 1, NULL, 0, &out, NULL), HWGEN_OK);
  CHECK_INT(out.bits, u8.bits);
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_CONCAT, operands, 3, NULL, 0, &out, NULL), HWGEN_OK);
  CHECK_INT(hwgen_type_width(context, out), 24);
  operands[0] = bit;
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_MUX, operands, 3, NULL, 0, &out, NULL), HWGEN_OK);
  CHECK_INT(out.bits, u8.bits);
  operands[0] = u8, operands[1] = s8;
  out.bits = 77;
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_ADD, operands, 2, "early.c", 12, &out, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 2004);
  CHECK_TEXT(hwgen_error_file(error, 0), "early.c");
  CHECK_INT(hwgen_error_line(error, 0), 12);
  hwgen_error_destroy(error);
  for (i = 0; i < sizeof alone / sizeof *alone; i++) {
    size_t count;
    for (count = 0; count <= 3; count++) {
      error = NULL;
      CHECK_INT(hwgen_operation_type(context, alone[i], operands, count, NULL, 0, &out, &error), HWGEN_FAILED);
      CHECK_INT(hwgen_error_code(error, 0), 9004);
      hwgen_error_destroy(error);
    }
  }
  error = NULL;
  CHECK_INT(hwgen_operation_type(context, HWGEN_OP_ADD, operands, 3, NULL, 0, &out, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 9004);
  hwgen_error_destroy(error);
  CHECK_INT(out.bits, 77);
  hwgen_context_destroy(context);
}

static hwgen_status counter_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_type word = hwgen_uint(m, (int32_t)hwgen_module_integer(m, "bits"));
  hwgen_net count = hwgen_register(m, word, NULL);
  hwgen_net_name(m, count, "count");
  hwgen_drive(m, count, hwgen_add(m, count, hwgen_literal_int(m, word, 1)));
  hwgen_drive(m, hwgen_port_net(m, "y"), count);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static void introspection(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = "Counter",
      .parameters = "bits:int>=1=8 \"word \\\"width\\\"\",fast:bool=false, derived top = 2*bits\"twice\"",
      .interface = "in clk:Clock;in en:Bit if fast;out y:UInt(bits)",
      .members = "latency: int = 1 \"in cycles\"; area: int = bits + bits",
      .doc = "counts",
      .body = counter_body,
  };
  hwgen_generator generator;
  hwgen_circuit circuit;
  int64_t value = 0;
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_NAME, gather, &text, &error), "Counter");
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_PARAMETERS, gather, &text, &error),
               "bits: int >= 1 = 8 \"word \\\"width\\\"\", fast: bool = false, derived top = 2*bits \"twice\"");
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_INTERFACE, gather, &text, &error),
               "in clk: Clock; in en: Bit if fast; out y: UInt(bits)");
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_MEMBERS, gather, &text, &error),
               "latency: int = 1 \"in cycles\"; area: int = 2*bits");
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_DOC, gather, &text, &error), "counts");
  CHECK_OK(request(context, generator, "fast = true", &circuit, &error));
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, gather, &text, &error), "Counter_8_true");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_PARAMETERS, gather, &text, &error),
               "bits = 8, fast = true");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_INTERFACE, gather, &text, &error),
               "in clk: Clock; in en: Bit; out y: UInt(8)");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_MEMBERS, gather, &text, &error),
               "latency: int = 1; area: int = 16");
  CHECK_WRITES(hwgen_circuit_value(context, circuit, "top", gather, &text, &error), "16");
  CHECK_WRITES(hwgen_circuit_value(context, circuit, "fast", gather, &text, &error), "true");
  CHECK_OK(hwgen_circuit_integer(context, circuit, "area", &value, &error));
  CHECK_INT(value, 16);
  CHECK_OK(hwgen_circuit_integer(context, circuit, "fast", &value, &error));
  CHECK_INT(value, 1);
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "width", &value, &error), 1022);
  CHECK_INT(value, 1);
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, gather, &text, &error),
               "module Counter_8_true identity \"Counter(bits = 8, fast = true)\" {\n"
               "  in clk: Clock\n"
               "  in en: Bit\n"
               "  out y: UInt(8)\n"
               "  %3 count: UInt(8) = register clk\n"
               "  %4: UInt(8) = literal 1\n"
               "  %5: UInt(8) = add %3, %4\n"
               "  drive y = %3\n"
               "  drive %3 = %5\n"
               "}\n");
  hwgen_context_destroy(context);
}

static void values_of_other_kinds(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  int64_t value = 77;
  CHECK_OK(declare(context, "G", "big: int, s: string, t: type", NULL, counter_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "big = 99999999999999999999999999, s = \"a\", t = UInt(4)", &circuit, &error));
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "big", &value, &error), 1015);
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "s", &value, &error), 1003);
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "t", &value, &error), 1003);
  CHECK_INT(value, 77);
  CHECK_WRITES(hwgen_circuit_value(context, circuit, "big", gather, &text, &error), "99999999999999999999999999");
  CHECK_WRITES(hwgen_circuit_value(context, circuit, "t", gather, &text, &error), "UInt(4)");
  hwgen_context_destroy(context);
}

static void equal_arguments_give_one_circuit(void) {
  hwgen_context *context = hwgen_context_create();
  static const char *const same[] = {"16, true", "bits = 16, has_ce = true", "has_ce = true, bits = 16",
                                     " 16 ,has_ce=true ", "0x10, true", "bits = 8 + 8, has_ce = 1 == 1"};
  hwgen_generator generator;
  hwgen_circuit first, circuit;
  size_t i;
  CHECK_OK(declare(context, "G", "bits: int, has_ce: bool = true", "in x: UInt(bits)", NULL, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "16", &first, &error));
  for (i = 0; i < sizeof same / sizeof *same; i++) {
    CHECK_OK(request(context, generator, same[i], &circuit, &error));
    CHECK_INT(circuit.bits, first.bits);
  }
  CHECK_OK(request(context, generator, "17", &circuit, &error));
  CHECK(circuit.bits != first.bits);
  hwgen_context_destroy(context);
}

static void a_netlist_reads_back(void) {
  static const char netlist[] =
      "module Invert {\n  in a: UInt(8)\n  out y: UInt(8)\n  %2: UInt(8) = not a\n  drive y = %2\n}\n";
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit circuit = {77};
  CHECK_FAILS(hwgen_circuit_parse(context, "module", NULL, 0, &circuit, &error), 2014);
  CHECK_FAILS(hwgen_circuit_parse(context, "", NULL, 0, &circuit, &error), 2014);
  CHECK_FAILS(hwgen_circuit_parse(context, "module A {\n  out y: Bit\n}\n", "n.txt", 3, &circuit, &error), 2001);
  CHECK_INT(circuit.bits, 77);
  CHECK_OK(hwgen_circuit_parse(context, netlist, "n.txt", 1, &circuit, &error));
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, gather, &text, &error), netlist);
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_PARAMETERS, gather, &text, &error), "");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_INTERFACE, gather, &text, &error),
               "in a: UInt(8); out y: UInt(8)");
  hwgen_context_destroy(context);
}

TESTS({"types of results", types_of_results}, {"what is refused", what_is_refused},
      {"the type of an operation", type_of_an_operation}, {"introspection", introspection},
      {"values of other kinds", values_of_other_kinds},
      {"equal arguments give one circuit", equal_arguments_give_one_circuit},
      {"a netlist reads back", a_netlist_reads_back})
