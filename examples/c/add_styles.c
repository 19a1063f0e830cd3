/* The same adder in three styles; all three print the same Verilog.
 *
 * A function builds a circuit and returns it. A simple class, here a structure and its `generate`, keeps its arguments.
 * A templated class states its interface over its parameters, so that the ports are known before any body runs, and its
 * arguments are checked against what its parameters say; add.c shows that style alone. The ergonomic class of the other
 * hosts, whose call is the circuit, has no form in C: nothing but a function can be called.
 */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What all styles put inside. */
static void build(hwgen_module *m, int32_t bits, int has_ce) {
  hwgen_net sum = hwgen_add(m, hwgen_port_net(m, "I0"), hwgen_port_net(m, "I1"));
  if (has_ce) sum = hwgen_add(m, sum, hwgen_zext(m, hwgen_port_net(m, "CE"), bits));
  hwgen_drive(m, hwgen_port_net(m, "O"), sum);
}

/* Style 1: a function. */
static hwgen_status add_function(hwgen_context *context, int32_t bits, int has_ce, hwgen_circuit *out,
                                 hwgen_error **out_error) {
  char name[32], interface[96];
  hwgen_module *m;
  hwgen_status status;
  snprintf(name, sizeof name, "Add_%d_%s", (int)bits, has_ce ? "true" : "false");
  snprintf(interface, sizeof interface, "in I0, I1: UInt(%d); out O: UInt(%d)%s", (int)bits, (int)bits,
           has_ce ? "; in CE: Bit" : "");
  status = hwgen_module_create(context, name, interface, __FILE__, __LINE__, &m, out_error);
  if (status) return status;
  build(m, bits, has_ce);
  return hwgen_module_finish(m, out, out_error);
}

/* Style 2: a simple class. */
struct adder {
  int32_t bits;
  int has_ce;
  hwgen_status (*generate)(const struct adder *self, hwgen_context *context, hwgen_circuit *out,
                           hwgen_error **out_error);
};

static hwgen_status adder_generate(const struct adder *self, hwgen_context *context, hwgen_circuit *out,
                                   hwgen_error **out_error) {
  return add_function(context, self->bits, self->has_ce, out, out_error);
}

static struct adder adder(int32_t bits, int has_ce) {
  struct adder self;
  self.bits = bits;
  self.has_ce = has_ce;
  self.generate = adder_generate;
  return self;
}

/* Style 3: a templated class. */
static hwgen_status add_body(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)user, (void)out_token;
  build(m, (int32_t)hwgen_module_integer(m, "bits"), (int)hwgen_module_integer(m, "has_ce"));
  return HWGEN_OK;
}

static hwgen_status add_templated(hwgen_context *context, const char *arguments, hwgen_circuit *out,
                                  hwgen_error **out_error) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = "Add",
      .parameters = "bits: int >= 1, has_ce: bool = false",
      .interface = "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce",
      .file = __FILE__,
      .line = __LINE__,
      .body = add_body,
  };
  hwgen_generator add;
  hwgen_status status = hwgen_generator_declare(context, &options, &add, out_error);
  return status ? status : hwgen_circuit_request(context, add, arguments, __FILE__, __LINE__, out, out_error);
}

/* Text that grows. */
struct text {
  char *data;
  size_t size;
};

static int32_t append(void *user, const char *data, size_t size) {
  struct text *text = user;
  char *longer = realloc(text->data, text->size + size + 1);
  if (!longer) return 1;
  memcpy(longer + text->size, data, size);
  text->data = longer;
  text->size += size;
  longer[text->size] = 0;
  return 0;
}

int main(void) {
  struct text texts[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
  struct adder adder16 = adder(16, 1);
  hwgen_status status = HWGEN_OK;
  int style;
  for (style = 0; style < 3 && !status; style++) {
    /* A context for each: in one, circuits of the same name would be told apart. */
    hwgen_context *context = hwgen_context_create();
    hwgen_circuit circuit;
    hwgen_error *error = NULL;
    status = style == 0   ? add_function(context, 16, 1, &circuit, &error)
             : style == 1 ? adder16.generate(&adder16, context, &circuit, &error)
                          : add_templated(context, "16, true", &circuit, &error);
    if (!status) status = hwgen_circuit_verilog(context, circuit, NULL, append, &texts[style], &error);
    if (status) fprintf(stderr, "%s\n", hwgen_error_text(error));
    hwgen_error_destroy(error);
    hwgen_context_destroy(context);
  }
  if (!status && (strcmp(texts[0].data, texts[1].data) || strcmp(texts[0].data, texts[2].data))) {
    fputs("the styles differ\n", stderr);
    status = HWGEN_FAILED;
  }
  if (!status) fputs(texts[2].data, stdout);
  for (style = 0; style < 3; style++) free(texts[style].data);
  return status != HWGEN_OK;
}
