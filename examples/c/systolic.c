/* An n x n systolic array that multiplies matrices: `systolic OUT.v` writes it for n = 8.
 *
 * The array is output-stationary. Row i of the left matrix enters processing element (i, 0) and moves east, column j of
 * the right one enters (0, j) and moves south; each element adds up the products that meet in it. `drain` turns the sums
 * of a row into a shift register: they move east, and leave at the last column.
 */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>

/* One processing element: multiply, accumulate, pass on. */
static hwgen_status element_body(hwgen_module *m, void *user, uint64_t *out_token) {
  int32_t sum_bits = (int32_t)hwgen_module_integer(m, "sum_bits");
  hwgen_type word = hwgen_uint(m, (int32_t)hwgen_module_integer(m, "bits")), sum = hwgen_uint(m, sum_bits);
  hwgen_register_options options = {.size = sizeof options};
  hwgen_net a_in = hwgen_port_net(m, "a"), b_in = hwgen_port_net(m, "b"), a, b, total, product;
  (void)user, (void)out_token;

  options.reset = hwgen_port_net(m, "rst");
  options.reset_value = hwgen_literal_int(m, word, 0);
  HWGEN_HERE(m);
  a = hwgen_register(m, word, &options);
  hwgen_net_name(m, a, "a_reg");
  hwgen_drive(m, a, a_in);
  b = hwgen_register(m, word, &options);
  hwgen_net_name(m, b, "b_reg");
  hwgen_drive(m, b, b_in);
  options.reset_value = hwgen_literal_int(m, sum, 0);
  total = hwgen_register(m, sum, &options);
  hwgen_net_name(m, total, "total");

  HWGEN_HERE(m);
  product = hwgen_mul(m, a_in, b_in);
  hwgen_net_name(m, product, "product");
  hwgen_drive(m, total,
              hwgen_mux(m, hwgen_port_net(m, "drain"), hwgen_port_net(m, "c"),
                        hwgen_add(m, total, hwgen_zext(m, product, sum_bits))));

  HWGEN_HERE(m);
  hwgen_drive(m, hwgen_port_net(m, "a_out"), a);
  hwgen_drive(m, hwgen_port_net(m, "b_out"), b);
  hwgen_drive(m, hwgen_port_net(m, "c_out"), total);
  return HWGEN_OK;
}

/* What the array's body needs: the generator of its elements. */
struct systolic {
  hwgen_generator element;
};

/* The array. Row i stands on bits 8i+7..8i of `a`, its sum on bits 32i+31..32i of `c`; columns likewise on `b`. */
static hwgen_status systolic_body(hwgen_module *m, void *user, uint64_t *out_token) {
  const struct systolic *self = user;
  int32_t n = (int32_t)hwgen_module_integer(m, "n"), i, j;
  hwgen_net clk = hwgen_port_net(m, "clk"), rst = hwgen_port_net(m, "rst"), drain = hwgen_port_net(m, "drain");
  hwgen_net *columns = malloc(2 * (size_t)n * sizeof *columns), *sums = columns + n;
  hwgen_type word = hwgen_uint(m, 8);
  hwgen_circuit element;
  hwgen_error *error = NULL;

  if (!columns || hwgen_circuit_request(hwgen_module_context(m), self->element, "8, 32", __FILE__, __LINE__, &element,
                                        &error)) {
    *out_token = (uint64_t)(uintptr_t)error; /* main takes it back */
    free(columns);
    return HWGEN_HOST_FAILED;
  }
  for (j = 0; j < n; j++) columns[j] = hwgen_cast(m, hwgen_slice(m, hwgen_port_net(m, "b"), 8 * j, 8), word);
  for (i = 0; i < n; i++) {
    hwgen_net a = hwgen_cast(m, hwgen_slice(m, hwgen_port_net(m, "a"), 8 * i, 8), word);
    hwgen_net c = hwgen_literal_int(m, hwgen_uint(m, 32), 0);
    for (j = 0; j < n; j++) {
      char name[32];
      hwgen_net pe;
      snprintf(name, sizeof name, "pe_%d_%d", (int)i, (int)j);
      HWGEN_HERE(m);
      pe = hwgen_instance(m, element, name);
      hwgen_instance_input(m, pe, "clk", clk);
      hwgen_instance_input(m, pe, "rst", rst);
      hwgen_instance_input(m, pe, "a", a);
      hwgen_instance_input(m, pe, "b", columns[j]);
      hwgen_instance_input(m, pe, "drain", drain);
      hwgen_instance_input(m, pe, "c", c);
      a = hwgen_instance_output(m, pe, "a_out");
      columns[j] = hwgen_instance_output(m, pe, "b_out");
      c = hwgen_instance_output(m, pe, "c_out");
    }
    sums[n - 1 - i] = c; /* the most significant comes first */
  }
  HWGEN_HERE(m);
  hwgen_drive(m, hwgen_port_net(m, "c"), hwgen_concat(m, sums, (size_t)n));
  free(columns);
  return HWGEN_OK;
}

static hwgen_status declare(hwgen_context *context, const char *name, const char *parameters, const char *interface,
                            hwgen_body body, void *user, int32_t line, hwgen_generator *out, hwgen_error **out_error) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = name,
      .parameters = parameters,
      .interface = interface,
      .file = __FILE__,
      .line = line,
      .body = body,
      .user = user,
  };
  return hwgen_generator_declare(context, &options, out, out_error);
}

static hwgen_status generate(hwgen_context *context, const char *path, hwgen_error **out_error) {
  struct systolic self;
  hwgen_generator systolic;
  hwgen_circuit circuit;
  hwgen_status status =
      declare(context, "Element", "bits: int >= 1, sum_bits: int >= 1, require 2 * bits <= sum_bits",
              "in clk: Clock; in rst: Reset; in a, b: UInt(bits); in drain: Bit; in c: UInt(sum_bits);"
              "out a_out, b_out: UInt(bits); out c_out: UInt(sum_bits)",
              element_body, NULL, __LINE__, &self.element, out_error);
  if (!status)
    status = declare(context, "Systolic", "n: int >= 1",
                     "in clk: Clock; in rst: Reset; in a, b: Bits(8 * n); in drain: Bit; out c: Bits(32 * n)",
                     systolic_body, &self, __LINE__, &systolic, out_error);
  if (!status) status = hwgen_circuit_request(context, systolic, "8", __FILE__, __LINE__, &circuit, out_error);
  if (!status) status = hwgen_circuit_verilog_file(context, circuit, NULL, path, out_error);
  return status;
}

int main(int count, char **arguments) {
  hwgen_context *context;
  hwgen_error *error = NULL;
  if (count != 2) {
    fprintf(stderr, "usage: %s OUT.v\n", arguments[0]);
    return 1;
  }
  context = hwgen_context_create();
  if (generate(context, arguments[1], &error)) {
    hwgen_error *inner = (hwgen_error *)(uintptr_t)hwgen_error_host_token(error);
    fprintf(stderr, "%s\n", hwgen_error_text(inner ? inner : error));
    hwgen_error_destroy(inner);
  }
  int failed = error != NULL;
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
  return failed;
}
