/* Records that are joined as a whole: ports, instances, values, refusals, batches. */
#include "check.h"

#define STREAM "{data: {x: UInt(4), y: Bit}, valid: Bit, flip ready: Bit}"

static const hwgen_net none = {0};

static void ports_and_instances(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in i: " STREAM "; out o: " STREAM);
  hwgen_circuit inner, outer;
  hwgen_net instance;
  hwgen_join(m, none, "o", none, "i");
  CHECK_OK(hwgen_module_finish(m, &inner, &error));
  CHECK_OK(hwgen_module_create(context, "Outer", "in i: " STREAM "; out o: " STREAM, "module.c", 1, &m, &error));
  instance = hwgen_instance(m, inner, "inner");
  hwgen_join(m, instance, "i", none, "i");
  hwgen_join(m, none, "o_data", instance, "o_data");
  hwgen_join(m, none, "o_valid", instance, "o_valid");
  hwgen_join(m, instance, "o_ready", none, "o_ready");
  CHECK_OK(hwgen_module_finish(m, &outer, &error));
  CHECK_OK(print(context, outer, &error));
  hwgen_context_destroy(context);
}

static void values(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in i: {x: UInt(4), y: Bit}; out o: {x: UInt(4), y: Bit}");
  hwgen_circuit circuit;
  hwgen_type type;
  hwgen_net wire;
  CHECK_OK(hwgen_type_parse(context, "{x: UInt(4), y: Bit}", &type, &error));
  wire = hwgen_wire(m, type);
  hwgen_join(m, wire, NULL, none, "i");
  hwgen_join(m, none, "o", wire, NULL);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, gather, &text, &error), "M");
  hwgen_context_destroy(context);
}

static void what_is_refused(void) {
  static const char *const ports[] = {"in i: {x: UInt(4)}; out o: {x: UInt(5)}", "in i: {x: Bit}; out o: {y: Bit}",
                                      "in i: {x: UInt(4)}; out o: {x: SInt(4)}", "in i: {x: Bit}; in o: {x: Bit}",
                                      "in i: Bit; out o: {x: Bit}", "in i: {x: Bit}; out p: Bit"};
  static const int codes[] = {2003, 2103, 2004, 2005, 2103, 2008};
  hwgen_context *context = hwgen_context_create();
  size_t i;
  for (i = 0; i < sizeof codes / sizeof *codes; i++) {
    hwgen_module *m = module(context, ports[i]);
    hwgen_join(m, none, "o", none, "i");
    CHECK_REFUSED(m, codes[i]);
  }
  hwgen_join(NULL, none, "o", none, "i");
  {
    hwgen_module *m = module(context, "");
    hwgen_join(m, none, NULL, none, NULL);
    CHECK_REFUSED(m, 9001);
    m = module(context, "in i: Bit; out o: Bit");
    hwgen_join(m, hwgen_port_net(m, "i"), "o", none, "i");
    CHECK_REFUSED(m, 2024);
  }
  hwgen_context_destroy(context);
}

static void a_batch(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in i: {x: Bit}; out o: {x: Bit}; in v: {x: Bit}");
  uint32_t none_ = UINT32_MAX, o = hwgen_name(context, "o"), i = hwgen_name(context, "i");
  uint32_t words[] = {HWGEN_OP_JOIN, 0, 0, 0, 0, 0};
  uint32_t twice[] = {HWGEN_OP_JOIN, 0, 77, 0, 0, 0};
  hwgen_circuit circuit;
  size_t done = 0;
  words[2] = none_, words[3] = o, words[4] = none_, words[5] = i;
  twice[3] = o, twice[4] = none_, twice[5] = i;
  CHECK_OK(hwgen_module_append(m, words, 6, &done, &error));
  CHECK_FAILS(hwgen_module_append(m, words, 5, &done, &error), 9008);
  CHECK_FAILS(hwgen_module_append(m, twice, 6, &done, &error), 2024);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  hwgen_context_destroy(context);
}

TESTS({"ports and instances", ports_and_instances}, {"values", values}, {"what is refused", what_is_refused},
      {"a batch", a_batch})
