/* A relaxed scope: operands are extended to the widest, what is driven and written is extended or cut. */
#include "case.h"

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  static const char *const keys[] = {"0", "1"};
  hwgen_net a = hwgen_port_net(m, "a"), b = hwgen_port_net(m, "b"), x = hwgen_port_net(m, "x"),
            y = hwgen_port_net(m, "y"), s = hwgen_port_net(m, "s"), total, values[2], memory;
  hwgen_memory_options zeros = {.size = sizeof zeros, .contents = ""};
  (void)user, (void)out_token;
  values[0] = a;
  values[1] = b;
  hwgen_relaxed_begin(m);
  total = hwgen_add(m, a, b);
  hwgen_net_name(m, total, "total");
  hwgen_drive(m, hwgen_port_net(m, "sum"), total);
  hwgen_drive(m, hwgen_port_net(m, "low"), total);
  hwgen_drive(m, hwgen_port_net(m, "difference"), hwgen_sub(m, x, y));
  hwgen_drive(m, hwgen_port_net(m, "merged"), hwgen_or(m, hwgen_port_net(m, "p"), hwgen_port_net(m, "q")));
  hwgen_drive(m, hwgen_port_net(m, "is_less"), hwgen_lt(m, x, y));
  hwgen_drive(m, hwgen_port_net(m, "same"), hwgen_eq(m, b, a));
  hwgen_drive(m, hwgen_port_net(m, "chosen"), hwgen_select(m, s, keys, values, 2, hwgen_port_net(m, "c")));
  hwgen_drive(m, hwgen_port_net(m, "either"), hwgen_mux(m, hwgen_port_net(m, "we"), a, b));
  hwgen_drive(m, hwgen_port_net(m, "least"), hwgen_min(m, x, y));
  memory = hwgen_memory(m, hwgen_uint(m, 6), 4, &zeros);
  hwgen_net_name(m, memory, "words");
  hwgen_memory_write(m, memory, s, b, NULL);
  hwgen_drive(m, hwgen_port_net(m, "word"), hwgen_memory_read(m, memory, s));
  hwgen_relaxed_end(m);
  hwgen_drive(m, hwgen_port_net(m, "strict"), hwgen_add(m, hwgen_zext(m, a, 9), b));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator relaxed = generator(
      context, "Relaxed", NULL,
      "in clk: Clock; in we: Bit; in s: UInt(2); in a: UInt(4); in b: UInt(9); in c: UInt(6); in x: SInt(3);"
      "in y: SInt(8); in p: Bits(2); in q: Bits(5);"
      "out sum: UInt(9); out low: UInt(6); out difference: SInt(12); out merged: Bits(5); out is_less, same: Bit;"
      "out chosen, either: UInt(9); out least: SInt(8); out word: UInt(8); out strict: UInt(9)",
      body, NULL);
  return write_case(context, relaxed, "", count, arguments);
}
