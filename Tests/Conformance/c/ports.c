/* Repeated, optional, record and array ports. */
#include "case.h"

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net v = hwgen_port_net(m, "v"), w = hwgen_port_net(m, "w"), a, b, sum;
  (void)user, (void)out_token;
  a = hwgen_zext(m, hwgen_port_net(m, "lane_0"), 8);
  b = hwgen_zext(m, hwgen_port_net(m, "lane_1"), 8);
  sum = hwgen_add(m, a, b);
  if (hwgen_module_integer(m, "wide")) sum = hwgen_mux(m, hwgen_port_net(m, "en"), sum, hwgen_port_net(m, "p_a"));
  hwgen_drive(m, hwgen_port_net(m, "z"), sum);
  hwgen_drive(m, hwgen_port_net(m, "q_s"), hwgen_not(m, hwgen_port_net(m, "p_a")));
  hwgen_drive(m, hwgen_port_net(m, "q_t"),
              hwgen_xor(m, hwgen_port_net(m, "p_b_c"), hwgen_reduce_xor(m, hwgen_port_net(m, "p_b_d"))));
  hwgen_drive(m, hwgen_element(m, w, 0), hwgen_element(m, v, 3));
  a = hwgen_element(m, v, 0);
  b = hwgen_element(m, v, 1);
  a = hwgen_add(m, a, b);
  b = hwgen_element(m, v, 2);
  hwgen_drive(m, hwgen_element(m, w, 1), hwgen_add(m, a, b));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator ports =
      generator(context, "Ports", "n: int, wide: bool = true",
                "in lane[i]: UInt(4 + i) for i in 0..<n; in p: {a: UInt(8), b: {c: Bit, d: SInt(3)}};"
                "in v: Array(4, UInt(4)); in en: Bit if wide; out q: {s: UInt(8), t: Bit}; out w: Array(2, UInt(4));"
                "out z: UInt(8)",
                body, NULL);
  return write_case(context, ports, "2", count, arguments);
}
