/* Runs the table of inference: `inference TABLE` prints for each row the arguments of the circuit, or the refusal's code. */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 6, VALUES = 16 };

static int32_t print(void *user, const char *data, size_t size) {
  (void)user;
  return fwrite(data, 1, size, stdout) != size;
}

/* Cuts spaces off both ends. */
static char *trimmed(char *text) {
  char *end = text + strlen(text);
  while (*text == ' ') text++;
  while (end > text && (end[-1] == ' ' || end[-1] == '\n')) *--end = 0;
  return text;
}

static hwgen_net applied(hwgen_module *m, hwgen_generator generator, const char *arguments, char *values) {
  const char *ports[VALUES];
  hwgen_net nets[VALUES];
  size_t count = 0;
  char *value, *wire;
  for (value = strtok(values, ","); value && count < VALUES; value = strtok(NULL, ",")) {
    value = trimmed(value);
    wire = strchr(value, '=');
    if (wire) *wire++ = 0;
    ports[count] = wire ? value : NULL;
    nets[count++] = hwgen_port_net(m, wire ? wire : value);
  }
  return hwgen_apply(m, generator, *arguments ? arguments : NULL, NULL, ports, nets, count);
}

static void run(char **row) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .parameters = row[0], .interface = row[1]};
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_module *m = NULL;
  hwgen_error *error = NULL;
  if (hwgen_external_declare(context, &options, NULL, &generator, &error) ||
      hwgen_module_create(context, "Top", row[2], __FILE__, __LINE__, &m, &error)) {
    printf("%s", hwgen_error_text(error));
  } else {
    circuit = hwgen_instance_circuit(m, (uint32_t)applied(m, generator, row[3], row[4]).bits);
    if (!circuit.bits) {
      hwgen_module_finish(m, &circuit, &error);
      printf("HW%d", (int)hwgen_error_code(error, 0));
    } else {
      hwgen_circuit_text(context, circuit, HWGEN_TEXT_PARAMETERS, print, NULL, &error);
    }
  }
  printf("\n");
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

int main(int count, char **arguments) {
  char line[1024], *row[FIELDS], *at;
  int field;
  FILE *table = count == 2 ? fopen(arguments[1], "r") : NULL;
  if (!table) return 1;
  while (fgets(line, sizeof line, table)) {
    if (*line == '#' || *line == '\n') continue;
    for (field = 0, at = line; field < FIELDS && at; field++) {
      row[field] = at;
      at = strchr(at, '|');
      if (at) *at++ = 0;
      row[field] = trimmed(row[field]);
    }
    run(row);
  }
  fclose(table);
  return 0;
}
