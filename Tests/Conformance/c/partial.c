/* Things that are driven in parts: a wire, an output, a register, an array. */
#include "case.h"

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net a = hwgen_port_net(m, "a"), b = hwgen_port_net(m, "b"), y = hwgen_port_net(m, "y"), w, r, low, high;
  int32_t i;
  (void)user, (void)out_token;
  w = hwgen_wire(m, hwgen_uint(m, 8));
  hwgen_net_name(m, w, "halves");
  hwgen_drive(m, hwgen_slice(m, w, 4, 4), hwgen_slice(m, a, 0, 4));
  hwgen_drive(m, hwgen_slice(m, w, 0, 4), hwgen_slice(m, b, 4, 4));
  r = hwgen_register(m, hwgen_uint(m, 8), NULL);
  hwgen_net_name(m, r, "parts");
  high = hwgen_slice(m, w, 2, 6);
  low = hwgen_slice(m, a, 0, 2);
  hwgen_drive(m, hwgen_slice(m, r, 2, 6), high);
  hwgen_drive(m, hwgen_slice(m, r, 0, 2), low);
  for (i = 0; i < 8; i++) hwgen_drive(m, hwgen_element(m, y, i), hwgen_element(m, r, 7 - i));
  for (i = 0; i < 2; i++)
    hwgen_drive(m, hwgen_element(m, hwgen_port_net(m, "z"), i), hwgen_slice(m, i ? a : b, 2 * i, 6));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator partial = generator(context, "Partial", NULL,
                                      "in clk: Clock; in a, b: UInt(8); out y: UInt(8); out z: Array(2, UInt(6))", body,
                                      NULL);
  return write_case(context, partial, "", count, arguments);
}
