/* Registers: no reset, each kind of reset, enable, initial value, and all together. */
#include "case.h"

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  static const char *const names[] = {"plain", "held", "synchronous", "asynchronous", "started", "all"};
  hwgen_type word = hwgen_uint(m, 8);
  int k;
  (void)user, (void)out_token;
  for (k = 0; k < 6; k++) {
    hwgen_register_options options = {.size = sizeof options};
    char name[24];
    hwgen_net r;
    if (k == 1 || k == 5) options.enable = hwgen_port_net(m, "en");
    if (k == 2 || k == 5) options.reset = hwgen_port_net(m, "rst");
    if (k == 3) options.reset = hwgen_port_net(m, "arst");
    if (options.reset.bits) options.reset_value = hwgen_literal_int(m, word, 10 * k);
    if (k >= 4) options.initial_value = hwgen_literal_int(m, word, 255 - k);
    r = hwgen_register(m, word, &options);
    snprintf(name, sizeof name, "%s_r", names[k]);
    hwgen_net_name(m, r, name);
    hwgen_drive(m, r, hwgen_add(m, r, hwgen_port_net(m, "d")));
    hwgen_drive(m, hwgen_port_net(m, names[k]), r);
  }
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator registers = generator(
      context, "Registers", NULL,
      "in clk: Clock; in rst: Reset; in arst: AsyncReset; in en: Bit; in d: UInt(8);"
      "out plain, held, synchronous, asynchronous, started, all: UInt(8)",
      body, NULL);
  return write_case(context, registers, "", count, arguments);
}
