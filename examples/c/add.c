/* An adder with an optional carry-in: prints the Verilog of Add(16, has_ce = true). */
#include <hwgen.h>
#include <stdio.h>

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net sum = hwgen_add(m, hwgen_port_net(m, "I0"), hwgen_port_net(m, "I1"));
  if (hwgen_module_integer(m, "has_ce"))
    sum = hwgen_add(m, sum, hwgen_zext(m, hwgen_port_net(m, "CE"), (int32_t)hwgen_module_integer(m, "bits")));
  hwgen_drive(m, hwgen_port_net(m, "O"), sum);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static int32_t print(void *file, const char *data, size_t size) { return fwrite(data, 1, size, file) != size; }

int main(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = "Add",
      .parameters = "bits: int >= 1, has_ce: bool = false",
      .interface = "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce",
      .body = body,
  };
  hwgen_generator add;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  if (hwgen_generator_declare(context, &options, &add, &error) ||
      hwgen_circuit_request(context, add, "16, has_ce = true", __FILE__, __LINE__, &circuit, &error) ||
      hwgen_circuit_verilog(context, circuit, NULL, print, stdout, &error))
    fprintf(stderr, "%s\n", hwgen_error_text(error));
  int failed = error != NULL;
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
  return failed;
}
