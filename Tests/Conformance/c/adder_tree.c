/* Recursion: a tree of adders over any number of words. */
#include "case.h"

static hwgen_net subtree(hwgen_module *m, hwgen_generator tree, int32_t first, int32_t n, const char *name,
                         int32_t width) {
  char text[16];
  hwgen_circuit circuit = {0};
  hwgen_net instance;
  int32_t i;
  snprintf(text, sizeof text, "%d", (int)n);
  hwgen_circuit_request(hwgen_module_context(m), tree, text, __FILE__, __LINE__, &circuit, NULL);
  instance = hwgen_instance(m, circuit, name);
  for (i = 0; i < n; i++) {
    char outer[16], inner[16];
    snprintf(outer, sizeof outer, "x_%d", (int)(first + i));
    snprintf(inner, sizeof inner, "x_%d", (int)i);
    hwgen_instance_input(m, instance, inner, hwgen_port_net(m, outer));
  }
  return hwgen_zext(m, hwgen_instance_output(m, instance, "y"), width);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  const hwgen_generator *tree = user;
  int32_t n = (int32_t)hwgen_module_integer(m, "n"), width = (int32_t)hwgen_module_integer(m, "width"), half = n / 2;
  hwgen_net lo, hi;
  (void)out_token;
  if (n == 1) {
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x_0"));
    return HWGEN_OK;
  }
  lo = subtree(m, *tree, 0, half, "lo", width);
  hi = subtree(m, *tree, half, n - half, "hi", width);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_add(m, lo, hi));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator tree;
  tree = generator(context, "Tree", "n: int >= 1, derived width = 8 + clog2(n)",
                   "in x[i]: UInt(8) for i in 0..<n; out y: UInt(width)", body, &tree);
  return write_case(context, tree, "5", count, arguments);
}
