/* Unions and fixed-point numbers: a packet is matched and scaled, and comes out as another one. */
#include "case.h"

#define PACKET "Union(Packet: sample(SFix(4, 8)), raw(UInt(12)), gain(UFix(2, 6)), sync)"

static hwgen_type parsed(hwgen_module *m, const char *text) {
  hwgen_type type = {0};
  hwgen_type_parse(hwgen_module_context(m), text, &type, NULL);
  return type;
}

static void out(hwgen_module *m, const char *port, hwgen_net value) { hwgen_drive(m, hwgen_port_net(m, port), value); }

static hwgen_net named(hwgen_module *m, hwgen_net net, const char *name) {
  hwgen_net_name(m, net, name);
  return net;
}

static hwgen_net state(hwgen_module *m, hwgen_type type, const char *reset_value, const char *name) {
  hwgen_register_options options = {.size = sizeof options, .reset = hwgen_port_net(m, "rst")};
  options.reset_value = hwgen_literal(m, type, reset_value);
  return named(m, hwgen_register(m, type, &options), name);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_type sample = parsed(m, "SFix(4, 8)"), packet = parsed(m, PACKET);
  hwgen_net input = hwgen_port_net(m, "packet"), parts[4], gain, level, last, product, payload;
  (void)user, (void)out_token;
  gain = state(m, parsed(m, "UFix(2, 6)"), "0.75", "gain");
  level = state(m, sample, "-1.5", "level");
  last = state(m, packet, "raw(5)", "last");
  hwgen_drive(m, last, input);
  product = hwgen_mul(
      m, level, hwgen_convert(m, gain, parsed(m, "SFix(3, 6)"), HWGEN_ROUND_EXACT, HWGEN_OVERFLOW_EXACT));

  hwgen_match(m, input);
  payload = hwgen_match_case(m, "sample");
  hwgen_drive(m, level, payload);
  payload = hwgen_sub(m, payload, hwgen_literal(m, sample, "0.25"));
  out(m, "out", hwgen_variant(m, packet, "sample", payload));
  hwgen_end(m);
  payload = hwgen_match_case(m, "gain");
  hwgen_drive(m, gain, payload);
  out(m, "out", hwgen_variant(m, packet, "gain", gain));
  hwgen_end(m);
  payload = hwgen_match_case(m, "raw");
  payload = hwgen_add(m, payload, hwgen_literal_int(m, hwgen_uint(m, 12), 1));
  out(m, "out", hwgen_variant(m, packet, "raw", payload));
  hwgen_end(m);
  hwgen_match_case(m, "sync");
  out(m, "out", last);
  hwgen_end(m);
  hwgen_end(m);

  parts[0] = parts[2] = level;
  parts[1] = hwgen_lt(m, level, hwgen_literal(m, sample, "-2"));
  parts[3] = hwgen_is_variant(m, last, "sync");
  out(m, "status",
      hwgen_cast(m, hwgen_concat(m, parts, 4), hwgen_net_type(m, hwgen_port_net(m, "status"))));
  out(m, "is_raw", hwgen_is_variant(m, input, "raw"));
  out(m, "product", product);
  out(m, "rounded",
      hwgen_convert(m, product, parsed(m, "SFix(3, 2)"), HWGEN_ROUND_HALF_EVEN, HWGEN_OVERFLOW_SATURATE));
  out(m, "clipped", hwgen_convert(m, level, hwgen_uint(m, 3), HWGEN_ROUND_TOWARD_ZERO, HWGEN_OVERFLOW_SATURATE));
  out(m, "total", hwgen_add_expanding(m, level, level));
  out(m, "loud", hwgen_lt(m, hwgen_literal(m, sample, "2"), level));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator scaler = generator(
      context, "Scaler", NULL,
      "in clk: Clock; in rst: Reset; in packet: " PACKET "; out out: " PACKET ";"
      "out status: Array(2, {level: SFix(4, 8), valid: Bit}); out is_raw: Bit; out product: SFix(7, 14);"
      "out rounded: SFix(3, 2); out clipped: UInt(3); out total: SFix(5, 8); out loud: Bit",
      body, NULL);
  return write_case(context, scaler, "", count, arguments);
}
