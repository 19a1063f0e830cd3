/* Progress: what a host is told of an elaboration, and how it ends one. */
#include "check.h"

static struct told {
  uint64_t done[64], known[64];
  int count, finalized;
  /* At which call, counted from 1, it answers with which status. */
  int at;
  hwgen_status status;
  hwgen_context *context;
} told;

static hwgen_status progress(void *user, uint64_t done, uint64_t known, uint64_t *out_token) {
  CHECK(user == &told && told.count < 64);
  told.done[told.count] = done;
  told.known[told.count] = known;
  *out_token = 55;
  return ++told.count == told.at ? told.status : HWGEN_OK;
}

static void count(void *user) { ++*(int *)user; }
static void finalized(void *user) { ((struct told *)user)->finalized++; }

/* A chain: each asks for the next, and the last holds many operations. */
static hwgen_status chain_body(hwgen_module *m, void *user, uint64_t *out_token) {
  int64_t n = hwgen_module_integer(m, "n");
  hwgen_net x = hwgen_port_net(m, "x");
  if (n > 0) {
    hwgen_context *context = hwgen_module_context(m);
    hwgen_generator self;
    hwgen_circuit next;
    hwgen_net instance;
    char argument[24];
    snprintf(argument, sizeof argument, "%lld", (long long)n - 1);
    if (hwgen_generator_find(context, "Chain", &self, NULL) != HWGEN_OK ||
        hwgen_circuit_request(context, self, argument, NULL, 0, &next, NULL) != HWGEN_OK) {
      *out_token = 66;
      return HWGEN_HOST_FAILED;
    }
    instance = hwgen_instance(m, next, "next");
    hwgen_instance_input(m, instance, "x", x);
    x = hwgen_instance_output(m, instance, "y");
  } else {
    long i;
    for (i = 0; i < *(long *)user; i++) x = hwgen_add(m, x, x);
  }
  hwgen_drive(m, hwgen_port_net(m, "y"), x);
  return HWGEN_OK;
}

static long operations;

static hwgen_circuit chain(const char *arguments) {
  hwgen_generator_options options = {.size = sizeof options, .name = "Chain", .parameters = "n: int",
                                     .interface = "in x: UInt(8); out y: UInt(8)", .body = chain_body,
                                     .user = &operations};
  hwgen_generator generator;
  hwgen_circuit circuit = {0};
  memset(&told, 0, sizeof told);
  operations = 1;
  told.context = hwgen_context_create();
  CHECK_OK(hwgen_generator_declare(told.context, &options, &generator, &error));
  CHECK_OK(request(told.context, generator, arguments, &circuit, &error));
  CHECK_OK(hwgen_context_set_progress(told.context, progress, &told, finalized, &error));
  return circuit;
}

static void every_body_is_told(void) {
  hwgen_circuit circuit = chain("2");
  int i, bodies = 0;
  CHECK_OK(hwgen_circuit_elaborate(told.context, circuit, &error));
  for (i = 0; i < told.count; i++) {
    CHECK(told.done[i] <= told.known[i] && told.known[i] <= 3);
    if (i && told.done[i] != told.done[i - 1]) CHECK_INT(told.done[i], told.done[i - 1] + 1), bodies++;
  }
  CHECK_INT(told.done[told.count - 1], 3);
  CHECK_INT(told.known[told.count - 1], 3);
  CHECK_INT(bodies, 3);
  /* What is done is not done again. */
  told.count = 0;
  CHECK_OK(hwgen_circuit_elaborate(told.context, circuit, &error));
  CHECK_OK(print(told.context, circuit, &error));
  CHECK_INT(told.count, 0);
  CHECK_INT(told.finalized, 0);
  hwgen_context_destroy(told.context);
  CHECK_INT(told.finalized, 1);
}

static void an_elaboration_is_cancelled_and_goes_on(void) {
  hwgen_circuit circuit = chain("4");
  told.at = 4, told.status = HWGEN_FAILED;
  CHECK_TELLS(hwgen_circuit_elaborate(told.context, circuit, &error), 9011, NULL,
              "the elaboration is cancelled after 2 of 3 circuits");
  goes_on(told.context);
  told.count = 0, told.at = 0;
  CHECK_OK(print(told.context, circuit, &error));
  CHECK_INT(told.done[told.count - 1], 5);
  hwgen_context_destroy(told.context);
}

static void a_large_body_is_cancelled(void) {
  hwgen_circuit circuit = chain("0");
  operations = 1000000;
  told.at = 3, told.status = HWGEN_FAILED;
  CHECK_TELLS(hwgen_circuit_elaborate(told.context, circuit, &error), 9011, NULL,
              "the elaboration is cancelled after 0 of 1 circuits");
  hwgen_context_destroy(told.context);
}

static void a_failure_of_the_host_has_its_token(void) {
  hwgen_circuit circuit = chain("4");
  hwgen_error *error = NULL;
  told.at = 2, told.status = HWGEN_HOST_FAILED;
  CHECK_INT(hwgen_circuit_elaborate(told.context, circuit, &error), HWGEN_HOST_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 8001);
  CHECK_INT(hwgen_error_host_token(error), 55);
  hwgen_error_destroy(error);
  hwgen_context_destroy(told.context);
}

static hwgen_status replaces(void *user, uint64_t done, uint64_t known, uint64_t *out_token) {
  (void)done, (void)known, (void)out_token;
  CHECK_OK(hwgen_context_set_progress(told.context, progress, &told, NULL, &error));
  ++*(int *)user;
  return HWGEN_OK;
}

static void another_takes_its_place(void) {
  hwgen_circuit circuit = chain("2");
  int calls = 0, ends = 0;
  CHECK_OK(hwgen_context_set_progress(told.context, replaces, &calls, NULL, &error));
  CHECK_INT(told.finalized, 1);
  CHECK_OK(hwgen_circuit_elaborate(told.context, circuit, &error));
  CHECK_INT(calls, 1);
  CHECK(told.count > 0);
  CHECK_OK(hwgen_context_set_progress(told.context, NULL, &ends, count, &error));
  CHECK_INT(ends, 1);
  hwgen_context_destroy(told.context);
}

/* A finalizer is to call nothing; one that does comes to no harm. */
static hwgen_context *the_context;
static void sets_another(void *user) {
  finalized(user);
  CHECK_OK(hwgen_context_set_progress(the_context, progress, user, NULL, &error));
}

static void a_finalizer_that_sets_another(void) {
  struct told other = {0};
  the_context = hwgen_context_create();
  CHECK_OK(hwgen_context_set_progress(the_context, progress, &other, sets_another, &error));
  CHECK_OK(hwgen_context_set_progress(the_context, NULL, NULL, NULL, &error));
  CHECK_INT(other.finalized, 1);
  hwgen_context_destroy(the_context);
  CHECK_INT(other.finalized, 1);
}

TESTS({"a finalizer that sets another", a_finalizer_that_sets_another}, {"every body is told", every_body_is_told},
      {"an elaboration is cancelled and goes on", an_elaboration_is_cancelled_and_goes_on},
      {"a large body is cancelled", a_large_body_is_cancelled},
      {"a failure of the host has its token", a_failure_of_the_host_has_its_token},
      {"another takes its place", another_takes_its_place})
