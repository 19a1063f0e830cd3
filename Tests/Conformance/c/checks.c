/* Checks: assertions, assumptions, covers and prints, in branches and outside, with each format. */
#include "case.h"

static hwgen_net number(hwgen_module *m, hwgen_net like, int value) {
  return hwgen_literal_int(m, hwgen_net_type(m, like), value);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net rst = hwgen_port_net(m, "rst"), take = hwgen_port_net(m, "take"), give = hwgen_port_net(m, "give");
  hwgen_net kind = hwgen_port_net(m, "kind"), offset = hwgen_port_net(m, "offset"), data = hwgen_port_net(m, "data");
  hwgen_net wide = hwgen_port_net(m, "wide"), values[3], keys[2], count, first;
  hwgen_register_options options = {.size = sizeof options, .reset = rst};
  hwgen_check_options off = {.size = sizeof off, .reset = rst};
  (void)user, (void)out_token;
  options.reset_value = hwgen_literal_int(m, hwgen_uint(m, 4), 0);
  count = hwgen_register(m, hwgen_uint(m, 4), &options);
  hwgen_net_name(m, count, "count");
  hwgen_drive(m, hwgen_port_net(m, "count"), count);
  first = hwgen_and(m, give, hwgen_not(m, take));
  hwgen_when(m, hwgen_and(m, first, hwgen_ne(m, count, number(m, count, 9))));
  hwgen_drive(m, count, hwgen_add(m, count, number(m, count, 1)));
  hwgen_end(m);
  hwgen_elsewhen(m, hwgen_and(m, take, hwgen_not(m, give)));
  hwgen_drive(m, count, hwgen_sub(m, count, number(m, count, 1)));
  hwgen_end(m);
  values[0] = count, values[1] = count;
  hwgen_assert(m, hwgen_le(m, count, number(m, count, 9)), "count {} is above 9 ({:04b})", values, 2, &off);
  hwgen_assume(m, hwgen_not(m, hwgen_and(m, take, hwgen_eq(m, count, number(m, count, 0)))), "taken from nothing", NULL, 0,
               &off);
  hwgen_when(m, give);
  hwgen_cover(m, hwgen_eq(m, count, number(m, count, 8)), "nearly full", NULL, 0, &off);
  values[0] = data, values[1] = offset, values[2] = offset;
  hwgen_print(m, "give {:04x} {:5d} {}", values, 3, &off);
  hwgen_switch(m, kind);
  keys[0] = number(m, kind, 0);
  hwgen_case(m, keys, 1);
  values[0] = hwgen_slice(m, data, 0, 8);
  hwgen_print(m, "zero {:c}!", values, 1, &off);
  hwgen_end(m);
  keys[0] = number(m, kind, 1), keys[1] = number(m, kind, 2);
  hwgen_case(m, keys, 2);
  hwgen_print(m, "{{{:x}}} 100% \"quoted\" \\ \303\251", &wide, 1, &off);
  hwgen_end(m);
  hwgen_default(m);
  hwgen_assert(m, hwgen_lt(m, count, number(m, count, 15)), NULL, NULL, 0, &off);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_otherwise(m);
  values[0] = count, values[1] = hwgen_add(m, count, number(m, count, 1));
  hwgen_print(m, "idle at {:3d}, next {:05d}", values, 2, &off);
  hwgen_end(m);
  hwgen_cover(m, hwgen_eq(m, count, number(m, count, 9)), NULL, NULL, 0, &off);
  values[0] = kind, values[1] = take;
  hwgen_print(m, "tick {:o} {}", values, 2, NULL);
  return HWGEN_OK;
}

int main(int count, char **paths) {
  hwgen_context *context = hwgen_context_create();
  const char *interface =
      "in clk: Clock; in rst: Reset; in take: Bit; in give: Bit; in kind: Bits(2); in offset: SInt(6); "
      "in data: UInt(16); in wide: UInt(80); out count: UInt(4)";
  return write_case(context, generator(context, "Credits", NULL, interface, body, NULL), "", count, paths);
}
