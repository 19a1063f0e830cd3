/* Late parameters: widths that are left to Verilog, in a module and in what it instantiates. */
#include "case.h"

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_status accumulate(hwgen_module *m, void *user, uint64_t *out_token) {
  char text[40];
  hwgen_type wide;
  hwgen_register_options options = {.size = sizeof options};
  hwgen_net total;
  (void)user, (void)out_token;
  snprintf(text, sizeof text, "SInt(bits + %d)", (int)hwgen_module_integer(m, "guard"));
  wide = hwgen_module_type(m, text);
  options.reset = port(m, "rst");
  options.reset_value = hwgen_literal(m, wide, "0");
  total = hwgen_register(m, wide, &options);
  hwgen_net_name(m, total, "acc");
  hwgen_when(m, port(m, "clear"));
  hwgen_drive(m, total, hwgen_literal_int(m, wide, -1));
  hwgen_end(m);
  hwgen_otherwise(m);
  hwgen_drive(m, total, hwgen_add(m, total, hwgen_sext_to(m, port(m, "a"), wide)));
  hwgen_end(m);
  hwgen_drive(m, port(m, "total"), total);
  hwgen_drive(m, port(m, "negative"), hwgen_top_bit(m, total));
  return HWGEN_OK;
}

static hwgen_status smooth(hwgen_module *m, void *user, uint64_t *out_token) {
  const hwgen_generator *inside = user;
  hwgen_net x = port(m, "x"), y = port(m, "y"), go = port(m, "go"), low, parts[2], inner, eight, held;
  hwgen_type bits = hwgen_module_type(m, "UInt(bits)"), more = hwgen_module_type(m, "UInt(bits + 1)");
  hwgen_register_options options = {.size = sizeof options};
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  (void)out_token;
  if (hwgen_circuit_request(hwgen_module_context(m), *inside, "", __FILE__, __LINE__, &circuit, &error)) {
    hwgen_error_destroy(error);
    return HWGEN_FAILED;
  }
  hwgen_drive(m, port(m, "sum"), hwgen_add_expanding(m, x, y));
  hwgen_drive(m, port(m, "product"), hwgen_mul(m, x, y));
  hwgen_drive(m, port(m, "moved"), hwgen_xor(m, hwgen_shl(m, x, port(m, "n")), hwgen_not(m, y)));
  low = hwgen_slice(m, x, 0, 4);
  hwgen_drive(m, port(m, "low"), low);
  parts[0] = y;
  parts[1] = low;
  hwgen_drive(m, port(m, "packed_bits"), hwgen_concat(m, parts, 2));
  hwgen_drive(m, port(m, "least"), hwgen_min(m, x, y));
  hwgen_drive(m, port(m, "parity"), hwgen_reduce_xor(m, hwgen_and(m, x, y)));
  options.enable = go;
  options.reset = port(m, "rst");
  options.reset_value = hwgen_literal(m, bits, "1");
  held = hwgen_register(m, bits, &options);
  hwgen_net_name(m, held, "kept");
  hwgen_drive(m, held, hwgen_mux(m, hwgen_eq(m, x, y), hwgen_sub(m, y, hwgen_literal(m, bits, "3")), x));
  hwgen_drive(m, port(m, "held"), held);
  inner = hwgen_instance_late(m, circuit, "inner", "bits = bits + 1");
  hwgen_instance_input(m, inner, "clk", port(m, "clk"));
  hwgen_instance_input(m, inner, "rst", port(m, "rst"));
  hwgen_instance_input(m, inner, "clear", go);
  hwgen_instance_input(m, inner, "a",
                       hwgen_cast(m, hwgen_zext_to(m, x, more), hwgen_module_type(m, "SInt(bits + 1)")));
  hwgen_drive(m, port(m, "total"), hwgen_instance_output(m, inner, "total"));
  hwgen_drive(m, port(m, "below"), hwgen_and(m, hwgen_instance_output(m, inner, "negative"), go));
  eight = hwgen_instance_late(m, circuit, "eight", "bits = 8");
  hwgen_instance_input(m, eight, "clk", port(m, "clk"));
  hwgen_instance_input(m, eight, "rst", port(m, "rst"));
  hwgen_instance_input(m, eight, "clear", hwgen_literal(m, hwgen_bit(m), "0"));
  hwgen_instance_input(m, eight, "a", hwgen_cast(m, hwgen_trunc(m, hwgen_zext(m, y, 24), 8), hwgen_sint(m, 8)));
  hwgen_drive(m, port(m, "fixed"), hwgen_instance_output(m, eight, "total"));
  hwgen_drive(m, port(m, "fixed_below"), hwgen_or(m, hwgen_instance_output(m, eight, "negative"), go));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator inside = generator(
      context, "Accumulate", "guard: int in 1..8 = 2, bits: late int in 4..32 = 16",
      "in clk: Clock; in rst: Reset; in a: SInt(bits); in clear: Bit; out total: SInt(bits + guard); out negative: Bit",
      accumulate, NULL);
  hwgen_generator top = generator(
      context, "Smooth", "bits: late int in 4..24 = 12, require bits % 2 == 0",
      "in clk: Clock; in rst: Reset; in x, y: UInt(bits); in n: UInt(3); in go: Bit; out sum: UInt(bits + 1);"
      "out product: UInt(2*bits); out moved: UInt(bits); out low: UInt(4); out packed_bits: Bits(bits + 4);"
      "out least: UInt(bits); out parity: Bit; out held: UInt(bits); out total: SInt(bits + 3); out below: Bit;"
      "out fixed: SInt(10); out fixed_below: Bit",
      smooth, &inside);
  return write_case(context, top, "", count, arguments);
}
