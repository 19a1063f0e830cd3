/* Generators with some parameters bound: given as a parameter, and in any order; a late one goes through to Verilog. */
#include "case.h"

static hwgen_status scale(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net x = hwgen_port_net(m, "x"), sum = x;
  int64_t step, steps = hwgen_module_integer(m, "steps");
  for (step = 1; step < steps; step++) sum = hwgen_add(m, sum, x);
  if (hwgen_module_integer(m, "twice")) sum = hwgen_add(m, sum, sum);
  hwgen_drive(m, hwgen_port_net(m, "y"), sum);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static int32_t append(void *user, const char *data, size_t size) {
  strncat(user, data, size);
  return 0;
}

/* The circuit of arguments, of the generator that is the value of `element`. */
static hwgen_circuit element(hwgen_module *m, const char *arguments) {
  hwgen_context *context = hwgen_module_context(m);
  hwgen_generator generator = {0};
  hwgen_circuit circuit = {0};
  char text[64] = "";
  hwgen_circuit_value(context, hwgen_module_circuit(m), "element", append, text, NULL);
  text[strlen(text) - 2] = 0;
  hwgen_generator_find(context, text + strlen("generator(\""), &generator, NULL);
  hwgen_circuit_request(context, generator, arguments, __FILE__, __LINE__, &circuit, NULL);
  return circuit;
}

static hwgen_status lanes(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_context *context = hwgen_module_context(m);
  hwgen_generator scale = {0}, bound = {0};
  hwgen_circuit circuit = {0};
  hwgen_net a = hwgen_port_net(m, "a"), made = hwgen_instance(m, element(m, "3"), "given");
  (void)user, (void)out_token;
  hwgen_instance_input(m, made, "x", a);
  hwgen_drive(m, hwgen_port_net(m, "b"), hwgen_instance_output(m, made, "y"));

  hwgen_generator_find(context, "Scale", &scale, NULL);
  hwgen_generator_bind(context, scale, "steps = 3", __FILE__, __LINE__, &bound, NULL);
  hwgen_circuit_request(context, bound, "twice = true", __FILE__, __LINE__, &circuit, NULL);
  made = hwgen_instance(m, circuit, "other");
  hwgen_instance_input(m, made, "x", hwgen_not(m, a));
  hwgen_drive(m, hwgen_port_net(m, "c"), hwgen_instance_output(m, made, "y"));

  hwgen_generator_bind(context, bound, "twice = false", __FILE__, __LINE__, &bound, NULL);
  hwgen_circuit_request(context, bound, "", __FILE__, __LINE__, &circuit, NULL);
  made = hwgen_instance_late(m, circuit, "low", "w = 4");
  hwgen_instance_input(m, made, "x", hwgen_slice(m, a, 0, 4));
  hwgen_drive(m, hwgen_port_net(m, "d"), hwgen_instance_output(m, made, "y"));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator top;
  generator(context, "Scale", "steps: int >= 1, twice: bool = false, w: late int in 1..32 = 8",
            "in x: UInt(w); out y: UInt(w)", scale, NULL);
  top = generator(context, "Lanes", "element: generator", "in a: UInt(8); out b, c: UInt(8); out d: UInt(4)", lanes, NULL);
  return write_case(context, top, "generator(\"Scale[twice = true]\")", count, arguments);
}
