/* Every kind of parameter; a width, a derived parameter and members that the host computes. */
#include "case.h"

#include <stdlib.h>
#include <string.h>

/* What the host keeps behind the opaque value. */
static const int squares[4] = {0, 1, 4, 9};

static int sum(const char *list, int *out_second) {
  int total = 0, index = 0;
  while (*list != ']') {
    char *end;
    int value = (int)strtol(list + 1, &end, 10);
    if (index++ == 1) *out_second = value;
    total += value;
    list = end;
  }
  return total;
}

static hwgen_status sum_bits(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                             uint64_t *out_token) {
  char text[16];
  int second;
  (void)user, (void)out_token;
  if (count != 2) return HWGEN_HOST_FAILED;
  snprintf(text, sizeof text, "%d", sum(arguments[0], &second) + (strcmp(arguments[1], "\"fast\"") == 0));
  give(target, text, strlen(text));
  return HWGEN_OK;
}

static hwgen_status latency(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                            uint64_t *out_token) {
  char text[16];
  (void)user, (void)out_token;
  if (count != 2) return HWGEN_HOST_FAILED;
  snprintf(text, sizeof text, "%ld", strtol(arguments[0], NULL, 10) + strtol(arguments[1], NULL, 10));
  give(target, text, strlen(text));
  return HWGEN_OK;
}

/* Collects a value's text in a string of 64 bytes. */
static int32_t append(void *user, const char *data, size_t size) {
  char *text = user;
  size_t length = strlen(text);
  if (length + size >= 64) return 1;
  memcpy(text + length, data, size);
  text[length + size] = 0;
  return 0;
}

static void value(hwgen_module *m, const char *name, char *text) {
  *text = 0;
  hwgen_circuit_value(hwgen_module_context(m), hwgen_module_circuit(m), name, append, text, NULL);
}

static hwgen_status leaf_body(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)user, (void)out_token;
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, hwgen_port_net(m, "x")));
  return HWGEN_OK;
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_context *context = hwgen_module_context(m);
  hwgen_generator child = {0};
  hwgen_circuit circuit = {0};
  hwgen_net instance, leaf, x = hwgen_port_net(m, "x"), z;
  hwgen_type item;
  int64_t half = 0, known = 0;
  int32_t bits = (int32_t)hwgen_module_integer(m, "bits");
  char text[64], word[64];
  int second = 0;
  (void)user, (void)out_token;
  value(m, "child", text);
  text[strlen(text) - 2] = 0;
  hwgen_generator_find(context, text + strlen("generator(\""), &child, NULL);
  hwgen_circuit_request(context, child, "", __FILE__, __LINE__, &circuit, NULL);
  value(m, "word", word);
  word[strlen(word) - 1] = 0;
  instance = hwgen_instance(m, circuit, word + 1);
  hwgen_instance_input(m, instance, "x", x);
  leaf = hwgen_instance_output(m, instance, "y");

  hwgen_circuit_integer(context, hwgen_module_circuit(m), "half", &half, NULL);
  hwgen_circuit_integer(context, hwgen_module_circuit(m), "latency", &known, NULL);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_literal_int(m, hwgen_uint(m, bits + 2), half + known));

  value(m, "item", text);
  hwgen_type_parse(context, text, &item, NULL);
  z = hwgen_mux(m, hwgen_port_net(m, "enable"), leaf, x);
  value(m, "options", text);
  z = hwgen_add(m, z, hwgen_literal_int(m, item, strtol(strstr(text, "gain: ") + 6, NULL, 10)));
  value(m, "taps", text);
  sum(text, &second);
  value(m, "lookup", text);
  if (strcmp(text, "opaque(\"squares\")") == 0)
    z = hwgen_add(m, z, hwgen_literal_int(m, item, squares[second]));
  hwgen_drive(m, hwgen_port_net(m, "z"), z);

  value(m, "mode", text);
  hwgen_drive(m, hwgen_port_net(m, "w"),
              strcmp(text, "\"fast\"") == 0 ? hwgen_trunc(m, leaf, bits)
                                            : hwgen_literal_int(m, hwgen_uint(m, bits), 0));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = "Kinds",
      .parameters = "number: int, flag: bool, word: string, mode: enum(small, fast), item: type, taps: list(int), "
                    "options: record, child: generator, lookup: opaque, derived count = len(taps), "
                    "derived bits = hook sum_bits(taps, mode): int",
      .interface = "in x: item; in enable: Bit if flag; out y: UInt((hook sum_bits(taps, mode): int) + 2); "
                   "out z: item; out w: UInt(bits)",
      .members = "half: int = (hook sum_bits(taps, mode): int) / 2; latency: int = hook latency(count, number): int",
      .file = __FILE__,
      .line = __LINE__,
      .body = body,
  };
  hwgen_generator top = {0};
  hwgen_error *error = NULL;
  generator(context, "Leaf", "", "in x: UInt(8); out y: UInt(8)", leaf_body, NULL);
  if (hwgen_hook_declare(context, "sum_bits", sum_bits, NULL, NULL, &error) ||
      hwgen_hook_declare(context, "latency", latency, NULL, NULL, &error) ||
      hwgen_generator_declare(context, &options, &top, &error))
    fprintf(stderr, "%s\n", hwgen_error_text(error));
  hwgen_error_destroy(error);
  return write_case(context, top,
                    "number = 5, flag = true, word = \"inner\", mode = \"fast\", item = UInt(8), taps = [1, 2, 3], "
                    "options = record(gain: 3, label: \"a \\\"b\\\", c\"), child = generator(\"Leaf\"), "
                    "lookup = opaque(\"squares\")",
                    count, arguments);
}
