/* Late parameters: types over them, what instances give, and every refusal. */
#include "check.h"

static const char *const PARAMETERS = "bits: late int in 4..32 = 16";
static const char *const INTERFACE = "in a: UInt(bits); in s: SInt(bits); out o: UInt(bits + 1); out t: Bit";

struct child {
  hwgen_generator generator;
  int k;
};

static hwgen_status adds(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net a = hwgen_port_net(m, "a"), s = hwgen_port_net(m, "s");
  hwgen_type wide = hwgen_module_type(m, "UInt(bits + 1)");
  (void)user, (void)out_token;
  CHECK_INT(hwgen_type_width(hwgen_module_context(m), wide), -1);
  CHECK_WRITES(hwgen_type_text(hwgen_module_context(m), wide, gather, &text, &error), "UInt(bits + 1)");
  hwgen_drive(m, hwgen_port_net(m, "o"), hwgen_add(m, hwgen_zext_to(m, a, wide), hwgen_literal(m, wide, "7")));
  hwgen_drive(m, hwgen_port_net(m, "t"),
              hwgen_eq(m, hwgen_top_bit(m, s), hwgen_reduce_and(m, hwgen_trunc_to(m, a, hwgen_module_type(m, "UInt(bits - 3)")))));
  return HWGEN_OK;
}

static void a_circuit(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  int64_t value = 77;
  CHECK_OK(declare(context, "G", PARAMETERS, INTERFACE, adds, NULL, &generator, &error));
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_PARAMETERS, gather, &text, &error), PARAMETERS);
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, gather, &text, &error), "G");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_LATE, gather, &text, &error), PARAMETERS);
  CHECK_WRITES(hwgen_circuit_value(context, circuit, "bits", gather, &text, &error), "bits");
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "bits", &value, &error), 1053);
  CHECK_INT(value, 77);
  CHECK_FAILS(request(context, generator, "bits = 8", &circuit, &error), 1050);
  CHECK_FAILS(request(context, generator, "8", &circuit, &error), 1007);
  hwgen_context_destroy(context);
}

static void declarations(void) {
  static const struct {
    const char *parameters, *interface;
    int code;
  } cases[] = {
      {"bits: late int", "", 1051},
      {"bits: late bool = true", "", 1051},
      {"bits: late int = 4294967296", "", 1051},
      {"reg: late int = 1", "", 1051},
      {"bits: late int = 1", "in a: Bit if bits > 1", 1052},
      {"bits: late int = 1", "in a[i]: Bit for i in 0..<bits", 1052},
  };
  size_t k;
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  for (k = 0; k < sizeof cases / sizeof *cases; k++)
    CHECK_FAILS(declare(context, "G", cases[k].parameters, cases[k].interface, adds, NULL, &generator, &error),
                cases[k].code);
  CHECK_OK(declare(context, "G", "bits: late int >= 1 = 1", "in bits: Bit", adds, NULL, &generator, &error));
  CHECK_FAILS(request(context, generator, "", &circuit, &error), 1051);
  CHECK_OK(declare(context, "G", "bits: late int = 1", "in a: UInt(bits)", adds, NULL, &generator, &error));
  CHECK_FAILS(request(context, generator, "", &circuit, &error), 2108);
  CHECK_OK(declare(context, "G", PARAMETERS, "in a: Array(bits, Bit)", adds, NULL, &generator, &error));
  CHECK_FAILS(request(context, generator, "", &circuit, &error), 1052);
  hwgen_context_destroy(context);
}

static const int codes[] = {1053, 2105, 2105, 2106, 2106, 2108, 2108, 2108, 2108, 2109, 1009, 2107, 2107, 2107, 2008, 9001};

static hwgen_status mistaken(hwgen_module *m, void *user, uint64_t *out_token) {
  const struct child *child = user;
  hwgen_net a = hwgen_port_net(m, "a"), s = hwgen_port_net(m, "s"), made = {0};
  hwgen_type bits = hwgen_module_type(m, "UInt(bits)");
  hwgen_circuit circuit;
  (void)out_token;
  CHECK_OK(request(hwgen_module_context(m), child->generator, "", &circuit, &error));
  hwgen_drive(m, hwgen_port_net(m, "o"), hwgen_zext_to(m, a, hwgen_module_type(m, "UInt(bits + 1)")));
  hwgen_drive(m, hwgen_port_net(m, "t"), hwgen_top_bit(m, s));
  switch (child->k) {
    case 0: CHECK_INT(hwgen_module_integer(m, "bits"), 0); break;
    case 1: made = hwgen_add(m, a, hwgen_literal(m, hwgen_uint(m, 16), "1")); break;
    case 2: made = hwgen_cast(m, a, hwgen_module_type(m, "SInt(bits + 1)")); break;
    case 3: made = hwgen_div(m, a, a); break;
    case 4: made = hwgen_popcount(m, a); break;
    case 5: made = hwgen_slice(m, a, 1, 4); break;
    case 6: made = hwgen_literal(m, bits, "16"); break;
    case 7: made = hwgen_zext(m, a, 31); break;
    case 8: made = hwgen_trunc_to(m, a, hwgen_module_type(m, "UInt(bits + 1)")); break;
    case 9: made = hwgen_wire(m, hwgen_module_type(m, "UInt(40 / (bits - 4))")); break;
    case 10: made = hwgen_wire(m, hwgen_module_type(m, "UInt(other)")); break;
    case 11: made = hwgen_instance_late(m, circuit, "i", "bits = 3"); break;
    case 12: made = hwgen_instance_late(m, circuit, "i", "bits = bits, bits = bits"); break;
    case 13: made = hwgen_instance_late(m, circuit, "i", "depth = 3"); break;
    case 14: made = hwgen_instance_output(m, hwgen_instance_late(m, circuit, "i", "bits = 8"), "z"); break;
    default: made = hwgen_instance_late(m, circuit, "i", NULL); break;
  }
  (void)hwgen_not(m, made);
  return HWGEN_OK;
}

static void refusals(void) {
  int k;
  for (k = 0; k < (int)(sizeof codes / sizeof *codes); k++) {
    hwgen_context *context = hwgen_context_create();
    struct child child = {.k = k};
    hwgen_generator generator;
    hwgen_circuit circuit;
    CHECK_OK(declare(context, "Child", PARAMETERS, INTERFACE, adds, NULL, &child.generator, &error));
    CHECK_OK(declare(context, "G", PARAMETERS, INTERFACE, mistaken, &child, &generator, &error));
    CHECK_OK(request(context, generator, "", &circuit, &error));
    CHECK_FAILS(print(context, circuit, &error), codes[k]);
    CHECK_OK(request(context, child.generator, "", &circuit, &error));
    CHECK_OK(print(context, circuit, &error));
    hwgen_context_destroy(context);
  }
}

static hwgen_status holds_an_external(hwgen_module *m, void *user, uint64_t *out_token) {
  const struct child *child = user;
  hwgen_circuit circuit;
  hwgen_net instance;
  (void)out_token;
  CHECK_OK(request(hwgen_module_context(m), child->generator, "", &circuit, &error));
  instance = hwgen_instance_late(m, circuit, "line", child->k ? "w = 99" : "w = bits + 1");
  hwgen_instance_input(m, instance, "d",
                       hwgen_zext_to(m, hwgen_port_net(m, "a"), hwgen_module_type(m, "UInt(bits + 1)")));
  hwgen_drive(m, hwgen_port_net(m, "o"), hwgen_instance_output(m, instance, "q"));
  return HWGEN_OK;
}

static void an_external_module(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "line", .parameters = "w: late int in 1..64 = 8"};
  hwgen_external_options told = {.size = sizeof told, .parameters = "WIDTH = w, LAST = w - 1"};
  struct child child = {.k = 0};
  struct text text = {NULL, 0};
  hwgen_generator generator;
  hwgen_circuit circuit;
  options.interface = "in d: UInt(w); out q: UInt(w)";
  CHECK_OK(hwgen_external_declare(context, &options, &told, &child.generator, &error));
  for (; child.k < 2; child.k++) {
    CHECK_OK(declare(context, "G", "bits: late int in 4..60 = 8", "in a: UInt(bits); out o: UInt(bits + 1)",
                     holds_an_external, &child, &generator, &error));
    CHECK_OK(request(context, generator, "", &circuit, &error));
    if (child.k) {
      CHECK_FAILS(hwgen_circuit_verilog(context, circuit, NULL, gather, &text, &error), 2107);
    } else {
      CHECK_OK(hwgen_circuit_verilog(context, circuit, NULL, gather, &text, &error));
      CHECK(strstr(text.data, "  line #(.WIDTH(bits + 1), .LAST(bits)) line (\n") != NULL);
    }
  }
  free(text.data);
  hwgen_context_destroy(context);
}

static void without_a_module(void) {
  hwgen_net net = {0};
  hwgen_type type = {0};
  hwgen_circuit circuit = {0};
  CHECK_INT(hwgen_module_type(NULL, "UInt(bits)").bits, 0);
  CHECK_INT(hwgen_zext_to(NULL, net, type).bits, 0);
  CHECK_INT(hwgen_sext_to(NULL, net, type).bits, 0);
  CHECK_INT(hwgen_trunc_to(NULL, net, type).bits, 0);
  CHECK_INT(hwgen_top_bit(NULL, net).bits, 0);
  CHECK_INT(hwgen_instance_late(NULL, circuit, "i", "bits = 1").bits, 0);
}

TESTS({"a circuit", a_circuit}, {"declarations", declarations}, {"refusals", refusals},
      {"an external module", an_external_module}, {"without a module", without_a_module})
