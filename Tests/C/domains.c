/* Clock domains: what is taken of them, the batch codes, and what is refused. */
#include "check.h"

static const char *const PORTS = "in ca, cb: Clock; in r: ResetN; in d: Bit; out y: Bit";

static hwgen_net reset_register(hwgen_module *m) {
  hwgen_register_options options = {.size = sizeof options};
  hwgen_net d = hwgen_port_net(m, "d"), made;
  options.reset_value = hwgen_literal_int(m, hwgen_net_type(m, d), 1);
  made = hwgen_register(m, hwgen_net_type(m, d), &options);
  hwgen_drive(m, made, d);
  return made;
}

static void domain(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_net none = {0};
  hwgen_circuit circuit;
  hwgen_domain_begin(m, hwgen_not(m, hwgen_port_net(m, "cb")), hwgen_port_net(m, "r"));
  hwgen_drive(m, hwgen_port_net(m, "y"), reset_register(m));
  hwgen_domain_begin(m, hwgen_clock_gate(m, hwgen_port_net(m, "cb"), hwgen_port_net(m, "d")), none);
  hwgen_domain_end(m);
  hwgen_domain_end(m);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void refused(void) {
  static const int codes[] = {2013, 2024, 2004, 2004, 2072, 2072, 2004, 2004, 2004, 2004, 9004, 2024, 2071, 9001};
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < (int)(sizeof codes / sizeof *codes); k++) {
    hwgen_module *m = module(context, PORTS);
    hwgen_net ca = hwgen_port_net(m, "ca"), r = hwgen_port_net(m, "r"), d = hwgen_port_net(m, "d"), none = {0};
    hwgen_circuit circuit;
    hwgen_drive(m, hwgen_port_net(m, "y"), d);
    switch (k) {
      case 0: hwgen_register(m, hwgen_net_type(m, d), NULL); break;
      case 1:
        hwgen_domain_begin(m, ca, none);
        reset_register(m);
        hwgen_domain_end(m);
        break;
      case 2:
        hwgen_domain_begin(m, d, r);
        hwgen_domain_end(m);
        break;
      case 3:
        hwgen_domain_begin(m, ca, d);
        hwgen_domain_end(m);
        break;
      case 4: hwgen_domain_end(m); break;
      case 5: hwgen_domain_begin(m, ca, r); break;
      case 6: hwgen_derived_clock(m, r, none); break;
      case 7: hwgen_derived_clock(m, d, d); break;
      case 8: hwgen_clock_gate(m, d, d); break;
      case 9: hwgen_crossing(m, ca, HWGEN_CROSSING_QUASI_STATIC); break;
      case 10: hwgen_crossing(m, d, 2); break;
      case 11: hwgen_memory_crossing(m, d); break;
      case 12: hwgen_mux(m, d, ca, ca); break;
      default: CHECK_INT(hwgen_crossing(NULL, d, 0).bits, 0); break;
    }
    if (k < 13) {
      CHECK_FAILS(hwgen_module_finish(m, &circuit, &error), codes[k]);
    } else {
      CHECK_OK(hwgen_module_finish(m, &circuit, &error));
    }
  }
  hwgen_context_destroy(context);
}

static void crossing(void) {
  hwgen_context *context = hwgen_context_create();
  int is_declared;
  for (is_declared = 0; is_declared < 2; is_declared++) {
    hwgen_module *m = module(context, PORTS);
    hwgen_net d = hwgen_port_net(m, "d"), memory = hwgen_memory(m, hwgen_net_type(m, d), 2, NULL);
    hwgen_memory_write_options write = {.size = sizeof write, .clock = hwgen_port_net(m, "ca")};
    hwgen_memory_read_options read = {.size = sizeof read, .clock = hwgen_port_net(m, "cb")};
    hwgen_circuit circuit;
    if (is_declared) hwgen_memory_crossing(m, memory);
    hwgen_memory_write(m, memory, d, d, &write);
    d = hwgen_crossing(m, d, HWGEN_CROSSING_QUASI_STATIC);
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_memory_read_sync(m, memory, d, &read));
    CHECK_OK(hwgen_module_finish(m, &circuit, &error));
    if (is_declared) {
      CHECK_OK(print(context, circuit, &error));
    } else {
      CHECK_FAILS(print(context, circuit, &error), 2070);
    }
  }
  hwgen_context_destroy(context);
}

static void batch(void) {
  /* The ports are nets 0 to 4. */
  static const uint32_t none = 0xffffffffu;
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  uint32_t bit = (uint32_t)hwgen_net_type(m, hwgen_port_net(m, "d")).bits;
  const uint32_t words[] = {
      HWGEN_OP_NOT, 0, 0,                                                       /* 5 */
      HWGEN_OP_DOMAIN, 0, 5, 2,                                                 /* none */
      HWGEN_OP_LITERAL, 0, bit, 1, 0,                                           /* 6 */
      HWGEN_OP_REGISTER, 0, bit, none, none, none, 6, none,                     /* 7 */
      HWGEN_OP_DRIVE, 0, 7, 3,                                                  /* none */
      HWGEN_OP_DOMAIN_END, 0,                                                   /* none */
      HWGEN_OP_DERIVED_CLOCK, 0, 7, 0,                                          /* 8 */
      HWGEN_OP_CROSSING, 0, 7, HWGEN_CROSSING_QUASI_STATIC,                     /* 9 */
      HWGEN_OP_MEMORY, 0, bit, 2, 0, none, none,                                /* 10 */
      HWGEN_OP_MEMORY_CROSSING, 0, 10,                                          /* none */
      HWGEN_OP_COMPOSE, 0, HWGEN_COMPOSE_CLOCK_GATE, 0, 2, 1, 9,                /* the last is the clock */
      HWGEN_OP_DRIVE, 0, 4, 9,                                                  /* none */
  };
  hwgen_circuit circuit;
  size_t done = 0;
  CHECK_OK(hwgen_module_append(m, words, sizeof words / sizeof *words, &done, &error));
  CHECK_INT(done, 12);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

TESTS({"domain", domain}, {"refused", refused}, {"crossing", crossing}, {"batch", batch})
