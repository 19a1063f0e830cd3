/* Division, choice by key, parts at an index that is a value, counts, growing sums, bits in another order. */
#include "case.h"

static void out(hwgen_module *m, const char *port, hwgen_net value) { hwgen_drive(m, hwgen_port_net(m, port), value); }

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  static const char *const keys[] = {"0", "1", "2", "3"};
  hwgen_net a = hwgen_port_net(m, "a"), b = hwgen_port_net(m, "b"), x = hwgen_port_net(m, "x"),
            y = hwgen_port_net(m, "y"), i = hwgen_port_net(m, "i"), s = hwgen_port_net(m, "s"),
            h = hwgen_port_net(m, "h"), none = {0}, values[4], found;
  hwgen_type byte = hwgen_uint(m, 8);
  (void)user, (void)out_token;
  out(m, "quotient", hwgen_div(m, a, b));
  out(m, "remainder", hwgen_mod(m, x, y));
  out(m, "tens", hwgen_div(m, a, hwgen_literal_int(m, byte, 10)));
  values[0] = a;
  values[1] = b;
  out(m, "chosen", hwgen_select(m, s, keys, values, 2, hwgen_literal_int(m, byte, 7)));
  values[2] = hwgen_add(m, a, b);
  values[3] = hwgen_sub(m, a, b);
  out(m, "full", hwgen_select(m, s, keys, values, 4, none));
  out(m, "bit_at", hwgen_index(m, a, i));
  out(m, "word", hwgen_index(m, hwgen_port_net(m, "m"), s));
  out(m, "part", hwgen_slice_at(m, a, i, 3));
  out(m, "marked", hwgen_replace(m, a, i, hwgen_element(m, h, 0)));
  values[2] = hwgen_not(m, a);
  out(m, "masked", hwgen_select1hot(m, h, values, 3));
  out(m, "first", hwgen_priority_encode(m, a, &found));
  out(m, "found", found);
  out(m, "ones", hwgen_popcount(m, a));
  out(m, "leading", hwgen_count_leading_zeros(m, a));
  out(m, "trailing", hwgen_count_trailing_zeros(m, a));
  out(m, "total", hwgen_add_expanding(m, a, b));
  out(m, "difference", hwgen_sub_expanding(m, a, b));
  out(m, "least", hwgen_min(m, a, b));
  out(m, "most", hwgen_max(m, x, y));
  out(m, "magnitude", hwgen_abs(m, x));
  out(m, "turned", hwgen_reverse(m, a));
  out(m, "left", hwgen_rotate_left(m, a, i));
  out(m, "right", hwgen_rotate_right(m, a, hwgen_literal_int(m, hwgen_uint(m, 2), 3)));
  out(m, "twice", hwgen_repeat(m, a, 2));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator values = generator(
      context, "Values", NULL,
      "in a, b: UInt(8); in x, y: SInt(8); in i: UInt(3); in s: UInt(2); in m: Array(4, UInt(4)); in h: Bits(3);"
      "out quotient: UInt(8); out remainder: SInt(8); out tens, chosen, full: UInt(8); out bit_at: Bit;"
      "out word: UInt(4); out part: UInt(3); out marked, masked: UInt(8); out first: UInt(3); out found: Bit;"
      "out ones, leading, trailing: UInt(4); out total: UInt(9); out difference: SInt(9); out least: UInt(8);"
      "out most: SInt(8); out magnitude, turned, left, right: UInt(8); out twice: Bits(16)",
      body, NULL);
  return write_case(context, values, "", count, arguments);
}
