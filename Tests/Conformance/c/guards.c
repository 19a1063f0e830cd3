/* What happens under a condition and is no plain drive: writes of a memory, and inputs of instances. */
#include "case.h"

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_status invert(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_drive(m, port(m, "y"), hwgen_not(m, port(m, "x")));
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static hwgen_net number(hwgen_module *m, const char *like, int64_t value) {
  return hwgen_literal_int(m, hwgen_net_type(m, port(m, like)), value);
}

static hwgen_net instance(hwgen_module *m, hwgen_generator *generator, const char *name) {
  hwgen_circuit circuit = {0};
  hwgen_circuit_request(hwgen_module_context(m), *generator, "", __FILE__, __LINE__, &circuit, NULL);
  return hwgen_instance(m, circuit, name);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_memory_options options = {.size = sizeof options, .contents = "0, 0, 0, 0"};
  hwgen_memory_write_options enabled = {.size = sizeof enabled};
  hwgen_net ram = hwgen_memory(m, hwgen_uint(m, 4), 4, &options), inner, copy, key;
  (void)out_token;
  hwgen_net_name(m, ram, "ram");
  inner = instance(m, user, "inner");
  hwgen_instance_input(m, inner, "x", port(m, "d"));
  hwgen_switch(m, port(m, "mode"));
  key = number(m, "mode", 0), hwgen_case(m, &key, 1);
  hwgen_memory_write(m, ram, port(m, "a"), port(m, "d"), NULL);
  hwgen_end(m);
  key = number(m, "mode", 1), hwgen_case(m, &key, 1);
  hwgen_when(m, port(m, "we"));
  hwgen_memory_write(m, ram, port(m, "a"), hwgen_not(m, port(m, "d")), NULL);
  hwgen_end(m);
  hwgen_otherwise(m);
  hwgen_instance_input(m, inner, "x", number(m, "d", 5));
  hwgen_end(m);
  hwgen_end(m);
  hwgen_default(m);
  /* An instance that is made in a branch has its inputs from there. */
  copy = instance(m, user, "copy");
  hwgen_instance_input(m, copy, "x", hwgen_instance_output(m, inner, "y"));
  enabled.enable = port(m, "we");
  hwgen_memory_write(m, ram, number(m, "a", 3), hwgen_instance_output(m, copy, "y"), &enabled);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_drive(m, port(m, "q"), hwgen_memory_read(m, ram, port(m, "a")));
  hwgen_drive(m, port(m, "r"), hwgen_instance_output(m, inner, "y"));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator inverter = generator(context, "Invert", NULL, "in x: UInt(4); out y: UInt(4)", invert, NULL);
  hwgen_generator guards = generator(
      context, "Guards", NULL, "in clk: Clock; in we: Bit; in mode, a: UInt(2); in d: UInt(4); out q, r: UInt(4)", body,
      &inverter);
  return write_case(context, guards, "", count, arguments);
}
