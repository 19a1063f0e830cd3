/* The ladder in hwgen's C interface: `ladder DESIGN SIZE OUT.v`; peers/ladder.py says what the designs are.
 *
 * What is repeated many times in one body goes into a buffer of operations, and to the library in one call; the rest is
 * plain calls.
 */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Operations on their way to a module. */
struct buffer {
  hwgen_module *module;
  size_t used;
  hwgen_status status;
  uint32_t words[1 << 14];
};

static void flush(struct buffer *buffer, uint64_t *out_token) {
  size_t done;
  hwgen_error *error = NULL;
  if (buffer->status == HWGEN_OK) {
    buffer->status = hwgen_module_append(buffer->module, buffer->words, buffer->used, &done, &error);
    if (buffer->status) *out_token = (uint64_t)(uintptr_t)error; /* main takes it back */
  }
  buffer->used = 0;
}

/* Room for `count` words. */
static uint32_t *room(struct buffer *buffer, size_t count, uint64_t *out_token) {
  if (buffer->used + count > sizeof buffer->words / sizeof *buffer->words) flush(buffer, out_token);
  buffer->used += count;
  return buffer->words + buffer->used - count;
}

static struct buffer *buffer_create(hwgen_module *module) {
  struct buffer *buffer = malloc(sizeof *buffer);
  if (!buffer) exit(1);
  buffer->module = module;
  buffer->used = 0;
  buffer->status = HWGEN_OK;
  return buffer;
}

static hwgen_status buffer_end(struct buffer *buffer, uint64_t *out_token) {
  hwgen_status status;
  flush(buffer, out_token);
  status = buffer->status ? HWGEN_HOST_FAILED : HWGEN_OK;
  free(buffer);
  return status;
}

/* The circuit of one integer argument, asked for from a body. */
static hwgen_status request(hwgen_module *m, hwgen_generator generator, int32_t argument, hwgen_circuit *out,
                            uint64_t *out_token) {
  char text[16];
  hwgen_error *error = NULL;
  snprintf(text, sizeof text, "%d", (int)argument);
  if (hwgen_circuit_request(hwgen_module_context(m), generator, text, __FILE__, __LINE__, out, &error) == HWGEN_OK)
    return HWGEN_OK;
  *out_token = (uint64_t)(uintptr_t)error;
  return HWGEN_HOST_FAILED;
}

/* A generator and the one that its body asks for. */
struct design {
  hwgen_generator self;
  hwgen_generator part;
};

/* ---- addtree ----------------------------------------------------------------------------------------------------- */

static hwgen_status addtree(hwgen_module *m, void *user, uint64_t *out_token) {
  const struct design *design = user;
  int32_t k = (int32_t)hwgen_module_integer(m, "k"), half;
  hwgen_net x = hwgen_port_net(m, "x"), y = hwgen_port_net(m, "y"), lo, hi;
  hwgen_circuit tree;
  if (k == 0) {
    hwgen_drive(m, y, hwgen_cast(m, x, hwgen_uint(m, 16)));
    return HWGEN_OK;
  }
  half = (int32_t)8 << k;
  if (request(m, design->self, k - 1, &tree, out_token)) return HWGEN_HOST_FAILED;
  lo = hwgen_instance(m, tree, "lo");
  hwgen_instance_input(m, lo, "x", hwgen_slice(m, x, 0, half));
  hi = hwgen_instance(m, tree, "hi");
  hwgen_instance_input(m, hi, "x", hwgen_slice(m, x, half, half));
  /* A statement each: C does not say which argument of a call is evaluated first. */
  lo = hwgen_zext(m, hwgen_instance_output(m, lo, "y"), 16 + k);
  hi = hwgen_zext(m, hwgen_instance_output(m, hi, "y"), 16 + k);
  hwgen_drive(m, y, hwgen_add(m, lo, hi));
  return HWGEN_OK;
}

/* ---- distinct ---------------------------------------------------------------------------------------------------- */

static hwgen_status add_constant(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net k = hwgen_literal_int(m, hwgen_uint(m, 32), hwgen_module_integer(m, "k"));
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_add(m, hwgen_port_net(m, "x"), k));
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static hwgen_status distinct(hwgen_module *m, void *user, uint64_t *out_token) {
  const struct design *design = user;
  int32_t n = (int32_t)hwgen_module_integer(m, "n"), k;
  hwgen_net value = hwgen_port_net(m, "x");
  for (k = 1; k <= n; k++) {
    char name[16];
    hwgen_circuit circuit;
    hwgen_net add;
    if (request(m, design->part, k, &circuit, out_token)) return HWGEN_HOST_FAILED;
    snprintf(name, sizeof name, "add%d", (int)k);
    add = hwgen_instance(m, circuit, name);
    hwgen_instance_input(m, add, "x", value);
    value = hwgen_instance_output(m, add, "y");
  }
  hwgen_drive(m, hwgen_port_net(m, "y"), value);
  return HWGEN_OK;
}

/* ---- systolic ---------------------------------------------------------------------------------------------------- */

static hwgen_status element(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_type word = hwgen_uint(m, 32), byte = hwgen_uint(m, 8);
  hwgen_net a = hwgen_port_net(m, "a"), b = hwgen_port_net(m, "b"), total = hwgen_register(m, word, NULL), r;
  hwgen_net_name(m, total, "total");
  hwgen_drive(m, total, hwgen_add(m, total, hwgen_zext(m, hwgen_mul(m, a, b), 32)));
  hwgen_drive(m, r = hwgen_register(m, byte, NULL), a);
  hwgen_drive(m, hwgen_port_net(m, "a_out"), r);
  hwgen_drive(m, r = hwgen_register(m, byte, NULL), b);
  hwgen_drive(m, hwgen_port_net(m, "b_out"), r);
  hwgen_drive(m, r = hwgen_register(m, word, NULL), hwgen_xor(m, hwgen_port_net(m, "s"), total));
  hwgen_drive(m, hwgen_port_net(m, "s_out"), r);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

/* The ports of Element and of Systolic, in the order of their interfaces. */
enum { ELEMENT_CLK, ELEMENT_A, ELEMENT_B, ELEMENT_S, ELEMENT_A_OUT, ELEMENT_B_OUT, ELEMENT_S_OUT };
enum { SYSTOLIC_CLK, SYSTOLIC_A, SYSTOLIC_B, SYSTOLIC_S, SYSTOLIC_PORTS };

static void input(uint32_t *words, uint32_t instance, uint32_t port, uint32_t value) {
  words[0] = HWGEN_OP_INPUT;
  words[1] = 0;
  words[2] = instance;
  words[3] = port;
  words[4] = value;
}

static void output(uint32_t *words, uint32_t instance, uint32_t port) {
  words[0] = HWGEN_OP_OUTPUT;
  words[1] = 0;
  words[2] = instance;
  words[3] = port;
}

static void extract(uint32_t *words, uint32_t a, uint32_t low, hwgen_type type) {
  words[0] = HWGEN_OP_EXTRACT;
  words[1] = 0;
  words[2] = a;
  words[3] = low;
  words[4] = (uint32_t)type.bits;
}

static hwgen_status systolic(hwgen_module *m, void *user, uint64_t *out_token) {
  const struct design *design = user;
  hwgen_context *context = hwgen_module_context(m);
  uint32_t n = (uint32_t)hwgen_module_integer(m, "n"), i, j, next = SYSTOLIC_PORTS;
  hwgen_type word = hwgen_uint(m, 32), byte = hwgen_uint(m, 8);
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  uint32_t *columns = malloc(2 * n * sizeof *columns), *sums = columns + n, *words;
  struct buffer *buffer = buffer_create(m);
  if (!columns) exit(1);
  if (hwgen_circuit_request(context, design->part, "", __FILE__, __LINE__, &circuit, &error)) {
    *out_token = (uint64_t)(uintptr_t)error;
    buffer->status = HWGEN_FAILED;
  }
  for (j = 0; j < n; j++) {
    extract(room(buffer, 5, out_token), SYSTOLIC_B, 8 * j, byte);
    columns[j] = next++;
  }
  for (i = 0; i < n && buffer->status == HWGEN_OK; i++) {
    uint32_t a, s;
    extract(room(buffer, 5, out_token), SYSTOLIC_A, 8 * i, byte);
    a = next++;
    words = room(buffer, 5, out_token);
    words[0] = HWGEN_OP_LITERAL;
    words[1] = 0;
    words[2] = (uint32_t)word.bits;
    words[3] = words[4] = 0;
    s = next++;
    for (j = 0; j < n; j++) {
      uint32_t pe = next;
      char name[32];
      snprintf(name, sizeof name, "pe_%u_%u", (unsigned)i, (unsigned)j);
      words = room(buffer, 4 + 4 * 5 + 3 * 4, out_token);
      words[0] = HWGEN_OP_INSTANCE;
      words[1] = 0;
      words[2] = (uint32_t)circuit.bits;
      words[3] = hwgen_name(context, name);
      input(words + 4, pe, ELEMENT_CLK, SYSTOLIC_CLK);
      input(words + 9, pe, ELEMENT_A, a);
      input(words + 14, pe, ELEMENT_B, columns[j]);
      input(words + 19, pe, ELEMENT_S, s);
      output(words + 24, pe, ELEMENT_A_OUT);
      output(words + 28, pe, ELEMENT_B_OUT);
      output(words + 32, pe, ELEMENT_S_OUT);
      a = pe + 1;
      columns[j] = pe + 2;
      s = pe + 3;
      next = pe + 4;
    }
    sums[n - 1 - i] = s;
  }
  flush(buffer, out_token);
  words = malloc((4 + n) * sizeof *words + 4 * sizeof *words);
  if (!words) exit(1);
  words[0] = HWGEN_OP_CONCAT;
  words[1] = words[2] = 0;
  words[3] = n;
  memcpy(words + 4, sums, n * sizeof *words);
  words[4 + n] = HWGEN_OP_DRIVE;
  words[5 + n] = 0;
  words[6 + n] = SYSTOLIC_S;
  words[7 + n] = next;
  if (buffer->status == HWGEN_OK) {
    size_t done;
    buffer->status = hwgen_module_append(m, words, 8 + n, &done, &error);
    if (buffer->status) *out_token = (uint64_t)(uintptr_t)error;
  }
  free(words);
  free(columns);
  return buffer_end(buffer, out_token);
}

/* ---- flatlogic --------------------------------------------------------------------------------------------------- */

static hwgen_status flatlogic(hwgen_module *m, void *user, uint64_t *out_token) {
  static const uint32_t operations[5] = {HWGEN_OP_XOR, HWGEN_OP_ADD, HWGEN_OP_XOR, HWGEN_OP_ADD, HWGEN_OP_AND};
  uint32_t n = (uint32_t)hwgen_module_integer(m, "n"), r = 12345, t, *words;
  struct buffer *buffer = buffer_create(m);
  /* v[0] and v[1] are ports 0 and 1; port 2 is the result, so v[t] is net t + 1. */
  for (t = 2; t < n + 2 && buffer->status == HWGEN_OK; t++) {
    uint32_t j;
    r = (r * 1103515245u + 12345u) & 0x7fffffffu;
    j = t - 2 - (r >> 16) % (t - 1 < 63 ? t - 1 : 63);
    words = room(buffer, 4, out_token);
    words[0] = operations[(r >> 8) % 5];
    words[1] = 0;
    words[2] = t - 1 < 2 ? t - 1 : t;
    words[3] = j < 2 ? j : j + 1;
  }
  words = room(buffer, 4, out_token);
  words[0] = HWGEN_OP_DRIVE;
  words[1] = 0;
  words[2] = 2;
  words[3] = n + 2;
  (void)user;
  return buffer_end(buffer, out_token);
}

/* ------------------------------------------------------------------------------------------------------------------ */

static hwgen_status declare(hwgen_context *context, const char *name, const char *parameters, const char *interface,
                            hwgen_body body, void *user, hwgen_generator *out, hwgen_error **out_error) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = name,
      .parameters = parameters,
      .interface = interface,
      .file = __FILE__,
      .body = body,
      .user = user,
  };
  return hwgen_generator_declare(context, &options, out, out_error);
}

static hwgen_status generate(hwgen_context *context, const char *name, const char *size, const char *path,
                             struct design *design, hwgen_error **out_error) {
  hwgen_circuit circuit;
  hwgen_status status = HWGEN_FAILED;
  if (!strcmp(name, "addtree")) {
    status = declare(context, "AddTree", "k: int >= 0", "in x: Bits(16 * pow(2, k)); out y: UInt(16 + k)", addtree, design,
                     &design->self, out_error);
  } else if (!strcmp(name, "distinct")) {
    status = declare(context, "AddConstant", "k: int", "in x: UInt(32); out y: UInt(32)", add_constant, NULL,
                     &design->part, out_error);
    if (!status)
      status = declare(context, "Distinct", "n: int >= 1", "in x: UInt(32); out y: UInt(32)", distinct, design,
                       &design->self, out_error);
  } else if (!strcmp(name, "systolic")) {
    status = declare(context, "Element", NULL,
                     "in clk: Clock; in a, b: UInt(8); in s: UInt(32); out a_out, b_out: UInt(8); out s_out: UInt(32)",
                     element, NULL, &design->part, out_error);
    if (!status)
      status = declare(context, "Systolic", "n: int >= 1", "in clk: Clock; in a, b: Bits(8 * n); out s: Bits(32 * n)",
                       systolic, design, &design->self, out_error);
  } else if (!strcmp(name, "flatlogic")) {
    status = declare(context, "Flat", "n: int >= 1", "in a, b: UInt(32); out y: UInt(32)", flatlogic, NULL,
                     &design->self, out_error);
  } else {
    fprintf(stderr, "%s is no design of the ladder\n", name);
  }
  if (!status) status = hwgen_circuit_request(context, design->self, size, __FILE__, __LINE__, &circuit, out_error);
  if (!status) status = hwgen_circuit_verilog_file(context, circuit, NULL, path, out_error);
  return status;
}

int main(int count, char **arguments) {
  hwgen_context *context;
  struct design design;
  hwgen_error *error = NULL;
  hwgen_status status;
  if (count != 4) {
    fprintf(stderr, "usage: %s DESIGN SIZE OUT.v\n", arguments[0]);
    return 1;
  }
  context = hwgen_context_create();
  status = generate(context, arguments[1], arguments[2], arguments[3], &design, &error);
  if (error) {
    hwgen_error *inner = (hwgen_error *)(uintptr_t)hwgen_error_host_token(error);
    fprintf(stderr, "%s\n", hwgen_error_text(inner ? inner : error));
    hwgen_error_destroy(inner);
    hwgen_error_destroy(error);
  }
  hwgen_context_destroy(context);
  return status != HWGEN_OK;
}
