/* The comparison of two interfaces of 10 to 10,000 ports that are the same for all parameters: CPU time of a port.
 *
 * Of each four ports one is written alike, one has an equal polynomial, one is an `if` for a `max`, and one is two of which
 * one exists. Prints for each size the ports and CPU ns of a port, the median of rounds, each in a context of its own. */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 3

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static int less(const void *a, const void *b) {
  const double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

static void check(hwgen_status status, hwgen_error *error) {
  if (status == HWGEN_OK) return;
  fprintf(stderr, "%s\n", hwgen_error_text(error));
  exit(1);
}

static int32_t nothing(void *user, const char *data, size_t size) {
  (void)user, (void)data, (void)size;
  return 0;
}

static hwgen_generator generator(hwgen_context *context, const char *name, int ports, int other) {
  char *interface = malloc((size_t)ports * 120 + 1), *end = interface;
  hwgen_generator_options options = {.size = sizeof options, .name = name, .interface = interface,
                                     .parameters = "a: int in 1..512, b: int in 1..512, p: bool"};
  hwgen_generator result;
  hwgen_error *error = NULL;
  *end = 0;
  for (int i = 0; i < ports; i++) {
    const int more = i / 4 + 1;
    switch (i % 4) {
      case 0: end += sprintf(end, "in x%d: UInt(a + %d);", i, more); break;
      case 1: end += sprintf(end, other ? "in x%d: UInt(a + a + %d);" : "in x%d: UInt(2 * a + %d);", i, more); break;
      case 2:
        end += sprintf(end, other ? "out x%d: UInt(if a >= b then a + %d else b + %d);" : "out x%d: UInt(max(a, b) + %d);",
                       i, more, more);
        break;
      default:
        end += sprintf(end, other ? "in x%d: UInt(a + %d) if p; in x%d: UInt(b + %d) if not p;"
                                  : "in x%d: UInt(if p then a + %d else b + %d);",
                       i, more, other ? i : more, more);
    }
  }
  check(hwgen_generator_declare(context, &options, &result, &error), error);
  free(interface);
  return result;
}

int main(void) {
  for (int ports = 10; ports <= 10000; ports *= 10) {
    double times[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      const int repetitions = 10000 / ports;
      hwgen_context *contexts[1000];
      hwgen_generator pairs[1000][2];
      int32_t answer = -1;
      for (int i = 0; i < repetitions; i++) {
        contexts[i] = hwgen_context_create();
        for (int side = 0; side < 2; side++) pairs[i][side] = generator(contexts[i], side ? "B" : "A", ports, side);
      }
      const double start = now();
      for (int i = 0; i < repetitions; i++) {
        hwgen_error *error = NULL;
        check(hwgen_generator_compare(contexts[i], pairs[i][0], pairs[i][1], HWGEN_RELATION_SAME, NULL, NULL, 0, nothing,
                                      NULL, &answer, &error),
              error);
        if (answer != HWGEN_ANSWER_SAME) return 1;
      }
      times[round] = (now() - start) / (ports * repetitions);
      for (int i = 0; i < repetitions; i++) hwgen_context_destroy(contexts[i]);
    }
    qsort(times, ROUNDS, sizeof times[0], less);
    printf("%d\t%.0f\n", ports, times[ROUNDS / 2]);
  }
  return 0;
}
