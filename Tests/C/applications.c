/* Generators that are applied to values: what follows from their types, and every refusal. */
#include "check.h"

static const char *const PARAMETERS = "bits: int >= 1, has_ce: bool";
static const char *const INTERFACE = "in I0, I1: UInt(bits); in CE: Bit if has_ce; out O: UInt(bits)";
static const char *const AROUND = "in x, y: UInt(24); in z: UInt(16); in c: Bit; out o: UInt(24)";

static hwgen_status adds(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)user, (void)out_token;
  hwgen_drive(m, hwgen_port_net(m, "O"), hwgen_add(m, hwgen_port_net(m, "I0"), hwgen_port_net(m, "I1")));
  return HWGEN_OK;
}

static hwgen_net apply(hwgen_module *m, hwgen_generator generator, const char *arguments, const char *port,
                       const char *first, const char *second) {
  const char *ports[2] = {NULL, port};
  hwgen_net values[2] = {hwgen_port_net(m, first), hwgen_port_net(m, second)};
  return hwgen_apply(m, generator, arguments, NULL, ports, values, 2);
}

static void what_follows_from_types(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_module *m;
  hwgen_net values[3], plain, carry;
  const char *const ports[] = {NULL, "I1", "CE"};
  CHECK_OK(declare(context, "Add", PARAMETERS, INTERFACE, adds, NULL, &generator, &error));
  CHECK_OK(hwgen_module_create(context, "Top", AROUND, __FILE__, __LINE__, &m, &error));
  values[0] = hwgen_port_net(m, "x"), values[1] = hwgen_port_net(m, "y"), values[2] = hwgen_port_net(m, "c");
  plain = hwgen_apply(m, generator, NULL, NULL, NULL, values, 2);
  carry = hwgen_apply(m, generator, "bits = 24", "carry", ports, values, 3);
  circuit = hwgen_instance_circuit(m, (uint32_t)plain.bits);
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_PARAMETERS, gather, &text, &error),
               "bits = 24, has_ce = false");
  circuit = hwgen_instance_circuit(m, (uint32_t)carry.bits);
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_PARAMETERS, gather, &text, &error),
               "bits = 24, has_ce = true");
  hwgen_drive(m, hwgen_port_net(m, "o"),
              hwgen_add(m, hwgen_instance_output(m, plain, "O"), hwgen_instance_output(m, carry, "O")));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  hwgen_context_destroy(context);
}

static void what_does_not_fit(void) {
  static const struct {
    const char *arguments, *port, *first, *second;
    int code;
  } cases[] = {
      {NULL, NULL, "x", "z", 1057},       {"bits = 16", NULL, "x", "y", 1057}, {NULL, "I2", "x", "y", 2008},
      {NULL, "I0", "x", "y", 2002},       {NULL, "O", "x", "y", 2005},         {"has_ce = false", "CE", "x", "c", 2009},
      {"wide = true", NULL, "x", "y", 1001}, {"bits =", NULL, "x", "y", 1008},
  };
  size_t k;
  for (k = 0; k < sizeof cases / sizeof *cases; k++) {
    hwgen_context *context = hwgen_context_create();
    hwgen_generator generator;
    hwgen_module *m;
    hwgen_net net;
    CHECK_OK(declare(context, "Add", PARAMETERS, INTERFACE, adds, NULL, &generator, &error));
    CHECK_OK(hwgen_module_create(context, "Top", AROUND, __FILE__, __LINE__, &m, &error));
    net = apply(m, generator, cases[k].arguments, cases[k].port, cases[k].first, cases[k].second);
    (void)hwgen_instance_output(m, net, "O");
    CHECK_REFUSED(m, cases[k].code);
    hwgen_context_destroy(context);
  }
}

static void values_that_are_too_few_or_too_many(void) {
  static const int codes[] = {1058, 2097, 2010};
  int k;
  for (k = 0; k < 3; k++) {
    hwgen_context *context = hwgen_context_create();
    hwgen_generator generator;
    hwgen_module *m, *other;
    hwgen_net values[3];
    CHECK_OK(declare(context, "Add", PARAMETERS, INTERFACE, adds, NULL, &generator, &error));
    CHECK_OK(hwgen_module_create(context, "Top", AROUND, __FILE__, __LINE__, &m, &error));
    CHECK_OK(hwgen_module_create(context, "Other", AROUND, __FILE__, __LINE__, &other, &error));
    values[0] = values[1] = values[2] = hwgen_port_net(k == 2 ? other : m, "x");
    (void)hwgen_apply(m, generator, NULL, NULL, NULL, values, k == 0 ? 0 : 4 - (size_t)k);
    CHECK_REFUSED(m, codes[k]);
    hwgen_context_destroy(context);
  }
}

static void what_is_no_instance(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m;
  CHECK_OK(hwgen_module_create(context, "Top", AROUND, __FILE__, __LINE__, &m, &error));
  CHECK_INT(hwgen_instance_circuit(m, 0).bits, 0);
  CHECK_REFUSED(m, 2024);
  CHECK_INT(hwgen_instance_circuit(NULL, 0).bits, 0);
  CHECK_INT(hwgen_apply(NULL, (hwgen_generator){1}, NULL, NULL, NULL, NULL, 0).bits, 0);
  hwgen_context_destroy(context);
}

static void in_a_buffer(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_module *m;
  size_t done;
  uint32_t words[10];
  CHECK_OK(declare(context, "Add", PARAMETERS, INTERFACE, adds, NULL, &generator, &error));
  CHECK_OK(hwgen_module_create(context, "Top", AROUND, __FILE__, __LINE__, &m, &error));
  words[0] = HWGEN_OP_APPLY, words[1] = 0, words[2] = (uint32_t)generator.bits, words[3] = hwgen_name(context, "");
  words[4] = hwgen_name(context, "bits = 24"), words[5] = 2;
  words[6] = 0xffffffff, words[7] = 0, words[8] = hwgen_name(context, "I1"), words[9] = 1;
  CHECK_FAILS(hwgen_module_append(m, words, 9, &done, &error), 9008);
  CHECK_OK(hwgen_module_append(m, words, 10, &done, &error));
  circuit = hwgen_instance_circuit(m, (uint32_t)hwgen_module_size(m, NULL) - 1);
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, gather, &text, &error), "Add_24_false");
  words[8] = 0xffffffff, words[9] = 2;
  CHECK_FAILS(hwgen_module_append(m, words, 10, &done, &error), 1057);
  words[2] = 77;
  CHECK_FAILS(hwgen_module_append(m, words, 10, &done, &error), 9002);
  hwgen_context_destroy(context);
}

TESTS({"what follows from types", what_follows_from_types}, {"what does not fit", what_does_not_fit},
      {"values that are too few or too many", values_that_are_too_few_or_too_many},
      {"what is no instance", what_is_no_instance}, {"in a buffer", in_a_buffer})
