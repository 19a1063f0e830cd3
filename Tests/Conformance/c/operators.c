/* Every operation, on each sort of number that has it. */
#include "case.h"

typedef hwgen_net (*binary)(hwgen_module *, hwgen_net, hwgen_net);
typedef hwgen_net (*unary)(hwgen_module *, hwgen_net);

static void out(hwgen_module *m, const char *sort, const char *name, hwgen_net value) {
  char port[24];
  snprintf(port, sizeof port, "%s_%s", sort, name);
  hwgen_drive(m, hwgen_port_net(m, port), value);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  static const struct { const char *name; binary operation; } logic[] = {
      {"and", hwgen_and}, {"or", hwgen_or}, {"xor", hwgen_xor}, {"eq", hwgen_eq}, {"ne", hwgen_ne},
  }, arithmetic[] = {
      {"add", hwgen_add}, {"sub", hwgen_sub}, {"mul", hwgen_mul}, {"lt", hwgen_lt}, {"le", hwgen_le},
  };
  static const struct { const char *name; unary operation; } reductions[] = {
      {"not", hwgen_not}, {"all", hwgen_reduce_and}, {"any", hwgen_reduce_or}, {"odd", hwgen_reduce_xor},
  };
  static const char *const sorts[] = {"u", "s", "b", "c"};
  hwgen_net n = hwgen_port_net(m, "n"), parts[3];
  int k, i;
  (void)user, (void)out_token;
  for (k = 0; k < 4; k++) {
    const char *sort = sorts[k];
    char name[8];
    hwgen_net x, y;
    snprintf(name, sizeof name, "%s0", sort);
    x = hwgen_port_net(m, name);
    snprintf(name, sizeof name, "%s1", sort);
    y = hwgen_port_net(m, name);
    for (i = 0; i < 5; i++) out(m, sort, logic[i].name, logic[i].operation(m, x, y));
    for (i = 0; i < 4; i++) out(m, sort, reductions[i].name, reductions[i].operation(m, x));
    out(m, sort, "mux", hwgen_mux(m, hwgen_port_net(m, "c0"), x, y));
    if (k == 3) break;
    out(m, sort, "shl", hwgen_shl(m, x, n));
    out(m, sort, "shr", hwgen_shr(m, x, n));
    out(m, sort, "slice", hwgen_slice(m, x, 2, 3));
    out(m, sort, "zext", hwgen_zext(m, x, 12));
    out(m, sort, "sext", hwgen_sext(m, x, 12));
    out(m, sort, "trunc", hwgen_trunc(m, x, 5));
    if (k == 2) continue;
    for (i = 0; i < 5; i++) out(m, sort, arithmetic[i].name, arithmetic[i].operation(m, x, y));
    out(m, sort, "neg", hwgen_neg(m, x));
  }
  parts[0] = hwgen_port_net(m, "b0");
  parts[1] = hwgen_port_net(m, "c0");
  parts[2] = hwgen_port_net(m, "u1");
  hwgen_drive(m, hwgen_port_net(m, "concat"), hwgen_concat(m, parts, 3));
  hwgen_drive(m, hwgen_port_net(m, "negative"), hwgen_literal_int(m, hwgen_sint(m, 8), -100));
  hwgen_drive(m, hwgen_port_net(m, "wide"), hwgen_literal(m, hwgen_uint(m, 80), "0x123456789abcdef01234"));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator operators = generator(
      context, "Operators", NULL,
      "in u0, u1: UInt(8); in s0, s1: SInt(8); in b0, b1: Bits(8); in c0, c1: Bit; in n: UInt(3);"
      "out u_and, u_or, u_xor: UInt(8); out u_eq, u_ne: Bit; out u_not: UInt(8); out u_all, u_any, u_odd: Bit;"
      "out u_mux, u_shl, u_shr: UInt(8); out u_slice: UInt(3); out u_zext, u_sext: UInt(12); out u_trunc: UInt(5);"
      "out u_add, u_sub: UInt(8); out u_mul: UInt(16); out u_lt, u_le: Bit; out u_neg: UInt(8);"
      "out s_and, s_or, s_xor: SInt(8); out s_eq, s_ne: Bit; out s_not: SInt(8); out s_all, s_any, s_odd: Bit;"
      "out s_mux, s_shl, s_shr: SInt(8); out s_slice: UInt(3); out s_zext, s_sext: SInt(12); out s_trunc: SInt(5);"
      "out s_add, s_sub: SInt(8); out s_mul: SInt(16); out s_lt, s_le: Bit; out s_neg: SInt(8);"
      "out b_and, b_or, b_xor: Bits(8); out b_eq, b_ne: Bit; out b_not: Bits(8); out b_all, b_any, b_odd: Bit;"
      "out b_mux, b_shl, b_shr: Bits(8); out b_slice: Bits(3); out b_zext, b_sext: Bits(12); out b_trunc: Bits(5);"
      "out c_and, c_or, c_xor, c_eq, c_ne, c_not, c_all, c_any, c_odd, c_mux: Bit;"
      "out concat: Bits(17); out negative: SInt(8); out wide: UInt(80)",
      body, NULL);
  return write_case(context, operators, "", count, arguments);
}
