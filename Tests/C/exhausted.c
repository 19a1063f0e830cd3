/* No more memory: the process ends by a trap, as the library cannot go on, unless a budget refuses before. Each case runs
 * in a child that may have little more than it has. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { MORE = 16 << 20 };

/* Bytes of address space that the process has. */
static rlim_t present(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file || fscanf(file, "%lu", &pages) != 1) exit(2);
  fclose(file);
  return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* What becomes of a child that runs this where there is little memory. */
static int in_a_child(int (*run)(hwgen_context *context)) {
  int status = -1;
  pid_t child = fork();
  if (child == 0) {
    struct rlimit no_core = {0, 0}, limit = {present() + MORE, present() + MORE};
    hwgen_context *context = hwgen_context_create();
    goes_on(context);
    dup2(open("/dev/null", O_WRONLY), 2);
    if (setrlimit(RLIMIT_CORE, &no_core) || setrlimit(RLIMIT_AS, &limit)) _exit(2);
    _exit(run(context));
  }
  CHECK(child > 0 && waitpid(child, &status, 0) == child);
  return status;
}

/* Adds so many cells. The code of what refuses them. */
static int grow(hwgen_context *context, int cells) {
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_net sum = hwgen_port_net(m, "x");
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  int i;
  for (i = 0; i < cells; i++) sum = hwgen_not(m, sum);
  hwgen_drive(m, hwgen_port_net(m, "y"), sum);
  return hwgen_module_finish(m, &circuit, &error) == HWGEN_OK ? 0 : (int)hwgen_error_code(error, 0);
}

/* More than there is memory for, and fewer than a module may have. */
static int many(hwgen_context *context) { return grow(context, 2000000); }
static int few(hwgen_context *context) { return grow(context, 10000); }
static int more_than_a_budget(hwgen_context *context) {
  hwgen_context_set_budget(context, HWGEN_BUDGET_CELLS, 10000, NULL);
  return grow(context, 2000000) == 2018 && grow(context, 1000) == 0;
}

static void the_process_ends_by_a_trap(void) {
  int status = in_a_child(many);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGILL || WTERMSIG(status) == SIGTRAP);
  CHECK_INT(in_a_child(few), 0);
}

static void a_budget_refuses_before(void) {
  int status = in_a_child(more_than_a_budget);
  CHECK(WIFEXITED(status));
  CHECK_INT(WEXITSTATUS(status), 1);
}

TESTS({"the process ends by a trap", the_process_ends_by_a_trap},
      {"a budget refuses before", a_budget_refuses_before})
