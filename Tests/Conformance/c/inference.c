/* Generators applied to values: a carry-in that is given or not, a repeated port, a type, a field by its name. */
#include "case.h"

typedef struct generators {
  hwgen_generator add, parity, hold;
} generators;

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_status add(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net sum = hwgen_add(m, port(m, "I0"), port(m, "I1"));
  if (hwgen_module_integer(m, "has_ce"))
    sum = hwgen_add(m, sum, hwgen_zext(m, port(m, "CE"), (int32_t)hwgen_module_integer(m, "bits")));
  hwgen_drive(m, port(m, "O"), sum);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static hwgen_status parity(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net total = port(m, "I_0");
  int32_t i, n = (int32_t)hwgen_module_integer(m, "n"), w = (int32_t)hwgen_module_integer(m, "w");
  char name[16];
  for (i = 1; i < n; i++) {
    snprintf(name, sizeof name, "I_%d", (int)i);
    total = hwgen_xor(m, total, hwgen_slice(m, port(m, name), 0, w));
  }
  hwgen_drive(m, port(m, "O"), total);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static hwgen_status hold(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_register_options options = {.size = sizeof options, .enable = port(m, "p_valid")};
  hwgen_net data = port(m, "p_data"), kept = hwgen_register(m, hwgen_net_type(m, data), &options);
  hwgen_drive(m, kept, data);
  hwgen_drive(m, port(m, "q"), kept);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static hwgen_net applied(hwgen_module *m, hwgen_generator g, const char *const *ports, const char *const *values,
                         size_t count, const char *output) {
  hwgen_net nets[3];
  size_t i;
  for (i = 0; i < count; i++) nets[i] = port(m, values[i]);
  return hwgen_instance_output(m, hwgen_apply(m, g, NULL, NULL, ports, nets, count), output);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  const generators *g = user;
  static const char *const words[] = {"x", "y", "c"}, *const carry[] = {NULL, NULL, "CE"};
  static const char *const parts[] = {"a", "b", "d"};
  static const char *const held[] = {"c", "b", "clk"}, *const fields[] = {"p_valid", "p_data", "clk"};
  hwgen_drive(m, port(m, "sum"), applied(m, g->add, NULL, words, 2, "O"));
  hwgen_drive(m, port(m, "more"), applied(m, g->add, carry, words, 3, "O"));
  hwgen_drive(m, port(m, "parity"), applied(m, g->parity, NULL, parts, 3, "O"));
  hwgen_drive(m, port(m, "held"), applied(m, g->hold, fields, held, 3, "q"));
  (void)out_token;
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  generators g;
  hwgen_generator top;
  g.add = generator(context, "Add", "bits: int >= 1, has_ce: bool = false",
                    "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce", add, NULL);
  g.parity = generator(context, "Parity", "n: int >= 1, w: int >= 1",
                       "in I[i]: UInt(w + i) for i in 0..<n; out O: UInt(w)", parity, NULL);
  g.hold = generator(context, "Hold", "item: type", "in clk: Clock; in p: {valid: Bit, data: item}; out q: item", hold,
                     NULL);
  top = generator(context, "Inference", NULL,
                  "in clk: Clock; in x, y: UInt(24); in c: Bit; in a: UInt(8); in b: UInt(9); in d: UInt(10); "
                  "out sum, more: UInt(24); out parity: UInt(8); out held: UInt(9)",
                  body, &g);
  return write_case(context, top, "", count, arguments);
}
