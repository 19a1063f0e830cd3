/* The standard library: a queue between two clocks, a reset for each, and a counter of what goes through. */
#include "case.h"

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_net instance(hwgen_module *m, const char *generator, const char *arguments, const char *name) {
  hwgen_context *context = hwgen_module_context(m);
  hwgen_generator found = {0};
  hwgen_circuit circuit = {0};
  hwgen_error *error = NULL;
  if (hwgen_library_generator(context, generator, &found, &error) ||
      hwgen_circuit_request(context, found, arguments, __FILE__, __LINE__, &circuit, &error))
    fprintf(stderr, "%s\n", hwgen_error_text(error));
  hwgen_error_destroy(error);
  return hwgen_instance(m, circuit, name);
}

static hwgen_net reset(hwgen_module *m, const char *name, const char *clock, hwgen_net arst) {
  hwgen_net u = instance(m, "ResetSynchroniser", "", name);
  hwgen_instance_input(m, u, "clk", port(m, clock));
  hwgen_instance_input(m, u, "arst", arst);
  return hwgen_instance_output(m, u, "rst");
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net arst = hwgen_crossing(m, port(m, "arst"), HWGEN_CROSSING_ASYNCHRONOUS), rst_a, rst_b, fifo, counter, valid;
  (void)user, (void)out_token;
  rst_a = reset(m, "reset_a", "clk_a", arst);
  rst_b = reset(m, "reset_b", "clk_b", arst);
  fifo = instance(m, "AsyncFIFO", "UInt(8), depth = 4", "fifo");
  hwgen_instance_input(m, fifo, "w_clk", port(m, "clk_a"));
  hwgen_instance_input(m, fifo, "w_rst", rst_a);
  hwgen_instance_input(m, fifo, "w_valid", port(m, "valid"));
  hwgen_instance_input(m, fifo, "w_data", port(m, "data"));
  hwgen_instance_input(m, fifo, "r_clk", port(m, "clk_b"));
  hwgen_instance_input(m, fifo, "r_rst", rst_b);
  valid = hwgen_instance_output(m, fifo, "r_valid");
  hwgen_instance_input(m, fifo, "r_ready", valid);
  hwgen_drive(m, port(m, "ready"), hwgen_instance_output(m, fifo, "w_ready"));
  hwgen_drive(m, port(m, "taken"), valid);
  hwgen_drive(m, port(m, "word"), hwgen_instance_output(m, fifo, "r_data"));
  counter = instance(m, "Counter", "limit = 10, reset = AsyncReset", "counter");
  hwgen_instance_input(m, counter, "clk", port(m, "clk_b"));
  hwgen_instance_input(m, counter, "enable", valid);
  hwgen_instance_input(m, counter, "rst", rst_b);
  hwgen_drive(m, port(m, "count"), hwgen_instance_output(m, counter, "count"));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator link = generator(
      context, "Link", NULL,
      "in clk_a, clk_b: Clock; in arst: AsyncReset; in valid: Bit; in data: UInt(8);"
      "out ready, taken: Bit; out word: UInt(8); out count: UInt(4)",
      body, NULL);
  return write_case(context, link, "", count, arguments);
}
