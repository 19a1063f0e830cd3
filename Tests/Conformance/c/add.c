/* The running example, with its carry-in. */
#include "case.h"

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net sum = hwgen_add(m, hwgen_port_net(m, "I0"), hwgen_port_net(m, "I1"));
  if (hwgen_module_integer(m, "has_ce"))
    sum = hwgen_add(m, sum, hwgen_zext(m, hwgen_port_net(m, "CE"), (int32_t)hwgen_module_integer(m, "bits")));
  hwgen_drive(m, hwgen_port_net(m, "O"), sum);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator add = generator(context, "Add", "bits: int >= 1, has_ce: bool = false",
                                  "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce", body, NULL);
  return write_case(context, add, "16, true", count, arguments);
}
