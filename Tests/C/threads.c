/* Threads and processes: contexts in parallel, a context that another thread is in, and one of before a fork. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, ROUNDS = 20 };

static void in_thread(void *(*run)(void *), void *user) {
  pthread_t thread;
  CHECK_INT(pthread_create(&thread, NULL, run, user), 0);
  CHECK_INT(pthread_join(thread, NULL), 0);
}

/* Runs in a child of fork, where the checks of `run` count as they do here. */
static void in_child(void (*run)(void *), void *user) {
  int status = 1;
  pid_t child;
  fflush(NULL);
  child = fork();
  if (child == 0) {
    failures = 0;
    run(user);
    fflush(NULL);
    _exit(failures ? 1 : 0);
  }
  CHECK(child > 0 && waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void count(void *user) { ++*(int *)user; }

/* ---- In parallel ------------------------------------------------------------------------------------------------- */

static hwgen_status tree_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_context *context = hwgen_module_context(m);
  int64_t n = hwgen_module_integer(m, "n");
  hwgen_net x = hwgen_port_net(m, "x"), sum = x;
  if (n > 0) {
    hwgen_generator self;
    hwgen_circuit below;
    hwgen_net left, right;
    char argument[16];
    snprintf(argument, sizeof argument, "%d", (int)n - 1);
    if (hwgen_generator_find(context, "Tree", &self, NULL) != HWGEN_OK ||
        hwgen_circuit_request(context, self, argument, NULL, 0, &below, NULL) != HWGEN_OK)
      return HWGEN_HOST_FAILED;
    left = hwgen_instance(m, below, "left");
    right = hwgen_instance(m, below, "right");
    hwgen_instance_input(m, left, "x", x);
    hwgen_instance_input(m, right, "x", hwgen_not(m, x));
    sum = hwgen_add(m, hwgen_instance_output(m, left, "y"), hwgen_instance_output(m, right, "y"));
  }
  hwgen_drive(m, hwgen_port_net(m, "y"), sum);
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static int64_t square(int64_t n) { return n * n; }

/* Whether every call in a context of its own succeeds; the Verilog of all circuits, one after the other. */
static void *grow(void *user) {
  struct text *text = user;
  int round;
  for (round = 0; round < ROUNDS; round++) {
    hwgen_context *context = hwgen_context_create();
    hwgen_generator_options options = {.size = sizeof options, .name = "Tree", .parameters = "n: int = hook square(3): int",
                                       .interface = "in x: UInt(8); out y: UInt(8)", .body = tree_body};
    hwgen_function_options hook = {.size = sizeof hook, .signature = "int64_t square(int64_t n)",
                                   .code = (hwgen_code)square};
    hwgen_generator generator;
    hwgen_circuit circuit;
    if (hwgen_function_declare(context, &hook, NULL, NULL) != HWGEN_OK ||
        hwgen_generator_declare(context, &options, &generator, NULL) != HWGEN_OK ||
        hwgen_circuit_request(context, generator, round % 2 ? "" : "5", NULL, 0, &circuit, NULL) != HWGEN_OK ||
        hwgen_circuit_verilog(context, circuit, NULL, gather, text, NULL) != HWGEN_OK)
      return NULL;
    hwgen_context_destroy(context);
  }
  return user;
}

static void contexts_run_in_parallel(void) {
  pthread_t threads[THREADS];
  struct text texts[THREADS] = {{NULL, 0}}, alone = {NULL, 0};
  int i;
  CHECK(grow(&alone) == &alone);
  for (i = 0; i < THREADS; i++) CHECK_INT(pthread_create(&threads[i], NULL, grow, &texts[i]), 0);
  for (i = 0; i < THREADS; i++) {
    void *done = NULL;
    pthread_join(threads[i], &done);
    CHECK(done == &texts[i]);
    CHECK(texts[i].size == alone.size && !memcmp(texts[i].data, alone.data, alone.size));
    free(texts[i].data);
  }
  free(alone.data);
}

/* ---- One context, one thread after the other --------------------------------------------------------------------- */

struct handed {
  hwgen_context *context;
  hwgen_generator generator;
  hwgen_circuit circuit;
};

static void *declares(void *user) {
  struct handed *handed = user;
  CHECK_OK(declare(handed->context, "Wire", NULL, "in x: UInt(8); out y: UInt(8)", wire_body, NULL, &handed->generator, &error));
  return NULL;
}
static void *requests(void *user) {
  struct handed *handed = user;
  CHECK_OK(request(handed->context, handed->generator, "", &handed->circuit, &error));
  return NULL;
}
static void *prints(void *user) {
  struct handed *handed = user;
  CHECK_OK(print(handed->context, handed->circuit, &error));
  hwgen_context_destroy(handed->context);
  return NULL;
}

static void a_context_goes_from_thread_to_thread(void) {
  struct handed handed = {NULL, {0}, {0}};
  handed.context = hwgen_context_create();
  in_thread(declares, &handed);
  in_thread(requests, &handed);
  in_thread(prints, &handed);
}

/* ---- Two threads at once ------------------------------------------------------------------------------------------ */

struct shared {
  hwgen_context *context;
  hwgen_module *module;
  hwgen_generator generator;
  hwgen_closure *closure;
  void *(*other)(void *);
  int finalized;
};

#define IN_USE "the context is in use by another thread"

static void *calls_with_a_status(void *user) {
  struct shared *shared = user;
  hwgen_context *c = shared->context;
  hwgen_generator generator = {77};
  hwgen_circuit circuit = {77};
  hwgen_type type = {77};
  hwgen_error *warnings;
  size_t done = 77;
  uint32_t words[] = {HWGEN_OP_NOT, 0, 0};
  int finalized = 0;
  hwgen_generator_options options = {.size = sizeof options, .name = "N", .body = wire_body, .user = &finalized,
                                     .finalizer = count};
  hwgen_function_options hook = {.size = sizeof hook, .signature = "int64_t square(int64_t n)",
                                 .code = (hwgen_code)square, .user = &finalized, .finalizer = count};
  CHECK_TELLS(hwgen_generator_declare(c, &options, &generator, &error), 9009, NULL, IN_USE);
  CHECK_TELLS(hwgen_function_declare(c, &hook, NULL, &error), 9009, NULL, IN_USE);
  CHECK_INT(finalized, 2);
  CHECK_TELLS(request(c, shared->generator, "", &circuit, &error), 9009, NULL, IN_USE);
  CHECK_TELLS(hwgen_type_parse(c, "UInt(8)", &type, &error), 9009, NULL, IN_USE);
  CHECK_TELLS(hwgen_context_set_budget(c, HWGEN_BUDGET_CELLS, 1, &error), 9009, NULL, IN_USE);
  CHECK_TELLS(hwgen_hook_remove(c, "nothing", &error), 9009, NULL, IN_USE);
  CHECK_TELLS(hwgen_module_append(shared->module, words, 3, &done, &error), 9009, NULL, IN_USE);
  CHECK_TELLS(hwgen_module_finish(shared->module, &circuit, &error), 9009, NULL, IN_USE);
  CHECK(generator.bits == 77 && circuit.bits == 77 && type.bits == 77 && done == 77);
  CHECK_INT(hwgen_location(c, "file.c", 1), 0);
  CHECK_INT(hwgen_name(c, "name"), 0);
  warnings = hwgen_context_take_warnings(c);
  CHECK_INT(hwgen_error_code(warnings, 0), 9009);
  hwgen_error_destroy(warnings);
  return NULL;
}

static void *calls_on_the_module(void *user) {
  struct shared *shared = user;
  hwgen_net net = hwgen_not(shared->module, hwgen_port_net(shared->module, "x"));
  hwgen_drive(shared->module, hwgen_port_net(shared->module, "y"), net);
  CHECK(net.bits != 0);
  CHECK_INT(hwgen_module_integer(shared->module, "n"), 0);
  return NULL;
}

static void *lets_go(void *user) {
  struct shared *shared = user;
  hwgen_context_destroy(shared->context);
  CHECK_INT(shared->finalized, 0);
  return NULL;
}

static void *asks_the_closure(void *user) {
  struct shared *shared = user;
  int64_t (*n)(void) = (int64_t (*)(void))hwgen_closure_code(shared->closure);
  hwgen_error *error;
  CHECK_INT(n(), 0);
  error = hwgen_closure_take_error(shared->closure);
  CHECK_INT(hwgen_error_code(error, 0), 9009);
  hwgen_error_destroy(error);
  CHECK(hwgen_closure_take_error(shared->closure) == NULL);
  return NULL;
}

static hwgen_status body_with_company(hwgen_module *m, void *user, uint64_t *out_token) {
  struct shared *shared = user;
  shared->module = m;
  in_thread(shared->other, shared);
  return wire_body(m, NULL, out_token);
}

static hwgen_circuit shared_circuit(struct shared *shared, void *(*other)(void *)) {
  hwgen_generator_options options = {.size = sizeof options, .name = "Shared", .interface = "in x: UInt(8); out y: UInt(8)",
                                     .members = "m: int = 7", .file = "shared.c", .line = 3, .body = body_with_company,
                                     .user = shared};
  hwgen_circuit circuit = {0};
  shared->context = hwgen_context_create();
  shared->other = other;
  CHECK_OK(hwgen_generator_declare(shared->context, &options, &shared->generator, &error));
  CHECK_OK(request(shared->context, shared->generator, "", &circuit, &error));
  return circuit;
}

static void a_second_thread_is_refused(void) {
  struct shared shared = {0};
  hwgen_circuit circuit = shared_circuit(&shared, calls_with_a_status);
  CHECK_OK(print(shared.context, circuit, &error));
  goes_on(shared.context);
  hwgen_context_destroy(shared.context);
}

static void a_module_that_two_threads_build_is_refused(void) {
  struct shared shared = {0};
  hwgen_circuit circuit = shared_circuit(&shared, calls_on_the_module);
  CHECK_TELLS(print(shared.context, circuit, &error), 9009, NULL,
              "module Shared was used by two threads at once: calls of one had no effect");
  goes_on(shared.context);
  hwgen_context_destroy(shared.context);
}

static void a_context_that_another_thread_ends_lasts_as_long_as_the_call(void) {
  struct shared shared = {0};
  hwgen_circuit circuit = shared_circuit(&shared, lets_go);
  hwgen_generator_options options = {.size = sizeof options, .name = "Kept", .interface = "out y: UInt(8)",
                                     .user = &shared.finalized, .finalizer = count};
  hwgen_generator kept;
  CHECK_OK(hwgen_generator_declare(shared.context, &options, &kept, &error));
  CHECK_OK(print(shared.context, circuit, &error));
  CHECK_INT(shared.finalized, 1);
}

static void a_closure_is_refused_in_a_second_thread(void) {
  struct shared shared = {0};
  hwgen_circuit circuit = shared_circuit(&shared, asks_the_closure);
  CHECK_OK(hwgen_closure_create(shared.context, shared.generator, "int64_t m(void)", &shared.closure, &error));
  CHECK_OK(print(shared.context, circuit, &error));
  CHECK_INT(((int64_t (*)(void))hwgen_closure_code(shared.closure))(), 7);
  hwgen_closure_destroy(shared.closure);
  hwgen_context_destroy(shared.context);
}

/* Threads that ask one context as fast as they can: each call succeeds or is refused, and what it says is true. */
static void *hammers(void *user) {
  struct handed *handed = user;
  long refused = 0;
  int i;
  for (i = 0; i < 2000; i++) {
    hwgen_error *error = NULL;
    int64_t value = 0;
    if (hwgen_circuit_integer(handed->context, handed->circuit, "m", &value, &error) == HWGEN_OK)
      CHECK_INT(value, 7);
    else
      CHECK_INT(hwgen_error_code(error, 0), 9009), refused++;
    hwgen_error_destroy(error);
  }
  return (void *)refused;
}

static void threads_that_meet_lose_nothing(void) {
  struct handed handed = {NULL, {0}, {0}};
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .interface = "in x: UInt(8); out y: UInt(8)",
                                     .members = "m: int = 7", .body = wire_body};
  pthread_t threads[4];
  int i;
  handed.context = hwgen_context_create();
  CHECK_OK(hwgen_generator_declare(handed.context, &options, &handed.generator, &error));
  CHECK_OK(request(handed.context, handed.generator, "", &handed.circuit, &error));
  for (i = 0; i < 4; i++) CHECK_INT(pthread_create(&threads[i], NULL, hammers, &handed), 0);
  for (i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  CHECK_OK(print(handed.context, handed.circuit, &error));
  hwgen_context_destroy(handed.context);
}

/* ---- Finalizers that call back ------------------------------------------------------------------------------------ */

static struct {
  hwgen_context *context;
  int32_t code;
} late_call;

static void calls_back(void *user) {
  hwgen_error *error = NULL;
  hwgen_type type;
  CHECK(hwgen_type_parse(late_call.context, "UInt(8)", &type, &error) != HWGEN_OK);
  late_call.code = hwgen_error_code(error, 0);
  hwgen_error_destroy(error);
  hwgen_context_destroy(late_call.context);
  (void)user;
}

static void a_finalizer_that_calls_back_is_refused(void) {
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .interface = "out y: UInt(8)",
                                     .finalizer = calls_back};
  hwgen_generator generator;
  late_call.context = hwgen_context_create();
  CHECK_OK(hwgen_generator_declare(late_call.context, &options, &generator, &error));
  hwgen_context_destroy(late_call.context);
  CHECK_INT(late_call.code, 9006);
}

/* ---- Forks --------------------------------------------------------------------------------------------------------- */

static void a_new_context(void *user) {
  hwgen_context *context = hwgen_context_create();
  goes_on(context);
  hwgen_context_destroy(context);
  (void)user;
}

static void uses_the_parents(void *user) {
  struct shared *shared = user;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  char wanted[120];
  snprintf(wanted, sizeof wanted, "the context was made in process %ld, and this is a fork of it, process %ld",
           (long)getppid(), (long)getpid());
  CHECK_TELLS(request(shared->context, shared->generator, "", &circuit, &error), 9010, NULL, wanted);
  CHECK_INT(((int64_t (*)(void))hwgen_closure_code(shared->closure))(), 0);
  error = hwgen_closure_take_error(shared->closure);
  CHECK_INT(hwgen_error_code(error, 0), 9010);
  hwgen_error_destroy(error);
  CHECK_INT(hwgen_location(shared->context, "file.c", 1), 0);
  hwgen_context_destroy(shared->context);
  CHECK_INT(shared->finalized, 0);
  a_new_context(NULL);
}

static void uses_what_is_two_forks_old(void *user) {
  struct shared *shared = user;
  hwgen_circuit circuit;
  a_new_context(NULL);
  CHECK_FAILS(request(shared->context, shared->generator, "", &circuit, &error), 9010);
}

static void forks_again(void *user) {
  a_new_context(NULL);
  in_child(uses_what_is_two_forks_old, user);
}

static void a_fork_is_refused_and_makes_its_own(void) {
  struct shared shared = {0};
  hwgen_circuit circuit = shared_circuit(&shared, calls_with_a_status);
  hwgen_generator_options options = {.size = sizeof options, .name = "Kept", .interface = "out y: UInt(8)",
                                     .user = &shared.finalized, .finalizer = count};
  hwgen_generator kept;
  CHECK_OK(hwgen_generator_declare(shared.context, &options, &kept, &error));
  CHECK_OK(hwgen_closure_create(shared.context, shared.generator, "int64_t m(void)", &shared.closure, &error));
  in_child(uses_the_parents, &shared);
  in_child(forks_again, &shared);
  CHECK_OK(print(shared.context, circuit, &error));
  CHECK_INT(((int64_t (*)(void))hwgen_closure_code(shared.closure))(), 7);
  hwgen_closure_destroy(shared.closure);
  hwgen_context_destroy(shared.context);
  CHECK_INT(shared.finalized, 1);
}

static void goes_on_with_the_body(void *user) {
  hwgen_module *m = user;
  hwgen_net x = hwgen_port_net(m, "x");
  hwgen_circuit circuit;
  CHECK(x.bits != 0 && hwgen_not(m, x).bits == x.bits);
  CHECK_FAILS(hwgen_module_finish(m, &circuit, &error), 9010);
  hwgen_context_destroy(hwgen_module_context(m));
}

static hwgen_status body_that_forks(hwgen_module *m, void *user, uint64_t *out_token) {
  in_child(goes_on_with_the_body, m);
  return wire_body(m, user, out_token);
}

static void a_fork_in_a_body_is_refused_and_the_parent_goes_on(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "Forks", NULL, "in x: UInt(8); out y: UInt(8)", body_that_forks, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

TESTS({"contexts run in parallel", contexts_run_in_parallel},
      {"a context goes from thread to thread", a_context_goes_from_thread_to_thread},
      {"a second thread is refused", a_second_thread_is_refused},
      {"a module that two threads build is refused", a_module_that_two_threads_build_is_refused},
      {"a context that another thread ends lasts as long as the call",
       a_context_that_another_thread_ends_lasts_as_long_as_the_call},
      {"a closure is refused in a second thread", a_closure_is_refused_in_a_second_thread},
      {"threads that meet lose nothing", threads_that_meet_lose_nothing},
      {"a finalizer that calls back is refused", a_finalizer_that_calls_back_is_refused},
      {"a fork is refused and makes its own", a_fork_is_refused_and_makes_its_own},
      {"a fork in a body is refused and the parent goes on", a_fork_in_a_body_is_refused_and_the_parent_goes_on})
