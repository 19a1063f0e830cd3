/* Clocks: two domains with resets of both kinds and active low, a falling edge, a gate, a divider, and crossings. */
#include "case.h"

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_net named(hwgen_module *m, hwgen_net net, const char *name) {
  hwgen_net_name(m, net, name);
  return net;
}

static hwgen_type bit_type(hwgen_module *m) { return hwgen_net_type(m, port(m, "d")); }

static hwgen_net bit(hwgen_module *m, const char *name, int reset_value) {
  hwgen_register_options options = {.size = sizeof options};
  if (reset_value >= 0) options.reset_value = hwgen_literal_int(m, bit_type(m), reset_value);
  return named(m, hwgen_register(m, bit_type(m), &options), name);
}

static hwgen_net counted(hwgen_module *m, hwgen_type type, hwgen_net clock, const char *name) {
  hwgen_register_options options = {.size = sizeof options, .clock = clock};
  options.initial_value = hwgen_literal_int(m, type, 0);
  return named(m, hwgen_register(m, type, &options), name);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net clk_a = port(m, "clk_a"), arst_n = port(m, "arst_n"), x = port(m, "x");
  hwgen_net ram = named(m, hwgen_memory(m, hwgen_uint(m, 8), 2, NULL), "ram");
  hwgen_net a, half, first, second, fell, gated, total, divided, slow;
  (void)user, (void)out_token;
  hwgen_memory_crossing(m, ram);
  hwgen_domain_begin(m, clk_a, arst_n);
  a = bit(m, "a", 0);
  hwgen_drive(m, a, port(m, "d"));
  half = bit(m, "half", 0);
  hwgen_drive(m, half, hwgen_not(m, half));
  hwgen_memory_write(m, ram, a, x, NULL);
  hwgen_domain_end(m);
  hwgen_domain_begin(m, port(m, "clk_b"), port(m, "rst_n"));
  first = bit(m, "first", 0);
  hwgen_drive(m, first, hwgen_crossing(m, a, HWGEN_CROSSING_ASYNCHRONOUS));
  second = bit(m, "second", 1);
  hwgen_drive(m, second, first);
  hwgen_drive(m, port(m, "q"), second);
  hwgen_drive(m, port(m, "word"), hwgen_memory_read_sync(m, ram, second, NULL));
  hwgen_domain_end(m);
  hwgen_domain_begin(m, hwgen_not(m, clk_a), hwgen_not(m, arst_n));
  fell = bit(m, "fell", 1);
  hwgen_drive(m, fell, a);
  hwgen_drive(m, port(m, "fall"), fell);
  hwgen_domain_end(m);
  gated = named(m, hwgen_clock_gate(m, clk_a, port(m, "en")), "gated");
  total = counted(m, hwgen_uint(m, 8), gated, "total");
  hwgen_drive(m, total, hwgen_add(m, total, x));
  divided = named(m, hwgen_derived_clock(m, half, (hwgen_net){0}), "divided");
  slow = counted(m, bit_type(m), divided, "slow_r");
  hwgen_drive(m, slow, hwgen_not(m, slow));
  hwgen_drive(m, port(m, "slow"), slow);
  hwgen_drive(m, port(m, "sum"), total);
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator clocks = generator(
      context, "Clocks", NULL,
      "in clk_a, clk_b: Clock; in arst_n: AsyncResetN; in rst_n: ResetN; in d, en: Bit; in x: UInt(8);"
      "out q, fall, slow: Bit; out sum, word: UInt(8)",
      body, NULL);
  return write_case(context, clocks, "", count, arguments);
}
