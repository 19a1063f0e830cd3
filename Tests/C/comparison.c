/* Generators side by side: the table that all hosts share, the lines of an answer, and what is refused. */
#include "check.h"

static int32_t stop(void *user, const char *data, size_t size) {
  (void)user, (void)data, (void)size;
  return 1;
}

static hwgen_generator generator(hwgen_context *context, const char *name, const char *parameters,
                                 const char *interface) {
  hwgen_generator_options options = {0};
  hwgen_generator result = {0};
  options.size = sizeof options;
  options.name = name;
  options.parameters = parameters;
  options.interface = interface;
  CHECK_OK(hwgen_generator_declare(context, &options, &result, &error));
  return result;
}

/* The text between two separators, without the spaces around it. */
static char *field(char **rest) {
  char *start = *rest, *end = strchr(start, '|');
  *rest = end ? end + 1 : start + strlen(start);
  if (!end) end = *rest;
  while (*start == ' ') start++;
  while (end > start && (end[-1] == ' ' || end[-1] == '\n')) end--;
  *end = 0;
  return start;
}

static void table(void) {
  char path[1024], line[1024];
  size_t rows = 0;
  FILE *file;
  snprintf(path, sizeof path, "%s", __FILE__);
  strcpy(strstr(path, "C/comparison.c"), "Conformance/data/comparisons.txt");
  file = fopen(path, "r");
  CHECK(file != NULL);
  while (file && fgets(line, sizeof line, file)) {
    hwgen_context *context = hwgen_context_create();
    hwgen_generator a, b;
    struct text text = {NULL, 0};
    int32_t answer = -1;
    char *rest = line, *fields[7];
    int i;
    if (line[0] != '#') {
      for (i = 0; i < 7; i++) fields[i] = field(&rest);
      a = generator(context, "A", fields[0], fields[1]);
      b = generator(context, "B", strcmp(fields[2], "=") ? fields[2] : fields[0], fields[3]);
      CHECK_OK(hwgen_generator_compare(
          context, a, b, strcmp(fields[4], "same") ? HWGEN_RELATION_SUBSTITUTABLE : HWGEN_RELATION_SAME,
          *fields[5] ? fields[5] : NULL, __FILE__, __LINE__, gather, &text, &answer, &error));
      *strchr(text.data, '\n') = 0;
      CHECK_TEXT(text.data, fields[6]);
      free(text.data);
      CHECK_INT(answer == HWGEN_ANSWER_SAME, strcmp(fields[6], "same") == 0);
      rows++;
    }
    hwgen_context_destroy(context);
  }
  if (file) fclose(file);
  CHECK(rows >= 15);
}

/* The set of an answer goes back into requests. */
static void lines(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator a = generator(context, "A", "bits: int >= 1", "out O: UInt(bits)");
  hwgen_generator b = generator(context, "B", "width: int >= 1", "out O: UInt(width + 1)");
  hwgen_circuit circuit;
  int32_t answer = -1;
  CHECK_WRITES(hwgen_generator_compare(context, a, b, HWGEN_RELATION_SAME, "bits = width", NULL, 0, gather, &text,
                                       &answer, &error),
               "different for bits = 1: `out O: UInt(1)` against `out O: UInt(2)`\nbits = 1\nwidth = 1\nout O: UInt(1)\n"
               "out O: UInt(2)\n");
  CHECK_INT(answer, HWGEN_ANSWER_DIFFERENT);
  CHECK_OK(hwgen_circuit_request(context, a, "bits = 1", __FILE__, __LINE__, &circuit, &error));
  CHECK_OK(hwgen_circuit_request(context, b, "width = 1", __FILE__, __LINE__, &circuit, &error));
  hwgen_context_destroy(context);
}

static void refused(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator a = generator(context, "A", "bits: int >= 1", "out O: UInt(bits)"), stale = {77};
  struct text text = {NULL, 0};
  int32_t answer = -1;
  CHECK_FAILS(hwgen_generator_compare(context, a, stale, 0, NULL, NULL, 0, gather, &text, &answer, &error), 9003);
  CHECK_FAILS(hwgen_generator_compare(context, a, a, 2, NULL, NULL, 0, gather, &text, &answer, &error), 9004);
  CHECK_FAILS(hwgen_generator_compare(context, a, a, 0, "x = y", NULL, 0, gather, &text, &answer, &error), 1054);
  CHECK_FAILS(hwgen_generator_compare(context, a, a, 0, NULL, NULL, 0, gather, &text, NULL, &error), 9001);
  CHECK_FAILS(hwgen_generator_compare(context, a, a, 0, NULL, NULL, 0, NULL, NULL, &answer, &error), 9001);
  CHECK_FAILS(hwgen_generator_compare(context, a, a, 0, NULL, NULL, 0, stop, NULL, &answer, &error), 5002);
  CHECK_INT(answer, -1);
  CHECK_INT(text.size, 0);
  hwgen_context_destroy(context);
}

TESTS({"table", table}, {"lines", lines}, {"refused", refused})
